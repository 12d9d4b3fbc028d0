"""The consignments that wait for a decision, in their order; the next one taken by one person."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from tidewaiter.cases.desk import ACTIONS as NEEDS
from tidewaiter.cases.desk import CASE, Cases
from tidewaiter.cases.gap_consignments import decision_due
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.scope import known_ports
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import imo_key, moment
from tidewaiter.cases.standing_tables import CASES, CONSIGNMENTS, IS_WAITING
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import Actor, Assigned, BadInput, Case, Record
from tidewaiter.model.finding import ACTIONS, Action
from tidewaiter.people import require

C = CONSIGNMENTS.c
COUNTED = 10_000
AHEAD = 60  # looked at before a claim: more than there are people who claim at once


class Wanted(Record, frozen=True):
    """What a queue is narrowed to: an action, a port, a ship (name or IMO number), whose.

    `free` leaves what nobody has taken up. Pages of `size` count from 1.
    """

    action: Action | None = None
    port: str = ""
    vessel: str = ""
    assignee: str = ""
    free: bool = False
    page: int = 1
    size: int = 50


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


def queue(standing: Standing, limits: Limits, wanted: Wanted | None = None) -> Queue:
    """A page of the queue: by action, then due, then age; the order never changes by itself."""
    wanted = Wanted() if wanted is None else wanted
    where = _where(limits, wanted)
    bounded = select(C.number).where(where).limit(COUNTED + 1).subquery()
    with standing.reading() as connection:
        count = connection.execute(select(func.count()).select_from(bounded)).scalar_one()
        rows = tuple(waiting_of(row) for row in connection.execute(_page(limits, wanted, where)))
    return Queue(rows=rows, count=min(count, COUNTED), more=count > COUNTED)


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
    free = Wanted(wanted.action, wanted.port, wanted.vessel, free=True, size=AHEAD)
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
        found.append(C.assignee == wanted.assignee)
    if wanted.free:
        found.append(and_(C.assignee == "", C.state.in_(("", "open"))))
    return and_(*found)


def _rank(action: str) -> int:
    if action not in ACTIONS:
        raise BadInput("not an action", where=action, advice=f"Give one of: {', '.join(ACTIONS)}.")
    return ACTIONS.index(action)


def _can_be_opened() -> ColumnElement[bool]:
    """No case of this name stands from an earlier screening, of what was in that place then."""
    known = select(CASES.c.case_id).where(CASES.c.case_id == C.case_id)
    return or_(C.version > 0, ~known.exists())


def _page(limits: Limits, wanted: Wanted, where: ColumnElement[bool]) -> Select[Any]:
    due = decision_due(limits)
    order = (C.rank, due, C.since, C.number)
    first = select(C.number, due.label("until")).where(where).order_by(*order)
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
