"""The regime as a whole: nothing silently absent, no gap in time, every turning date right."""

import csv
import datetime
import itertools
import re
from pathlib import Path

import pytest

from tidewaiter.law import load_law
from tidewaiter.model.law import Measure

LAW = load_law()
ONE_DAY = datetime.timedelta(days=1)


def test_every_measure_is_weighed_or_says_why_not() -> None:
    silent = [m.id for m in LAW.measures if (m.rule == "") == (m.not_evaluable == "")]
    assert silent == []


def test_every_goods_measure_of_the_main_job_is_weighed() -> None:
    kinds = re.compile(
        r"coal|iron|gold|titanium|vanadium|rare earth|copper|nickel|silver|zinc|lead|statue|seafood"
        r"|textile|petroleum|crude|condensate|gas liquids|aviation fuel$|luxury|arms embargo"
        r"|helicopter|^vessels|machinery|vehicles|metals|food|wood|electrical|earth"
    )
    goods = [m for m in LAW.measures if m.direction in {"from_target", "to_target", "both"}]
    missed = [m.id for m in goods if kinds.search(m.kind) and m.rule not in {"ban", "cited"}]
    assert missed == []


@pytest.mark.parametrize("measure", LAW.measures, ids=lambda m: m.id)
def test_day_before_day_of_and_last_day(measure: Measure) -> None:
    assert not measure.in_force(measure.since - ONE_DAY)
    assert measure.in_force(measure.since)
    if measure.until is not None:
        assert measure.in_force(measure.until)
        assert not measure.in_force(measure.until + ONE_DAY)


@pytest.mark.parametrize(
    ("kind", "first"),
    [("coal", "2016-03-02"), ("iron ore", "2016-03-02"), ("iron", "2016-03-02")],
)
def test_coal_and_iron_have_one_ban_on_every_day_since_the_first(kind: str, first: str) -> None:
    named = [m for m in LAW.measures if m.kind.split(" (")[0] == kind and m.rule == "ban"]
    day, end = datetime.date.fromisoformat(first), datetime.date(2018, 6, 1)
    assert not any(m.in_force(day - ONE_DAY) for m in named)
    while day < end:
        assert sum(m.in_force(day) for m in named) == 1, day
        day += ONE_DAY


@pytest.mark.parametrize("kind", ["crude oil", "refined petroleum"])
def test_petroleum_caps_follow_without_gap_or_overlap(kind: str) -> None:
    named = sorted((m for m in LAW.measures if m.kind == kind), key=lambda m: m.since)
    for earlier, later in itertools.pairwise(named):
        assert earlier.until is not None
        assert later.since == earlier.until + ONE_DAY


def test_since_the_first_resolution_something_is_in_force_on_every_day() -> None:
    day = datetime.date(2006, 10, 14)
    while day < datetime.date(2026, 12, 1):
        assert len(LAW.in_force(day)) > 0, day
        day += datetime.timedelta(days=7)


def test_the_measures_have_no_sunset_after_the_end_of_the_panel() -> None:
    ended = [m.id for m in LAW.measures if m.until and m.until > datetime.date(2018, 1, 1)]
    assert ended == []


def test_a_humanitarian_carve_out_is_named_by_the_freeze_alone() -> None:
    naming = [
        m.id for m in LAW.measures for e in m.exemptions if "un/2664/1/humanitarian" in e.cites
    ]
    assert naming == ["un/1718/8d/freeze"]


def test_an_unverified_row_that_is_not_the_named_product_never_carries_a_ban() -> None:
    wrong = [
        (m.id, row.code)
        for m in LAW.measures
        for row in m.hs
        if row.check == "unverified" and row.match != "yes" and row.carries
    ]
    assert wrong == []


@pytest.mark.shared
def test_no_measure_of_the_fact_file_is_absent(shared: Path) -> None:
    text = (shared / "facts" / "regime.yaml").read_text(encoding="utf-8")
    refs = set(re.findall(r"^  - id: (R\d+-\S+)$", text, re.MULTILINE))
    assert len(refs) == 172
    assert refs - {m.ref for m in LAW.measures} == set()


@pytest.mark.shared
def test_every_hs_row_of_the_fact_file_stands_under_its_measure(shared: Path) -> None:
    with (shared / "facts" / "hs_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 140
    for row in rows:
        measure = LAW.find(row["measure_id"])
        assert measure is not None
        checks = {r.code: r.check for r in measure.hs}
        assert checks.get(row["code"]) == row["confidence"], row["measure_id"]


FOLLOWED = [m for m in LAW.measures if len(m.superseded_by) > 0]


def chain(measure: Measure) -> list[Measure]:
    """The measure and all that follow it, in time."""
    found = {measure.id: measure}
    for name in measure.superseded_by:
        follower = LAW.find(name)
        assert follower is not None
        found |= {m.id: m for m in chain(follower)}
    return sorted(found.values(), key=lambda m: m.since)


@pytest.mark.parametrize("measure", FOLLOWED, ids=lambda m: m.id)
def test_a_measure_and_its_followers_leave_no_gap_and_begin_in_order(measure: Measure) -> None:
    links = chain(measure)
    assert links[0] == measure
    assert all(m.since > measure.since for m in links[1:])
    turns = {day for m in links for day in (m.since, m.until) if day is not None}
    days = {near for day in turns for near in (day - ONE_DAY, day, day + ONE_DAY)}
    for day in sorted(day for day in days if day >= measure.since):
        assert any(m.in_force(day) for m in links), day


def test_every_paragraph_is_weighed_named_or_listed_with_its_reason() -> None:
    """Every measure has a rule the engine knows, or says in words why it has none."""
    rules = {
        "ban",
        "conduct",
        "listing",
        "inspect",
        "exempt",
        "follows",
        "lists",
        "cited",
        "report",
    }
    for measure in LAW.measures:
        assert measure.rule in rules or len(measure.not_evaluable.split()) > 5, measure.id
    waiting = [m.id for m in LAW.measures if "once that is" in m.not_evaluable]
    waiting += [m.id for m in LAW.measures for e in m.exemptions if "once that" in e.not_evaluable]
    assert waiting == []


def test_every_exemption_says_who_decides_and_what_papers_it_needs() -> None:
    weighed = [(m.id, e) for m in LAW.measures for e in m.exemptions if e.not_evaluable == ""]
    assert [name for name, e in weighed if e.by == "" or len(e.papers) == 0] == []
    wrong = [
        name
        for name, e in weighed
        if (e.by == "Committee") != ("approved_by_committee" in map(str, e.when))
    ]
    assert wrong == []
