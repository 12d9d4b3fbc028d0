"""UN/LOCODE shape."""

import pytest

from tidewaiter.codes import parse_locode


@pytest.mark.parametrize("text", ["KPNAM", "kp nam", "KP-NAM", " KPNAM "])
def test_code_however_written(text: str) -> None:
    code = parse_locode(text)
    assert code is not None
    assert (code.value, code.country) == ("KPNAM", "KP")


@pytest.mark.parametrize("text", ["", "KP", "KPNA", "KPNAM1", "KPNA1", "KP0AB", "12345"])
def test_other_shapes_are_none(text: str) -> None:
    assert parse_locode(text) is None


def test_digits_two_to_nine_may_stand_in_the_place_part() -> None:
    assert parse_locode("USA29") is not None
