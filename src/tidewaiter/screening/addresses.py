"""What two addresses have in common: the house, the town, or only the country."""

import re
from collections.abc import Iterable
from functools import cache

from tidewaiter.codes import Countries
from tidewaiter.codes.country import fold_name

SHORTEST_TOWN = 3
_PARTS = re.compile(r"[,;\n]+")
_DIGITS = re.compile(r"\S*\d\S*")
_SORTS = frozenset(
    {"city", "town", "village", "district", "province", "county", "region", "state", "prefecture"}
)


@cache
def countries() -> Countries:
    """The countries of ISO 3166-1, read once."""
    return Countries()


def compare_addresses(asked: Iterable[str], listed: Iterable[str]) -> tuple[str, str] | None:
    """The most that any two have in common: the ground's name, and the words shared.

    None where they share nothing. Addresses that differ prove nothing: firms have many.
    """
    others = [_parse(text) for text in listed]
    best = None
    for house, towns, land in map(_parse, asked):
        for other_house, other_towns, other_land in others:
            if house != "" and house == other_house and any(map(str.isdigit, house)):
                return "same_address", "the address"
            shared = sorted(towns & other_towns)
            if len(shared) > 0:
                best = "same_town", shared[0].title()
            elif best is None and land != "" and land == other_land:
                best = "same_land", land
    return best


def country_of(text: str) -> str:
    """The ISO 3166-1 code of a country's code or name or its nationals', or an empty string."""
    return countries().find(text) or countries().of_national(text) or ""


def _parse(text: str) -> tuple[str, frozenset[str], str]:
    """The whole address plain, the parts that may be towns, and the country it ends with."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip() != ""]
    land = country_of(parts[-1]) if len(parts) > 0 else ""
    towns = {_town(part) for part in parts if country_of(part) == ""}
    house = " ".join(_plain(part) for part in parts if country_of(part) == "")
    return house, frozenset(town for town in towns if len(town) >= SHORTEST_TOWN), land


def _town(part: str) -> str:
    return _plain(_DIGITS.sub("", part))


def _plain(part: str) -> str:
    return " ".join(word for word in fold_name(part).split() if word not in _SORTS)
