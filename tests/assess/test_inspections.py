"""The duty to inspect through time, apart from every ban and every exemption."""

import datetime

import pytest

from tests.assess.samples import facts, item, sign
from tidewaiter.assess import Assessment, Assessor
from tidewaiter.law import load_law

ASSESSOR = Assessor(load_law())
RICE = item(("1006",), ("food",))


def assess_on(day: str, **stated: str) -> Assessment:
    on = datetime.date.fromisoformat(day)
    return ASSESSOR.assess(facts(RICE, nexus=(sign("to_target"),), hits=(), on=on, **stated))


@pytest.mark.parametrize(
    ("day", "measure", "duty"),
    [
        ("2006-10-14", "un/1718/8f/inspect", False),
        ("2009-06-11", "un/1718/8f/inspect", False),
        ("2009-06-12", "un/1874/11/inspect", False),
        ("2013-03-06", "un/1874/11/inspect", False),
        ("2013-03-07", "un/2094/16/inspect", False),
        ("2016-03-01", "un/2094/16/inspect", False),
        ("2016-03-02", "un/2270/18/inspect", True),
    ],
)
def test_each_day_has_one_inspection_measure_the_latest(day: str, measure: str, duty: bool) -> None:
    found = assess_on(day)
    now = [f for f in found.findings if f.measure in found.inspections]
    assert [f.measure for f in now if f.outcome != "not_in_force"] == [measure]
    assert found.inspection_duty is duty


def test_stated_grounds_make_the_earlier_call_a_duty() -> None:
    assert assess_on("2013-07-10", reasonable_grounds="arms").inspection_duty
    assert not assess_on("2013-07-10", suspicion="no").inspection_duty
    assert assess_on("2013-07-10", suspicion="no").action == "pass"


@pytest.mark.parametrize("mode", ["rail", "road"])
def test_rail_and_road_are_named_from_2321_and_inspected_before(mode: str) -> None:
    assert assess_on("2016-11-29", mode=mode).inspections == ("un/2270/18/inspect",)
    assert "un/2321/21/railroad" in assess_on("2016-11-30", mode=mode).inspections


@pytest.mark.parametrize(
    "stated", [{"mode": "baggage"}, {"consignee": "foreign_embassy", "sealed": "yes"}]
)
def test_a_doubt_about_the_cargo_leaves_the_duty_standing(stated: dict[str, str]) -> None:
    on = datetime.date(2016, 6, 1)
    given = facts(RICE, nexus=(sign("to_target"),), hits=(), on=on, **stated)
    found = ASSESSOR.assess(given)
    (finding,) = [f for f in found.findings if f.measure == "un/2270/18/inspect"]
    assert (finding.outcome, finding.duty) == ("cannot_tell", True)
    assert (found.inspection_duty, found.action) == (True, "inspect")


def test_an_approval_opens_the_ban_and_not_the_inspection() -> None:
    given = facts(item(("8421",)), nexus=(sign("to_target"),), approval="granted")
    found = ASSESSOR.assess(given)
    assert {f.measure: f.outcome for f in found.findings}["un/2397/7/mach"] == "not_covered"
    assert (found.inspection_duty, found.action) == (True, "inspect")


def test_a_possible_tie_makes_no_duty() -> None:
    found = ASSESSOR.assess(facts(RICE, nexus=(sign("to_target", "possible"),)))
    assert not found.inspection_duty
    assert found.action == "review"


def test_the_small_arms_exception_of_1874_ends_where_2270_begins() -> None:
    rifles = item(("9301",), ("small_arms",))
    for day, outcome in (("2016-03-01", "not_covered"), ("2016-03-02", "prohibited")):
        on = datetime.date.fromisoformat(day)
        given = facts(rifles, nexus=(sign("to_target"),), on=on, notified="before")
        found = {f.measure: f.outcome for f in ASSESSOR.assess(given).findings}
        assert found["un/1874/10/arms"] == outcome
