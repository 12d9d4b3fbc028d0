"""Rulings in the ledger: made and withdrawn by events, never changed."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.store import Ledger
from tidewaiter.model import Event, Ruling, Standing, Withdrawal

Payload = TypeVar("Payload", Ruling, Withdrawal)
RULING = "ruling"
WITHDRAWAL = "withdrawal"


def all_rulings(ledger: Ledger) -> Iterator[tuple[Standing, Event | None]]:
    """Every ruling in the order made, with the event that withdrew it, if one did.

    Raises:
        LedgerError: the payload of a ruling is not what was written.
    """
    withdrawn = {}
    for event in ledger.events(kind=WITHDRAWAL):
        withdrawn[_read(event, Withdrawal).ruling] = event
    for event in ledger.events(kind=RULING):
        ruling = _read(event, Ruling)
        standing = Standing(number=event.number, by=event.actor, at=event.at, ruling=ruling)
        yield standing, withdrawn.get(event.number)


def standing_rulings(ledger: Ledger) -> tuple[Standing, ...]:
    """The rulings that nobody has withdrawn, in the order made."""
    return tuple(ruling for ruling, withdrawn in all_rulings(ledger) if withdrawn is None)


def _read(event: Event, kind: type[Payload]) -> Payload:
    try:
        return msgspec.json.decode(event.payload, type=kind)
    except ValueError as error:
        raise altered("ledger", event.number) from error
