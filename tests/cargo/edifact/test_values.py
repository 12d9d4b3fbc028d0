"""Numbers, dates, HS codes and IMO numbers as segments write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.cargo.edifact.values import (
    find_imo,
    has_imo_check_digit,
    is_hs,
    parse_date,
    parse_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12.0), ("12.5", 12.5), ("12,5", 12.5), (".5", 0.5), ("-3", -3.0), ("0012", 12.0)],
)
def test_number(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "nan", "inf", "1e5", "1_000", "1.2.3", "1,000.5", "٣", "KGM", "9" * 400, "-" + "9" * 400],
)
def test_what_float_would_take_and_a_document_does_not_mean(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "form", "date"),
    [
        ("20170801", "102", "2017-08-01"),
        ("170801", "101", "2017-08-01"),
        ("990801", "101", "1999-08-01"),
        ("010817", "2", "2017-08-01"),
        ("201708011230", "203", "2017-08-01T12:30"),
        ("1708011230", "201", "2017-08-01T12:30"),
        ("170801123059", "202", "2017-08-01T12:30:59"),
        ("20170801123059", "204", "2017-08-01T12:30:59"),
        ("201708011230UTC", "303", "2017-08-01T12:30Z"),
        ("201708012400", "203", "2017-08-02T00:00"),
        ("201612312400", "203", "2017-01-01T00:00"),
        ("2017", "602", "2017"),
        ("201708", "610", "2017-08"),
        ("20170801-20170805", "718", "2017-08-01/2017-08-05"),
        ("2017080120170805", "718", "2017-08-01/2017-08-05"),
    ],
)
def test_date_keeps_its_precision(text: str, form: str, date: str) -> None:
    assert parse_date(text, form) == date


@pytest.mark.parametrize(
    ("text", "form"),
    [("20171301", "102"), ("2017080", "102"), ("201708011", "102"), ("20170801", "999"),
     ("20170801", ""), ("1 AUG 17", "102"), ("20170801-", "718")],
)  # fmt: skip
def test_date_that_no_calendar_has_is_none(text: str, form: str) -> None:
    assert parse_date(text, form) is None


@given(st.text(max_size=20), st.sampled_from(["2", "102", "203", "303", "718", "719", "x"]))
def test_any_text_for_a_date_raises_nothing(text: str, form: str) -> None:
    parse_date(text, form)


@pytest.mark.parametrize("text", ["2701", "27011100", "2701.12", "2701 12 00", "2701120000"])
def test_hs_code(text: str) -> None:
    assert is_hs(text)


@pytest.mark.parametrize("text", ["270", "27011200001", "COAL", "2701A", "", "２７０１"])
def test_not_an_hs_code(text: str) -> None:
    assert not is_hs(text)


def test_imo_number() -> None:
    assert find_imo("IMO 9074729") == find_imo("9074729") == "9074729"
    assert find_imo("90747290") is None
    assert has_imo_check_digit("9074729")
    assert not has_imo_check_digit("9074728")
