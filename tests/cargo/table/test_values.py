import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.cargo.table.values import Number, read_date, read_kilograms, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234\u202f567,25", 1234567.25),
        ("1'234.50", 1234.5),
        ("12,34,567.8", 1234567.8),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("1234.567", 1234.567),
        ("0.125", 0.125),
        ("0,5", 0.5),
        ("１２３", 123.0),
        ("-5", -5.0),
    ],
)
def test_a_number_that_can_be_read_one_way_only_is_read(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["1,234", "12.500", "1.234.5", "1,23,4", "12a", "", "nan", "inf", "1e9", "1,234.567,8"]
)
def test_thousands_that_could_be_decimals_are_not_guessed(text: str) -> None:
    assert read_number(text) is None


def test_a_number_the_file_itself_holds_has_no_two_readings() -> None:
    assert read_number(Number("12.500")) == 12.5
    assert read_number(Number("1e+22")) == 1e22


@pytest.mark.parametrize(("text", "kilograms"), [("5 kg", 5.0), ("1 200,5 KGS", 1200.5)])
def test_a_weight_may_write_its_unit(text: str, kilograms: float) -> None:
    assert read_kilograms(text) == kilograms


@pytest.mark.parametrize("text", ["5 t", "-5", "5 lbs", "2 MT"])
def test_tonnes_are_not_taken_for_kilograms(text: str) -> None:
    assert read_kilograms(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2017-08-06", "2017-08-06"),
        ("20170806", "2017-08-06"),
        ("2017.8.6", "2017-08-06"),
        ("2017/08/06", "2017-08-06"),
        ("2017-08-06 00:00:00", "2017-08-06"),
        ("2017-08-06T23:30:00Z", "2017-08-06"),
        ("6.8.2017", "2017-08-06"),
        ("25/08/2017", "2017-08-25"),
        ("08/25/2017", "2017-08-25"),
        ("08/08/2017", "2017-08-08"),
        ("6 Aug 2017", "2017-08-06"),
        ("06-AUG-2017", "2017-08-06"),
        ("August 6, 2017", "2017-08-06"),
        ("2017년 8월 6일", "2017-08-06"),
        ("2017年8月6日", "2017-08-06"),
        ("2017-08", "2017-08"),
        ("2017", "2017"),
    ],
)
def test_a_date_keeps_its_precision(text: str, date: str) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize("text", ["06/08/2017", "6-8-2017", "06/08/17", "2017-02-30", "42953", "x"])
def test_day_and_month_that_could_be_swapped_are_not_guessed(text: str) -> None:
    assert read_date(text) is None


@given(st.text(max_size=30))
def test_any_text_is_read_or_left_never_an_error(text: str) -> None:
    read_number(text)
    read_kilograms(text)
    read_date(text)


@given(st.integers(min_value=1000, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_grouped_and_plain_numbers_agree(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert read_number(english) == read_number(german) == float(f"{whole}.{cents:02d}")
