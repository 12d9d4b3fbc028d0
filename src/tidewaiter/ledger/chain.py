"""How events hang together: one serialisation, one digest, one walk that finds every fault.

The serialisation is described in `docs/ledger.md` for those who verify without this code.
Changing it breaks every ledger there is: a new one needs a new MARK and both kept.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from tidewaiter.model import Anchor, Event, Record

MARK = "tidewaiter-event-1"
GENESIS = "0" * 64
FIELDS = (
    "number",
    "at",
    "actor",
    "kind",
    "subject",
    "document",
    "versions",
    "payload",
    "previous",
)

FaultKind = Literal["altered", "missing", "inserted", "replaced", "cut"]


class Draft(Record, frozen=True):
    """An event before it has its number, time and place in the chain. `payload` is JSON text.

    `follows` is the number of the last event of its kind on its subject that its author has seen,
    0 for none: where there is a later one, it is not written. None writes whatever is there.
    """

    kind: str
    subject: str
    payload: str
    document: str = ""
    versions: str = ""
    follows: int | None = None

    @classmethod
    def of(cls, kind: str, subject: str, payload: Record | bytes) -> "Draft":
        """A draft that rests on no document; see `payload_text` for what a payload may be."""
        return cls(kind=kind, subject=subject, payload=payload_text(payload))


class Fault(Record, frozen=True):
    """One event that is not as it was written: its number, the kind of fault, and what shows it.

    `altered`: a field differs from what the digest covers (a changed or moved event).
    `missing`: the event, or the run of events from it, is not there.
    `inserted`: the event stands where the chain has no place for one.
    `replaced`: the event holds together, but its neighbour or the anchor saw another one.
    `cut`: the ledger ends before the anchored event.
    """

    number: int
    kind: FaultKind
    what: str


def payload_text(payload: Record | bytes) -> str:
    """The JSON text of a payload: a record with its keys sorted, bytes as they were given.

    Raises:
        ValueError: bytes that are not UTF-8 JSON, or text that Unicode cannot hold.
    """
    if isinstance(payload, bytes):
        msgspec.json.decode(payload)
        return payload.decode()
    return msgspec.json.encode(payload, order="sorted").decode()


def time_text(at: datetime.datetime) -> str:
    """A time as it stands in the ledger: `2017-08-06T12:00:00.000000Z`.

    Raises:
        ValueError: the time has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a time in the ledger needs a zone")
    utc = at.astimezone(datetime.UTC)
    return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(values: Sequence[object]) -> bytes:
    """MARK and the values of FIELDS, each as its UTF-8 length, a colon, its bytes and a comma."""
    parts = []
    for value in (MARK, *values):
        text = str(value).encode("utf-8", "surrogateescape")
        parts.append(b"%d:%b," % (len(text), text))
    return b"".join(parts)


def digest_of(values: Sequence[object]) -> str:
    """SHA-256, in hexadecimal, of the canonical serialisation of FIELDS."""
    return hashlib.sha256(canonical(values)).hexdigest()


def link(
    tail: Anchor, drafts: Iterable[Draft], actor: str, at: datetime.datetime
) -> Iterator[Event]:
    """The events that follow `tail`, one per draft."""
    number, previous, written = tail.number, tail.digest, time_text(at)
    utc = at.astimezone(datetime.UTC)
    for draft in drafts:
        number += 1
        digest = digest_of(
            (
                number,
                written,
                actor,
                draft.kind,
                draft.subject,
                draft.document,
                draft.versions,
                draft.payload,
                previous,
            )
        )
        yield Event(
            number=number,
            at=utc,
            actor=actor,
            kind=draft.kind,
            subject=draft.subject,
            payload=draft.payload,
            previous=previous,
            digest=digest,
            document=draft.document,
            versions=draft.versions,
        )
        previous = digest


def faults(rows: Iterable[Sequence[object]], anchor: Anchor | None = None) -> Iterator[Fault]:
    """Every fault of a chain, given its rows (FIELDS, then the digest) in order of number."""
    expected, before = 1, GENESIS
    for row in rows:
        *values, digest = row
        number, previous, computed = values[0], values[-1], digest_of(values)
        if not isinstance(number, int):
            yield Fault(number=expected, kind="inserted", what="an event without a number is here")
            continue
        if number < expected:
            yield Fault(number=number, kind="inserted", what="the chain has no place for it")
            continue
        if number > expected:
            yield _missing(expected, number - 1)
        altered = computed != digest or not _all_text(row)
        if altered:
            yield Fault(number=number, kind="altered", what="its fields do not give its digest")
        elif number == expected and before not in ("", previous):
            yield _replaced(number)
        if anchor is not None and number == anchor.number and digest != anchor.digest:
            yield Fault(number=number, kind="replaced", what="it is not the event anchored")
        # An altered event is named already: that its follower names another digest is no news.
        expected, before = number + 1, "" if altered else computed
    if anchor is not None and anchor.number >= expected:
        what = f"the ledger ends at event {expected - 1}; the anchor saw event {anchor.number}"
        yield Fault(number=expected, kind="cut", what=what)


def _all_text(row: Sequence[object]) -> bool:
    return all(isinstance(value, str) for value in row[1:])


def _missing(first: int, last: int) -> Fault:
    what = "it is not there" if first == last else f"events {first} to {last} are not there"
    return Fault(number=first, kind="missing", what=what)


def _replaced(number: int) -> Fault:
    """The event whose digest its follower does not name; the first event has only a beginning."""
    if number == 1:
        return Fault(number=1, kind="replaced", what="it follows an event although it is the first")
    what = f"event {number} was written after another one than this"
    return Fault(number=number - 1, kind="replaced", what=what)
