"""Today: what needs a person now, and what was missed."""

import datetime
from collections.abc import Iterator

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import func, select

from tidewaiter.cases.corrections import waiting_corrections
from tidewaiter.cases.coverage import Asked
from tidewaiter.cases.queue import Queue, Wanted, queue
from tidewaiter.cases.standing_tables import CASES, UNREAD
from tidewaiter.ledger import all_rulings
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Actor, BadInput, Coverage, Event, Record, Screening, Unopened
from tidewaiter.model.finding import Action
from tidewaiter.monitor.quotas.position import Position
from tidewaiter.people import may
from tidewaiter.web import quota_words
from tidewaiter.web.office import Office
from tidewaiter.web.pages.monitor_quotas import examined, known_to, newest_known
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
SHOWN = 10
PERIOD = datetime.timedelta(days=30)
WORKING: tuple[Action, ...] = ("detain", "inspect", "review")


class Arrived(Record, frozen=True):
    """A document that came in lately: what was read of it, and how many parts were not."""

    sha256: str
    name: str
    at: datetime.datetime
    consignments: int = 0
    calls: int = 0
    stow_lists: int = 0
    permits: int = 0
    defects: int = 0
    unread: str = ""


class Waits(Record, frozen=True):
    """What waits at the whole desk: by action, the most urgent, and what asks a second person.

    `releases`, `rulings` and `corrections` hold who asked for each. `papers` counts the requests
    for papers that are overdue.
    """

    counts: dict[Action, Queue]
    rows: Queue
    releases: tuple[str, ...]
    rulings: tuple[str, ...]
    corrections: tuple[str, ...] = ()
    papers: int = 0

    @property
    def total(self) -> int:
        """How many wait for an action."""
        return sum(found.count for found in self.counts.values())


@router.get("/")
def show(request: Request, desk: Desk, actor: Reader) -> Response:
    """The first page of the day: an officer's own work first, a supervisor's gaps first."""
    mine = desk.lately.get(("mine", actor.name), lambda: _mine(desk, actor.name))
    waits = desk.lately.get("waits", lambda: _waits(desk))
    return page(
        request,
        "today.html",
        now=desk.now(),
        mine=mine,
        waits=waits,
        for_me=_for(actor, waits),
        covered=covered_lately(desk),
        arrived=desk.lately.get("arrivals", lambda: tuple(arrivals(desk, 6))),
        unread=desk.lately.get("unread", lambda: unread_count(desk)),
        first=_first(actor, mine),
        gauges=desk.lately.get("quotas", lambda: gauges(desk)),
        known_to=known_to,
        quota_words=quota_words,
        check=desk.chores.last("check"),
        backup=desk.chores.last("backup"),
    )


def gauges(desk: Office) -> list[Position] | None:
    """The caps that still hold, each by the last period of which something is reported.

    None where the desk's own table of reports cannot be read: the rest of the day goes on.
    """
    today = desk.today()
    try:
        positions = newest_known(examined(desk).positions)
    except BadInput:
        return None
    measures = ((each, desk.law.find(each.period.measure)) for each in positions)
    return [each for each, found in measures if found is not None and found.in_force(today)]


def covered_lately(desk: Office) -> Coverage:
    """The gaps of the last thirty days."""
    today = desk.today()
    return desk.covered(Asked(first=today - PERIOD, last=today, most=50))


def _first(actor: Actor, mine: Queue) -> str:
    """What the page begins with: `mine`, `missed`, `record` or `needs`."""
    roles = set(actor.roles)
    if mine.count > 0 or roles == {"officer"}:
        return "mine"
    if roles & {"supervisor", "auditor"}:
        return "missed"
    return "record" if roles == {"administrator"} else "needs"


def _for(actor: Actor, waits: Waits) -> int:
    """How many requests of others this person may decide."""
    asked = (
        ("decide_release", waits.releases),
        ("decide_ruling", waits.rulings),
        ("decide_correction", waits.corrections),
    )
    return sum(name != actor.name for action, by in asked if may(actor, action) for name in by)


def _mine(desk: Office, name: str) -> Queue:
    return queue(desk.standing, desk.limits, Wanted(assignee=name, size=SHOWN))


def _waits(desk: Office) -> Waits:
    counts = {
        action: queue(desk.standing, desk.limits, Wanted(action=action, size=1))
        for action in WORKING
    }
    rows = queue(desk.standing, desk.limits, Wanted(size=SHOWN))
    waiting = select(CASES.c.version).where(CASES.c.state == "release_asked")
    with desk.standing.reading() as connection:
        asked = connection.execute(select(EVENTS.c.actor).where(EVENTS.c.number.in_(waiting)))
        releases = tuple(row.actor for row in asked)
    rulings = tuple(
        each.by for each, ended in all_rulings(desk.ledger) if ended is None and each.waits
    )
    made = waiting_corrections(desk.ledger, desk.standing)
    corrections = tuple(each.by for _, each in made)
    overdue = queue(desk.standing, desk.limits, Wanted(papers=desk.now(), size=1)).count
    return Waits(counts, rows, releases, rulings, corrections, overdue)


def unread_count(desk: Office) -> int:
    """How many documents have parts nobody could read."""
    with desk.standing.reading() as connection:
        count = select(func.count(func.distinct(UNREAD.c.document)))
        return int(connection.execute(count).scalar_one())


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
        calls=screening.calls,
        stow_lists=screening.stow_lists,
        permits=screening.permits,
        defects=screening.defects,
    )
