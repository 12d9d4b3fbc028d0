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


@pytest.mark.parametrize("row", read_rows("turning_dates.csv"), ids=lambda row: row["id"])
def test_act_around_a_turning_date(row: dict[str, str]) -> None:
    outcome, measures = judge(row)
    assert outcome == row["outcome_wanted"], row["reason"]
    assert row["measure_wanted"] in {"", *measures}


def turning_dates() -> list[datetime.date]:
    """First days of weighed measures, and days after the end of a wind-down or a time to close."""
    weighed = [m for m in ASSESSOR.law.measures if m.rule not in {"", "follows", "cited"}]
    ends = [m.wind_down.until for m in weighed if m.wind_down is not None]
    ends += [doubt.until for m in weighed for doubt in m.doubts if doubt.until is not None]
    return sorted({*(m.since for m in weighed), *(end + ONE_DAY for end in ends)})


@pytest.mark.parametrize("day", turning_dates(), ids=str)
def test_each_turning_date_is_judged_on_its_eve_on_the_day_and_later(day: datetime.date) -> None:
    days = {datetime.date.fromisoformat(row["act_date"]) for row in read_rows("turning_dates.csv")}
    assert day - ONE_DAY in days
    assert day in days
    assert max(days) > day


def test_the_tables_ask_for_exemptions_asked_granted_and_refused_both_ways() -> None:
    rows = read_rows("turning_dates.csv")
    assert len(rows) >= 300
    assert {row["direction"] for row in rows} == {"from_dprk", "to_dprk", "other"}
    for value in ("asked", "granted", "refused", "expired"):
        assert any(f"approval={value}" in row["facts"] for row in rows)
    named = {row["conduct"] for row in rows} - {""}
    assert named == set(ASSESSOR.law.conduct)


def test_every_weighed_measure_gives_an_answer_in_some_table() -> None:
    """What a rule weighs must bite somewhere; duties that follow are reasons of an action.

    A report that no act starts has its day in the calendar instead.
    """
    columns = {"acts.csv": "measure_wanted", "scenarios.csv": "measures_wanted"}
    columns["turning_dates.csv"] = "measure_wanted"
    named = {
        name
        for table, column in columns.items()
        for row in read_rows(table)
        for name in row[column].split(";")
    }
    weighed = {m.id for m in ASSESSOR.law.measures if m.rule not in {"", "follows", "cited"}}
    weighed -= {m.id for m in ASSESSOR.law.of_rule("report") if not any(r.after for r in m.reports)}
    assert weighed - named == set()


def test_a_measure_and_what_followed_it_never_both_bear_on_one_act() -> None:
    for row in (*read_rows("turning_dates.csv"), *read_rows("scenarios.csv")):
        found = ASSESSOR.assess(read_act(row, ASSESSOR.law, RECOGNIZE)).findings
        bearing = {f.measure for f in found if "It does not reach this act" not in f.explanation}
        for measure in map(ASSESSOR.law.find, bearing if row["conduct"] else ()):
            if measure is not None and len(measure.conduct) > 0:
                assert bearing.isdisjoint(measure.superseded_by), row["id"]
