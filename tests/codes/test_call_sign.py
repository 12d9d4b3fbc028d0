"""Call signs."""

import pytest

from tidewaiter.codes import CallSigns, parse_call_sign


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("HMYX3", "KP"),
        ("hmyx-3", "KP"),
        ("P5AB", "KP"),
        ("P4AB", "AW"),
        ("HLAB", "KR"),
        ("HNAB", "IQ"),
        ("DSAB", "KR"),
        ("9LY2", "SL"),
        ("SSA1", "EG"),
        ("SSN1", "SD"),
        ("3DA1", "SZ"),
        ("3DN1", "FJ"),
    ],
)
def test_series_ends_where_the_next_country_begins(text: str, country: str) -> None:
    sign = parse_call_sign(text)
    assert sign is not None
    assert CallSigns().country(sign) == country


@pytest.mark.parametrize("text", ["", "9163166", "445114", "HM", "TOO LONG A NAME"])
def test_numbers_of_other_kinds_are_no_call_signs(text: str) -> None:
    assert parse_call_sign(text) is None


def test_series_given_to_nobody_has_no_country() -> None:
    assert CallSigns().country("QAAA") == ""
