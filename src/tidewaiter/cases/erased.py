"""Attachments that were taken away under a retention rule: the case still says that they were."""

from collections.abc import Iterator

import msgspec

from tidewaiter.ledger import Ledger
from tidewaiter.model import Event, Record

ERASED = "erased"


class Erased(Record, frozen=True):
    """Payload of an `erased` event of a case: which attachment went, by which rule, and why."""

    sha256: str
    rule: str
    days: int
    why: str


def erasures(ledger: Ledger, case: str | None = None) -> Iterator[tuple[Event, Erased]]:
    """Every attachment taken away, of one case or of all, in the order it was."""
    for event in ledger.events(kind=ERASED, subject=case):
        yield event, msgspec.json.decode(event.payload, type=Erased)
