import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.cargo.mapping import is_digits, iso_date, mode_of, number, split_location


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("030211", "2003-02-11"),
        ("091231", "2009-12-31"),
        ("200302111234", "2003-02-11T12:34"),
        ("20250731143931+01", "2025-07-31T14:39:31"),
        ("20220901Z", "2022-09-01"),
        ("20220901", "2022-09-01"),
        ("2014-01-31", "2014-01-31"),
        ("2014-01-31T09:05:00Z", "2014-01-31T09:05:00"),
        ("2025-09-15T15:07:19.019+01:00", "2025-09-15T15:07:19"),
        ("2017-08", "2017-08"),
        ("2017", "2017"),
        ("8/24/16", "2016-08-24"),
        ("24/8/2016", "2016-08-24"),
        ("6.8.2017", "2017-08-06"),
        ("5/5/2017", "2017-05-05"),
    ],
)
def test_dates_keep_their_precision(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    "text",
    ["1/2/2017", "8/9/17", "2017-13-01", "2017-13", "20170230", "31/31/2017", "soon", "", "٢٠١٧"],
)
def test_ambiguous_or_impossible_dates_are_no_dates(text: str) -> None:
    assert iso_date(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.000", 1.0), ("12500", 12500.0), ("1,234.5", 1234.5), ("12,5", 12.5), ("1 200", 1200.0)],
)
def test_numbers_that_can_be_read_in_one_way(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["12,500", "1.234.567", "-5", "1e5", "inf", "nan", "", "abc", "9" * 400, "٣"]
)
def test_numbers_in_doubt_are_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("code", "mode"),
    [("1", "sea"), ("10", "sea"), ("30", "road"), ("31", "road"), ("8", "inland_water"), ("9", "")],
)
def test_modes_of_one_and_two_digits(code: str, mode: str) -> None:
    assert mode_of(code) == mode


@pytest.mark.parametrize("code", ["", "x", "123", "S", "²"])
def test_an_unknown_mode_is_none(code: str) -> None:
    assert mode_of(code) is None


def test_only_a_location_code_is_a_code() -> None:
    assert split_location("KPNAM") == {"code": "KPNAM"}
    assert split_location("KP NAM") == {"code": "KP NAM"}
    assert split_location("EXAMPLE") == {"name": "EXAMPLE"}
    assert split_location("Dalian") == {"name": "Dalian"}


@given(st.text(max_size=20))
def test_no_text_makes_a_date_or_number_fail(text: str) -> None:
    iso_date(text)
    number(text)
    mode_of(text)


@pytest.mark.parametrize(
    ("text", "said"), [("0", True), ("9074729", True), ("", False), ("1.0", False), ("-1", False)]
)
def test_digits_are_those_of_ascii(text: str, *, said: bool) -> None:
    assert is_digits(text) is said


@pytest.mark.parametrize("text", ["\u00b9" * 7, "\u0661" * 7, "\u2460" * 7])
def test_superscript_and_foreign_digits_are_no_digits(text: str) -> None:
    assert not is_digits(text)
    assert mode_of(text[:1]) is None
