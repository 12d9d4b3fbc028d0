"""Caps: the lower limb binds, notices warn or stop, an unknown total is never guessed."""

import datetime

import msgspec
import pytest

from tests.assess.samples import facts, state
from tidewaiter.assess.caps import weigh_cap
from tidewaiter.law import load_law
from tidewaiter.law.terms import find_cap
from tidewaiter.model import Facts
from tidewaiter.model.law import Measure

LAW = load_law()
MAY = datetime.date(2017, 5, 1)
YEAR_T, YEAR_USD = 7_500_000, 400_870_018


def with_statements(stated: dict[str, str]) -> Facts:
    return msgspec.structs.replace(facts(on=MAY), statements=state(stated))


def measure(name: str) -> Measure:
    found = LAW.find(name)
    assert found is not None
    return found


COAL = measure("un/2321/26/coal")


@pytest.mark.parametrize(
    ("trap", "stated", "wanted"),
    [
        ("nothing stated", {}, "unknown"),
        ("papers do not show it", {"quota_total": "unknown"}, "unknown"),
        ("total of one limb only", {"quota_total_t": "10"}, "met"),
        ("tonnes reached", {"quota_total_t": str(YEAR_T)}, "failed"),
        ("money reached first", {"quota_total_usd": str(YEAR_USD)}, "failed"),
        ("this act alone is above", {"tonnes": str(YEAR_T + 1)}, "failed"),
        ("a total without unit is the first limb", {"quota_total": str(YEAR_T)}, "failed"),
        ("90 percent announced", {"quota_notice": "90"}, "met"),
        ("95 percent announced", {"quota_notice": "95"}, "failed"),
        ("above 95 percent, nothing announced", {"quota_total_t": "7200000"}, "unknown"),
        ("90 announced, act passes", {"quota_notice": "90", "tonnes": "7500001"}, "failed"),
        ("stated as reached", {"quota_reached": "yes"}, "failed"),
        ("stated as open", {"quota_reached": "no"}, "met"),
    ],
)  # fmt: skip
def test_coal_of_a_calendar_year(trap: str, stated: dict[str, str], wanted: str) -> None:
    assert weigh_cap(COAL, with_statements(stated), "reached").answer == wanted


def test_each_day_has_the_cap_of_its_period() -> None:
    last, first = datetime.date(2016, 12, 31), datetime.date(2017, 1, 1)
    interim, yearly = find_cap(COAL, last), find_cap(COAL, first)
    assert interim is not None
    assert yearly is not None
    assert (interim.tonnes, yearly.tonnes) == (1_000_866, 7_500_000)
    assert find_cap(COAL, datetime.date(2016, 11, 29)) is None


def test_a_cap_without_a_known_figure_asks_whether_it_is_reached() -> None:
    crude = measure("un/2375/15/crude")
    on = datetime.date(2017, 10, 1)
    assert weigh_cap(crude, facts(on=on, quota_total_t="1"), "reached").answer == "unknown"
    assert weigh_cap(crude, facts(on=on, quota_reached="no"), "reached").answer == "met"


def test_tonnes_of_refined_oil_count_only_where_barrels_are_not_stated() -> None:
    refined = measure("un/2397/5/refined")
    on = datetime.date(2018, 8, 1)
    assert weigh_cap(refined, facts(on=on, quota_total_t="60000"), "reached").answer == "failed"
    both = facts(on=on, quota_total_t="60000", quota_total_bbl="100000")
    assert weigh_cap(refined, both, "reached").answer == "met"
