"""Rulings in the ledger: made and withdrawn by events, never changed."""

from collections.abc import Iterator
from itertools import takewhile
from typing import TypeVar

import msgspec
from sqlalchemy import Text, cast, literal, select

from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.ledger.store import Ledger
from tidewaiter.model import Event, Ruling, RulingDecided, Standing, Withdrawal

Payload = TypeVar("Payload", Ruling, RulingDecided, Withdrawal)
RULING = "ruling"
WITHDRAWAL = "withdrawal"
DECIDED = "ruling_decided"


def all_rulings(
    ledger: Ledger, *, before: int | None = None
) -> Iterator[tuple[Standing, Event | None]]:
    """Every ruling in the order made, with the event that withdrew or refused it, if one did.

    `before` gives them as they were when the event of that number was written.

    Raises:
        LedgerError: the payload of a ruling is not what was written.
    """
    ended, approved = {}, {}
    for event in _until(ledger, WITHDRAWAL, before):
        ended[_read(event, Withdrawal).ruling] = event
    for event in _until(ledger, DECIDED, before):
        decided = _read(event, RulingDecided)
        if decided.approved:
            approved[decided.ruling] = event.actor
        else:
            ended[decided.ruling] = event
    for event in _until(ledger, RULING, before):
        standing = Standing(
            number=event.number,
            by=event.actor,
            at=event.at,
            ruling=_read(event, Ruling),
            approved_by=approved.get(event.number, ""),
        )
        yield standing, ended.get(event.number)


def standing_rulings(ledger: Ledger, *, before: int | None = None) -> tuple[Standing, ...]:
    """The rulings that hold: nobody has withdrawn or refused them, and none waits.

    `before` gives those that held when the event of that number was written.
    """
    pairs = all_rulings(ledger, before=before)
    return tuple(ruling for ruling, ended in pairs if ended is None and not ruling.waits)


def waiting_rulings(ledger: Ledger) -> tuple[Standing, ...]:
    """The rulings that a second person has still to look at, in the order made.

    Only these are read: not the others, however many there are.
    """
    decided = EVENTS.alias("decided")
    subject = literal("ruling ").concat(cast(EVENTS.c.number, Text))
    over = select(decided.c.number).where(decided.c.kind == DECIDED, decided.c.subject == subject)
    asked = EVENTS.c.payload.contains('"needs_second":true', autoescape=True)
    numbers = select(EVENTS.c.number).where(EVENTS.c.kind == RULING, asked, ~over.exists())
    with ledger.tables() as connection:
        found = list(connection.execute(numbers.order_by(EVENTS.c.number)).scalars())
    if len(found) == 0:
        return ()
    withdrawn = {_read(e, Withdrawal).ruling for e in ledger.events(kind=WITHDRAWAL)}
    events = (ledger.get(number) for number in found if number not in withdrawn)
    return tuple(
        Standing(number=e.number, by=e.actor, at=e.at, ruling=_read(e, Ruling))
        for e in events
        if e is not None
    )


def _until(ledger: Ledger, kind: str, before: int | None) -> Iterator[Event]:
    events = ledger.events(kind=kind)
    return events if before is None else takewhile(lambda event: event.number < before, events)


def _read(event: Event, kind: type[Payload]) -> Payload:
    try:
        return msgspec.json.decode(event.payload, type=kind)
    except ValueError as error:
        raise altered("ledger", event.number) from error
