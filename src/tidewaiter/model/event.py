"""A line of the ledger."""

import datetime

from tidewaiter.model.record import Record


class Event(Record, frozen=True):
    """One thing that happened, chained to the one before it by hash.

    `number` counts from 1; `at` is UTC; `payload` is the JSON text of what was recorded;
    `digest` is SHA-256 over the other fields and `previous`, the digest of the event before.
    """

    number: int
    at: datetime.datetime
    actor: str
    kind: str
    subject: str
    payload: str
    previous: str
    digest: str
