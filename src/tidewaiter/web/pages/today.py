"""Today: what needs a person now, and what was missed."""

import datetime
from collections.abc import Iterator

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from tidewaiter.cases.coverage import Asked, coverage
from tidewaiter.cases.queue import Queue, Wanted, queue
from tidewaiter.cases.reports import LawReports
from tidewaiter.cases.standing_tables import CASES
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Coverage, Event, Record, Screening, Unopened
from tidewaiter.model.finding import Action
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
SHOWN = 10
PERIOD = datetime.timedelta(days=30)
WORKING: tuple[Action, ...] = ("detain", "inspect", "review")


class Arrived(Record, frozen=True):
    """A document that came in lately: what was read of it, and how many parts were not.

    `others` are its lists of containers and its vessel calls.
    """

    sha256: str
    name: str
    at: datetime.datetime
    consignments: int = 0
    others: int = 0
    defects: int = 0
    unread: str = ""


@router.get("/")
def show(request: Request, desk: Desk, actor: Reader) -> Response:
    """The first page of the day; an officer's own work first, a supervisor's gaps first."""
    mine = queue(desk.standing, desk.limits, Wanted(assignee=actor.name, size=SHOWN))
    return page(
        request,
        "today.html",
        counts=_counts(desk),
        rows=queue(desk.standing, desk.limits, Wanted(size=SHOWN)).rows,
        mine=mine,
        releases=_releases(desk, actor.name),
        covered=_coverage(desk),
        arrived=tuple(arrivals(desk, 5)),
        gaps_first="supervisor" in actor.roles or "auditor" in actor.roles,
    )


def _counts(desk: Office) -> dict[Action, Queue]:
    """How many wait for each action, and the first of them that is due."""
    return {
        action: queue(desk.standing, desk.limits, Wanted(action=action, size=1))
        for action in WORKING
    }


def _releases(desk: Office, name: str) -> tuple[int, int]:
    """How many releases wait for a second person, and how many of them not asked by this one."""
    waiting = select(CASES.c.version).where(CASES.c.state == "release_asked")
    with desk.standing.reading() as connection:
        asked = connection.execute(select(EVENTS.c.actor).where(EVENTS.c.number.in_(waiting)))
        names = [row.actor for row in asked]
    return len(names), sum(each != name for each in names)


def _coverage(desk: Office) -> Coverage:
    now = desk.now()
    asked = Asked(first=(now - PERIOD).date(), last=now.date(), most=1)
    reports = LawReports(desk.law, desk.limits.follow_up_days.report)
    return coverage(desk.standing, desk.limits, now, asked, reports=reports)


def arrivals(desk: Office, most: int) -> Iterator[Arrived]:
    """The documents that came in last, those that could not be read among them."""
    kinds = ("document", "unopened")
    newest = select(EVENTS.c.number).where(EVENTS.c.kind.in_(kinds))
    newest = newest.order_by(EVENTS.c.number.desc()).limit(most)
    with desk.ledger.tables() as connection:
        numbers = [row.number for row in connection.execute(newest)]
    for number in numbers:
        event = desk.ledger.get(number)
        if event is not None:
            yield _arrived(event)


def _arrived(event: Event) -> Arrived:
    if event.kind == "unopened":
        unopened = msgspec.json.decode(event.payload, type=Unopened)
        return Arrived(event.document, unopened.name, event.at, unread=unopened.why)
    screening = msgspec.json.decode(event.payload, type=Screening)
    return Arrived(
        sha256=event.document,
        name=screening.document.name,
        at=event.at,
        consignments=screening.consignments,
        others=screening.stow_lists + screening.calls,
        defects=screening.defects,
    )
