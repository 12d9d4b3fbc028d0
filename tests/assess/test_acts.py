"""Acts tables: our own rows, and those of the fact files where they are at hand."""

import csv
import datetime
from pathlib import Path

import pytest

from tests.standin import recognize
from tidewaiter.assess import Assessor, act_outcome, read_act, read_acts
from tidewaiter.law import load_law
from tidewaiter.model import BadInput

ASSESSOR = Assessor(load_law())
OWN = Path(__file__).parents[1] / "law" / "acts.csv"


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge(row: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    return act_outcome(ASSESSOR.assess(read_act(row, ASSESSOR.law, recognize)))


def act(**values: str) -> dict[str, str]:
    row = {"id": "X1", "act_date": "2018-01-10", "direction": "from_dprk", "hs": "2701"}
    return {**row, "description": "coal", "facts": "", **values}


@pytest.mark.parametrize("row", read_rows(OWN), ids=lambda row: f"{row['id']} {row['trap']}")
def test_own_act(row: dict[str, str]) -> None:
    outcome, measures = judge(row)
    assert outcome == row["outcome_wanted"]
    assert row["measure_wanted"] in {"", *measures}


@pytest.mark.shared
def test_every_boundary_case_comes_out_as_expected(shared: Path) -> None:
    rows = read_rows(shared / "facts" / "boundary_cases.csv")
    assert len(rows) == 120
    wrong = {
        row["id"]: (row["expected_outcome"], judge(row)[0])
        for row in rows
        if judge(row)[0] != row["expected_outcome"]
    }
    assert wrong == {}


@pytest.mark.shared
def test_a_ban_that_decides_a_boundary_case_is_named(shared: Path) -> None:
    deciding = {"prohibited", "needs_authorisation", "cannot_tell", "not_in_force"}
    for row in read_rows(shared / "facts" / "boundary_cases.csv"):
        if row["expected_outcome"] not in deciding:
            continue
        wanted = {ref for ref in row["measure_ids"].split(";") if ref}
        found = {m.ref for name in judge(row)[1] if (m := ASSESSOR.law.find(name)) is not None}
        assert wanted <= found, row["id"]


def test_other_columns_pass_through_and_two_are_added() -> None:
    (row,) = read_acts(iter([act(note="kept")]), ASSESSOR, recognize)
    assert row["note"] == "kept"
    assert row["outcome"] == "prohibited"
    assert row["measures"] == "un/2371/8/coal"


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"act_date": "5 August 2017"}, "act_date '5 August 2017' is no date"),
        ({"direction": "sideways"}, "direction 'sideways' is not known"),
        ({"hs": "27O1"}, "hs '27O1' is no HS code"),
        ({"hs": "2"}, "hs '2' is no HS code"),
        ({"hs": "270"}, "hs '270' is no HS code"),
        ({"hs": "27011100001"}, "hs '27011100001' is no HS code"),
        ({"act_date": "2005-12-31"}, "act_date 2005-12-31 is before the first resolution"),
        ({"act_date": "1018-01-10"}, "is before the first resolution"),
        ({"act_date": "2026-11-25"}, "act_date 2026-11-25 is in the future"),
        ({"conduct": "smuggle"}, "conduct 'smuggle' is not known"),
        ({"facts": "stones=5"}, "fact stones is not in the vocabulary"),
        ({"facts": "tonnes=5 kg"}, "fact tonnes cannot be '5 kg': give a number"),
        ({"facts": "listed_on=soon"}, "fact listed_on cannot be 'soon': give a day or a month"),
        ({"facts": "mood=bad"}, "fact mood is not in the vocabulary"),
        ({"facts": "livelihood=maybe"}, "cannot be 'maybe'"),
        ({"facts": "livelihood"}, "is no name=value"),
        ({"facts": "livelihood=no; livelihood=no"}, "is stated twice"),
    ],
)
def test_a_row_that_cannot_be_used_says_where_and_why(values: dict[str, str], fault: str) -> None:
    with pytest.raises(BadInput, match=f"act X1: .*{fault}"):
        read_act(act(**values), ASSESSOR.law, recognize, datetime.date(2026, 11, 24))


def test_an_act_of_today_is_judged_and_without_a_clock_any_later_day() -> None:
    today = datetime.date(2026, 11, 24)
    assert read_act(act(act_date=str(today)), ASSESSOR.law, recognize, today).act_date == today
    assert read_act(act(act_date="2027-01-01"), ASSESSOR.law, recognize).act_date.year == 2027


def test_before_the_first_measure_nothing_is_called_not_covered() -> None:
    assert judge(act(act_date="2006-01-01"))[0] == "not_in_force"
    assert judge(act(act_date="2006-01-01", hs="", description="", conduct="teach"))[0] == (
        "not_in_force"
    )


def test_a_declared_origin_that_the_sellers_address_denies_is_doubtful() -> None:
    law = load_law()
    row = {
        "id": "x",
        "act_date": "2018-05-01",
        "direction": "other",
        "hs": "6109",
        "description": "T-shirts",
        "facts": "declared_origin=KP; seller_address=Busan",
    }

    doubted = read_act(row, law, recognize)
    assert {sign.strength for sign in doubted.nexus} == {"possible"}
    plain = read_act({**row, "facts": "declared_origin=KP"}, law, recognize)
    assert {sign.strength for sign in plain.nexus} == {"certain"}
