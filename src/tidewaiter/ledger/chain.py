"""How events hang together: one serialisation, one digest.

The serialisation is described in `docs/ledger.md` for those who verify without this code.
Changing it breaks every ledger there is: a new one needs a new MARK and both kept.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence

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
