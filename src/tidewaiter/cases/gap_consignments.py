"""Consignments with no decision, and inspection duties with no outcome."""

import datetime
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select

from tidewaiter.cases.gap_calls import of_call, voyages
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.passages import days_of, ship_of
from tidewaiter.cases.scope import Scope, urgency
from tidewaiter.cases.standing_rows import moment, seconds
from tidewaiter.cases.standing_tables import (
    CALLS,
    CASES,
    CONSIGNMENTS,
    IS_UNINSPECTED,
    IS_WAITING,
    UNREAD,
)
from tidewaiter.model import Gap, GapItem
from tidewaiter.model.coverage import GapName
from tidewaiter.model.finding import ACTIONS

HOUR = 3600
C = CONSIGNMENTS.c
_VOYAGE = (
    *(C.document, C.vessel_name, C.vessel_imo, C.arrives, C.departs, C.act_on),
    *(C.loading, C.discharge),
)


def decision_hours(limits: Limits, rank: int) -> float:
    """Hours to a decision on an action of that rank; a case on a `pass` has those of a review."""
    hours = limits.decision_hours
    return (hours.detain, hours.inspect, hours.review, hours.review)[rank]


def decision_due(limits: Limits) -> ColumnElement[int]:
    """When a decision is due: the case's day, else the desk's hours, never after the arrival."""
    hours = case(
        *((C.rank == rank, int(decision_hours(limits, rank) * HOUR)) for rank in range(3)),
        else_=int(decision_hours(limits, 3) * HOUR),
    )
    plain = C.since + hours
    ahead = and_(C.arrival.is_not(None), C.arrival > C.since, C.arrival < plain)
    return case((C.case_due.is_not(None), C.case_due), (ahead, C.arrival), else_=plain)


def inspection_due(limits: Limits) -> ColumnElement[int]:
    """When an outcome is due: the case's day, else the desk's hours from the arrival."""
    late = and_(C.arrival.is_not(None), C.arrival > C.duty_since)
    begins = case((late, C.arrival), else_=C.duty_since)
    plain = begins + int(limits.inspection.hours * HOUR)
    return case((C.case_due.is_not(None), C.case_due), else_=plain)


def consignments_without_decision(scope: Scope) -> Gap:
    """Consignments that call for a person and have no settled case, and parts nobody could read.

    A case whose consignment its document no longer holds waits for its end all the same.
    """
    here = scope.at_port(C.ports)
    of = _count(scope, select(func.count()).where(scope.within(C.first), *here))
    due = decision_due(scope.limits)
    waiting = and_(IS_WAITING, scope.within(C.first), *here)
    counted = _counted(scope, waiting, due)
    rows = scope.connection.execute(_listed(scope, waiting, due))
    items = [_decision(scope, row) for row in rows]
    others: list[GapItem] = []
    if scope.port == "":
        left = list(_left_behind(scope))
        others = [*_unread(scope), *left]
        of += len(left) + _count(scope, select(func.count()).where(scope.within(UNREAD.c.since)))
    _say_earlier(scope)
    return _joined(scope, "consignments_without_decision", of, counted, items, others)


def inspections_without_outcome(scope: Scope) -> Gap:
    """Inspection duties without an outcome; late when the ship has left, or the hours are over."""
    here = scope.at_port(C.ports)
    duties = and_(C.duty == 1, scope.within(C.first), *here)
    of = _count(scope, select(func.count()).where(duties))
    open_duties = and_(IS_UNINSPECTED, scope.within(C.first), *here)
    due = inspection_due(scope.limits)
    gone, items = _before_departure(scope, open_duties, due)
    count, overdue, oldest = _counted(scope, open_duties, due)
    rows = scope.connection.execute(_listed(scope, open_duties, due))
    kept = {item.event: item for item in (_inspection(scope, row, None) for row in rows)}
    kept |= {item.event: item for item in items}
    _say_unchecked(scope, duties)
    counted = (count, overdue + gone, oldest)
    return _joined(scope, "inspections_without_outcome", of, counted, list(kept.values()), [])


def _count(scope: Scope, wanted: Select[Any]) -> int:
    return int(scope.connection.execute(wanted).scalar_one())


def _counted(
    scope: Scope, which: ColumnElement[bool], due: ColumnElement[int]
) -> tuple[int, int, int | None]:
    """How many, how many overdue, and since when the oldest is."""
    late = func.sum(case((due < seconds(scope.now), 1), else_=0))
    row = scope.connection.execute(select(func.count(), late, func.min(C.since)).where(which)).one()
    return row[0], int(row[1] or 0), row[2]


def _listed(scope: Scope, which: ColumnElement[bool], due: ColumnElement[int]) -> Select[Any]:
    until = due.label("until")
    first = select(C.number, until).where(which).order_by(due, C.since, C.number)
    chosen = first.limit(scope.most).subquery()
    rows = select(CONSIGNMENTS, chosen.c.until).join(chosen, C.number == chosen.c.number)
    return rows.order_by(chosen.c.until, C.since, C.number)


def _joined(
    scope: Scope,
    name: GapName,
    of: int,
    counted: tuple[int, int, int | None],
    items: list[GapItem],
    others: list[GapItem],
) -> Gap:
    """A gap counted by the database, with others that were counted one by one."""
    count, overdue, oldest = counted
    times = [item.since for item in others] + ([] if oldest is None else [moment(oldest)])
    found = sorted([*items, *others], key=urgency)
    return Gap(
        name=name,
        of=of,
        count=count + len(others),
        overdue=overdue + sum(item.overdue(scope.now) for item in others),
        oldest=min(times, default=None),
        items=scope.owned(found[: scope.most]),
    )


def _decision(scope: Scope, row: Row[Any]) -> GapItem:
    action = ACTIONS[row.rank]
    state = "no case" if row.version == 0 else f"case {row.state.replace('_', ' ')}"
    return GapItem(
        subject=_subject(row),
        what=f"{action}, {state}",
        since=moment(row.since),
        event=row.event,
        due=moment(row.until),
        owner=row.assignee or scope.limits.owners.decision,
        case=row.case_id if row.version > 0 else "",
        paragraph=row.ground,
        key=f"decision/{row.case_id}",
    )


def _inspection(scope: Scope, row: Row[Any], leaves: int | None) -> GapItem:
    state = "no case" if row.version == 0 else f"case {row.state.replace('_', ' ')}"
    due = row.until
    departs = ""
    if leaves is not None and row.case_due is None and leaves < due:
        due, departs = leaves, f"; the ship leaves {moment(leaves):%Y-%m-%d %H:%M} UTC"
    return GapItem(
        subject=_subject(row),
        what=f"duty to inspect, {state}{departs}",
        since=moment(row.duty_since),
        event=row.event,
        due=moment(due),
        owner=row.assignee or scope.limits.owners.inspection,
        case=row.case_id if row.version > 0 else "",
        paragraph=row.duty_ground,
        key=f"inspection/{row.case_id}",
    )


def _subject(row: Row[Any]) -> str:
    named = row.reference or f"number {row.position} of {row.document[:12]}"
    ship = row.vessel_name or row.vessel_imo
    return f"{named}, {ship}" if ship != "" else str(named)


def _unread(scope: Scope) -> Iterator[GapItem]:
    """Parts of documents that could not be read: nobody knows what they hold."""
    filed = scope.filed("unread")
    hours = datetime.timedelta(hours=scope.limits.decision_hours.unread)
    wanted = select(UNREAD).where(scope.within(UNREAD.c.since))
    for row in scope.connection.execute(wanted):
        key = f"unread/{row.number}"
        if key in filed:
            continue
        yield GapItem(
            subject=f"{row.document[:12]}, {row.place or 'the document'}",
            what=f"could not be read: {row.problem}",
            since=moment(row.since),
            event=row.number,
            due=moment(row.since) + hours,
            owner=scope.limits.owners.decision,
            key=key,
        )


def _left_behind(scope: Scope) -> Iterator[GapItem]:
    """Unsettled cases on consignments that the last screening of their document did not give."""
    k = CASES.c
    stands = select(C.number).where(
        C.document == k.document, C.position == k.position, C.version == k.version
    )
    wanted = select(CASES).where(k.settled == 0, scope.within(k.opened), ~stands.exists())
    for row in scope.connection.execute(wanted):
        hours = datetime.timedelta(hours=decision_hours(scope.limits, row.rank))
        yield GapItem(
            subject=f"{row.reference or row.case_id}, {row.vessel}".removesuffix(", "),
            what="case open; its document was screened again and holds it no more in that place",
            since=moment(row.opened),
            event=row.version,
            due=moment(row.opened) + hours if row.due is None else moment(row.due),
            owner=row.assignee or scope.limits.owners.decision,
            case=row.case_id,
            key=f"decision/{row.case_id}",
        )


def _before_departure(
    scope: Scope, open_duties: ColumnElement[bool], due: ColumnElement[int]
) -> tuple[int, list[GapItem]]:
    """Duties on ships that a call says leave: how many more are late so, and the items."""
    now = seconds(scope.now)
    free = and_(open_duties, C.case_due.is_(None))
    in_time = func.sum(case((due >= now, 1), else_=0))
    counted = scope.connection.execute(select(*_VOYAGE, in_time).where(free).group_by(*_VOYAGE))
    waiting = {tuple(row[:-1]): int(row[-1]) for row in counted}
    late, items = 0, list[GapItem]()
    for leaves, voyage in _departures(scope, waiting.keys()):
        late += waiting[_key(voyage)] if leaves < now else 0
        if scope.most is None or len(items) < scope.most:
            its = and_(free, *_of_voyage(voyage), due > leaves)
            rows = scope.connection.execute(_listed(scope, its, due))
            items += [_inspection(scope, row, leaves) for row in rows]
    return late, items


def _departures(scope: Scope, waiting: Collection[tuple[Any, ...]]) -> list[tuple[int, Row[Any]]]:
    """When the ships of these voyages leave where they may be inspected, the first first."""
    known = scope.once(("departures", *scope.state()), lambda: _all_departures(scope))
    return [(leaves, voyage) for leaves, voyage in known if _key(voyage) in waiting]


def _all_departures(scope: Scope) -> list[tuple[int, Row[Any]]]:
    fleet = voyages(scope)
    found: dict[int, tuple[int, Row[Any]]] = {}
    limits = scope.limits.calls
    around = datetime.timedelta(days=limits.window_days + limits.document_days)
    since = CALLS.c.day >= (scope.first - around).isoformat()
    for call in scope.connection.execute(select(CALLS).where(CALLS.c.departed.is_not(None), since)):
        if not scope.is_here(call.port):
            continue
        for voyage in of_call(scope, call, fleet):
            known = found.get(voyage.first)
            if known is None or call.departed < known[0]:
                found[voyage.first] = call.departed, voyage
    return sorted(found.values(), key=lambda pair: (pair[0], pair[1].first))


def _key(voyage: Row[Any]) -> tuple[Any, ...]:
    return (voyage.document, *ship_of(voyage), *days_of(voyage), voyage.loading, voyage.discharge)


def _of_voyage(voyage: Row[Any]) -> Iterator[ColumnElement[bool]]:
    yield C.number.between(voyage.first, voyage.last)
    for column, value in zip(_VOYAGE, _key(voyage), strict=True):
        yield column == value


def _say_unchecked(scope: Scope, duties: ColumnElement[bool]) -> None:
    unchecked = select(func.count()).where(duties, C.outcome == "could_not_be_checked")
    count = _count(scope, unchecked)
    if count > 0:
        words = "inspections ended as could not be checked: an outcome, and no inspection."
        scope.said.append(f"{count} {words}")


def _say_earlier(scope: Scope) -> None:
    """What is still open from before the period."""
    before = C.first < scope.begins
    here = scope.at_port(C.ports)
    settled = and_(IS_UNINSPECTED, C.waiting == 0)
    count = _count(scope, select(func.count()).where(IS_WAITING, before, *here))
    count += _count(scope, select(func.count()).where(settled, before, *here))
    count += _count(scope, select(func.count()).where(UNREAD.c.since < scope.begins))
    if count > 0:
        scope.said.append(f"{count} consignments of before {scope.first} are still open.")
    if scope.port != "":
        portless = select(func.count()).where(scope.within(C.first), C.ports == "")
        count = _count(scope, portless)
        if count > 0:
            scope.said.append(f"{count} consignments whose document names no port.")
        unread = select(func.count()).where(scope.within(UNREAD.c.since))
        if (count := _count(scope, unread)) > 0:
            scope.said.append(f"{count} parts that could not be read: their port is not known.")
