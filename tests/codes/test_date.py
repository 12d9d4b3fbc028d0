"""Dates that keep their precision."""

import datetime

import pytest

from tidewaiter.codes import PartialDate, parse_date

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2017", "2017"),
        ("2017-08", "2017-08"),
        ("2017-08-06", "2017-08-06"),
        ("2017-08-06T10:00:00Z", "2017-08-06"),
        ("20170806", "2017-08-06"),
        ("201708061230", "2017-08-06"),
        ("2017/8/6", "2017-08-06"),
        ("06.08.2017", "2017-08-06"),
        ("6 Aug 2017", "2017-08-06"),
        ("6th August 2017", "2017-08-06"),
        ("Aug. 6, 2017", "2017-08-06"),
        ("August 2017", "2017-08"),
        ("31/12/2017", "2017-12-31"),
        ("12/31/2017", "2017-12-31"),
        ("08/08/2017", "2017-08-08"),
        ("2017年8月6日", "2017-08-06"),
        ("2017년 8월", "2017-08"),
        ("2017-00-00", "2017"),
        ("29 Feb 2016", "2016-02-29"),
    ],
)
def test_precision_is_that_of_the_document(text: str, iso: str) -> None:
    assert str(parse_date(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06/08/2017",
        "2017-13-01",
        "2017-02-29",
        "soon",
        "Ju 2017",
        "Foo 2017",
        "17",
        "2017-00-05",
    ],
)
def test_ambiguous_or_impossible_dates_are_none(text: str) -> None:
    assert parse_date(text) is None


def test_month_covers_all_its_days() -> None:
    date = PartialDate(2016, 2)
    assert (date.first, date.last) == (DAY(2016, 2, 1), DAY(2016, 2, 29))


def test_month_that_holds_the_turning_day_is_neither_before_nor_after() -> None:
    turning = DAY(2017, 8, 5)
    assert PartialDate(2017, 8).before(turning) is None
    assert PartialDate(2017, 7).before(turning) is True
    assert PartialDate(2017, 8, 5).before(turning) is False
    assert PartialDate(2017, 8).after(turning) is None
    assert PartialDate(2017, 9).after(turning) is True
    assert PartialDate(2017, 8, 5).after(turning) is False


def test_year_agrees_with_a_day_in_it_only() -> None:
    assert PartialDate(1938).agrees(PartialDate(1938, 5, 1))
    assert not PartialDate(1938).agrees(PartialDate(1939, 1, 1))
