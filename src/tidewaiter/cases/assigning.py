"""Many consignments given to one person at once, and taken back."""

import datetime
from collections.abc import Iterable

from tidewaiter.cases.consignments import Listed
from tidewaiter.cases.desk import ACTIONS as NEEDS
from tidewaiter.cases.desk import CASE, Cases, taken_of
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import (
    Actor,
    Assigned,
    BadInput,
    Case,
    Event,
    LedgerError,
    Record,
    Refused,
)
from tidewaiter.people import require

MOST = 500  # consignments in one act


class Given(Record, frozen=True):
    """What came of it: the events from `first` to `last` that did it, how many, and what failed.

    `failed` holds the reference of each consignment that stayed as it was, and why.
    """

    first: int = 0
    last: int = 0
    count: int = 0
    failed: tuple[tuple[str, str], ...] = ()


def assign_all(
    ledger: Ledger, chosen: Iterable[Listed], to: str, actor: Actor, at: datetime.datetime
) -> Given:
    """Open a case on each consignment that has none, and assign all to one person.

    What somebody else has changed meanwhile stays as it is.

    Raises:
        Refused: the person may not open or assign cases.
    """
    require(actor, NEEDS["opened"])
    require(actor, NEEDS["assigned"])
    numbers: list[int] = []
    failed = []
    count = 0
    for each in chosen:
        try:
            numbers += _assign(ledger, each, Assigned(to=to), (actor, at))
            count += 1
        except (BadInput, LedgerError, Refused) as error:
            failed.append((each.reference or f"#{each.position}", str(error)))
    first, last = min(numbers, default=0), max(numbers, default=0)
    return Given(first=first, last=last, count=count, failed=tuple(failed))


def assigned_in(ledger: Ledger, first: int, last: int, name: str) -> tuple[Event, ...]:
    """The assignments that a person wrote between two events."""
    found: list[Event] = []
    for event in ledger.events(kind=CASE, after=first - 1):
        if event.number > last or len(found) >= MOST:
            break
        if event.actor == name and isinstance(taken_of(event).step, Assigned):
            found.append(event)
    return tuple(found)


def take_back(ledger: Ledger, first: int, last: int, actor: Actor, at: datetime.datetime) -> Given:
    """Give each case that a person assigned between two events back to who had it before.

    Cases that have gone on since stay as they are.

    Raises:
        Refused: the person may not assign cases.
    """
    require(actor, NEEDS["assigned"])
    cases = Cases(ledger)
    failed = []
    count = 0
    for event in assigned_in(ledger, first, last, actor.name):
        case = cases.get(event.subject)
        try:
            if case.version != event.number:
                raise BadInput("it has gone on since", where=case.id, advice="Look at it.")
            cases.take(case, Assigned(to=_before(case), due=case.due), actor, at)
            count += 1
        except (BadInput, LedgerError, Refused) as error:
            failed.append((case.opened.reference, str(error)))
    return Given(count=count, failed=tuple(failed))


def _assign(
    ledger: Ledger, each: Listed, step: Assigned, stamp: tuple[Actor, datetime.datetime]
) -> list[int]:
    """The events that give one consignment to a person."""
    cases = Cases(ledger)
    actor, at = stamp
    if each.case != "":
        return [cases.take(cases.get(each.case), step, actor, at).version]
    opening = cases.opening(each.event)
    text = payload_text(step)
    drafts = [opening, Draft(CASE, opening.subject, text, document=opening.document)]
    return list(ledger.append_all(drafts, actor=actor.name, at=at))


def _before(case: Case) -> str:
    """Who had a case before its last step; nobody where it was just opened."""
    earlier = [each.step for each in case.history[:-1] if isinstance(each.step, Assigned)]
    return earlier[-1].to if len(earlier) > 0 else ""
