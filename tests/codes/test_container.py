"""Container numbers."""

import pytest

from tidewaiter.codes import parse_container


@pytest.mark.parametrize("text", ["CSQU3054383", "CSQU 305438-3", "csqu 305438 3"])
def test_one_number_however_spaced(text: str) -> None:
    number = parse_container(text)
    assert number is not None
    assert (number.value, number.check) == ("CSQU3054383", True)


def test_mistyped_digit_is_kept_and_shown() -> None:
    number = parse_container("CSQU3054373")
    assert number is not None
    assert number.check is False


def test_missing_check_digit_is_neither_right_nor_wrong() -> None:
    number = parse_container("CSQU305438")
    assert number is not None
    assert number.check is None


@pytest.mark.parametrize("text", ["", "CSQ3054383", "12345678901", "BULK", "CSQU30543831"])
def test_other_marks_are_no_container_numbers(text: str) -> None:
    assert parse_container(text) is None
