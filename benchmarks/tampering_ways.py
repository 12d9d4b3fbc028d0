"""Ways to tamper with the events of a ledger by direct SQL.

Each says which event numbers `verify` must name, and which more it may. One way is left out because
no chain can show it: an event appended after the last anchor with the right link is an event like
any other.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, update

from tidewaiter.ledger import digest_of
from tidewaiter.ledger.chain import FIELDS
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Anchor

COLUMNS = (*FIELDS, "digest")
TEXTS = COLUMNS[1:]
DAYS, A_DAY = 5, 12
END = DAYS * A_DAY
FAR = 1_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """The events that must be named, and those that may be named beside them."""

    must: frozenset[int]
    may: frozenset[int] = frozenset()


def named(must: Iterable[int], may: Iterable[int] = ()) -> Named:
    """The two sets."""
    return Named(frozenset(must), frozenset(may))


@dataclass(frozen=True, slots=True)
class Culprit:
    """Who tampers: with the connection, chance, and the rows and anchors as they were."""

    connection: Connection
    rng: random.Random
    rows: Sequence[Row]
    anchors: Sequence[Anchor]

    def some(self, least: int = 1, most: int = 4) -> list[int]:
        """Numbers of a few events."""
        return self.rng.sample(range(1, END + 1), self.rng.randint(least, most))

    def one(self, last: int = END) -> int:
        """The number of an event."""
        return self.rng.randint(1, last)

    def row(self, number: int) -> Row:
        """An event as it was."""
        return dict(self.rows[number - 1])

    def set(self, event: int, values: Mapping[str, object]) -> None:
        """Change columns of an event."""
        self.connection.execute(update(EVENTS).where(EVENTS.c.number == event).values(values))

    def add(self, row: Row) -> None:
        """Insert an event."""
        self.connection.execute(insert(EVENTS).values(row))

    def sql(self, statement: str) -> None:
        """Run a statement."""
        self.connection.exec_driver_sql(statement)

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete events."""
        self.sql(f"DELETE FROM ledger_events WHERE number IN ({', '.join(map(str, numbers))})")

    def move(self, places: dict[int, int]) -> None:
        """Give events other numbers, all at once."""
        for old, new in places.items():
            self.set(old, {"number": -FAR - new})
        for new in places.values():
            self.set(-FAR - new, {"number": new})

    def other_text(self, column: str, number: int) -> object:
        """Another value for a column of an event."""
        old = str(self.row(number)[column])
        made: list[object] = [
            "",
            old + " ",
            old[1:],
            old.swapcase(),
            old.replace("1", "2"),
            "x" * 10_000,
            "거짓",
            str(self.row(self.one())[column]),
        ]
        if self.connection.dialect.name == "sqlite":
            made += [old.encode(), b"\xff\x00"]
        return self.rng.choice([value for value in made if value != old])

    def anchor_from(self, number: int) -> int:
        """The first anchored number that is not before this one."""
        return min(anchor.number for anchor in self.anchors if anchor.number >= number)


def forged(row: Row) -> Row:
    """The row with the digest that fits it, as a careful forger writes it."""
    return row | {"digest": digest_of([row[name] for name in FIELDS])}


def edit_one(culprit: Culprit) -> Named:
    """Another value in one column."""
    number, column = culprit.one(), culprit.rng.choice(TEXTS)
    culprit.set(number, {column: culprit.other_text(column, number)})
    return named([number])


def edit_several(culprit: Culprit) -> Named:
    """Other values in columns of several events."""
    numbers = culprit.some(2, 8)
    for number in numbers:
        for column in culprit.rng.sample(TEXTS, culprit.rng.randint(1, 3)):
            culprit.set(number, {column: culprit.other_text(column, number)})
    return named(numbers)


def exchange_columns(culprit: Culprit) -> Named:
    """The values of two columns of one event exchanged."""
    number = culprit.one()
    row = culprit.row(number)
    pairs = [(a, b) for a in TEXTS for b in TEXTS if a < b and row[a] != row[b]]
    one, other = culprit.rng.choice(pairs)
    culprit.set(number, {one: row[other], other: row[one]})
    return named([number])


def exchange_values(culprit: Culprit) -> Named:
    """The values of one column exchanged between two events."""
    column = culprit.rng.choice(("at", "actor", "subject", "payload", "digest", "previous"))
    one = culprit.one()
    others = [each for each in culprit.rows if each[column] != culprit.row(one)[column]]
    other = culprit.rng.choice(others)
    culprit.set(one, {column: other[column]})
    culprit.set(other["number"], {column: culprit.row(one)[column]})
    return named([one, other["number"]])


def delete_some(culprit: Culprit) -> Named:
    """Events deleted here and there."""
    numbers = culprit.some(1, 10)
    culprit.delete(numbers)
    return named(numbers)


def delete_run(culprit: Culprit) -> Named:
    """A run of events deleted."""
    first = culprit.one()
    numbers = range(first, culprit.rng.randint(first, END) + 1)
    culprit.delete(numbers)
    return named(numbers)


def cut_end(culprit: Culprit) -> Named:
    """The end cut off, or everything."""
    left = culprit.rng.randrange(END)
    culprit.sql(f"DELETE FROM ledger_events WHERE number > {left}")
    return named(range(left + 1, END + 1))


def delete_and_edit(culprit: Culprit) -> Named:
    """Some events deleted, others edited."""
    numbers = culprit.some(2, 12)
    middle = len(numbers) // 2
    culprit.delete(numbers[:middle])
    for number in numbers[middle:]:
        column = culprit.rng.choice(TEXTS)
        culprit.set(number, {column: culprit.other_text(column, number)})
    return named(numbers)


def reorder(culprit: Culprit) -> Named:
    """Events that have changed places: two, or several in a ring."""
    numbers = culprit.some(2, 6)
    culprit.move(dict(zip(numbers, [*numbers[1:], numbers[0]], strict=True)))
    return named(numbers)


def reverse_run(culprit: Culprit) -> Named:
    """A run of events in the reverse order."""
    first = culprit.one(END - 1)
    run = range(first, culprit.rng.randint(first + 1, END) + 1)
    places = {old: new for old, new in zip(run, reversed(run), strict=True) if old != new}
    culprit.move(places)
    return named(places)


def renumber(culprit: Culprit) -> Named:
    """An event under a number that the chain has no place for."""
    number = culprit.one()
    new = culprit.rng.choice((0, -culprit.one(), END + culprit.one()))
    culprit.set(number, {"number": new})
    return named([number, new])


def insert_outside(culprit: Culprit) -> Named:
    """A copy of an event before the first or after the last."""
    new = culprit.rng.choice((0, -culprit.one(), END + 1))
    culprit.add(culprit.row(culprit.one()) | {"number": new})
    return named([new])


def insert_between(culprit: Culprit) -> Named:
    """An event inserted, with those after it moved on by one."""
    place = culprit.one()
    culprit.sql(f"UPDATE ledger_events SET number = -(number + 1) WHERE number >= {place}")
    culprit.sql("UPDATE ledger_events SET number = -number WHERE number < 0")
    culprit.add(culprit.row(culprit.one()) | {"number": place, "subject": "slipped in"})
    return named(range(place, END + 2))


def insert_beside(culprit: Culprit) -> Named:
    """A second event of the same number, in a table made anew without its key."""
    culprit.sql("CREATE TABLE rebuilt AS SELECT * FROM ledger_events")
    culprit.sql("DROP TABLE ledger_events")
    culprit.sql("ALTER TABLE rebuilt RENAME TO ledger_events")
    number = culprit.one()
    culprit.add(culprit.row(number) | {"payload": '{"slipped":"in"}'})
    return named([number])


def close_gap(culprit: Culprit) -> Named:
    """An event deleted, and those after it moved up."""
    number = culprit.one()
    culprit.delete([number])
    culprit.sql(f"UPDATE ledger_events SET number = -(number - 1) WHERE number > {number}")
    culprit.sql("UPDATE ledger_events SET number = -number WHERE number < 0")
    return named(range(number, END + 1))


def forge_one(culprit: Culprit) -> Named:
    """An event rewritten with a digest that fits."""
    number = culprit.one()
    row = culprit.row(number)
    column = culprit.rng.choice(("at", "actor", "kind", "subject", "document", "payload"))
    culprit.set(number, forged(row | {column: row[column] + "1"}))
    return named([number])


def forge_link(culprit: Culprit) -> Named:
    """An event rewritten to follow another one, with a digest that fits: the joint is broken."""
    number = culprit.one()
    culprit.set(number, forged(culprit.row(number) | {"previous": "f" * 64}))
    return named([number], [number - 1])


def _forge_run(culprit: Culprit, first: int, last: int) -> None:
    """Rewrite events so that each follows the one before."""
    previous = culprit.row(first)["previous"]
    for number in range(first, last + 1):
        row = culprit.row(number) | {"previous": previous}
        made = forged(row | {"actor": "forger"} if number == first else row)
        culprit.set(number, made)
        previous = made["digest"]


def forge_stretch(culprit: Culprit) -> Named:
    """A stretch of events rewritten, each following the other."""
    first = culprit.one(END - 1)
    last = culprit.rng.randint(first, END - 1)
    _forge_run(culprit, first, last)
    return named([last], range(first, last))


def forge_to_end(culprit: Culprit) -> Named:
    """Everything from an event on rewritten: the chain holds, and only anchors tell."""
    first = culprit.one()
    _forge_run(culprit, first, END)
    return named([culprit.anchor_from(first)])


def forge_cut(culprit: Culprit) -> Named:
    """The end rewritten and made shorter."""
    first = culprit.one(END - 1)
    last = culprit.rng.randint(first, END - 1)
    culprit.sql(f"DELETE FROM ledger_events WHERE number > {last}")
    _forge_run(culprit, first, last)
    anchor = culprit.anchor_from(first)
    strayed = [anchor] if anchor <= last else []
    return named([*strayed, *range(last + 1, END + 1)])


def append_unlinked(culprit: Culprit) -> Named:
    """A whole event at the end that follows another one than the last."""
    row = culprit.row(culprit.one(END - 1))
    culprit.add(forged(row | {"number": END + 1}))
    return named([END + 1])


WAYS: tuple[Callable[[Culprit], Named], ...] = (
    edit_one,
    edit_several,
    exchange_columns,
    exchange_values,
    delete_some,
    delete_run,
    cut_end,
    delete_and_edit,
    reorder,
    reverse_run,
    renumber,
    insert_outside,
    insert_between,
    insert_beside,
    close_gap,
    forge_one,
    forge_link,
    forge_stretch,
    forge_to_end,
    forge_cut,
    append_unlinked,
)
