"""Screen again what a change of lists can touch, and nothing else."""

import datetime
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import IO

import msgspec

from tidewaiter.ledger import Draft, Ledger, versions_key
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import (
    Anchor,
    Consignment,
    Event,
    Hit,
    LedgerError,
    Rescreened,
    Rescreening,
    Screened,
    Screening,
    Verdict,
    Versions,
)
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.lowering import corrected_words, corrections_that_hold
from tidewaiter.pipeline.moves import Answering, Move, editions, entries, moves
from tidewaiter.screening import PastByNames

Stamp = tuple[str, datetime.datetime]
ExaminerFor = Callable[[Versions], Examiner]
MEMORY_BYTES = 8 * 1024 * 1024


def rescreen(  # noqa: PLR0913 - each is something it rests on
    ledger: Ledger,
    index: PastByNames,
    lists: Answering,
    examiner_for: ExaminerFor,
    *,
    stamp: Stamp,
    record: bool = True,
    show: Callable[[Rescreened], None] = lambda _: None,
) -> Rescreening:
    """Examine again every past consignment that a change of lists can touch; the rest stands.

    What changed is told for each verdict by the editions it rests on: its own, or those of the
    last re-screening that looked at it.

    Args:
        ledger: The past, and where the new verdicts are kept.
        index: Finds what may be touched.
        lists: The lists that answer now, and those that answered.
        examiner_for: An examiner with the lists that answer now, for the date, law and facts of
            old versions.
        stamp: Who, and when: the day of it is today.
        record: Whether the new verdicts are kept.
        show: Gets each consignment examined again as its verdict is reached.

    Raises:
        BadInput: a past verdict rests on a list that does not answer now.
    """
    upto, today = index.catch_up(), stamp[1].date()
    bases = index.bases()
    found = moves(bases, lists, today)
    closing = Rescreening(
        lists=tuple(each.version for each in lists.now(today)),
        entries=tuple(entries(found)),
        first=0,
        past=len(index),
        touched=0,
        changed=0,
        upto=upto.number,
        editions=editions((today, *(b.day for b in bases.values() if b.day is not None)), lists),
    )
    with _spool() as file:
        for draft, payload in _examined(ledger, _touched(index, found), examiner_for):
            show(payload)
            _put(file, draft)
            closing = msgspec.structs.replace(
                closing,
                touched=closing.touched + 1,
                changed=closing.changed + (len(payload.changes) > 0),
            )
        if record:
            ledger.append_after(
                lambda tail: _drafts(file, closing, tail), actor=stamp[0], at=stamp[1]
            )
    return closing


def differences(old: Verdict, new: Verdict) -> Iterator[str]:
    """What is different in a new verdict, in words."""
    if old.action != new.action:
        yield f"action {old.action} is now {new.action}"
    before, after = _hits(old), _hits(new)
    for name, hit in after.items():
        if name not in before:
            yield f"new hit {name}: {hit.why}"
        elif (hit.strength, hit.counts) != (before[name].strength, before[name].counts):
            yield f"hit {name} was {_say(before[name])} and is {_say(hit)}"
        elif hit != before[name]:
            yield f"hit {name} rests on another entry text: {hit.why}"
    for name in before:
        if name not in after:
            yield f"no longer a hit: {name}"
    if old.inspection_duty != new.inspection_duty:
        yield "the duty to inspect is new" if new.inspection_duty else "no duty to inspect now"


def _say(hit: Hit) -> str:
    return hit.strength if hit.counts else f"{hit.strength}, ruled out"


def _hits(verdict: Verdict) -> dict[str, Hit]:
    return {f"{hit.list}/{hit.ref} at {hit.evidence.field}": hit for hit in verdict.hits}


def _touched(index: PastByNames, found: Iterable[Move]) -> list[int]:
    """The last events on the consignments that any of the moves can touch."""
    found = list(found)
    index.look_up(listing for move in found for listing in move.listings)
    numbers: set[int] = set()
    for move in found:
        if move.pairs is None:
            numbers.update(index.resting_on(move.bases))
        elif len(move.pairs) > 0:
            numbers.update(index.touched(move.listings, move.bases))
    return sorted(numbers)


def _examined(
    ledger: Ledger, numbers: Iterable[int], examiner_for: ExaminerFor
) -> Iterator[tuple[Draft, Rescreened]]:
    @lru_cache(maxsize=1000)
    def versions_of(document: str) -> Versions:
        *_, last = ledger.events(kind="document", document=document)
        return msgspec.json.decode(last.payload, type=Screening).versions

    for number in numbers:
        event = ledger.get(number)
        if event is not None:
            yield _examine(ledger, event, examiner_for(versions_of(event.document)))


def _examine(ledger: Ledger, event: Event, examiner: Examiner) -> tuple[Draft, Rescreened]:
    known = msgspec.json.decode(event.payload, type=_Known)
    consignment, corrected = known.consignment, known.corrected
    if len(corrected) == 0:
        verdict = examiner.examine(consignment)
    else:
        made = corrections_that_hold(ledger, event, known.position, consignment.reference)
        written = _as_written(ledger, event)
        consignment, verdict, corrected = corrected_words(written, made, examiner)
    payload = Rescreened(
        position=known.position,
        consignment=consignment,
        verdict=verdict,
        supersedes=event.number,
        changes=tuple(differences(known.verdict, verdict)),
        corrected=corrected,
    )
    draft = Draft(
        kind="rescreened",
        subject=event.subject,
        payload=payload_text(payload),
        document=event.document,
        versions=versions_key(examiner.versions),
    )
    return draft, payload


class _Known(msgspec.Struct):
    """A verdict as it was recorded, whichever event holds it."""

    position: int
    consignment: Consignment
    verdict: Verdict
    corrected: tuple[str, ...] = ()


class _Link(msgspec.Struct):
    supersedes: int


def _as_written(ledger: Ledger, event: Event) -> Consignment:
    """The document's own words, in the `screened` event behind a verdict.

    Raises:
        LedgerError: it is not there.
    """
    found: Event | None = event
    while found is not None and found.kind == "rescreened":
        found = ledger.get(msgspec.json.decode(found.payload, type=_Link).supersedes)
    if found is None:
        raise LedgerError(
            "the screening that a verdict supersedes is not there",
            where=f"event {event.number}",
            advice="`tidewaiter verify` says what is missing.",
        )
    return msgspec.json.decode(found.payload, type=Screened).consignment


@contextmanager
def _spool() -> Iterator[IO[bytes]]:
    """Where drafts wait until the last one is there: the ledger is locked only while they are
    copied, and an error midway leaves nothing behind.
    """
    try:
        with tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES) as file:
            yield file
    except OSError as error:
        raise LedgerError(
            "the temporary folder cannot hold the verdicts; nothing was saved",
            where=tempfile.gettempdir(),
            advice="Make room there, or name another folder in TMPDIR.",
        ) from error


def _put(file: IO[bytes], draft: Draft) -> None:
    """One line: JSON holds no bare line feed."""
    file.write(msgspec.json.encode(draft) + b"\n")


def _drafts(file: IO[bytes], closing: Rescreening, tail: Anchor) -> Iterator[Draft]:
    file.seek(0)
    for line in file:
        yield msgspec.json.decode(line, type=Draft)
    closing = msgspec.structs.replace(closing, first=tail.number + 1)
    yield Draft.of("rescreening", ", ".join(v.name for v in closing.lists), closing)
