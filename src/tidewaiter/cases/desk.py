"""Cases in the ledger: opened, moved on by steps, read back."""

import datetime
from collections.abc import Iterator
from itertools import groupby

import msgspec

from tidewaiter.cases.rules import check
from tidewaiter.cases.states import fold, follow, name_of
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import (
    Actor,
    BadInput,
    Boarded,
    Case,
    Consignment,
    Event,
    NotBoarded,
    Opened,
    Rescreened,
    Screened,
    Step,
    Taken,
    Verdict,
)
from tidewaiter.people import require

CASE = "case"
# The events that hold a verdict, a first one and one that supersedes another.
_VERDICTS: dict[str, type[Screened | Rescreened]] = {
    "screened": Screened,
    "rescreened": Rescreened,
}
_Stamp = tuple[str, datetime.datetime]
# which action of `people/permissions.toml` each step is
ACTIONS = {
    "opened": "open_case",
    "assigned": "assign",
    "attached": "attach",
    "seized": "seize",
    "stored": "seize",
    "disposed": "dispose",
    "release_asked": "ask_release",
    "release_approved": "decide_release",
    "release_refused": "decide_release",
    "reopened": "reopen",
}  # every other step is part of the control itself: `inspect`


def case_id(document: str, position: int) -> str:
    """The name of the case on one consignment of one document (SHA-256)."""
    return f"{document[:12]}-{position}"


class Cases:
    """The inspection cases of one ledger. Nothing here reads the clock."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def open(
        self,
        screened: int,
        actor: Actor,
        at: datetime.datetime,
        *,
        place: str = "",
        due: datetime.datetime | None = None,
    ) -> Case:
        """Open a case on the consignment of a `screened` or `rescreened` event.

        Raises:
            BadInput: the event is no verdict on a consignment.
            Refused: the person may not.
            Conflict: there is a case on it already.
        """
        require(actor, ACTIONS["opened"])
        draft = self.opening(screened, place=place, due=due)
        numbers = self._ledger.append_all([draft], actor=actor.name, at=at)
        step = msgspec.json.decode(draft.payload, type=Opened)
        utc = at.astimezone(datetime.UTC)
        taken = Taken(number=numbers[0], by=actor.name, at=utc, step=step)
        return fold(draft.subject, (taken,), draft.document)

    def opening(
        self, screened: int, *, place: str = "", due: datetime.datetime | None = None
    ) -> Draft:
        """The event that opens a case, not yet written.

        Raises:
            BadInput: the event is no verdict on a consignment.
        """
        event, payload = self._verdict_of(screened)
        transport = payload.consignment.transports
        step = Opened(
            reference=payload.consignment.reference,
            screened=event.number,
            verdict=payload.verdict,
            vessel=transport[0].name if transport else "",
            place=place,
            due=due,
        )
        identity = case_id(event.document, payload.position)
        text = payload_text(step)
        return Draft(CASE, identity, text, document=event.document, follows=0)

    def take(self, case: Case, step: Step, actor: Actor, at: datetime.datetime) -> Case:
        """Take one step in a case as it was read; give the case after it.

        Raises:
            Refused: the person, the state or the rule of two persons does not allow it.
            BadInput: an answer is missing.
            Conflict: somebody has taken a step since the case was read; nothing was saved.
        """
        require(actor, ACTIONS.get(name_of(step), "inspect"))
        check(case, step, actor.name)
        stamp = actor.name, at
        taken = self._append(case.id, step, stamp, document=case.document, follows=case.version)
        return follow(case, taken)

    def get(self, identity: str) -> Case:
        """The case of that name.

        Raises:
            BadInput: there is none.
        """
        events = list(self._ledger.events(kind=CASE, subject=identity))
        if len(events) == 0:
            advice = "`tidewaiter case list` shows the cases there are."
            raise BadInput("no such case", where=identity, advice=advice)
        return fold(identity, map(taken_of, events), events[0].document)

    def all(self) -> Iterator[Case]:
        """Every case, in the order opened."""
        events = sorted(self._ledger.events(kind=CASE), key=lambda event: event.subject)
        found = []
        for identity, steps in groupby(events, key=lambda event: event.subject):
            kept = list(steps)
            found.append(fold(identity, map(taken_of, kept), kept[0].document))
        yield from sorted(found, key=lambda case: case.history[0].number)

    def standing(self, case: Case) -> tuple[int, Verdict]:
        """The verdict that stands today on the case's consignment, and its event.

        The last one: of its own screening, of a later screening of the document, or of a
        re-screening.
        """
        event, payload = self._verdict_of(case.opened.screened)
        for kind, form in _VERDICTS.items():
            for later in self._ledger.events(kind=kind, subject=event.subject, after=event.number):
                newer = msgspec.json.decode(later.payload, type=form)
                if later.document == event.document and newer.position == payload.position:
                    event, payload = later, newer
        return event.number, payload.verdict

    def consignment(self, case: Case) -> Consignment:
        """What the document says of the case's consignment, as it was when the case was opened."""
        return self._verdict_of(case.opened.screened)[1].consignment

    def boarded(self, case: Case, place: str = "") -> Boarded:
        """The step that begins the control, with the grounds of this moment."""
        number, verdict = self.standing(case)
        return Boarded(screened=number, verdict=verdict, place=place)

    def not_boarded(self, case: Case, reason: str, words: str = "") -> NotBoarded:
        """The step that says why there was no control, with the grounds of this moment.

        Raises:
            BadInput: the reason is none of those there are.
        """
        number, verdict = self.standing(case)
        given = {"reason": reason, "screened": number, "words": words}
        try:
            step = msgspec.convert(given | {"verdict": verdict}, NotBoarded, from_attributes=True)
        except msgspec.ValidationError as error:
            advice = "Give refused, unsafe, left_port, no_authority or other."
            raise BadInput("not a reason", where=reason, advice=advice) from error
        return step

    def _append(
        self, identity: str, step: Step, stamp: _Stamp, *, document: str, follows: int
    ) -> Taken:
        payload = payload_text(step)
        draft = Draft(CASE, identity, payload, document=document, follows=follows)
        written = self._ledger.append_all([draft], actor=stamp[0], at=stamp[1])
        return Taken(
            number=written[0], by=stamp[0], at=stamp[1].astimezone(datetime.UTC), step=step
        )

    def _verdict_of(self, number: int) -> tuple[Event, Screened | Rescreened]:
        event = self._ledger.get(number)
        if event is None or event.kind not in _VERDICTS:
            raise BadInput(
                "no verdict on a consignment",
                where=f"event {number}",
                advice="Name the event of a screened consignment.",
            )
        return event, msgspec.json.decode(event.payload, type=_VERDICTS[event.kind])


def taken_of(event: Event) -> Taken:
    """The step that a `case` event holds."""
    step: Step = msgspec.json.decode(event.payload, type=Step)
    return Taken(number=event.number, by=event.actor, at=event.at, step=step)
