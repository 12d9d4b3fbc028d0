"""All consignments that stand, newest first: narrowed by facets, counted up to a bound.

A condition that few rows meet is looked up in its index, and the others are then asked of these
rows alone, so that a page of a million consignments costs what a page of a thousand does.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select, union

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import imo_key, moment
from tidewaiter.cases.standing_tables import CONSIGNMENTS, HAS_CASE, HAS_DUTY, HAS_HITS, MARK
from tidewaiter.model import BadInput, Record
from tidewaiter.model.case import CaseState
from tidewaiter.model.finding import ACTIONS, Action

C = CONSIGNMENTS.c
COUNTED = 10_000
KEPT = 64  # answers remembered, each for as long as nothing is added to the ledger
VALUES = 12  # values shown of one facet
NO_CASE = "none"
NOBODY = "nobody"
YES_NO = ("yes", "no")
# Facets whose values are known beforehand; all of them are offered, whatever was counted.
CLOSED: Mapping[str, tuple[str, ...]] = {
    "action": ACTIONS,
    "duty": YES_NO,
    "hit": YES_NO,
    "state": (NO_CASE, *get_args(CaseState)),
}
# The likeliest to leave few rows stand first.
FACETS = ("document", "vessel", "paragraph", "assignee", "state", "port", "hit", "action", "duty")

_FACET_COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(C.rank, C.duty, C.state, C.assignee, C.ground),
    *(C.vessel_name, C.vessel_imo, C.loading, C.discharge),
    case((C.hits > 0, 1), else_=0).label("hits"),
)


class Wanted(Record, frozen=True):
    """What the table is narrowed to; an empty text leaves a facet open.

    `document` is the SHA-256 of a file, `vessel` a name as written or an IMO number, `port` that
    of loading or of discharge as written, `paragraph` the first ground. `state` may be `none` (no
    case), `assignee` `nobody`; `duty` and `hit` are `yes` or `no`. Pages of `size` count from 1.
    """

    document: str = ""
    action: str = ""
    duty: str = ""
    port: str = ""
    vessel: str = ""
    state: str = ""
    assignee: str = ""
    hit: str = ""
    paragraph: str = ""
    page: int = 1
    size: int = 50


class Listed(Record, frozen=True):
    """One consignment of the table: `number` is its `screened` event, `event` its verdict's."""

    number: int
    event: int
    document: str
    position: int
    reference: str
    action: Action
    duty: bool
    hits: int
    vessel: str
    loading: str
    discharge: str
    ground: str
    act_on: datetime.date
    screened: datetime.datetime
    case: str = ""
    state: str = ""
    assignee: str = ""


class Value(Record, frozen=True):
    """One value of a facet and how many have it: None where it was not counted."""

    value: str
    count: int | None = None
    more: bool = False


class Found(Record, frozen=True):
    """How many there are (`more` where above `COUNTED`) and the values of each facet among them.

    Where there are more, a facet's values are those of the newest `COUNTED`, unless `exact`.
    """

    count: int
    more: bool
    facets: dict[str, tuple[Value, ...]]
    exact: bool = True


class _Condition(NamedTuple):
    """What a facet asks: as an index answers it, in one or two ways, and as any row does."""

    indexed: tuple[ColumnElement[bool], ...]
    plain: ColumnElement[bool]


def find(standing: Standing, wanted: Wanted) -> Found:
    """How many consignments there are of that kind, and by which facets they may be narrowed.

    Raises:
        BadInput: a facet has no such value.
    """
    conditions = _conditions(wanted)
    bare = msgspec.structs.replace(wanted, page=1, size=1)
    with standing.reading() as connection:
        mark = connection.execute(select(MARK.c.digest)).scalar_one()
        key = ("consignments", bare, mark)
        known: Found | None = standing.memory.get(key)
        if known is None:
            known = _found(connection, conditions)
            _remember(standing.memory, key, known)
    return known


def rows(standing: Standing, wanted: Wanted) -> tuple[Listed, ...]:
    """One page of the table, newest first.

    Raises:
        BadInput: a facet has no such value.
    """
    conditions = _conditions(wanted)
    first = (max(wanted.page, 1) - 1) * wanted.size
    with standing.reading() as connection:
        numbers = _newest(connection, conditions, (C.number,), first + wanted.size)
        chosen = [
            row.number for row in connection.execute(numbers.limit(wanted.size).offset(first))
        ]
        page = select(CONSIGNMENTS).where(C.number.in_(chosen)).order_by(C.number.desc())
        return tuple(map(listed, connection.execute(page)))


def walk(standing: Standing, wanted: Wanted, most: int = COUNTED) -> Iterator[Listed]:
    """The newest of the table up to a bound, for an export.

    Raises:
        BadInput: a facet has no such value.
    """
    size = 500
    for page in range(1, most // size + 1):
        some = rows(standing, msgspec.structs.replace(wanted, page=page, size=size))
        yield from some
        if len(some) < size:
            return


def of_document(standing: Standing, document: str) -> Iterator[Listed]:
    """The consignments that stand of one file, in its order."""
    after, size = 0, 500
    while True:
        page = select(CONSIGNMENTS).where(C.document == document, C.position > after)
        with standing.reading() as connection:
            found = list(connection.execute(page.order_by(C.position).limit(size)))
        yield from map(listed, found)
        if len(found) < size:
            return
        after = found[-1].position


def numbered(standing: Standing, numbers: tuple[int, ...]) -> tuple[Listed, ...]:
    """The consignments of some `screened` events, those that stand."""
    with standing.reading() as connection:
        page = select(CONSIGNMENTS).where(C.number.in_(numbers)).order_by(C.number)
        return tuple(map(listed, connection.execute(page)))


def listed(row: Row[Any]) -> Listed:
    """A row of what stands."""
    return Listed(
        number=row.number,
        event=row.event,
        document=row.document,
        position=row.position,
        reference=row.reference,
        action=ACTIONS[row.rank],
        duty=row.duty == 1,
        hits=row.hits,
        vessel=row.vessel_name or row.vessel_imo,
        loading=row.loading,
        discharge=row.discharge,
        ground=row.ground,
        act_on=datetime.date.fromisoformat(row.act_on),
        screened=moment(row.screened),
        case=row.case_id if row.version > 0 else "",
        state=row.state,
        assignee=row.assignee,
    )


def _found(connection: Connection, conditions: dict[str, _Condition]) -> Found:
    chosen = _newest(connection, conditions, _FACET_COLUMNS, COUNTED + 1).subquery()
    kinds = select(*chosen.c, func.count().label("of")).group_by(*chosen.c)
    some: list[Row[Any]] = list(connection.execute(kinds))
    count = sum(row.of for row in some)
    more = count > COUNTED
    facets = {name: _values(name, some) for name in FACETS if name != "document"}
    whole = more and len(conditions) == 0
    if whole:
        facets |= {name: _counted(connection, name) for name in CLOSED}
    return Found(count=min(count, COUNTED), more=more, facets=facets, exact=not more)


def _values(name: str, some: list[Row[Any]]) -> tuple[Value, ...]:
    """The values of a facet among some rows: known ones in their order, else by frequency."""
    counted: Counter[str] = Counter()
    for row in some:
        for value in _OF_ROW[name](row):
            counted[value] += row.of
    if name in CLOSED:
        order = [*CLOSED[name], *sorted(counted.keys() - set(CLOSED[name]))]
        return tuple(Value(value, min(counted[value], COUNTED)) for value in order)
    counted.pop("", None)
    shown = counted.most_common(VALUES)
    return tuple(Value(value, min(count, COUNTED)) for value, count in shown)


def _counted(connection: Connection, name: str) -> tuple[Value, ...]:
    """How many there are of each value of a facet, up to the bound."""
    found = []
    for value in CLOSED[name]:
        condition = _ASKED[name](value)
        some = _newest(connection, {name: condition}, (C.number,), COUNTED + 1).subquery()
        count = connection.execute(select(func.count()).select_from(some)).scalar_one()
        found.append(Value(value, min(count, COUNTED), more=count > COUNTED))
    return tuple(found)


def _newest(
    connection: Connection,
    conditions: dict[str, _Condition],
    columns: tuple[ColumnElement[Any], ...],
    most: int,
) -> Select[Any]:
    """The newest rows that meet all conditions, found by the index that leaves fewest."""
    driver = _driver(connection, conditions)
    others = [asked.plain for name, asked in conditions.items() if name != driver]
    ways = (None,) if driver == "" else conditions[driver].indexed
    if len(ways) == 1:
        where = others if ways[0] is None else [ways[0], *others]
        return select(*columns).where(*where).order_by(C.number.desc()).limit(most)
    parts = [
        select(
            select(C.number).where(way, *others).order_by(C.number.desc()).limit(most).subquery()
        )
        for way in ways
        if way is not None
    ]
    numbers = union(*parts).subquery()
    chosen = select(*columns).join(numbers, C.number == numbers.c.number)
    return chosen.order_by(C.number.desc()).limit(most)


def _driver(connection: Connection, conditions: dict[str, _Condition]) -> str:
    """The facet to look up first: one that few rows meet, else the likeliest to be that."""
    able = [name for name in FACETS if name in conditions and conditions[name].indexed != ()]
    if len(able) <= 1:
        return "".join(able)
    for name in able:
        few = 0
        for way in conditions[name].indexed:
            bounded = select(C.number).where(way).limit(COUNTED + 1).subquery()
            few += connection.execute(select(func.count()).select_from(bounded)).scalar_one()
        if few <= COUNTED:
            return name
    return able[0]


def _conditions(wanted: Wanted) -> dict[str, _Condition]:
    given = {name: value for name in FACETS if (value := getattr(wanted, name)) != ""}
    return {name: _ASKED[name](value) for name, value in given.items()}


def _one_of(name: str, value: str) -> str:
    if value not in CLOSED[name]:
        advice = f"Give one of: {', '.join(CLOSED[name])}."
        raise BadInput(f"not a value of {name}", where=value[:80], advice=advice)
    return value


def _text(column: ColumnElement[Any], value: str) -> _Condition:
    return _Condition((column == value,), column.concat("") == value)


def _action(value: str) -> _Condition:
    rank = ACTIONS.index(_one_of("action", value))
    return _Condition((C.rank == rank,), C.rank + 0 == rank)


def _flag(name: str, has: ColumnElement[bool], column: ColumnElement[Any]) -> Any:
    def asked(value: str) -> _Condition:
        if _one_of(name, value) == "yes":
            return _Condition((has,), column + 0 > 0)
        return _Condition((), column + 0 == 0)

    return asked


def _state(value: str) -> _Condition:
    if _one_of("state", value) == NO_CASE:
        return _Condition((), C.version + 0 == 0)
    return _Condition((and_(HAS_CASE, C.state == value),), C.state.concat("") == value)


def _assignee(value: str) -> _Condition:
    if value == NOBODY:
        return _Condition((), C.assignee.concat("") == "")
    return _Condition((and_(HAS_CASE, C.assignee == value),), C.assignee.concat("") == value)


def _vessel(value: str) -> _Condition:
    imo = imo_key(value)
    return _text(C.vessel_name, value) if imo == "" else _text(C.vessel_imo, imo)


def _port(value: str) -> _Condition:
    plain = or_(C.loading.concat("") == value, C.discharge.concat("") == value)
    return _Condition((C.loading == value, C.discharge == value), plain)


def _document(value: str) -> _Condition:
    return _text(C.document, value)


_ASKED: Mapping[str, Callable[[str], _Condition]] = {
    "document": _document,
    "vessel": _vessel,
    "paragraph": lambda value: _text(C.ground, value),
    "assignee": _assignee,
    "state": _state,
    "port": _port,
    "hit": _flag("hit", HAS_HITS, C.hits),
    "action": _action,
    "duty": _flag("duty", HAS_DUTY, C.duty),
}
_OF_ROW: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "vessel": lambda row: (row.vessel_name or row.vessel_imo,),
    "paragraph": lambda row: (row.ground,),
    "assignee": lambda row: (row.assignee or NOBODY,),
    "state": lambda row: (row.state or NO_CASE,),
    "port": lambda row: tuple({row.loading, row.discharge}),
    "hit": lambda row: ("yes" if row.hits > 0 else "no",),
    "action": lambda row: (ACTIONS[row.rank],),
    "duty": lambda row: ("yes" if row.duty == 1 else "no",),
}


def _remember(memory: dict[Any, Any], key: Any, found: Found) -> None:
    """Keep an answer, and forget the oldest of its kind beyond `KEPT`."""
    mine = [each for each in memory if isinstance(each, tuple) and each[0] == "consignments"]
    for each in mine[: max(len(mine) - KEPT + 1, 0)]:
        memory.pop(each, None)
    memory[key] = found
