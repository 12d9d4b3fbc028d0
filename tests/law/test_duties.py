"""When each duty to report falls due: national reports, series, and what an event starts."""

import datetime
import itertools

import pytest

from tidewaiter.law import load_law
from tidewaiter.law.duties import calendar, due, timing
from tidewaiter.model import BadInput, DueReport

LAW = load_law()
Day = datetime.date
FIRST, LAST = Day(2006, 1, 1), Day(2026, 11, 23)
ONE_DAY = datetime.timedelta(days=1)
SERIES = {"un/2321/26/coal", "un/2397/4/crude"}
# Adoption and days as the fact sheet gives them.
NATIONAL = {
    "un/1718/11/report": ("2006-10-14", 30, "2006-11-13"),
    "un/1874/22/report": ("2009-06-12", 45, "2009-07-27"),
    "un/2094/25/report": ("2013-03-07", 90, "2013-06-05"),
    "un/2270/40/report": ("2016-03-02", 90, "2016-05-31"),
    "un/2321/36/report": ("2016-11-30", 90, "2017-02-28"),
    "un/2371/17/report": ("2017-08-05", 90, "2017-11-03"),
    "un/2375/19/report": ("2017-09-11", 90, "2017-12-10"),
    "un/2397/17/report": ("2017-12-22", 90, "2018-03-22"),
}


def of(measure: str, first: Day = FIRST, last: Day = LAST) -> list[DueReport]:
    return [one for one in calendar(LAW, first, last) if one.measure == measure]


@pytest.mark.parametrize("measure", NATIONAL)
def test_a_national_report_is_due_on_adoption_and_days(measure: str) -> None:
    adopted, days, wanted = NATIONAL[measure]
    (report,) = of(measure)
    assert str(report.due) == wanted
    assert report.due == Day.fromisoformat(adopted) + datetime.timedelta(days=days)
    assert report.basis == f"{days} days from the adoption on {adopted}"
    assert (report.who, report.to) == ("every State", "Committee")


@pytest.mark.parametrize("measure", NATIONAL)
def test_a_period_holds_its_first_and_last_day(measure: str) -> None:
    day = Day.fromisoformat(NATIONAL[measure][2])
    assert len(of(measure, day, day)) == 1
    assert of(measure, day - ONE_DAY, day - ONE_DAY) == []
    assert of(measure, day + ONE_DAY, day + ONE_DAY) == []


def test_nothing_is_due_before_an_adoption_and_each_report_lies_after_it() -> None:
    assert calendar(LAW, Day(2000, 1, 1), Day(2006, 11, 12)) == ()
    for report in calendar(LAW, FIRST, LAST):
        assert report.due is not None
        assert report.due > LAW.act_of(report.measure).adopted


def test_the_calendar_is_in_order_and_names_no_report_twice() -> None:
    found = calendar(LAW, FIRST, LAST)
    assert list(found) == sorted(found, key=lambda report: str(report.due))
    named = [(report.measure, report.due, report.what) for report in found]
    assert len(named) == len(set(named))


def test_two_periods_side_by_side_make_the_whole() -> None:
    middle = Day(2018, 3, 22)
    parts = (*calendar(LAW, FIRST, middle), *calendar(LAW, middle + ONE_DAY, LAST))
    assert parts == calendar(LAW, FIRST, LAST)


def test_coal_is_reported_for_each_month_from_its_first_to_its_last_day() -> None:
    found = of("un/2321/26/coal")
    assert [str(one.due) for one in (found[0], found[1], found[-1])] == [
        "2016-12-30",
        "2017-01-30",
        "2017-09-30",
    ]
    assert len(found) == 10
    assert (found[0].covers_from, found[-1].covers_to) == (Day(2016, 11, 30), Day(2017, 8, 4))


def test_crude_oil_is_reported_every_ninety_days_from_the_adoption() -> None:
    found = of("un/2397/4/crude")
    assert [str(one.due) for one in found[:3]] == ["2018-03-22", "2018-06-20", "2018-09-18"]
    assert (found[0].covers_from, found[0].covers_to) == (Day(2017, 12, 22), Day(2018, 3, 21))


@pytest.mark.parametrize("measure", sorted(SERIES))
def test_the_days_of_a_series_follow_without_gap_or_overlap(measure: str) -> None:
    found = of(measure)
    for earlier, later in itertools.pairwise(found):
        assert earlier.covers_to is not None
        assert later.covers_from == earlier.covers_to + ONE_DAY


def test_workers_sent_back_are_reported_twice() -> None:
    interim, final = of("un/2397/8/workers")
    assert (str(interim.due), str(final.due)) == ("2019-03-22", "2020-03-22")
    assert interim.basis == "15 months from the adoption on 2017-12-22"
    assert any("fewer than half" in item for item in interim.contents)


@pytest.mark.parametrize(
    ("measure", "wanted", "check"),
    [
        ("un/2371/9/seafood", "2017-09-19", "verified"),
        ("un/2375/17/workers", "2017-12-15", "verified"),
        ("un/2375/16/textiles", "2018-01-24", "unverified"),
        ("un/2397/6/wood", "2018-02-05", "unverified"),
    ],
)
def test_old_contracts_are_reported_once_and_an_unverified_day_looks_so(
    measure: str, wanted: str, check: str
) -> None:
    (report,) = of(measure)
    assert (str(report.due), report.time_check) == (wanted, check)


@pytest.mark.parametrize(
    ("after", "on", "measures"),
    [
        ("seizure", "2009-06-11", []),
        ("seizure", "2009-06-12", ["un/1874/15/report"]),
        ("disposal", "2026-11-01", ["un/1874/15/report"]),
        ("refuse_inspection", "2009-06-12", ["un/1874/16/noncoop"]),
        ("refuse_inspection", "2013-03-07", ["un/1874/16/noncoop", "un/2094/17/refusal"]),
        ("refuse_inspection", "2017-09-11", ["un/2094/17/refusal", "un/2375/9/noncoop"]),
        ("rename_ship", "2013-03-06", []),
        ("rename_ship", "2013-03-07", ["un/2094/19/rename"]),
        ("ship_by_rajin", "2016-03-01", []),
        ("ship_by_rajin", "2016-03-02", ["un/2270/29/coal"]),
        ("ship_by_rajin", "2016-11-30", ["un/2321/26/coal"]),
        ("ship_by_rajin", "2017-08-05", ["un/2371/8/coal"]),
        ("supply_small_arms", "2016-03-01", ["un/1874/10/arms"]),
        ("supply_small_arms", "2016-03-02", []),
        ("buy_coal", "2016-11-29", []),
        ("buy_coal", "2017-08-05", []),
        ("transfer_crude", "2017-12-21", []),
        ("transfer_refined", "2017-09-30", []),
    ],
)
def test_an_event_starts_the_duties_in_force_that_day(
    after: str, on: str, measures: list[str]
) -> None:
    assert [one.measure for one in due(LAW, after, Day.fromisoformat(on))] == measures


@pytest.mark.parametrize(
    ("after", "on", "measure", "wanted"),
    [
        ("buy_coal", "2016-11-30", "un/2321/26/coal", "2016-12-30"),
        ("buy_coal", "2017-08-04", "un/2321/26/coal", "2017-09-30"),
        ("transfer_refined", "2017-10-01", "un/2375/14/refined", "2017-10-31"),
        ("transfer_refined", "2017-12-31", "un/2375/14/refined", "2018-01-30"),
        ("transfer_refined", "2018-01-01", "un/2397/5/refined", "2018-01-31"),
        ("transfer_crude", "2017-12-22", "un/2397/4/crude", "2018-03-22"),
        ("transfer_crude", "2018-03-21", "un/2397/4/crude", "2018-03-22"),
        ("transfer_crude", "2018-03-22", "un/2397/4/crude", "2018-06-20"),
        ("supply_small_arms", "2010-05-10", "un/1874/10/arms", "2010-05-05"),
    ],
)
def test_an_event_is_reported_by_its_day(after: str, on: str, measure: str, wanted: str) -> None:
    (report,) = due(LAW, after, Day.fromisoformat(on))
    assert (report.measure, str(report.due)) == (measure, wanted)
    assert (report.started_by, str(report.started_on)) == (after, on)


def test_an_event_of_a_series_is_in_the_report_that_the_calendar_holds() -> None:
    for name, measure in (("buy_coal", "un/2321/26/coal"), ("transfer_crude", "un/2397/4/crude")):
        for report in of(measure)[:5]:
            for day in (report.covers_from, report.covers_to):
                assert day is not None
                assert due(LAW, name, day)[0].due == report.due


def test_promptly_has_no_number_and_a_limit_of_the_desk_stays_its_own() -> None:
    (plain,) = due(LAW, "seizure", Day(2018, 1, 10))
    assert (plain.timing, plain.due, plain.desk_due) == ("promptly", None, None)
    (limited,) = due(LAW, "seizure", Day(2018, 1, 10), desk_days=5)
    assert (limited.due, limited.desk_due) == (None, Day(2018, 1, 15))
    (counted,) = due(LAW, "transfer_refined", Day(2018, 1, 10), desk_days=5)
    assert (counted.due, counted.desk_due) == (Day(2018, 2, 9), None)


def test_contents_and_what_nobody_verified_come_along() -> None:
    (report,) = due(LAW, "seizure", Day(2018, 1, 10))
    assert "the grounds of the inspection" in report.contents
    assert (report.contents_check, report.paragraph_check) == ("unverified", "inferred")


def test_an_unknown_event_a_turned_period_and_a_limit_below_zero_are_bad_input() -> None:
    with pytest.raises(BadInput, match="starts no duty to report"):
        due(LAW, "tea", Day(2018, 1, 10))
    with pytest.raises(BadInput, match="starts no duty to report"):
        due(LAW, "charter_to", Day(2018, 1, 10))
    with pytest.raises(BadInput, match="ends before it begins"):
        calendar(LAW, LAST, FIRST)
    with pytest.raises(BadInput, match="below zero"):
        due(LAW, "seizure", Day(2018, 1, 10), desk_days=-1)


def test_every_trigger_of_the_vocabulary_starts_a_report_and_every_list_is_used() -> None:
    assert {word.name for word in LAW.vocabulary.triggers} <= set(LAW.triggers)
    used = {report.contents for m in LAW.measures for report in m.reports}
    assert set(LAW.vocabulary.contents) == used - {""}


def test_every_report_has_a_day_in_the_calendar_or_something_that_starts_it() -> None:
    dated = {(one.measure, one.what) for one in calendar(LAW, FIRST, LAST)}
    for measure in LAW.measures:
        for report in measure.reports:
            assert (measure.id, report.what) in dated or len(report.after) > 0, timing(report)
