"""Screen again what a change of lists can touch, and nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from tidewaiter.ledger import Draft, Ledger, When, versions_key
from tidewaiter.ledger.chain import payload_text
from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    BadInput,
    Event,
    Hit,
    Rescreened,
    Rescreening,
    Screened,
    Screening,
    Verdict,
    Versions,
)
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.screening import PastByMatcher, PastIndex, changed_listings

Stamp = tuple[str, When]
ExaminerFor = Callable[[Versions], Examiner]


@dataclass(frozen=True, slots=True)
class Change:
    """Two states of the lists that consignments are screened against."""

    old: Sequence[LoadedList]
    new: Sequence[LoadedList]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a re-screening came to: its closing record, and each consignment examined again."""

    closing: Rescreening
    rescreened: tuple[Rescreened, ...]


@dataclass(frozen=True, slots=True)
class _Past:
    """The latest event on a consignment, and what the screening of its document rested on."""

    event: Event
    versions: Versions


def rescreen(
    ledger: Ledger,
    change: Change,
    examiner_for: ExaminerFor,
    *,
    stamp: Stamp | None,
    index: PastIndex | None = None,
) -> Outcome:
    """Examine again every past consignment that the change can touch; the rest stands.

    Args:
        ledger: The past, and where the new verdicts are kept.
        change: The lists as they were and as they are.
        examiner_for: An examiner with the new lists, for the date and facts of old versions.
        stamp: Who and when; None records nothing.
        index: Finds what may be touched.

    Raises:
        BadInput: a past screening rests on a list that the new ones leave out.
    """
    index = PastByMatcher() if index is None else index
    pairs = changed_listings(change.old, change.new)
    last = _last_screenings(ledger, change)
    for event in ledger.events(kind="screened", after=index.upto):
        index.add(event.number, _payload(event).consignment)
    sides = [listing for pair in pairs for listing in pair if listing is not None]
    touched = sorted(index.touched(sides)) if len(sides) > 0 else []
    done = [_examine(past, examiner_for(past.versions)) for past in _current(ledger, touched, last)]
    closing = Rescreening(
        lists=tuple(loaded.version for loaded in change.new),
        entries=tuple(f"{x.list}/{x.ref}" for pair in pairs if (x := pair[1] or pair[0])),
        first=ledger.anchor().number + 1,
        past=sum(screening.consignments for _, screening in last.values()),
        touched=len(done),
        changed=sum(len(payload.changes) > 0 for _, payload in done),
    )
    if stamp is not None:
        ledger.append_all(_drafts(closing, done), actor=stamp[0], at=stamp[1])
    return Outcome(closing, tuple(payload for _, payload in done))


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


def _last_screenings(ledger: Ledger, change: Change) -> dict[str, tuple[Event, Screening]]:
    """The last screening of every document, by the document's SHA-256."""
    last = {event.document: (event, screening) for event, screening in ledger.documents()}
    given = {loaded.version.name for loaded in change.new}
    for _, screening in last.values():
        missing = {version.name for version in screening.versions.lists} - given
        if len(missing) > 0:
            raise BadInput(
                f"it was screened against {', '.join(sorted(missing))} too",
                where=screening.document.name,
                advice="Name that list with --list, or its hits would be lost.",
            )
    return last


def _current(
    ledger: Ledger, touched: Sequence[int], last: dict[str, tuple[Event, Screening]]
) -> Iterator[_Past]:
    """The last event on each consignment of the touched events; none of superseded screenings."""
    again = {(e.document, _payload(e).position): e for e in ledger.events(kind="rescreened")}
    for number in touched:
        event = ledger.get(number)
        if event is None or event.document not in last:
            continue
        closing, screening = last[event.document]
        if screening.first <= number < closing.number:
            newer = again.get((event.document, _payload(event).position), event)
            known = newer if newer.number > closing.number else event
            yield _Past(known, screening.versions)


def _payload(event: Event) -> Screened:
    return msgspec.json.decode(event.payload, type=Screened)


def _examine(past: _Past, examiner: Examiner) -> tuple[Draft, Rescreened]:
    event = past.event
    known = _payload(event)
    verdict = examiner.examine(known.consignment)
    payload = Rescreened(
        position=known.position,
        consignment=known.consignment,
        verdict=verdict,
        supersedes=event.number,
        changes=tuple(differences(known.verdict, verdict)),
    )
    draft = Draft(
        kind="rescreened",
        subject=event.subject,
        payload=payload_text(payload),
        document=event.document,
        versions=versions_key(examiner.versions),
    )
    return draft, payload


def _drafts(closing: Rescreening, done: Sequence[tuple[Draft, Rescreened]]) -> Iterator[Draft]:
    for draft, _ in done:
        yield draft
    yield Draft.of("rescreening", ", ".join(v.name for v in closing.lists), closing)
