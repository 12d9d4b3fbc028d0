"""Call signs."""

import pytest

from tidewaiter.codes import parse_call_sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [("HMYX3", "HMYX3"), ("hmyx-3", "HMYX3"), ("P5 AB", "P5AB"), ("9LY2", "9LY2")],
)
def test_a_call_sign_is_read_however_it_is_spaced(text: str, sign: str) -> None:
    assert parse_call_sign(text) == sign


@pytest.mark.parametrize("text", ["", "9163166", "445114", "HM", "TOO LONG A NAME"])
def test_numbers_of_other_kinds_are_no_call_signs(text: str) -> None:
    assert parse_call_sign(text) is None
