"""All consignments that stand, newest first: narrowed by facets, counted up to a bound."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, case, func, select

from tidewaiter.cases.narrowing import (
    ASKED,
    CLOSED,
    COUNTED,
    FACETS,
    NO_CASE,
    NOBODY,
    Condition,
    Wanted,
    conditions_of,
    newest,
)
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import (
    CONSIGNMENTS,
    MARK,
    UNREAD,
)
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Defect, Record
from tidewaiter.model.finding import ACTIONS, Action

C = CONSIGNMENTS.c
KEPT = 64  # answers remembered, each for as long as nothing is added to the ledger
VALUES = 12  # values shown of one facet
_FACET_COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(C.rank, C.duty, C.state, C.assignee, C.ground),
    *(C.vessel_name, C.vessel_imo, C.loading, C.discharge),
    case((C.hits > 0, 1), else_=0).label("hits"),
)


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
    version: int = 0


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


def find(standing: Standing, wanted: Wanted) -> Found:
    """How many consignments there are of that kind, and by which facets they may be narrowed.

    Raises:
        BadInput: a facet has no such value.
    """
    conditions = conditions_of(wanted)
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
    conditions = conditions_of(wanted)
    first = (max(wanted.page, 1) - 1) * wanted.size
    with standing.reading() as connection:
        numbers = newest(connection, conditions, (C.number,), first + wanted.size)
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


def by_action(
    standing: Standing, document: str, most: int
) -> dict[Action, tuple[int, tuple[Listed, ...]]]:
    """How many of a file's consignments call for each action, and the first, by ground."""
    of_file = C.document == document
    with standing.reading() as connection:
        counted = _counted_actions(standing, connection, document)
        found = {}
        for action, count in counted.items():
            some = select(CONSIGNMENTS).where(of_file, C.rank == ACTIONS.index(action))
            some = some.order_by(C.ground, C.position).limit(most)
            found[action] = count, tuple(map(listed, connection.execute(some)))
    return {action: found[action] for action in ACTIONS if action in found}


def _counted_actions(
    standing: Standing, connection: Connection, document: str
) -> dict[Action, int]:
    """How many of a file's consignments call for each action.

    Counted once until the file, or any consignment, is screened again: nothing else moves it.
    """
    taken = select(MARK.c.number).scalar_subquery()
    last = select(func.max(EVENTS.c.number)).where(EVENTS.c.number <= taken)
    ends = (
        connection.execute(last.where(EVENTS.c.kind == "rescreened")).scalar_one(),
        connection.execute(
            last.where(EVENTS.c.kind == "document", EVENTS.c.document == document)
        ).scalar_one(),
    )
    key = ("consignments", document, ends)
    known: dict[Action, int] | None = standing.memory.get(key)
    if known is None:
        counts = select(C.rank, func.count()).where(C.document == document).group_by(C.rank)
        known = {ACTIONS[rank]: count for rank, count in connection.execute(counts)}
        _remember(standing.memory, key, known)
    return known


def unread(standing: Standing, document: str, most: int) -> tuple[Defect, ...]:
    """The parts of a file that could not be read, the first of them."""
    wanted = select(UNREAD).where(UNREAD.c.document == document).order_by(UNREAD.c.number)
    with standing.reading() as connection:
        found = connection.execute(wanted.limit(most))
        return tuple(Defect(at=row.place, problem=row.problem) for row in found)


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
        version=row.version,
    )


def _found(connection: Connection, conditions: dict[str, Condition]) -> Found:
    chosen = newest(connection, conditions, _FACET_COLUMNS, COUNTED + 1).subquery()
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
        condition = ASKED[name](value)
        some = newest(connection, {name: condition}, (C.number,), COUNTED + 1).subquery()
        count = connection.execute(select(func.count()).select_from(some)).scalar_one()
        found.append(Value(value, min(count, COUNTED), more=count > COUNTED))
    return tuple(found)


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


def _remember(memory: dict[Any, Any], key: Any, found: object) -> None:
    """Keep an answer, and forget the oldest of its kind beyond `KEPT`."""
    mine = [each for each in memory if isinstance(each, tuple) and each[0] == "consignments"]
    for each in mine[: max(len(mine) - KEPT + 1, 0)]:
        memory.pop(each, None)
    memory[key] = found
