"""Tables of acts with the outcome each should have: other kinds of conduct, and turning dates."""

import csv
import datetime
from pathlib import Path

import pytest

from tidewaiter.assess import Assessor, act_outcome, read_act
from tidewaiter.goods import Recognizer
from tidewaiter.law import load_law

ASSESSOR = Assessor(load_law())
RECOGNIZE = Recognizer().recognize_text
HERE = Path(__file__).parent
ONE_DAY = datetime.timedelta(days=1)


def read_rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge(row: dict[str, str]) -> tuple[str, set[str]]:
    outcome, measures = act_outcome(ASSESSOR.assess(read_act(row, ASSESSOR.law, RECOGNIZE)))
    return outcome, set(measures)


@pytest.mark.parametrize("row", read_rows("scenarios.csv"), ids=lambda row: row["id"])
def test_scenario(row: dict[str, str]) -> None:
    outcome, measures = judge(row)
    assert outcome == row["outcome_wanted"]
    assert set(row["measures_wanted"].split(";")) <= measures


@pytest.mark.shared
def test_every_boundary_scenario_stands_in_our_file_with_its_outcome(shared: Path) -> None:
    with (shared / "facts" / "boundary_scenarios.csv").open(encoding="utf-8", newline="") as file:
        wanted = {(r["id"], r["act_date"], r["expected_outcome"]) for r in csv.DictReader(file)}
    ours = {(r["id"], r["act_date"], r["outcome_wanted"]) for r in read_rows("scenarios.csv")}
    assert ours == wanted
