"""The vocabulary of goods: every phrase that means something, found by its units.

`phrases.msgpack` holds the phrases compiled from `words.toml`, `context.toml` and
`trade_words.csv` (see `compiling.py`), so that loading takes a fiftieth of a second.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from tidewaiter.goods.text import Unit
from tidewaiter.model import Record

Kind = Literal[
    "product",
    "decoy",
    "form",
    "head",
    "use",
    "matter",
    "empty",
    "of",
    "for",
    "with",
    "without",
    "and",
    "unlike",
    "part",
]

COMPILED = "phrases.msgpack"
REMEMBERED_WORDS = 65_536
NO_ENTRY = -1
_KANA = re.compile(r"[\u30a1-\u30ff]{5,}|[\u3041-\u309f]{3,}")
_SHORTEST_PART = 3
_PARTICLE = "の"


class Sense(Record, frozen=True):
    """One product a phrase names, with what its marks say of it."""

    product: str
    weak: bool = False
    stuff: bool = False
    alone: bool = False
    maker: bool = False
    proper: bool = False
    matter: bool = False
    parts: str = ""


class Entry(Record, frozen=True):
    """What a phrase is: a product's name, or a word that changes the meaning of its neighbours.

    `unlinked` marks languages where the noun stands first and what follows needs no link.
    """

    kind: Kind
    senses: tuple[Sense, ...] = ()
    head_first: bool = False
    unlinked: bool = False
    languages: tuple[str, ...] = ()


class Phrases(Record, frozen=True):
    """The compiled vocabulary: entries, and the place of its entry for each phrase.

    Units of a phrase are divided by spaces; a unit may end in `*`, a stem. The beginnings of
    longer phrases stand here too, with `NO_ENTRY`.
    """

    entries: tuple[Entry, ...]
    places: dict[str, int]
    units: frozenset[str]
    un_numbers: dict[str, str]


class Vocabulary:
    """Every phrase of the goods vocabulary, found by its units, longest first."""

    def __init__(self, phrases: Phrases | None = None) -> None:
        held = _compiled() if phrases is None else phrases
        self._entries = held.entries
        self._places = held.places
        self._units = held.units
        self._keys = lru_cache(maxsize=REMEMBERED_WORDS)(self._find_keys)
        self.un_numbers = held.un_numbers

    def products(self) -> frozenset[str]:
        """The names of every product the vocabulary can give."""
        named = {sense.product for entry in self._entries for sense in entry.senses}
        return frozenset(named | set(self.un_numbers.values()))

    def longest(self, units: list[str], start: int) -> tuple[Entry | None, int]:
        """The longest phrase that begins at `start`, if any, with the index after it."""
        begun, entry, end = [""], None, start + 1
        for index in range(start, len(units)):
            keys = self._keys(units[index])
            begun = [
                phrase
                for key in keys
                for before in begun
                if (phrase := f"{before} {key}" if before else key) in self._places
            ]
            if len(begun) == 0:
                break
            for phrase in begun:
                place = self._places[phrase]
                if place != NO_ENTRY:
                    entry, end = self._entries[place], index + 1
                    break
        return entry, end

    def divided(self, units: list[Unit]) -> list[Unit]:
        """The units with unknown runs of kana cut into the words they are made of."""
        out: list[Unit] = []
        for unit in units:
            if unit.text in self._units or _KANA.fullmatch(unit.text) is None:
                out.append(unit)
                continue
            start = unit.start
            for part in self._parts(unit.text):
                out.append(Unit(part, unit.script, start, start + len(part)))
                start += len(part)
        return out

    def _parts(self, run: str) -> list[str]:
        """The known words of a run of kana, the last word first sought: it is the noun."""
        if run == "" or run in self._places:
            return [run] if run != "" else []
        if run.startswith(_PARTICLE):
            return [_PARTICLE, *self._parts(run[1:])]
        for start in range(1, len(run) - _SHORTEST_PART + 1):
            if self._places.get(run[start:], NO_ENTRY) != NO_ENTRY:
                return [*self._parts(run[:start]), run[start:]]
        for end in range(len(run) - 1, _SHORTEST_PART - 1, -1):
            if self._places.get(run[:end], NO_ENTRY) != NO_ENTRY:
                return [run[:end], run[end:]]
        return [run]

    def _find_keys(self, unit: str) -> tuple[str, ...]:
        """What a unit can match: the word itself, then its stems, longest first."""
        stems = [f"{unit[:length]}*" for length in range(len(unit), 1, -1)]
        return tuple(key for key in (unit, *stems) if key in self._units)


def _compiled() -> Phrases:
    data = files("tidewaiter.goods").joinpath(COMPILED).read_bytes()
    return msgspec.msgpack.decode(data, type=Phrases)
