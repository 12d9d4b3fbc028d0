"""Events out of a ledger as they are stored, and into an empty one, whatever the databases.

One event is one line of JSON with the ten columns of `ledger_events`. They stand in parts of a
thousand, so that neither side holds more in memory.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

import msgspec
from sqlalchemy import Connection, insert, select

from tidewaiter.ledger.archive import Packer, Part
from tidewaiter.ledger.chain import time_text
from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.ledger.store import Ledger
from tidewaiter.ledger.walk import Fault, Walk
from tidewaiter.model import Anchor, BadInput, Event, Record

FOLDER = "events"
PER_PART = 1000


class Stored(Record, frozen=True, omit_defaults=False):
    """An event as its row holds it: FIELDS, then the digest; `at` is the text that was chained."""

    number: int
    at: str
    actor: str
    kind: str
    subject: str
    document: str
    versions: str
    payload: str
    previous: str
    digest: str


def stored(event: Event) -> Stored:
    """The row of an event."""
    fields = {name: getattr(event, name) for name in Stored.__struct_fields__}
    return Stored(**fields | {"at": time_text(event.at)})


def event_of(row: Stored) -> Event:
    """The event of a row.

    Raises:
        ValueError: its time is none.
    """
    at = datetime.datetime.fromisoformat(row.at)
    return Event(**msgspec.structs.asdict(row) | {"at": at})


def pack_events(
    packer: Packer,
    ledger: Ledger,
    upto: Anchor,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Pack every event up to an anchor, whatever is written meanwhile.

    Raises:
        LedgerError: an event was altered so that it cannot be written.
    """
    events = takewhile(lambda event: event.number <= upto.number, ledger.events())
    while len(batch := list(islice(events, PER_PART))) > 0:
        first, last = batch[0].number, batch[-1].number
        packer.add(f"{FOLDER}/{first:012}.jsonl", lines(batch))
        progress(last)


def lines(events: Iterable[Event]) -> bytes:
    """Events as stored, one line of JSON each.

    Raises:
        LedgerError: an event was altered so that it cannot be written.
    """
    return b"".join(map(_line, events))


def read_lines(part: Part) -> Iterator[Stored]:
    """The events of a part.

    Raises:
        BadInput: a line is no event.
    """
    for place, line in enumerate(part.whole().splitlines(), 1):
        try:
            yield msgspec.json.decode(line, type=Stored)
        except msgspec.MsgspecError as error:
            raise part.fault(f"line {place} is no event") from error


class Intake:
    """Events that come in, part by part: the chain is checked, and each batch given on.

    Args:
        anchor: The end of the chain that is to come in.
        write: What is done with a batch.
    """

    def __init__(
        self, anchor: Anchor, write: Callable[[Sequence[Stored]], None] = lambda _: None
    ) -> None:
        self._walk = Walk((anchor,))
        self._anchor = anchor
        self._write = write
        self.count = 0

    def take(self, part: Part) -> None:
        """Take one part in.

        Raises:
            BadInput: an event is not as it was written, or does not follow the one before.
        """
        batch = list(read_lines(part))
        for event in batch:
            _refuse(self._walk.step(msgspec.structs.astuple(event)), part)
        if len(batch) > 0 and batch[-1].number > self._anchor.number:
            raise part.fault("it goes on after the anchor")
        self._write(batch)
        self.count += len(batch)

    def end(self, where: str) -> None:
        """Say that all came in.

        Raises:
            BadInput: the last ones did not.
        """
        fault = next(iter(self._walk.end()), None)
        if fault is not None:
            raise BadInput(fault.what, where=where, advice="Take another copy of the file.")


def is_empty(connection: Connection) -> bool:
    """True where a ledger holds no event."""
    return connection.execute(select(EVENTS.c.number).limit(1)).one_or_none() is None


def write_events(connection: Connection, batch: Sequence[Stored]) -> None:
    """Write events as they were stored elsewhere; the caller has checked the chain."""
    if len(batch) > 0:
        connection.execute(insert(EVENTS), [msgspec.structs.asdict(event) for event in batch])


def _line(event: Event) -> bytes:
    try:
        return msgspec.json.encode(stored(event)) + b"\n"
    except UnicodeEncodeError as error:
        raise altered("ledger", event.number) from error


def _refuse(found: Iterable[Fault], part: Part) -> None:
    for fault in found:
        raise part.fault(f"event {fault.number} {fault.kind}: {fault.what}")
