"""Whether the file of an exported case is what the desk that signed it has written."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from tidewaiter.cases.bundle import (
    ATTACHMENTS,
    EVENTS,
    FOLDED,
    FORM,
    KEY,
    LAW,
    PAGE,
    SIGNATURE,
    VERDICTS,
    VERSIONS,
    attached,
    attachment_name,
    verdict_of,
)
from tidewaiter.cases.desk import CASE, taken_of
from tidewaiter.cases.signing import SIGNATURE_BYTES, is_signed, public_of, told
from tidewaiter.cases.states import fold
from tidewaiter.ledger import digest_of
from tidewaiter.ledger.archive import MANIFEST, SMALL, About, Part, Unpacker, readable
from tidewaiter.ledger.backup import Stored, event_of, read_lines
from tidewaiter.model import BadInput, Case, Event, Record, Refused

_SINGLE = {EVENTS, FOLDED, PAGE, VERSIONS, KEY, SIGNATURE, MANIFEST}


class Checked(Record, frozen=True, omit_defaults=False):
    """What a checked file holds, and the public key that signed it.

    `pinned` is True where that is the key the reader holds to be the desk's; without one to
    compare with, the file is whole, and who made it is not known.
    """

    about: About
    key: str
    pinned: bool
    case: Case
    events: int
    attachments: int


def check(path: Path, key: str = "") -> Checked:
    """Check signature, manifest and events, and that they make the case the file tells.

    Args:
        path: The file.
        key: The public key of the desk, as `signing.pinned` gives it; empty if none is known.

    Raises:
        BadInput: it is no such file, or something in it is not as it was signed, or it was
            signed by another key.
    """
    with readable(path) as file:
        archive = Unpacker(file, FORM, str(path), last=SIGNATURE)
        reading = _Reading(archive)
        for part in archive.parts():
            reading.take(part)
    signer = _signer(reading.texts, archive.manifest, str(path))
    if key not in {"", signer}:
        advice = f"It was signed by {signer}. Ask the desk that is said to have sent it."
        raise BadInput("it was signed by another key", where=str(path), advice=advice)
    case = _case(reading, archive.about, str(path))
    return Checked(
        archive.about, signer, key != "", case, len(reading.events), len(reading.attachments)
    )


class _Reading:
    """What is read of a file."""

    def __init__(self, archive: Unpacker) -> None:
        self._anchor = archive.about.anchor
        self.texts: dict[str, bytes] = {}
        self.verdicts: dict[str, bytes] = {}
        self.attachments: dict[str, str] = {}
        self.events: list[Event] = []

    def take(self, part: Part) -> None:
        top = part.name.partition("/")[0]
        if part.name == EVENTS:
            self._take_events(part)
        elif part.name == MANIFEST or top == LAW:
            return
        elif part.name in _SINGLE:
            self.texts[part.name] = part.whole(SMALL if part.name in {KEY, SIGNATURE} else _MOST)
        elif top == VERDICTS:
            self.verdicts[part.name] = part.whole()
        elif top == ATTACHMENTS:
            self.attachments[part.name] = part.member().sha256
        else:
            raise part.fault("it has no place in a case")

    def _take_events(self, part: Part) -> None:
        before: Stored | None = None
        for event in read_lines(part):
            *values, digest = msgspec.structs.astuple(event)
            if digest_of(values) != digest:
                raise part.fault(f"event {event.number} is not as it was written")
            follows = before is not None and before.number + 1 == event.number
            if follows and before is not None and before.digest != event.previous:
                raise part.fault(f"event {event.number} does not follow the one before it")
            anchored = event.number == self._anchor.number
            if event.number > self._anchor.number or (anchored and digest != self._anchor.digest):
                raise part.fault(f"event {event.number} is not what the anchor saw")
            self.events.append(_event(event, part))
            before = event


_MOST = 1 << 26  # bytes of a page


def _event(row: Stored, part: Part) -> Event:
    try:
        return event_of(row)
    except ValueError as error:
        raise part.fault(f"event {row.number} has no time") from error


def _signer(texts: Mapping[str, bytes], manifest: bytes, where: str) -> str:
    public = public_of(texts.get(KEY, b""))
    signature = texts.get(SIGNATURE, b"")
    good = len(signature) == SIGNATURE_BYTES
    if public is None or not good or not is_signed(public, manifest, signature):
        advice = "Use nothing of it, and ask the desk that sent it for another copy."
        raise BadInput("its signature does not hold", where=where, advice=advice)
    return told(public)


def _case(reading: _Reading, about: About, where: str) -> Case:
    """The case that the events make, which must be the one that is told beside them."""
    steps = [event for event in reading.events if event.kind == CASE]
    try:
        known = msgspec.json.decode(reading.texts.get(FOLDED, b""), type=Case)
        made = fold(about.subject, map(taken_of, steps), known.document)
        of_case = {event.subject for event in steps} == {about.subject}
        verdicts = _verdicts(reading.events)
    except (ValueError, Refused) as error:
        raise _untrue("its events make no case", where) from error
    if made != known or not of_case:
        raise _untrue("its events make another case than it tells", where)
    if verdicts != reading.verdicts:
        raise _untrue("its verdicts are not those of its events", where)
    named = {attachment_name(step): step.sha256 for step in attached(made)}
    if not reading.attachments.items() <= named.items():
        raise _untrue("an attachment is not the one that the case names", where)
    return made


def _verdicts(events: list[Event]) -> dict[str, bytes]:
    found = ((event.number, verdict_of(event)) for event in events)
    return {
        f"{VERDICTS}/{number}.json": msgspec.json.encode(verdict)
        for number, verdict in found
        if verdict is not None
    }


def _untrue(what: str, where: str) -> BadInput:
    advice = "Whoever holds the key signed what is not so: ask the desk that sent it."
    return BadInput(what, where=where, advice=advice)
