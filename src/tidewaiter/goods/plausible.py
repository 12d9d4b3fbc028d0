"""What is usual for goods: bounds of value and weight, places that produce none, vague words."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tidewaiter.goods.heading_index import stems
from tidewaiter.goods.jargon import noise
from tidewaiter.goods.text import BREAK

# The gross weight of an ISO container (ISO 668, 30,480 kg; 36,000 since 2016), with a margin.
CONTAINER_KG = 36_500.0
LUXURY = frozenset(
    (
        *("jewellery", "gem", "luxury_car", "snowmobile", "yacht", "watercraft", "luxury_watch"),
        *("lead_crystal", "sports_equipment", "carpet", "porcelain_tableware", "spirits"),
        "national_luxury",
    )
)


class Plausible:
    """The tables of `plausible.toml`."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.value: dict[str, tuple[float, float]] = {
            heading: (low, high) for heading, (low, high) in tables["value"].items()
        }
        self.rate: dict[str, float] = tables["rate"]
        self.package: dict[str, float] = tables["package"]
        self.bulk = _names(tables["bulk"]["products"])
        self.cartons = _names(tables["bulk"]["cartons"])
        self.without_mines = _names(tables["origin"]["none_of"])
        self.mined = _names(tables["origin"]["products"])
        self.landlocked = _names(tables["origin"]["landlocked"])
        self.marine = _names(tables["origin"]["marine_headings"])
        self.review_kg = float(tables["vague"]["review_kg"])
        self.inspect_kg = float(tables["vague"]["inspect_kg"])
        self._vague = _phrases(tables["vague"]["terms"])
        self._dual = _phrases(tables["dual_use"]["terms"])

    def is_vague(self, text: str) -> bool:
        """True where nothing is left of a text without vague phrases and words of counting."""
        units = [unit for unit in stems(text) if unit != BREAK]
        index = 0
        while index < len(units):
            step = _longest(units, index, self._vague)
            if step == 0 and units[index] not in noise():
                return False
            index += max(step, 1)
        return len(units) > 0

    def dual_use_terms(self, text: str) -> tuple[str, ...]:
        """The phrases of goods with two uses in a text, in order."""
        units = stems(text)
        found = []
        for index in range(len(units)):
            step = _longest(units, index, self._dual)
            if step > 0:
                found.append(self._dual[tuple(units[index : index + step])])
        return tuple(found)


@cache
def plausible() -> Plausible:
    """The tables, read once."""
    text = files("tidewaiter.goods").joinpath("plausible.toml").read_text(encoding="utf-8")
    return Plausible(tomllib.loads(text))


def _longest(units: list[str], at: int, phrases: dict[tuple[str, ...], str]) -> int:
    """How many units the longest phrase at a place has; zero where none begins there."""
    longest = max(map(len, phrases))
    for length in range(min(longest, len(units) - at), 0, -1):
        if tuple(units[at : at + length]) in phrases:
            return length
    return 0


def _phrases(text: str) -> dict[tuple[str, ...], str]:
    terms = (term.strip() for term in text.split(";"))
    return {tuple(stems(term)): term for term in terms if len(stems(term)) > 0}


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(","))
