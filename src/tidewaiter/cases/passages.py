"""Is this manifest, or list, of this ship's call? By number, name, port and days."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from tidewaiter.cases.limits import CallLimits
from tidewaiter.names import compare
from tidewaiter.names.parsed import parse

# Names less alike than this are not even compared by sound and spelling.
FAR = 80
NEARLY = 0.8


class Ship(NamedTuple):
    """A ship as a source names it; either may be empty."""

    name: str
    imo: str


@lru_cache(maxsize=65536)
def letters_of(name: str) -> str:
    """A ship's name as letters and digits alone, without `M/V` and spaces."""
    return parse(name, "vessel").compact if name != "" else ""


@lru_cache(maxsize=65536)
def likeness(first: str, second: str) -> float:
    """How alike two names of ships are, from 0 to 1."""
    return compare(first, second, "vessel").value


def is_same_ship(first: Ship, second: Ship, score: float) -> bool:
    """Two numbers decide; where either lacks one, the names do."""
    if first.imo != "" and second.imo != "":
        return first.imo == second.imo
    if "" in {letters_of(first.name), letters_of(second.name)}:
        return False
    same = letters_of(first.name) == letters_of(second.name)
    return same or likeness(first.name, second.name) >= score


def is_named_alike(first: Ship, second: Ship) -> bool:
    """True where a person should look whether two names are one ship's."""
    if "" in {letters_of(first.name), letters_of(second.name)}:
        return False
    return likeness(first.name, second.name) >= NEARLY


class Days(NamedTuple):
    """The days a manifest declares, ISO 8601; `act_on` where it declares no journey."""

    arrives: str
    departs: str
    act_on: str


def is_of_call(days: Days, first: str, last: str, limits: CallLimits) -> bool:
    """True where a manifest of these days may be of a ship's stay from `first` to `last`."""
    begun, ended = _day(first), _day(last)
    window = datetime.timedelta(days=limits.window_days)
    declared = [_day(day) for day in (days.arrives, days.departs) if day != ""]
    if len(declared) > 0:
        return any(begun - window <= day <= ended + window for day in declared)
    voyage = datetime.timedelta(days=limits.document_days)
    return begun - voyage <= _day(days.act_on) <= ended + window


def is_on_the_way(days: Days, on: str, limits: CallLimits) -> bool:
    """True where a list of that day may show what a manifest of these days carries."""
    day = _day(on)
    window = datetime.timedelta(days=limits.window_days)
    voyage = datetime.timedelta(days=limits.document_days)
    begins = _day(days.departs) - window if days.departs != "" else None
    ends = _day(days.arrives) + window if days.arrives != "" else None
    if begins is None and ends is None:
        return abs(day - _day(days.act_on)) <= voyage
    begins = (ends or day) - voyage if begins is None else begins
    ends = begins + voyage if ends is None else ends
    return begins <= day <= ends


def distance(days: Days, on: str) -> int:
    """Days between a day and the nearest that a manifest declares."""
    declared = [day for day in (days.arrives, days.departs) if day != ""] or [days.act_on]
    return min(abs((_day(on) - _day(day)).days) for day in declared)


class Fleet:
    """Rows by the ship they name, so that a ship's rows are found without looking at all."""

    def __init__(self, rows: Iterable[Any], limits: CallLimits) -> None:
        self._limits = limits
        self._rows = list(rows)
        self._by_imo: dict[str, list[Any]] = {}
        self._by_letters: dict[str, list[Any]] = {}
        for row in self._rows:
            if row.vessel_imo != "":
                self._by_imo.setdefault(row.vessel_imo, []).append(row)
            if (letters := letters_of(row.vessel_name)) != "":
                self._by_letters.setdefault(letters, []).append(row)
        self._names = list(self._by_letters)
        self._foreign = [name for name in self._names if not name.isascii()]

    def all(self) -> list[Any]:
        """Every row."""
        return self._rows

    def of(self, ship: Ship) -> list[Any]:
        """The rows of the same ship."""
        score = self._limits.name_score
        found = self._near(ship)
        return [row for row in found if is_same_ship(ship, ship_of(row), score)]

    def alike(self, ship: Ship) -> list[Any]:
        """Rows of ships that are named alike and are not the same one."""
        score = self._limits.name_score
        return [
            row
            for row in self._near(ship)
            if not is_same_ship(ship, ship_of(row), score) and is_named_alike(ship, ship_of(row))
        ]

    def _near(self, ship: Ship) -> Sequence[Any]:
        found = {id(row): row for row in self._by_imo.get(ship.imo, [])}
        for name in self._alike_names(ship.name):
            found |= {id(row): row for row in self._by_letters[name]}
        return list(found.values())

    def _alike_names(self, name: str) -> Iterator[str]:
        letters = letters_of(name)
        if letters == "":
            return
        if not name.isascii():
            yield from self._names
            return
        near = process.extract(
            letters, self._names, scorer=fuzz.ratio, score_cutoff=FAR, limit=None
        )
        yield from (found for found, _, _ in near)
        yield from self._foreign


def ship_of(row: Any) -> Ship:
    """The ship a row names."""
    return Ship(row.vessel_name, row.vessel_imo)


def days_of(row: Any) -> Days:
    """The days a row of a manifest declares."""
    return Days(row.arrives, row.departs, row.act_on)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
