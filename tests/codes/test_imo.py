"""IMO numbers."""

import pytest

from tidewaiter.codes import parse_imo


@pytest.mark.parametrize(
    "text", ["IMO 9163166", "IMO9163166", "9163166", "imo no. 9163166", "9163166.0", " 9163166 "]
)
def test_one_ship_number_however_written(text: str) -> None:
    number = parse_imo(text)
    assert number is not None
    assert (number.value, number.ship_check) == ("9163166", True)


def test_swapped_ship_passes_the_check_all_the_same() -> None:
    number = parse_imo("9163154")
    assert number is not None
    assert number.ship_check


def test_invented_number_fails_the_check_but_is_kept() -> None:
    number = parse_imo("8512345")
    assert number is not None
    assert not number.ship_check


def test_company_number_meets_its_own_rule_not_the_ship_rule() -> None:
    number = parse_imo("5342883")
    assert number is not None
    assert (number.company_check, number.ship_check) == (True, False)


def test_company_number_may_pass_the_ship_rule_by_chance() -> None:
    number = parse_imo("1790183")
    assert number is not None
    assert (number.company_check, number.ship_check) == (True, True)


@pytest.mark.parametrize("text", ["", "IMO", "916316", "91631660", "0000000", "445114000"])
def test_other_numbers_are_no_imo_numbers(text: str) -> None:
    assert parse_imo(text) is None


def test_two_numbers_in_one_field_are_not_settled_by_guessing() -> None:
    assert parse_imo("9163166 ex 9163154") is None


def test_stray_year_does_not_hide_the_number() -> None:
    number = parse_imo("IMO 9163166, built 1998")
    assert number is not None
    assert number.value == "9163166"
