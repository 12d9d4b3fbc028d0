"""What a count of gaps looks at: which days, which port, by which limits, and when."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from tidewaiter.cases.limits import Limits
from tidewaiter.cases.ports import Harbour, Ports
from tidewaiter.cases.standing_rows import moment, seconds
from tidewaiter.cases.standing_tables import CALLS, FILINGS, LISTS, OWNERS, VOYAGES
from tidewaiter.law import load_target
from tidewaiter.model import Gap, GapItem
from tidewaiter.model.coverage import GapName

DAY = datetime.timedelta(days=1)
KEPT = 24
Made = TypeVar("Made")


@lru_cache(maxsize=4)
def known_ports(limits: Limits) -> Ports:
    """The desk's own ports and those of the sanctioned territory."""
    places = [
        Harbour(codes=place.codes, names=(place.name, *place.names))
        for place in load_target().places
        if len(place.codes) > 0
    ]
    return Ports([*limits.ports, *places])


@dataclass(frozen=True, slots=True)
class Scope:
    """The days from `first` to `last`, both included, at `port` or at every one.

    `most` bounds how many items a gap lists; None lists all. `said` gathers in words what
    cannot be counted; `memory` keeps what was worked out for the same state before.
    """

    connection: Connection
    first: datetime.date
    last: datetime.date
    now: datetime.datetime
    limits: Limits
    ports: Ports
    port: str = ""
    most: int | None = None
    said: list[str] = field(default_factory=list)
    memory: dict[Any, Any] = field(default_factory=dict)

    @property
    def days(self) -> tuple[str, str]:
        """The first and last day as text."""
        return self.first.isoformat(), self.last.isoformat()

    @property
    def begins(self) -> int:
        """The first second of the period."""
        return seconds(_midnight(self.first))

    @property
    def ends(self) -> int:
        """The first second after the period."""
        return seconds(_midnight(self.last + DAY))

    def within(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """Times in the period."""
        return (column >= self.begins) & (column < self.ends)

    def at_port(self, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """Rows of `ports` between bars that name the port; no condition where none is asked."""
        if self.port == "":
            return []
        keys = self.ports.spellings(self.port)
        return [or_(*(column.like(f"%|{_literal(key)}|%", escape="\\") for key in keys))]

    def is_here(self, place: str) -> bool:
        """True where a place is the port asked for, or one of the desk's own, as far as known."""
        if self.port != "":
            return self.ports.same(place, self.port) is True
        own = self.limits.ports
        return len(own) == 0 or any(self.ports.same(place, each.codes[0]) for each in own)

    def filed(self, kind: str) -> dict[str, int]:
        """The filings of one kind of duty: the number of the last, by key."""
        f = FILINGS.c
        rows = self.connection.execute(
            select(f.key, f.number).where(f.key.like(f"{kind}/%")).order_by(f.number)
        )
        return {row.key: row.number for row in rows}

    def state(self) -> tuple[Any, ...]:
        """What calls, lists and manifests there are: while it is the same, so is their match."""
        counted = []
        for table, number in ((LISTS, LISTS.c.number), (CALLS, CALLS.c.number)):
            counted.append(self._extent(number, table))
        counted.append(self._extent(VOYAGES.c.last, VOYAGES))
        return (self.days, self.port, self.limits, *counted)

    def _extent(self, number: ColumnElement[int], table: Table) -> tuple[Any, ...]:
        counted = select(func.max(number), func.count()).select_from(table)
        return tuple(self.connection.execute(counted).one())

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for that key before, or what is made now."""
        if key not in self.memory:
            while len(self.memory) >= KEPT:
                self.memory.pop(next(iter(self.memory)))
            self.memory[key] = make()
        found: Made = self.memory[key]
        return found

    def gap(self, name: GapName, of: int, items: Iterable[GapItem]) -> Gap:
        """A gap of items that are all at hand, the most urgent first."""
        found = sorted(self.owned(list(items)), key=urgency)
        return Gap(
            name=name,
            of=of,
            count=len(found),
            overdue=sum(item.overdue(self.now) for item in found),
            oldest=min((item.since for item in found), default=None),
            items=tuple(found[: self.most]),
        )

    def owned(self, items: Sequence[GapItem]) -> tuple[GapItem, ...]:
        """The items with the owner that a supervisor named, where one did and it still holds."""
        keys = [item.key for item in items]
        named: dict[str, Any] = {}
        for start in range(0, len(keys), 500):
            some = OWNERS.c.key.in_(keys[start : start + 500])
            named |= {row.key: row for row in self.connection.execute(select(OWNERS).where(some))}
        return tuple(
            item
            if (row := named.get(item.key)) is None
            else msgspec.structs.replace(
                item,
                owner=row.owner or item.owner,
                due=item.due if row.due is None else moment(row.due),
            )
            for item in items
        )


def urgency(item: GapItem) -> tuple[datetime.datetime, datetime.datetime, int]:
    """What is due first stands first, then what is older; what has no day stands last."""
    last = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return item.due or last, item.since, item.event


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _literal(key: str) -> str:
    return key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
