"""The quota ledgers reproduce what was published, and add nothing that overlaps."""

import datetime
from collections.abc import Sequence

import pytest

from tidewaiter.law import load_law
from tidewaiter.model import BadInput
from tidewaiter.monitor.quotas.convert import BASKET, blends_of, convert
from tidewaiter.monitor.quotas.counting import count, lay
from tidewaiter.monitor.quotas.crossings import Crossing, crossings
from tidewaiter.monitor.quotas.months import month_cells
from tidewaiter.monitor.quotas.position import Desk, Position, Used, examine
from tidewaiter.monitor.quotas.reports import Goods, LedgerName, Report, State, kept_reports, newest

TODAY = datetime.date(2026, 11, 24)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def desk(goods: Goods, year: int) -> Desk:
    return examine(load_law(), kept_reports(), TODAY, (goods,), year)


def position(goods: Goods, since: str) -> Position:
    begun = day(since)
    return next(each for each in desk(goods, begun.year).positions if each.period.since == begun)


def used(goods: Goods, since: str, unit: str, ledger: LedgerName = "reported") -> Used:
    found = position(goods, since).used
    return next(each for each in found if each.unit == unit and each.ledger == ledger)


def report(
    since: str,
    until: str,
    states: str = "CN",
    barrels: float | None = 100,
    state: State = "reported",
) -> Report:
    return Report(
        goods="refined",
        ledger="reported",
        states=states,
        since=day(since),
        until=day(until),
        state=state,
        barrels=barrels,
        source="a page made up for this test",
        check="verified",
    )


def test_the_value_limit_of_2017_was_passed_and_the_volume_was_not() -> None:
    assert used("coal", "2017-01-01", "usd").percent == pytest.approx(103, abs=0.5)
    assert used("coal", "2017-01-01", "t").percent == pytest.approx(64, abs=0.5)
    binding = position("coal", "2017-01-01").binding()
    assert binding is not None
    assert binding.unit == "usd"


def test_other_published_shares_come_out() -> None:
    assert used("coal", "2016-11-30", "usd").percent == pytest.approx(344, abs=0.5)
    assert used("refined", "2019-01-01", "bbl").percent == pytest.approx(83.6, abs=0.6)
    assert used("refined", "2023-01-01", "bbl").percent == pytest.approx(21.2, abs=0.05)


def test_months_of_reports_and_customs_stand_beside_the_year_by_name() -> None:
    found = {
        each.parts.unit: each
        for each in position("coal", "2017-01-01").beside
        if each.ledgers == ("reported", "customs")
    }
    assert found["usd"].parts.value == pytest.approx(408.7e6, abs=0.05e6)
    assert found["usd"].difference == pytest.approx(-1.2, abs=0.05)
    assert found["t"].parts.value == pytest.approx(4.83e6, abs=0.005e6)
    assert found["t"].difference == pytest.approx(-0.01, abs=0.005)
    # and the ledgers themselves stay apart
    assert used("coal", "2017-01-01", "usd", "customs").sum.value == 182_100_000


def test_parts_that_need_a_factor_do_not_replace_a_published_total() -> None:
    year = used("refined", "2019-01-01", "bbl")
    assert (year.sum.value, year.sum.is_converted) == (418_000, False)
    beside = next(e for e in position("refined", "2019-01-01").beside if e.total.states == "CN+RU")
    assert beside.covered == 100
    assert beside.difference > 10


def test_each_allegation_stands_alone_and_counts_in_no_other_ledger() -> None:
    found = [each for each in position("refined", "2018-01-01").used if each.ledger == "alleged"]
    assert [(each.by, each.sum.value) for each in found] == [
        ("United States, to the Committee", 759_793)
    ]
    outside = desk("coal", 2019).outside
    assert [(each.ledger, each.tonnes) for each in outside] == [("alleged", 3_700_000)]


def test_withdrawn_amounts_stay_counted_and_are_named() -> None:
    year = used("refined", "2023-01-01", "bbl").sum
    assert (year.value, year.withdrawn) == (105_845, 55_321)


def test_limits_and_notices_come_from_the_law() -> None:
    law = load_law()
    cap = next(c for c in law.measures if c.id == "un/2321/26/coal").caps[1]
    period = position("coal", "2017-01-01").period
    assert period.limits == {"t": cap.tonnes, "usd": cap.usd}
    assert (period.levels, period.stop_at) == ((75, 90, 95, 100), 95)
    assert period.until == day("2017-12-31")
    crude = examine(law, (), TODAY, ("crude",), 2018).positions
    spans = [(str(each.period.since), str(each.period.until)) for each in crude]
    assert spans == [("2017-12-22", "2018-12-21"), ("2018-12-22", "2019-12-21")]
    # the yearly cap of 2375 was replaced before it began
    assert len(examine(law, (), TODAY, ("refined",), 2018).positions) == 1


@pytest.mark.parametrize(
    ("basis", "level", "after", "by"),
    [
        ("reported", 95, "2017-05-31", "2017-12-31"),
        ("reported, gaps by customs", 90, "2017-05-31", "2017-08-31"),
        ("reported, gaps by customs", 95, "2017-08-31", "2017-09-05"),
    ],
)
def test_crossings_lie_between_the_days_that_the_data_knows(
    basis: str, level: int, after: str, by: str
) -> None:
    found = [
        each
        for each in crossings(desk("coal", 2017))
        if (each.basis, each.level, each.unit) == (basis, level, "usd")
    ]
    assert [(each.after, each.by) for each in found] == [(day(after), day(by))]
    assert found[0].stops == (level == 95)


def test_no_crossing_of_the_volume_of_2017() -> None:
    assert [each for each in crossings(desk("coal", 2017)) if each.unit == "t"] == []


def test_a_crossing_says_when_it_could_be_known_and_how_sure_it_is() -> None:
    december = crossing("coal", 2016, 75)
    assert (december.could_be_known, december.from_law) == (day("2017-02-22"), False)
    year = crossing("coal", 2017, 100)
    assert (year.could_be_known, year.from_law) == (day("2018-01-30"), True)
    assert crossing("refined", 2018, 75).certainty == "by the middle factor"
    assert crossing("refined", 2019, 75).certainty == "sure"


def crossing(goods: Goods, year: int, level: int) -> Crossing:
    return next(
        each
        for each in crossings(desk(goods, year))
        if each.level == level and each.basis == "reported"
    )


ASKED: tuple[tuple[Goods, int], ...] = (("coal", 2017), ("refined", 2021), ("refined", 2024))


def test_what_nobody_found_is_no_zero() -> None:
    cells = {
        (str(cell.month), cell.states): cell
        for goods, year in ASKED
        for each in desk(goods, year).positions
        for cell in month_cells(each, next(iter(each.period.limits)), ())
    }
    june = cells["2017-06-01", "CN"]
    assert (june.state, june.amount) == ("unknown", None)
    assert cells["2017-05-01", "CN"].state == "nil"
    assert cells["2017-10-01", "CN"].state == "in a total"
    assert cells["2021-01-01", "CN"].state == "not reported"
    assert cells["2021-01-01", "RU"].state == "nil"
    assert cells["2024-02-01", "RU"].state == "not reported"
    assert cells["2024-11-01", "RU"].state == "no report found"


def test_the_states_of_a_report_are_kept() -> None:
    states = {each.state for each in kept_reports()}
    assert states == {"reported", "nil", "not reported", "late", "withdrawn", "unknown"}


def test_conversion_takes_barrels_as_given_then_the_product_then_the_basket() -> None:
    blends = blends_of(kept_reports())
    assert convert(100, "bbl", "bbl").how == "as given"
    lpg = convert(100, "t", "bbl", product="LPG", blends=blends)
    assert (lpg.value, lpg.low, lpg.check) == (1160, 1160, "verified")
    diesel = convert(100, "t", "bbl", product="diesel")
    assert (diesel.value, diesel.check) == (746, "unverified")
    basket = convert(587.4, "t", "bbl", blends=blends)
    assert basket.value == pytest.approx(4893, abs=0.5)
    assert basket.factors == pytest.approx((7.50, 9.19), abs=0.005)
    assert basket.low < basket.value < basket.high
    back = convert(4893, "bbl", "t", blends=blends)
    assert back.low < 587.4 < back.high


def test_four_months_in_both_units_give_the_factor_of_the_basket() -> None:
    months = [each for each in blends_of(kept_reports()) if each.since.month == each.until.month]
    assert len(months) == 4
    for each in months:
        assert each.barrels_per_tonne == pytest.approx(BASKET.barrels_per_tonne, abs=0.005)


def test_an_unknown_product_is_told_and_dollars_are_no_goods() -> None:
    assert "'naphtha'" in convert(1, "t", "bbl", product="naphtha").note
    with pytest.raises(BadInput, match="no amount of goods"):
        convert(1, "usd", "bbl")
    with pytest.raises(BadInput, match="below zero"):
        convert(-1, "t", "bbl")


MONTH = report("2020-01-01", "2020-01-31", barrels=10)
QUARTER = report("2020-01-01", "2020-03-31", barrels=50)
BOTH = report("2020-01-01", "2020-01-31", "CN+RU", barrels=30)


@pytest.mark.parametrize(
    ("reports", "widest", "finest"),
    [
        ((MONTH, QUARTER), 50, 10),
        ((MONTH, BOTH), 30, 10),
        ((QUARTER, BOTH), 50, 30),
        ((MONTH, report("2020-02-01", "2020-02-29", barrels=5)), 15, 15),
        ((MONTH, report("2020-01-01", "2020-01-31", "RU", barrels=7)), 17, 17),
        ((MONTH, report("2020-02-01", "2020-02-29", barrels=None, state="not reported")), 10, 10),
    ],
)
def test_reports_that_overlap_are_never_added(
    reports: Sequence[Report], widest: float, finest: float
) -> None:
    counted, laid = count(reports, "bbl", ()), lay(reports, "bbl", ())
    assert counted is not None
    assert laid is not None
    assert (counted.value, laid.value) == (widest, finest)


def test_what_lies_partly_outside_is_left_out_by_name() -> None:
    total = count((QUARTER, BOTH), "bbl", ())
    assert total is not None
    assert total.left_out == (BOTH,)


def test_nothing_known_is_no_sum() -> None:
    missing = report("2020-01-01", "2020-01-31", barrels=None, state="not reported")
    assert count((missing,), "bbl", ()) is None
    nil = report("2020-01-01", "2020-01-31", barrels=None, state="nil")
    total = count((nil,), "bbl", ())
    assert total is not None
    assert total.value == 0


def test_a_later_sight_of_a_report_replaces_the_earlier_one() -> None:
    seen = {"goods": "refined", "ledger": "reported", "states": "CN", "source": "made up"}
    first = Report(
        **seen,  # type: ignore[arg-type]
        since=day("2020-01-01"),
        until=day("2020-01-31"),
        state="reported",
        barrels=10,
        known=day("2020-03-01"),
        check="verified",
    )
    gone = Report(
        **seen,  # type: ignore[arg-type]
        since=day("2020-01-01"),
        until=day("2020-01-31"),
        state="withdrawn",
        barrels=10,
        known=day("2020-05-01"),
        check="verified",
    )
    assert newest((gone, first)) == (gone,)
