"""Correct what a document says: a new verdict beside the old one, and two people where it lowers.

A correction that takes nothing away counts at once. One that does (`lowering.py`) waits for a
second person, and the verdict that stands goes on standing until then.
"""

import datetime
from collections.abc import Callable, Iterator

import msgspec

from tidewaiter.cases.corrections import CORRECTION, DECIDED, RECORRECTED, corrections_of, holding
from tidewaiter.cases.desk import case_id
from tidewaiter.cases.dossier import Dossier, dossier
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.standing import Standing
from tidewaiter.ledger import Draft, Ledger, When, versions_key
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import (
    Actor,
    Anchor,
    BadInput,
    Conflict,
    Consignment,
    Corrected,
    Correction,
    CorrectionDecided,
    Event,
    Record,
    Recorrected,
    Refused,
    Rescreened,
    Screened,
    Verdict,
    Versions,
)
from tidewaiter.people import require
from tidewaiter.pipeline.correcting import checked, correctable, text_at, with_corrections
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.lowering import agreed, corrected_words, lowered
from tidewaiter.pipeline.rescreen import ExaminerFor, differences

Drafts = Callable[[Anchor], Iterator[Draft]]


class Wish(Record, frozen=True):
    """What somebody would have corrected: a field, what is so, and why.

    `seen` is the event of the verdict they looked at. The document's own word as `value` lets that
    word count again.
    """

    field: str
    value: str
    why: str
    seen: int


class Corrections:
    """Makes corrections at a desk, and takes in what a second person says of them."""

    def __init__(
        self, ledger: Ledger, standing: Standing, limits: Limits, examiner_for: ExaminerFor
    ) -> None:
        self._ledger, self._standing, self._limits = ledger, standing, limits
        self._examiner_for = examiner_for

    def correct(self, number: int, wish: Wish, actor: Actor, at: datetime.datetime) -> Corrected:
        """Correct a value of a consignment, by its `screened` event.

        Raises:
            Refused: the person may not.
            BadInput: there is no such value, it cannot be so, no reason is given, the consignment
                was superseded, or a correction of it waits for a second person.
            Conflict: the verdict is another by now.
        """
        require(actor, "correct")
        upto, told = self._told(number)
        said = _correction(told, wish)
        name = case_id(told.document, told.position)
        made = _with(told, Corrected(0, actor.name, at, name, told.document, said))
        consignment, verdict, examiner = self._judged(told, made)
        lowers = set(lowered(told.verdict, verdict))
        if len(made) > 0:
            lowers |= set(lowered(examiner.examine(told.written), verdict)) - agreed(made)
        said = msgspec.structs.replace(
            said, lowers=tuple(sorted(lowers)), needs_second=len(lowers) > 0
        )
        follows = told.corrections[-1].number if len(told.corrections) > 0 else 0

        def drafts(tail: Anchor) -> Iterator[Draft]:
            done = said
            if not said.needs_second:
                yield _again(told, consignment, verdict, made, examiner)
                done = msgspec.structs.replace(said, verdict=tail.number + 1)
            yield _draft(told, CORRECTION, done, follows)

        return self._write(told, drafts, upto, actor, at)

    def of(self, number: int) -> tuple[Corrected, ...]:
        """Every correction of a consignment, by its `screened` event, in the order made.

        Raises:
            BadInput: there is no such consignment.
        """
        return dossier(self._ledger, self._standing, self._limits, number).corrections

    def decide(
        self, number: int, said: CorrectionDecided, actor: Actor, at: datetime.datetime
    ) -> Corrected:
        """Say of a correction that waits whether it counts; who made it may only take it back.

        Raises:
            Refused: the person may not, or made it; or what stands is no longer what was asked on.
            BadInput: it does not wait, or a refusal gives no reason.
            Conflict: the verdict is another by now.
        """
        upto, told = self._told(number)
        asked = next((each for each in told.corrections if each.number == said.correction), None)
        where = f"correction {said.correction}"
        if asked is None or asked.state != "waits":
            advice = "The consignment's page shows what waits."
            raise BadInput("it waits for nobody", where=where, advice=advice)
        is_own = asked.by == actor.name
        require(actor, "correct" if is_own and not said.approved else "decide_correction")
        if is_own and said.approved:
            what = f"{actor.name} made {where} and cannot decide it"
            raise Refused(what, who="A second person must.")
        if said.approved:
            drafts = self._approval(told, asked, said)
        else:
            _need_reason(said.why)
            refusal = _draft(told, DECIDED, said)
            drafts = lambda _: iter([refusal])  # noqa: E731
        return self._write(told, drafts, upto, actor, at)

    def _approval(self, told: Dossier, asked: Corrected, said: CorrectionDecided) -> Drafts:
        """The new verdict and the second person's word.

        Raises:
            Refused: what stands is no longer what was asked on.
        """
        made = _with(told, asked)
        consignment, verdict, examiner = self._judged(told, made)
        more = set(lowered(told.verdict, verdict)) - set(asked.correction.lowers)
        if told.event.number != asked.correction.judged or len(more) > 0:
            raise Refused(
                f"correction {asked.number} is void: what stands is another answer by now",
                who="Send it back; it can be made again on what stands now.",
            )

        def drafts(tail: Anchor) -> Iterator[Draft]:
            yield _again(told, consignment, verdict, made, examiner)
            done = msgspec.structs.replace(said, verdict=tail.number + 1)
            yield _draft(told, DECIDED, done)

        return drafts

    def _told(self, number: int) -> tuple[int, Dossier]:
        """The last event there is, and the consignment as it stands then or later."""
        upto = self._ledger.anchor().number
        told = dossier(self._ledger, self._standing, self._limits, number)
        if not told.stands:
            advice = "Correct the answer that stands."
            raise BadInput("the document was screened again", where=told.reference, advice=advice)
        return upto, told

    def _judged(
        self, told: Dossier, made: tuple[Corrected, ...]
    ) -> tuple[Consignment, Verdict, Examiner]:
        examiner = self._examiner_for(_versions(told))
        consignment = with_corrections(told.written, made)
        return consignment, examiner.examine(consignment), examiner

    def _write(
        self, told: Dossier, drafts: Drafts, upto: int, actor: Actor, at: datetime.datetime
    ) -> Corrected:
        def checked_drafts(tail: Anchor) -> Iterator[Draft]:
            for kind in ("rescreened", "document", DECIDED):
                for event in self._ledger.events(kind=kind, document=told.document, after=upto):
                    raise Conflict(
                        f"{event.actor} wrote event {event.number} about it meanwhile;"
                        " nothing was saved",
                        where=told.reference,
                        advice="Look at what is there now, then decide again.",
                    )
            yield from drafts(tail)

        self._ledger.append_after(checked_drafts, actor=actor.name, at=at)
        name = case_id(told.document, told.position)
        return corrections_of(self._ledger, name, told.written.reference)[-1]


def recorrect(
    ledger: Ledger, document: str, first: int, examiner: Examiner, stamp: tuple[str, When]
) -> None:
    """Apply the corrections that hold to a document that was screened again.

    `first` is the number of the first event of that screening. Its own verdicts stay on record
    before those that come of it.
    """
    names = {event.subject for event in ledger.events(kind=CORRECTION, document=document)}
    if len(names) == 0:
        return
    for event in list(ledger.events(kind="screened", document=document, after=first - 1)):
        known = msgspec.json.decode(event.payload, type=Screened)
        name = case_id(document, known.position)
        if name in names:
            made = holding(corrections_of(ledger, name, known.consignment.reference))
            _recorrect(ledger, event, known, made, examiner, stamp)


def _recorrect(
    ledger: Ledger,
    event: Event,
    known: Screened,
    made: tuple[Corrected, ...],
    examiner: Examiner,
    stamp: tuple[str, When],
) -> None:
    consignment, verdict, fields = corrected_words(known.consignment, made, examiner)
    if len(fields) == 0:
        return
    again = _rescreened_draft(event, known, (consignment, verdict, fields), examiner)

    def drafts(tail: Anchor) -> Iterator[Draft]:
        yield again
        numbers = tuple(each.number for each in made)
        done = Recorrected(known.position, numbers, tail.number + 1)
        name = case_id(event.document, known.position)
        yield Draft(RECORRECTED, name, payload_text(done), document=event.document)

    ledger.append_after(drafts, actor=stamp[0], at=stamp[1])


def _correction(told: Dossier, wish: Wish) -> Correction:
    """What is to be recorded, as far as it is known before the consignment is examined."""
    _need_reason(wish.why)
    if wish.seen != told.event.number:
        raise Conflict(
            f"event {told.event.number} gave another answer meanwhile; nothing was saved",
            where=told.reference,
            advice="Look at what is there now, then decide again.",
        )
    if any(each.state == "waits" for each in told.corrections):
        advice = "It is approved or sent back first; who made it can take it back."
        raise BadInput("a correction waits for a second person", where=wish.field, advice=advice)
    written = text_at(told.written, wish.field)
    own = wish.value.strip() == written
    value = written if own else checked(told.written, wish.field, wish.value)
    if value == text_at(told.consignment, wish.field):
        raise BadInput("it counts so already", where=wish.field, advice="Nothing was changed.")
    return Correction(
        position=told.position,
        reference=told.written.reference,
        field=wish.field,
        written=written,
        value=value,
        why=wish.why.strip(),
        judged=told.event.number,
    )


def _with(told: Dossier, one: Corrected) -> tuple[Corrected, ...]:
    """The corrections that hold with one more; without its field where the own word counts."""
    said = one.correction
    others = tuple(e for e in holding(told.corrections) if e.correction.field != said.field)
    return others if said.value == said.written else (*others, one)


def _again(
    told: Dossier,
    consignment: Consignment,
    verdict: Verdict,
    made: tuple[Corrected, ...],
    examiner: Examiner,
) -> Draft:
    known = Screened(told.position, told.consignment, told.verdict)
    fields = tuple(each.correction.field for each in made)
    return _rescreened_draft(told.event, known, (consignment, verdict, fields), examiner)


def _rescreened_draft(
    event: Event,
    known: Screened,
    found: tuple[Consignment, Verdict, tuple[str, ...]],
    examiner: Examiner,
) -> Draft:
    consignment, verdict, fields = found
    payload = Rescreened(
        position=known.position,
        consignment=consignment,
        verdict=verdict,
        supersedes=event.number,
        changes=(*_otherwise(known.consignment, consignment), *differences(known.verdict, verdict)),
        corrected=fields,
    )
    return Draft(
        kind="rescreened",
        subject=event.subject,
        payload=payload_text(payload),
        document=event.document,
        versions=versions_key(examiner.versions),
    )


def _draft(
    told: Dossier, kind: str, said: Correction | CorrectionDecided, follows: int | None = None
) -> Draft:
    name = case_id(told.document, told.position)
    return Draft(kind, name, payload_text(said), document=told.document, follows=follows)


def _otherwise(old: Consignment, new: Consignment) -> Iterator[str]:
    """What is corrected otherwise than before, in words."""
    for each in correctable(new):
        before = text_at(old, each.field)
        if before != each.value:
            yield f"{each.field} {before!r} is now {each.value!r}"


def _versions(told: Dossier) -> Versions:
    """What the verdicts of its document rest on besides lists."""
    if told.closing is None:
        advice = "`tidewaiter verify` says what is missing."
        raise BadInput("its screening was never closed", where=told.reference, advice=advice)
    return told.closing.versions


def _need_reason(why: str) -> None:
    if why.strip() == "":
        advice = "Say in a sentence what shows it; the next person rests on it."
        raise BadInput("a reason is needed", where="Reason", advice=advice)
