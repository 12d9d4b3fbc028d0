"""The consignments that wait for a decision, in their order; the next one taken by one person."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    or_,
    select,
)

from tidewaiter.cases.desk import ACTIONS as NEEDS
from tidewaiter.cases.desk import CASE, Cases
from tidewaiter.cases.gap_consignments import decision_due
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.scope import known_ports
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import imo_key, moment, seconds
from tidewaiter.cases.standing_tables import (
    CASES,
    CONSIGNMENTS,
    IS_ASSIGNED,
    IS_WAITING,
    PAPERS,
)
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import Actor, Assigned, BadInput, Case, Record
from tidewaiter.model.finding import ACTIONS, Action
from tidewaiter.people import require

C = CONSIGNMENTS.c
COUNTED = 10_000
FACETS = ("rank", "ground", "vessel_name", "assignee", "state")
AHEAD = 60  # looked at before a claim: more than there are people who claim at once


class Wanted(Record, frozen=True):
    """What a queue is narrowed to: an action, a port, a ship (name or IMO number), whose.

    `free` leaves what nobody has taken up; `before` what is due before that moment; `ground` what
    rests on that paragraph or listing, as the queue shows it; `state` a case's state, `none` where
    there is no case; `papers` where papers are awaited that were due before that moment. Pages of
    `size` count from 1.
    """

    action: Action | None = None
    port: str = ""
    vessel: str = ""
    assignee: str = ""
    free: bool = False
    page: int = 1
    size: int = 50
    before: datetime.datetime | None = None
    ground: str = ""
    state: str = ""
    papers: datetime.datetime | None = None


class Waiting(Record, frozen=True):
    """A consignment that waits: `number` is its `screened` event, `event` its verdict's.

    `case` is empty where none was opened, `version` 0; `since` is when the action arose.
    """

    number: int
    event: int
    action: Action
    duty: bool
    reference: str
    vessel: str
    loading: str
    discharge: str
    ground: str
    hits: int
    since: datetime.datetime
    due: datetime.datetime
    case: str = ""
    state: str = ""
    assignee: str = ""
    version: int = 0


class Queue(Record, frozen=True):
    """One page of what waits, and how many there are: `more` where above the count shown."""

    rows: tuple[Waiting, ...]
    count: int
    more: bool = False


class Facet(Record, frozen=True):
    """One value of a column of the queue, and how many rows have it."""

    column: str
    value: str
    count: int


def queue(standing: Standing, limits: Limits, wanted: Wanted | None = None) -> Queue:
    """A page of the queue: by action, then due, then age; the order never changes by itself."""
    wanted = Wanted() if wanted is None else wanted
    where = _where(limits, wanted)
    with standing.reading() as connection:
        rows = tuple(waiting_of(row) for row in connection.execute(_page(limits, wanted, where)))
        all_shown = wanted.page == 1 and len(rows) < wanted.size
        count = len(rows) if all_shown else _count(connection, where)
    return Queue(rows=rows, count=min(count, COUNTED), more=count > COUNTED)


def facets(standing: Standing, limits: Limits, wanted: Wanted) -> tuple[Facet, ...]:
    """How often each action, ground, ship, person and state stands in a queue, most often first.

    Counted among the first `COUNTED` that are found, so a longer queue is counted in part.
    """
    columns = [C[name] for name in FACETS]
    some = select(*columns).where(_where(limits, wanted)).limit(COUNTED).subquery()
    together = select(*some.c, func.count()).group_by(*some.c)
    counts: Counter[tuple[str, str]] = Counter()
    with standing.reading() as connection:
        for rank, *values, count in connection.execute(together):
            for name, value in zip(FACETS, (ACTIONS[rank], *values), strict=True):
                counts[name, value] += count
    found = [Facet(name, value, count) for (name, value), count in counts.items()]
    return tuple(sorted(found, key=lambda each: (-each.count, each.value)))


def rows_of(
    standing: Standing, limits: Limits, *, cases: Sequence[str] = (), numbers: Sequence[int] = ()
) -> tuple[Waiting, ...]:
    """Some consignments, by case or number, settled or not, in the order of the queue."""
    same = and_(C.document == CASES.c.document, C.position == CASES.c.position)
    of_cases = select(C.number).join(CASES, same)
    of_cases = of_cases.where(CASES.c.case_id.in_(cases), C.reference == CASES.c.reference)
    which = or_(C.number.in_(of_cases), C.number.in_(numbers))
    with standing.reading() as connection:
        statement = _page(limits, Wanted(size=len(cases) + len(numbers)), which)
        return tuple(waiting_of(row) for row in connection.execute(statement))


def claim(
    ledger: Ledger,
    limits: Limits,
    actor: Actor,
    at: datetime.datetime,
    wanted: Wanted | None = None,
) -> Case | None:
    """Open the next free consignment and assign it to the person, in one act; None if none waits.

    The choice is made while no other can write, so nobody else has it: who comes second takes
    the next one.

    Raises:
        Refused: the person may not open or assign a case.
    """
    require(actor, NEEDS["opened"])
    require(actor, NEEDS["assigned"])
    wanted = Wanted() if wanted is None else wanted
    free = msgspec.structs.replace(wanted, assignee="", state="", free=True, page=1, size=AHEAD)
    standing, cases = Standing(ledger), Cases(ledger)
    statement = _page(limits, free, and_(_where(limits, free), _can_be_opened()))
    while True:
        upto = standing.catch_up()
        with ledger.tables() as connection:
            rows = list(connection.execute(statement))
        if len(rows) == 0:
            return None
        chosen: list[Row[Any]] = []
        drafts = _taking(ledger, rows, upto, actor.name, chosen)
        ledger.append_all(drafts, actor=actor.name, at=at)
        if len(chosen) > 0:
            return cases.get(chosen[0].case_id)


def _taking(
    ledger: Ledger, rows: Sequence[Row[Any]], upto: int, name: str, chosen: list[Row[Any]]
) -> Iterator[Draft]:
    """The events that give the first row nobody has acted on since `upto` to that person.

    It runs while the ledger is locked for other writers; the row is put into `chosen`.
    """
    acted = {event.subject for event in ledger.events(kind=CASE, after=upto)}
    row = next((row for row in rows if row.case_id not in acted), None)
    if row is None:
        return
    chosen.append(row)
    if row.version == 0:
        yield Cases(ledger).opening(row.event)
    follows = None if row.version == 0 else row.version
    step = payload_text(Assigned(to=name))
    yield Draft(CASE, row.case_id, step, document=row.document, follows=follows)


def _where(limits: Limits, wanted: Wanted) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [IS_WAITING]
    if wanted.action is not None:
        found.append(C.rank == _rank(wanted.action))
    if wanted.port != "":
        keys = known_ports(limits).spellings(wanted.port)
        found.append(or_(*(C.ports.contains(f"|{key}|", autoescape=True) for key in keys)))
    if wanted.vessel != "":
        imo = imo_key(wanted.vessel)
        named = func.lower(C.vessel_name).contains(wanted.vessel.lower(), autoescape=True)
        found.append(C.vessel_imo == imo if imo != "" else named)
    if wanted.assignee != "":
        found += [IS_ASSIGNED, C.assignee == wanted.assignee]
    if wanted.free:
        found.append(and_(C.assignee == "", C.state.in_(("", "open"))))
    if wanted.before is not None:
        found.append(decision_due(limits) < seconds(wanted.before))
    if wanted.ground != "":
        found.append(C.ground == wanted.ground)
    if wanted.state != "":
        found.append(C.state == ("" if wanted.state == "none" else wanted.state))
    if wanted.papers is not None:
        found.append(_awaits_papers(wanted.papers))
    return and_(*found)


def _awaits_papers(before: datetime.datetime) -> ColumnElement[bool]:
    same = and_(PAPERS.c.case_id == C.case_id, PAPERS.c.reference == C.reference)
    return select(PAPERS.c.number).where(same, PAPERS.c.due <= seconds(before)).exists()


def _count(connection: Connection, where: ColumnElement[bool]) -> int:
    """How many there are, up to one more than are counted."""
    bounded = select(C.number).where(where).limit(COUNTED + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(bounded)).scalar_one())


def _rank(action: str) -> int:
    if action not in ACTIONS:
        raise BadInput("not an action", where=action, advice=f"Give one of: {', '.join(ACTIONS)}.")
    return ACTIONS.index(action)


def _can_be_opened() -> ColumnElement[bool]:
    """No case of this name stands from an earlier screening, of what was in that place then."""
    known = select(CASES.c.case_id).where(CASES.c.case_id == C.case_id)
    return or_(C.version > 0, ~known.exists())


def ordered(limits: Limits, wanted: Wanted) -> tuple[Select[Any], Select[Any]]:
    """The keys by which a queue is ordered, the last of them the number: of all it holds, in
    order, and of whatever is chosen among everything that stands.
    """
    order = _order(limits)
    return select(*order).where(_where(limits, wanted)).order_by(*order), select(*order)


def _order(limits: Limits) -> tuple[ColumnElement[Any], ...]:
    return C.rank, decision_due(limits), C.since, C.number


def _page(limits: Limits, wanted: Wanted, where: ColumnElement[bool]) -> Select[Any]:
    due = decision_due(limits)
    first = select(C.number, due.label("until")).where(where).order_by(*_order(limits))
    chosen = first.limit(wanted.size).offset((wanted.page - 1) * wanted.size).subquery()
    rows = select(CONSIGNMENTS, chosen.c.until).join(chosen, C.number == chosen.c.number)
    return rows.order_by(C.rank, chosen.c.until, C.since, C.number)


def waiting_of(row: Row[Any]) -> Waiting:
    """A row of the table of consignments, with `until` when a decision is due."""
    return Waiting(
        number=row.number,
        event=row.event,
        action=ACTIONS[row.rank],
        duty=row.duty == 1,
        reference=row.reference,
        vessel=row.vessel_name or row.vessel_imo,
        loading=row.loading,
        discharge=row.discharge,
        ground=row.ground,
        hits=row.hits,
        since=moment(row.since),
        due=moment(row.until),
        case=row.case_id if row.version > 0 else "",
        state=row.state,
        assignee=row.assignee,
        version=row.version,
    )
