"""Ships as the documents on record tell of them: names, numbers, flags, owners, calls."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_ships import ship_slug
from tidewaiter.cases.standing_tables import CALLS, CONSIGNMENTS, SHIPS
from tidewaiter.codes import parse_imo
from tidewaiter.model import Record

S = SHIPS.c
LOOKED_AT = 400  # newest rows from which a page of ships is made
MOST_SAID = 2000
MOST_CALLS = 500
MOST_CONSIGNMENTS = 50
COUNTED = 10_000
TOLD = ("name", "flag", "owner", "manager", "mmsi", "call_sign")


class Ship(Record, frozen=True):
    """A ship by what was said of it last; `id` is its IMO number, else its name in one spelling.

    `field` is the field that matched what was asked for, `last` the last day that is told.
    """

    id: str
    name: str
    imo: str = ""
    flag: str = ""
    last: str = ""
    field: str = ""


class Span(Record, frozen=True):
    """One value of one field, from the first day it was told to the last.

    `told` counts the documents that say it: one alone is doubtful.
    """

    field: str
    value: str
    first: datetime.date
    last: datetime.date
    told: int


class Call(Record, frozen=True):
    """A call as a source tells it; `number` is its event."""

    number: int
    port: str
    day: datetime.date | None
    arrived: datetime.datetime | None
    departed: datetime.datetime | None
    source: str
    document: str


class Carried(Record, frozen=True):
    """A consignment that a ship carries by its papers."""

    number: int
    reference: str
    action: int
    duty: bool
    loading: str
    discharge: str
    day: str
    ground: str


class ShipRecord(Record, frozen=True):
    """All that is on record of one ship. `more` is True where older rows were left out.

    `others` bear the same name, `clashes` are told of under its MMSI and have another IMO number.
    """

    ship: Ship
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    calls: tuple[Call, ...]
    carried: tuple[Carried, ...]
    consignments: int
    more: bool = False
    others: tuple[Ship, ...] = ()
    clashes: tuple[Ship, ...] = ()


def ships_by(
    standing: Standing,
    *,
    imo: str = "",
    mmsi: str = "",
    call_sign: str = "",
    name: str = "",
    limit: int = 50,
) -> tuple[Ship, ...]:
    """The ships on record with that number, call sign, or a name that begins so."""
    slug = ship_slug(name)
    asked: list[tuple[str, ColumnElement[bool]]] = [
        (word, S[column] == value)
        for word, column, value in (
            ("IMO number", "imo", imo),
            ("MMSI", "mmsi", mmsi),
            ("call sign", "call_sign", call_sign),
        )
        if value != ""
    ]
    if slug != "":
        asked += [("ship's name", S.slug == slug)]
        if len(slug) > 2:
            asked += [("ship's name", (S.slug > slug) & (S.slug < slug + "\uffff"))]
    found: dict[str, Ship] = {}
    with standing.reading() as connection:
        for word, where in asked:
            newest = select(SHIPS).where(where).order_by(S.last.desc()).limit(LOOKED_AT)
            for ship in _ships(connection.execute(newest), word):
                found.setdefault(ship.id, ship)
    return tuple(found.values())[:limit]


def newest_ships(standing: Standing, *, limit: int = 50) -> tuple[Ship, ...]:
    """The ships that documents told of last."""
    with standing.reading() as connection:
        newest = select(SHIPS).order_by(S.last.desc()).limit(LOOKED_AT)
        return tuple(_ships(connection.execute(newest), ""))[:limit]


def ship_record(standing: Standing, name: str) -> ShipRecord | None:
    """What is on record of the ship with that id; None where nothing is."""
    imo = parse_imo(name) if name.isdecimal() else None
    where = S.slug == name if imo is None else S.imo == imo.value
    with standing.reading() as connection:
        newest = select(SHIPS).where(where).order_by(S.last.desc()).limit(MOST_SAID + 1)
        rows = list(connection.execute(newest))
        if len(rows) == 0:
            return None
        names = tuple(dict.fromkeys(row.name for row in rows if row.name != ""))
        number = "" if imo is None else imo.value
        carried = _of_ship(CONSIGNMENTS, number, names)
        told = _of_ship(CALLS, number, names)
        return ShipRecord(
            ship=next(_ships(rows, "")) if imo is None else _ship(rows[0], number),
            names=names,
            spans=tuple(_spans(rows[:MOST_SAID])),
            calls=tuple(_calls(connection, told)),
            carried=tuple(_carried(connection, carried)),
            consignments=_count(connection, carried),
            more=len(rows) > MOST_SAID,
            others=tuple(_namesakes(connection, rows, number)),
            clashes=tuple(_clashes(connection, rows, number)),
        )


def _ship(row: Row[Any], imo: str, word: str = "") -> Ship:
    return Ship(imo or row.slug, row.name, imo, row.flag, row.day, word)


def _ships(rows: Iterable[Row[Any]], word: str) -> Iterator[Ship]:
    """Each ship once, as its newest row has it."""
    seen: set[str] = set()
    for row in rows:
        name = row.imo or row.slug
        if name not in seen:
            seen.add(name)
            yield _ship(row, row.imo, word)


def _spans(rows: list[Row[Any]]) -> Iterator[Span]:
    """Runs of one value, in the order of the days they were told on."""
    dated = sorted((row for row in rows if row.day != ""), key=lambda row: (row.day, row.first))
    for field in TOLD:
        run: list[Row[Any]] = []
        for row in dated:
            value = getattr(row, field)
            if value == "":
                continue
            if len(run) > 0 and _plain(getattr(run[0], field)) != _plain(value):
                yield _span(field, run)
                run = []
            run.append(row)
        if len(run) > 0:
            yield _span(field, run)


def _span(field: str, run: list[Row[Any]]) -> Span:
    return Span(
        field=field,
        value=getattr(run[-1], field),
        first=datetime.date.fromisoformat(run[0].day),
        last=datetime.date.fromisoformat(run[-1].day),
        told=len({row.document for row in run}),
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _of_ship(table: Any, imo: str, names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """Rows of a ship, each one way: by its number, and by its name where they give none.

    The number is looked at through an empty text, or a database takes the index of the many
    rows without a number in the place of that of the name.
    """
    no_number = table.c.vessel_imo.concat("") == ""
    by_name = table.c.vessel_name.in_(names[:100]) & no_number
    return [by_name] if imo == "" else [table.c.vessel_imo == imo, by_name]


def _calls(connection: Connection, ways: list[ColumnElement[bool]]) -> Iterator[Call]:
    k = CALLS.c
    newest = select(CALLS).order_by(k.day.desc(), k.number.desc()).limit(MOST_CALLS)
    rows = [row for way in ways for row in connection.execute(newest.where(way))]
    rows.sort(key=lambda row: (row.day, row.number), reverse=True)
    for row in rows[:MOST_CALLS]:
        yield Call(
            number=row.number,
            port=row.port,
            day=datetime.date.fromisoformat(row.day) if row.day else None,
            arrived=None if row.arrived is None else moment(row.arrived),
            departed=None if row.departed is None else moment(row.departed),
            source=row.source,
            document=row.document,
        )


def _carried(connection: Connection, ways: list[ColumnElement[bool]]) -> Iterator[Carried]:
    newest = select(CONSIGNMENTS).order_by(CONSIGNMENTS.c.number.desc()).limit(MOST_CONSIGNMENTS)
    rows = [row for way in ways for row in connection.execute(newest.where(way))]
    rows.sort(key=lambda row: row.number, reverse=True)
    for row in rows[:MOST_CONSIGNMENTS]:
        yield Carried(
            number=row.number,
            reference=row.reference,
            action=row.rank,
            duty=bool(row.duty),
            loading=row.loading,
            discharge=row.discharge,
            day=row.arrives or row.departs or row.act_on,
            ground=row.ground,
        )


def _count(connection: Connection, ways: list[ColumnElement[bool]]) -> int:
    """How many consignments, up to the count shown and one more of each way."""
    total = 0
    for way in ways:
        few: Select[Any] = select(CONSIGNMENTS.c.number).where(way).limit(COUNTED + 1)
        counted = select(func.count()).select_from(few.subquery())
        total += int(connection.execute(counted).scalar_one())
    return total


def _namesakes(connection: Connection, rows: list[Row[Any]], imo: str) -> Iterator[Ship]:
    """Other ships on record of the same name: another number, or none."""
    slugs = sorted({row.slug for row in rows if row.slug != ""})[:100]
    alike = select(SHIPS).where(S.slug.in_(slugs)).order_by(S.last.desc()).limit(LOOKED_AT)
    mine = imo or rows[0].slug
    return (ship for ship in _ships(connection.execute(alike), "") if ship.id != mine)


def _clashes(connection: Connection, rows: list[Row[Any]], imo: str) -> Iterator[Ship]:
    """Ships of another IMO number that are told of under the same MMSI."""
    numbers = sorted({row.mmsi for row in rows if row.mmsi != ""})[:100]
    alike = select(SHIPS).where(S.mmsi.in_(numbers), S.imo != "").order_by(S.last.desc())
    return (
        ship
        for ship in _ships(connection.execute(alike.limit(LOOKED_AT)), "MMSI")
        if imo not in {"", ship.imo}
    )
