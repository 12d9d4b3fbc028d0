"""What was not examined: five gaps in six numbers, each with a list that leads to the items.

`docs/coverage.md` defines every number, and what none of them can count.
"""

import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from tidewaiter.cases.gap_calls import calls_without_manifest
from tidewaiter.cases.gap_consignments import (
    consignments_without_decision,
    inspections_without_outcome,
)
from tidewaiter.cases.gap_containers import container_gaps
from tidewaiter.cases.gap_findings import findings_without_follow_up
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.reports import Reports
from tidewaiter.cases.scope import Scope, known_ports
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import CALLS, CASES, CONSIGNMENTS, LISTS, UNREAD
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput, Coverage, Record

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)


class Asked(Record, frozen=True):
    """Which days are asked about, both included, and which port; all where left out.

    `most` bounds the items that each gap lists; None lists all.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    port: str = ""
    most: int | None = None


def coverage(
    standing: Standing,
    limits: Limits,
    now: datetime.datetime,
    asked: Asked | None = None,
    *,
    reports: Reports | None = None,
    verified_to: int = 0,
) -> Coverage:
    """The gaps of a period as the ledger knows them at `now`.

    Args:
        standing: What stands; it is caught up first.
        limits: How long the desk allows itself.
        now: What is due before is overdue.
        asked: The days and the port; the whole record where left out.
        reports: What the law asks to report; None counts no report.
        verified_to: Up to which event the chain was found whole.

    Raises:
        BadInput: the period ends before it begins.
        LedgerError: the database failed.
    """
    asked = Asked() if asked is None else asked
    with standing.reading() as connection:
        scope = scope_of(connection, limits, now, asked, standing.memory)
        calls = calls_without_manifest(scope)
        gaps = (
            calls,
            *container_gaps(scope),
            consignments_without_decision(scope),
            inspections_without_outcome(scope),
            findings_without_follow_up(scope, reports),
        )
    return Coverage(
        first=scope.first,
        last=scope.last,
        now=now,
        gaps=gaps,
        uncounted=tuple(dict.fromkeys(scope.said)),
        verified_to=verified_to,
        port=asked.port,
    )


def verified(ledger: Ledger) -> tuple[int, str]:
    """Up to which event the chain is whole, and the first fault in words; it walks all of it."""
    faults = ledger.verify()
    if len(faults) > 0:
        return faults[0].number - 1, f"event {faults[0].number}: {faults[0].kind}"
    return ledger.anchor().number, ""


def scope_of(
    connection: Connection,
    limits: Limits,
    now: datetime.datetime,
    asked: Asked,
    memory: dict[Any, Any],
) -> Scope:
    """The days asked about; from the first thing on record to today where they are left out.

    Raises:
        BadInput: the period ends before it begins, or is of no time there are records of.
    """
    last = asked.last or now.astimezone(datetime.UTC).date()
    first = asked.first or min(_first_day(connection), last)
    if last < first:
        advice = "Give the earlier day as --from."
        raise BadInput("the period ends before it begins", where=f"{first} {last}", advice=advice)
    given = [day for day in (asked.first, asked.last) if day is not None]
    if any(not EARLIEST <= day <= LATEST for day in given):
        advice = f"Give days from {EARLIEST} to {LATEST}."
        raise BadInput("there are no records of such days", where=f"{first} {last}", advice=advice)
    return Scope(
        connection=connection,
        first=first,
        last=last,
        now=now,
        limits=limits,
        ports=known_ports(limits),
        port=asked.port,
        most=asked.most,
        memory=memory,
    )


def _first_day(connection: Connection) -> datetime.date:
    """The day of the first thing on record that coverage counts."""
    times = (CONSIGNMENTS.c.first, UNREAD.c.since, CASES.c.opened)
    found = [connection.execute(select(func.min(column))).scalar_one() for column in times]
    days = [moment(at).date() for at in found if at is not None]
    for day in (CALLS.c.day, LISTS.c.day):
        text = connection.execute(select(func.min(day)).where(day != "")).scalar_one()
        days += [] if text is None else [datetime.date.fromisoformat(text)]
    return min(days, default=datetime.date.max)
