"""Countries by code and name."""

import csv
from pathlib import Path

import pytest

from tidewaiter.codes import Countries, fold_name

COUNTRIES = Countries()


@pytest.mark.parametrize(
    "text",
    [
        "KP",
        "prk",
        "408",
        "DPRK",
        "D.P.R.K.",
        "DPR Korea",
        "North Korea",
        "Korea, Democratic People's Republic of",
        "KOREA (NORTH)",
        "The Democratic People’s Republic of Korea",
        "조선민주주의인민공화국",
        "북한",
        "朝鮮民主主義人民共和國",
        "КНДР",
        "Corée du Nord",
        "COREE DU NORD",
    ],
)
def test_north_korea_under_every_name(text: str) -> None:
    assert COUNTRIES.find(text) == "KP"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("KR", "KR"),
        ("Korea, Republic of", "KR"),
        ("Republic of Korea", "KR"),
        ("대한민국", "KR"),
        ("DR Congo", "CD"),
        ("Dem. Rep. of the Congo", "CD"),
        ("Congo", "CG"),
        ("KN", "KN"),
        ("St. Kitts & Nevis", "KN"),
        ("MP", "MP"),
        ("036", "AU"),
        ("36", "AU"),
        ("Cote d'Ivoire", "CI"),
        ("CÔTE D’IVOIRE", "CI"),
        ("Niger", "NE"),
        ("the Netherlands", "NL"),
    ],
)
def test_names_that_look_alike_stay_apart(text: str, country: str) -> None:
    assert COUNTRIES.find(text) == country


@pytest.mark.parametrize("text", ["", "Korea", "DPR", "XX", "0", "999", "Atlantis", "조선"])
def test_name_of_two_countries_or_of_none_is_not_guessed(text: str) -> None:
    assert COUNTRIES.find(text) is None


def test_every_code_and_name_is_told_apart() -> None:
    seen: dict[str, str] = {}
    for alpha2 in (chr(a) + chr(b) for a in range(65, 91) for b in range(65, 91)):
        country = COUNTRIES.get(alpha2)
        for name in () if country is None else (country.name, *country.other_names):
            assert seen.setdefault(fold_name(name), alpha2) == alpha2


@pytest.mark.shared
def test_codes_agree_with_a_published_table(shared: Path) -> None:
    path = shared / "data" / "codes" / "country-codes.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 249
    for row in rows:
        alpha2 = row["ISO3166-1-Alpha-2"]
        assert COUNTRIES.find(row["ISO3166-1-Alpha-3"]) == alpha2
        assert COUNTRIES.find(row["ISO3166-1-numeric"]) == alpha2


def test_nationals_are_known_by_what_they_are_called() -> None:
    countries = Countries()
    assert countries.of_national("Iranian") == "IR"
    assert countries.of_national("Russian Federation") == "RU"
    assert countries.of_national("North Korean") == "KP"
    assert [countries.of_national(shared) for shared in ("Korean", "Congolese", "")] == [None] * 3
    assert countries.find("Chinese") is None


def test_no_people_is_of_two_countries() -> None:
    countries = Countries()
    for code in ("CG", "CD", "KP", "KR", "NE", "NG", "GN", "GQ", "GW"):
        country = countries.get(code)
        assert country is not None
        assert all(countries.of_national(people) == code for people in country.people)
