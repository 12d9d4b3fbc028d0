"""Rulings in the ledger: made and withdrawn by events, never changed."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.store import Ledger
from tidewaiter.model import Event, Ruling, RulingDecided, Standing, Withdrawal

Payload = TypeVar("Payload", Ruling, RulingDecided, Withdrawal)
RULING = "ruling"
WITHDRAWAL = "withdrawal"
DECIDED = "ruling_decided"


def all_rulings(ledger: Ledger) -> Iterator[tuple[Standing, Event | None]]:
    """Every ruling in the order made, with the event that withdrew or refused it, if one did.

    Raises:
        LedgerError: the payload of a ruling is not what was written.
    """
    ended, approved = {}, {}
    for event in ledger.events(kind=WITHDRAWAL):
        ended[_read(event, Withdrawal).ruling] = event
    for event in ledger.events(kind=DECIDED):
        decided = _read(event, RulingDecided)
        if decided.approved:
            approved[decided.ruling] = event.actor
        else:
            ended[decided.ruling] = event
    for event in ledger.events(kind=RULING):
        standing = Standing(
            number=event.number,
            by=event.actor,
            at=event.at,
            ruling=_read(event, Ruling),
            approved_by=approved.get(event.number, ""),
        )
        yield standing, ended.get(event.number)


def standing_rulings(ledger: Ledger) -> tuple[Standing, ...]:
    """The rulings that hold: nobody has withdrawn or refused them, and none waits."""
    pairs = all_rulings(ledger)
    return tuple(ruling for ruling, ended in pairs if ended is None and not ruling.waits)


def _read(event: Event, kind: type[Payload]) -> Payload:
    try:
        return msgspec.json.decode(event.payload, type=kind)
    except ValueError as error:
        raise altered("ledger", event.number) from error
