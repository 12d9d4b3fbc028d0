"""Reach a recorded decision again, from the law, lists and rulings of that time."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import tidewaiter
from tidewaiter.cases.corrections import KINDS as CORRECTIONS
from tidewaiter.ledger import Ledger, standing_rulings
from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    BadInput,
    Event,
    Finding,
    Record,
    Rescreened,
    Rescreening,
    Screened,
    Screening,
    Verdict,
    Versions,
)
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.rescreen import differences
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.screening import Rulings

KINDS: dict[str, type[Screened] | type[Rescreened]] = {
    "screened": Screened,
    "rescreened": Rescreened,
}


class Replayed(Record, frozen=True, omit_defaults=False):
    """What replaying an event gave.

    `same` is True where the verdict is the recorded one in every field. `differences` says in
    words what is not; `notes` what the replay could not make as it was.
    """

    event: int
    same: bool
    verdict: Verdict
    differences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def replay(
    ledger: Ledger,
    number: int,
    shelf: Shelf,
    *,
    given: Sequence[LoadedList] = (),
    saved: Path | None = None,
) -> Replayed:
    """Examine the consignment of a `screened` or `rescreened` event as it was examined then.

    Args:
        ledger: Where the event stands.
        number: The event.
        shelf: The editions of law and lists that are kept.
        given: Lists that are not kept.
        saved: A folder of saved indexes of names.

    Raises:
        BadInput: the event is no verdict, or the law or a list it rests on is not at hand.
    """
    event, known = _verdict_of(ledger, number)
    versions, began = _basis(ledger, event)
    law, target = shelf.law(known.verdict.law_version, versions.sources)
    rulings = standing_rulings(ledger, before=began)
    examiner = Examiner(
        law=law,
        target=target,
        lists=[shelf.list_of(version, given) for version in known.verdict.lists],
        today=known.verdict.known_on,
        as_of=datetime.date.fromisoformat(versions.as_of) if versions.as_of else None,
        stated=versions.stated,
        rulings=rulings,
        saved=saved,
        histories=None if known.verdict.history is None else lambda *_: known.verdict.history,
    )
    verdict = examiner.examine(known.consignment)
    return Replayed(
        event=number,
        same=verdict == known.verdict,
        verdict=verdict,
        differences=tuple(_differences(known.verdict, verdict)),
        notes=tuple(_notes(event, versions, Rulings(rulings).digest)),
    )


def _verdict_of(ledger: Ledger, number: int) -> tuple[Event, Screened | Rescreened]:
    event = ledger.get(number)
    if event is None or event.kind not in KINDS:
        raise BadInput(
            "no verdict on a consignment",
            where=f"event {number}",
            advice="Name a `screened` or `rescreened` event.",
        )
    return event, msgspec.json.decode(event.payload, type=KINDS[event.kind])


def _basis(ledger: Ledger, event: Event) -> tuple[Versions, int]:
    """What the verdict rested on besides lists, and the event at which its run began."""
    found: Screening | None = None
    for closing in ledger.events(kind="document", document=event.document):
        screening = msgspec.json.decode(closing.payload, type=Screening)
        if event.kind == "screened" and screening.first <= event.number < closing.number:
            return screening.versions, screening.first
        if closing.number < event.number:
            found = screening
    if found is not None and _is_of_correction(ledger, event):
        return found.versions, event.number
    for closing in ledger.events(kind="rescreening", after=event.number):
        rescreening = msgspec.json.decode(closing.payload, type=Rescreening)
        if found is not None and rescreening.first <= event.number:
            return found.versions, rescreening.first
        break
    raise BadInput(
        "the event that closes its screening is not there",
        where=f"event {event.number}",
        advice="`tidewaiter verify` says what is missing.",
    )


def _is_of_correction(ledger: Ledger, event: Event) -> bool:
    """True where the verdict came of a correction: the event next to it says so."""
    closing = ledger.get(event.number + 1)
    if closing is None or closing.kind not in CORRECTIONS:
        return False
    return bool(msgspec.json.decode(closing.payload, type=_Came).verdict == event.number)


class _Came(msgspec.Struct):
    verdict: int = 0


def _differences(old: Verdict, new: Verdict) -> Iterator[str]:
    yield from differences(old, new)
    before, after = _findings(old), _findings(new)
    for name, finding in after.items():
        if name not in before:
            yield f"new finding {name}: {finding.outcome}"
        elif finding != before[name]:
            fields = finding.__struct_fields__
            other = [f for f in fields if getattr(finding, f) != getattr(before[name], f)]
            yield f"finding {name} differs in {', '.join(other)}"
    for name in before:
        if name not in after:
            yield f"no longer a finding: {name}"
    told = {"findings", "hits", "action", "inspection_duty"}
    for field in sorted(set(Verdict.__struct_fields__) - told):
        if getattr(old, field) != getattr(new, field):
            yield f"{field.replace('_', ' ')} differs"


def _findings(verdict: Verdict) -> dict[str, Finding]:
    return {f"{f.measure} at {', '.join(e.field for e in f.evidence)}": f for f in verdict.findings}


def _notes(event: Event, versions: Versions, rulings: str) -> Iterator[str]:
    if versions.code != tidewaiter.__version__:
        yield f"recorded by tidewaiter {versions.code}; replayed by {tidewaiter.__version__}"
    if event.kind == "screened" and rulings != versions.rulings:
        yield "the rulings of that time are not those it rested on"
