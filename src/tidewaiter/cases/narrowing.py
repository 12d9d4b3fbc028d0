"""What a table of consignments is narrowed to, and how the newest of them are found.

A condition that few rows meet is looked up in its index, and the others are then asked of these
rows alone, so that a page of a million consignments costs what a page of a thousand does.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, union

from tidewaiter.cases.standing_rows import imo_key
from tidewaiter.cases.standing_tables import CONSIGNMENTS, HAS_CASE, HAS_DUTY, HAS_HITS
from tidewaiter.model import BadInput, Record
from tidewaiter.model.case import CaseState
from tidewaiter.model.finding import ACTIONS

C = CONSIGNMENTS.c
COUNTED = 10_000
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


class Condition(NamedTuple):
    """What a facet asks: as an index answers it, in one or two ways, and as any row does."""

    indexed: tuple[ColumnElement[bool], ...]
    plain: ColumnElement[bool]


def newest(
    connection: Connection,
    conditions: dict[str, Condition],
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


def _driver(connection: Connection, conditions: dict[str, Condition]) -> str:
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


def conditions_of(wanted: Wanted) -> dict[str, Condition]:
    """What each facet that is given asks.

    Raises:
        BadInput: a facet has no such value.
    """
    given = {name: value for name in FACETS if (value := getattr(wanted, name)) != ""}
    return {name: ASKED[name](value) for name, value in given.items()}


def _one_of(name: str, value: str) -> str:
    if value not in CLOSED[name]:
        advice = f"Give one of: {', '.join(CLOSED[name])}."
        raise BadInput(f"not a value of {name}", where=value[:80], advice=advice)
    return value


def _text(column: ColumnElement[Any], value: str) -> Condition:
    return Condition((column == value,), column.concat("") == value)


def _action(value: str) -> Condition:
    rank = ACTIONS.index(_one_of("action", value))
    return Condition((C.rank == rank,), C.rank + 0 == rank)


def _flag(name: str, has: ColumnElement[bool], column: ColumnElement[Any]) -> Any:
    def asked(value: str) -> Condition:
        if _one_of(name, value) == "yes":
            return Condition((has,), column + 0 > 0)
        return Condition((), column + 0 == 0)

    return asked


def _state(value: str) -> Condition:
    if _one_of("state", value) == NO_CASE:
        return Condition((), C.version + 0 == 0)
    return Condition((and_(HAS_CASE, C.state == value),), C.state.concat("") == value)


def _assignee(value: str) -> Condition:
    if value == NOBODY:
        return Condition((), C.assignee.concat("") == "")
    return Condition((and_(HAS_CASE, C.assignee == value),), C.assignee.concat("") == value)


def _vessel(value: str) -> Condition:
    imo = imo_key(value)
    return _text(C.vessel_name, value) if imo == "" else _text(C.vessel_imo, imo)


def _port(value: str) -> Condition:
    plain = or_(C.loading.concat("") == value, C.discharge.concat("") == value)
    return Condition((C.loading == value, C.discharge == value), plain)


def _document(value: str) -> Condition:
    return _text(C.document, value)


ASKED: Mapping[str, Callable[[str], Condition]] = {
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
