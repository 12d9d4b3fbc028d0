"""Dates of birth as they are written, and how far two of them agree."""

import pytest

from tidewaiter.screening.births import compare_births, parse_birth


@pytest.mark.parametrize(
    ("asked", "listed", "ground"),
    [
        ("1964-12-23", "1964-12-23", "born_same_day"),
        ("23.12.1964", "1964-12-23", "born_same_day"),
        ("1964-12", "1964-12-23", "born_same_month"),
        ("1964", "1964-12-23", "born_same_year"),
        ("1964-01-01", "1964-12-23", "born_same_year"),
        ("1964-01-01", "1964-01-01", "born_same_year"),
        ("1964-05-04", "1964-04-05", "born_swapped"),
        ("1964-12-24", "1964-12-23", "born_slip"),
        ("1964-11-23", "1964-12-23", "born_slip"),
        ("1946-12-23", "1964-12-23", "born_slip"),
        ("1994-12-23", "1964-12-23", "born_slip"),
        ("1964-05-06", "1964-12-23", "born_other_day"),
        ("1966-05-06", "1964-12-23", "born_near"),
        ("1967", "1964", "born_near"),
        ("1969", "1964", "born_other_year"),
        ("1984", "1964-12-23", "born_other_year"),
        ("1984-05-06", "1964-12-23", "born_other_age"),
        ("1962", "1960/1964", "born_same_year"),
        ("between 1960 and 1964", "1962-03-04", "born_same_year"),
        ("1966", "circa 1964", "born_same_year"),
        ("1968", "c. 1964", "born_near"),
        ("1975", "approximately 1964", "born_other_year"),
        ("1964-13-45", "1964-12-23", "born_same_year"),
        ("1964-12-45", "1964-12-23", "born_same_month"),
    ],
)
def test_how_two_dates_agree(asked: str, listed: str, ground: str) -> None:
    for pair in ((asked, listed), (listed, asked)):
        found = compare_births(pair[:1], pair[1:])
        assert found is not None
        assert found[0] == ground


def test_of_several_listed_dates_the_best_counts() -> None:
    found = compare_births(["1964-12-23"], ["1950", "1964-12-23"])
    assert found == ("born_same_day", "1964-12-23", "1964-12-23")


@pytest.mark.parametrize("text", ["", "unknown", "12", "\u202e", "9" * 10_000])
def test_what_is_no_date_tells_nothing(text: str) -> None:
    assert parse_birth(text) is None
    assert compare_births([text], ["1964"]) is None
