"""How each kind of event changes what stands."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from tidewaiter.cases import standing_rows as rows
from tidewaiter.cases.desk import CASE, case_id
from tidewaiter.cases.papers import ASKED, CLOSED
from tidewaiter.cases.standing_ships import of_call, of_consignment, of_list, tell_ships
from tidewaiter.cases.standing_tables import (
    CALLS,
    CASES,
    CONSIGNMENTS,
    CONTAINERS,
    DOCUMENTS,
    FILINGS,
    FINDINGS,
    HITS,
    LISTS,
    OWNERS,
    PAPERS,
    SHIPS,
    STOWED,
    UNREAD,
    VOYAGES,
)
from tidewaiter.cases.states import fold
from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import (
    Defect,
    DutySet,
    Filing,
    PapersAsked,
    PapersClosed,
    Screening,
    Step,
    StowList,
    Taken,
    Unopened,
    VesselCall,
)
from tidewaiter.model.finding import ACTIONS

Rows = Sequence[Row[Any]]
Payload = TypeVar("Payload")
SOME = 300  # values in one statement: databases limit them
PASS = ACTIONS.index("pass")
C = CONSIGNMENTS.c
_VOYAGE_COLUMNS = (
    *("document", "vessel_name", "vessel_imo", "loading", "discharge", "ports"),
    *("arrives", "departs", "act_on"),
)
_CASE_COLUMNS = ("state", "assignee", "outcome", "version", "settled", "case_due")


def _screened(connection: Connection, events: Rows) -> None:
    consignments, containers, findings, hits = [], [], [], []
    ships: list[rows.Values] = []
    for row in events:
        payload = _read(row, rows.SlimScreened)
        name = case_id(row.document, payload.position)
        consignments.append(rows.consignment_values(payload, row, name))
        containers += rows.container_values(payload, row.number)
        findings += rows.finding_values(payload.verdict, row.number)
        hits += rows.hit_values(payload.verdict, row.number)
        ships += of_consignment(payload, row)
    _insert(connection, CONSIGNMENTS, consignments)
    _insert(connection, CONTAINERS, containers)
    _insert(connection, FINDINGS, findings)
    _insert(connection, HITS, hits)
    tell_ships(connection, ships)


def _defects(connection: Connection, events: Rows) -> None:
    found = []
    for row in events:
        defect = _read(row, Defect)
        values = {"number": row.number, "document": row.document, "place": defect.at}
        found.append(values | {"problem": defect.problem, "since": rows.seconds_of_text(row.at)})
    _insert(connection, UNREAD, found)


def _unopened(connection: Connection, events: Rows) -> None:
    found = []
    for row in events:
        file = _read(row, Unopened)
        _tell_document(connection, row, file.name, 0)
        values = {"number": row.number, "document": row.document, "place": f"all of {file.name}"}
        found.append(values | {"problem": file.why, "since": rows.seconds_of_text(row.at)})
    _insert(connection, UNREAD, found)


def _documents(connection: Connection, events: Rows) -> None:
    """A screening is closed: what it supersedes goes, its clocks and cases are carried over."""
    for row in events:
        screening = _read(row, Screening)
        document = row.document
        _tell_document(connection, row, screening.document.name, screening.consignments)
        if screening.supersedes > 0:
            _carry_over(connection, document, screening.first)
        before = (UNREAD.c.document == document, UNREAD.c.number < screening.first)
        connection.execute(delete(UNREAD).where(*before))
        _tell_voyages(connection, document, screening.first)
        known = CASES.c.document == document
        _tell_cases(connection, list(connection.execute(select(CASES).where(known))))


def _tell_document(connection: Connection, row: Row[Any], name: str, count: int) -> None:
    values = {"document": row.document, "name": name, "key": name.casefold()}
    values |= {"number": row.number, "told": rows.seconds_of_text(row.at), "consignments": count}
    connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.document == row.document))
    _insert(connection, DOCUMENTS, [values])


def _carry_over(connection: Connection, document: str, first: int) -> None:
    """Keep the clocks of the last screening where the new verdict is no stronger; drop its rows."""
    of_document = C.document == document
    wanted = select(
        C.number, C.position, C.reference, C.rank, C.duty, C.first, C.since, C.duty_since
    )
    earlier = connection.execute(wanted.where(of_document, C.number < first))
    old = {(row.position, row.reference): row for row in earlier}
    for page in _paged(list(connection.execute(wanted.where(of_document, C.number >= first)))):
        kept = [
            {"of": row.number, "first": before.first, **_clocks(before, row._mapping)}
            for row in page
            if (before := old.get((row.position, row.reference))) is not None
        ]
        _update(connection, CONSIGNMENTS, kept, C.number)
    gone = select(C.number).where(of_document, C.number < first)
    for table in (CONTAINERS, FINDINGS, HITS):
        connection.execute(delete(table).where(table.c.consignment.in_(gone)))
    connection.execute(delete(CONSIGNMENTS).where(of_document, C.number < first))
    lists = select(LISTS.c.number).where(LISTS.c.document == document, LISTS.c.number < first)
    connection.execute(delete(STOWED).where(STOWED.c.list.in_(lists)))
    for table in (CALLS, LISTS):
        older = (table.c.document == document, table.c.number < first)
        connection.execute(delete(table).where(*older))
    connection.execute(delete(VOYAGES).where(VOYAGES.c.document == document))
    untold = (SHIPS.c.document == document, SHIPS.c.last < first)
    connection.execute(delete(SHIPS).where(*untold))


def _clocks(before: Any, now: Any) -> rows.Values:
    """Since when the action, and the duty, have been at least so strong."""
    keeps = before.rank < PASS and before.rank <= now["rank"]
    return {
        "since": before.since if keeps else now["since"],
        "duty_since": before.duty_since if before.duty and now["duty"] else now["duty_since"],
    }


def _tell_voyages(connection: Connection, document: str, first: int) -> None:
    columns = [C[name] for name in _VOYAGE_COLUMNS]
    counted = (func.min(C.number), func.max(C.number), func.count())
    voyages = (
        select(*columns, *counted)
        .where(C.document == document, C.number >= first)
        .group_by(*columns)
    )
    into = [*_VOYAGE_COLUMNS, "first", "last", "consignments"]
    connection.execute(insert(VOYAGES).from_select(into, voyages))


def _rescreened(connection: Connection, events: Rows) -> None:
    for page in _paged(events):
        payloads = [(row, _read(row, rows.SlimRescreened)) for row in page]
        keys = [and_(C.document == r.document, C.position == p.position) for r, p in payloads]
        found = connection.execute(select(CONSIGNMENTS).where(or_(*keys)))
        standing = {(row.document, row.position): row for row in found}
        changed: dict[int, rows.Values] = {}
        findings: dict[int, list[rows.Values]] = {}
        hits: dict[int, list[rows.Values]] = {}
        for row, payload in payloads:
            before = standing.get((row.document, payload.position))
            if before is None or before.event > row.number:
                continue
            at = rows.seconds_of_text(row.at)
            values = rows.verdict_values(payload.verdict, row.number)
            values |= rows.voyage_values(payload.consignment)
            known = Before(changed.get(before.number) or before._mapping)
            clocks = _clocks(known, values | {"since": at, "duty_since": at})
            changed[before.number] = values | clocks | {"of": before.number, "screened": at}
            findings[before.number] = rows.finding_values(payload.verdict, before.number)
            hits[before.number] = rows.hit_values(payload.verdict, before.number)
        _update(connection, CONSIGNMENTS, list(changed.values()), C.number)
        _put_anew(connection, FINDINGS, findings)
        _put_anew(connection, HITS, hits)
        _tell_waiting(connection, C.number.in_(changed))


class Before:
    """A row as attributes, whether it was read or is about to be written."""

    def __init__(self, values: Any) -> None:
        self.rank: int = values["rank"]
        self.duty: int = values["duty"]
        self.since: int = values["since"]
        self.duty_since: int = values["duty_since"]


def _cases(connection: Connection, events: Rows) -> None:
    """Cases are folded anew from all their steps up to the last of these events."""
    last = events[-1].number
    found = []
    for names in _paged(sorted({row.subject for row in events})):
        e = EVENTS.c
        steps = select(e.number, e.at, e.actor, e.subject, e.document, e.payload)
        steps = steps.where(e.kind == CASE, e.subject.in_(names), e.number <= last)
        walk: Iterable[Row[Any]] = connection.execute(steps.order_by(e.subject, e.number))
        for name, taken in groupby(walk, key=lambda row: row.subject):
            kept = list(taken)
            folded = fold(name, map(_taken, kept), kept[0].document)
            found.append(rows.case_values(folded))
    for page in _paged(found):
        names = [values["case_id"] for values in page]
        connection.execute(delete(CASES).where(CASES.c.case_id.in_(names)))
        _insert(connection, CASES, page)
        _tell_cases(connection, connection.execute(select(CASES).where(CASES.c.case_id.in_(names))))


def _tell_cases(connection: Connection, cases: Iterable[Row[Any]]) -> None:
    """Write what is known of each case beside its consignment."""
    for page in _paged(list(cases)):
        values = [
            {
                "of": row.document,
                "at": row.position,
                "named": row.reference,
                "case_due": row.due,
                **{name: row._mapping[name] for name in _CASE_COLUMNS[:-1]},
            }
            for row in page
        ]
        of = (C.document == bindparam("of"), C.position == bindparam("at"))
        known = update(CONSIGNMENTS).where(*of, C.reference == bindparam("named"))
        known = known.values({name: bindparam(name) for name in _CASE_COLUMNS})
        connection.execute(known, values)
        documents = {row.document for row in page}
        names = [row.case_id for row in page]
        _tell_waiting(connection, and_(C.document.in_(documents), C.case_id.in_(names)))


def _tell_waiting(connection: Connection, which: ColumnElement[bool]) -> None:
    """Say of some consignments whether a decision is still owed, and an inspection."""
    asks = or_(C.rank < PASS, C.version > 0)
    waiting = case((and_(asks, C.settled == 0), 1), else_=0)
    uninspected = case((and_(C.duty == 1, C.outcome == ""), 1), else_=0)
    marked = update(CONSIGNMENTS).where(which)
    connection.execute(marked.values(waiting=waiting, uninspected=uninspected))


def _calls(connection: Connection, events: Rows) -> None:
    calls = [(_read(row, VesselCall), row) for row in events]
    _insert(connection, CALLS, [rows.call_values(call, row) for call, row in calls])
    tell_ships(connection, [ship for call, row in calls for ship in of_call(call, row)])


def _lists(connection: Connection, events: Rows) -> None:
    lists, stowed = [], []
    ships: list[rows.Values] = []
    for row in events:
        stow = _read(row, StowList)
        ships += of_list(stow, row)
        lists.append(rows.list_values(stow, row))
        stowed += [rows.stowed_values(each, row.number) for each in stow.containers]
    _insert(connection, LISTS, lists)
    _insert(connection, STOWED, stowed)
    tell_ships(connection, ships)


def _filings(connection: Connection, events: Rows) -> None:
    found = []
    for row in events:
        filing = _read(row, Filing)
        values = {"number": row.number, "key": filing.key, "day": filing.on.isoformat()}
        values |= {"addressee": filing.to, "sha256": filing.sha256, "by": row.actor}
        found.append(values)
    _insert(connection, FILINGS, found)


def _owners(connection: Connection, events: Rows) -> None:
    named = {}
    for row in events:
        owner = _read(row, DutySet)
        due = None if owner.due is None else rows.seconds(owner.due)
        values = {"key": owner.key, "owner": owner.owner, "by": row.actor}
        named[owner.key] = values | {"number": row.number, "due": due}
    for page in _paged(list(named.values())):
        keys = [values["key"] for values in page]
        connection.execute(delete(OWNERS).where(OWNERS.c.key.in_(keys)))
        _insert(connection, OWNERS, page)


def _papers(connection: Connection, events: Rows) -> None:
    found = []
    for row in events:
        asked = _read(row, PapersAsked)
        ends = datetime.datetime.combine(asked.due, datetime.time(), datetime.UTC)
        due = rows.seconds(ends + datetime.timedelta(days=1))
        found.append(
            {"number": row.number, "case_id": row.subject, "reference": asked.reference, "due": due}
        )
    _insert(connection, PAPERS, found)


def _papers_closed(connection: Connection, events: Rows) -> None:
    for page in _paged([_read(row, PapersClosed).asked for row in events]):
        connection.execute(delete(PAPERS).where(PAPERS.c.number.in_(page)))


# Events of other kinds change nothing of what stands.
APPLY: dict[str, Callable[[Connection, Rows], None]] = {
    "screened": _screened,
    "defect": _defects,
    "unopened": _unopened,
    "document": _documents,
    "rescreened": _rescreened,
    CASE: _cases,
    "call": _calls,
    "stow_list": _lists,
    "filing": _filings,
    "duty": _owners,
    ASKED: _papers,
    CLOSED: _papers_closed,
}


def _taken(row: Row[Any]) -> Taken:
    step: Step = _read(row, Step)  # type: ignore[arg-type]
    at = datetime.datetime.fromisoformat(row.at)
    return Taken(number=row.number, by=row.actor, at=at, step=step)


def _read(row: Row[Any], kind: type[Payload]) -> Payload:
    try:
        return msgspec.json.decode(row.payload, type=kind)
    except ValueError as error:
        raise altered("ledger", row.number) from error


def _insert(connection: Connection, table: Table, values: Sequence[rows.Values]) -> None:
    if len(values) > 0:
        connection.execute(insert(table), list(values))


def _update(
    connection: Connection,
    table: Table,
    values: Sequence[rows.Values],
    key: ColumnElement[Any],
) -> None:
    """Write values to the rows whose key is `of` in each."""
    if len(values) > 0:
        names = values[0].keys() - {"of"}
        changed = update(table).where(key == bindparam("of"))
        changed = changed.values({name: bindparam(name) for name in names})
        connection.execute(changed, list(values))


Item = TypeVar("Item")


def _paged(items: Sequence[Item]) -> Iterator[list[Item]]:
    walk = iter(items)
    while len(page := list(islice(walk, SOME))) > 0:
        yield page


def _put_anew(connection: Connection, table: Table, found: dict[int, list[rows.Values]]) -> None:
    """The rows of some consignments in the place of those they had."""
    connection.execute(delete(table).where(table.c.consignment.in_(found)))
    _insert(connection, table, [values for each in found.values() for values in each])
