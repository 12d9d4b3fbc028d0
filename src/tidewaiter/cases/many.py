"""One thing done to many consignments, each by itself, and taken back again."""

import datetime
from collections.abc import Iterable

from tidewaiter.cases.desk import ACTIONS, CASE, Cases, taken_of
from tidewaiter.cases.states import fold
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.ledger.chain import payload_text
from tidewaiter.model import Actor, Assigned, BadInput, Case, Conflict, Record, Refused
from tidewaiter.people import Users, require

MOST = 500  # cases in one act


class Chosen(Record, frozen=True):
    """A row of the queue as it was seen: its case and version, 0 and the verdict where none was."""

    event: int
    case: str = ""
    version: int = 0


class Outcome(Record, frozen=True):
    """What became of each: the events of those done; of the others the case, and why in words."""

    done: tuple[int, ...]
    others: tuple[tuple[str, str], ...] = ()


class Many:
    """Acts on many cases of one ledger, for one person at one time."""

    def __init__(self, ledger: Ledger, actor: Actor, at: datetime.datetime) -> None:
        self._ledger, self._actor, self._at = ledger, actor, at
        self._cases = Cases(ledger)

    def assign(
        self, chosen: Iterable[Chosen], to: str | None, due: datetime.datetime | None = None
    ) -> Outcome:
        """Give cases to a person, or back to the queue with an empty name; open what has none.

        Args:
            chosen: The rows, as they were seen.
            to: The name of a user; None leaves each with whoever has it.
            due: When a decision is due from now on; None leaves it.

        Raises:
            Refused: the person may not.
            BadInput: there is no such user, or they are not active.
        """
        require(self._actor, ACTIONS["assigned"])
        if to is not None and to != "":
            _check_user(self._ledger, to)
        done, others = [], []
        for each in chosen:
            try:
                done.append(self._assign(each, to, due))
            except (Conflict, Refused, BadInput) as error:
                others.append((self._name_of(each), _why(error)))
        return Outcome(tuple(done), tuple(others))

    def undo(self, events: Iterable[int]) -> Outcome:
        """Write each assignment of these events back as it was before, unless something followed.

        Raises:
            Refused: the person may not.
        """
        require(self._actor, ACTIONS["assigned"])
        done, others = [], []
        for number in events:
            event = self._ledger.get(number)
            if event is None or event.kind != CASE or event.actor != self._actor.name:
                continue
            try:
                done.append(self._undo(event.subject, number))
            except (Conflict, Refused, BadInput) as error:
                others.append((event.subject, _why(error)))
        return Outcome(tuple(done), tuple(others))

    def assigned(self, first: int, last: int) -> tuple[int, ...]:
        """The events by which the person assigned cases, from one event to another."""
        found: list[int] = []
        for event in self._ledger.events(kind=CASE, after=first - 1):
            if event.number > last or len(found) >= MOST:
                break
            if event.actor == self._actor.name and isinstance(taken_of(event).step, Assigned):
                found.append(event.number)
        return tuple(found)

    def _assign(self, each: Chosen, to: str | None, due: datetime.datetime | None) -> int:
        if each.version == 0:
            require(self._actor, ACTIONS["opened"])
            opening = self._cases.opening(each.event)
            text = payload_text(Assigned(to=to or "", due=due))
            second = Draft(CASE, opening.subject, text, document=opening.document)
            written = self._ledger.append_all(
                [opening, second], actor=self._actor.name, at=self._at
            )
            return written[-1]
        case = self._cases.get(each.case)
        _check_seen(case, each.version)
        step = Assigned(to=case.assignee if to is None else to, due=due)
        return self._cases.take(case, step, self._actor, self._at).version

    def _undo(self, identity: str, number: int) -> int:
        case = self._cases.get(identity)
        _check_seen(case, number)
        before = fold(identity, case.history[:-1], case.document)
        never = before.due is None and case.due is not None
        step = Assigned(to=before.assignee, due=before.due, no_day=never)
        return self._cases.take(case, step, self._actor, self._at).version

    def _name_of(self, each: Chosen) -> str:
        try:
            return each.case or self._cases.opening(each.event).subject
        except BadInput:
            return f"event {each.event}"


def _check_seen(case: Case, version: int) -> None:
    if case.version != version:
        raise Conflict(
            f"{case.history[-1].by} changed it meanwhile (event {case.version})",
            where=f"case {case.id}",
            advice="Look at what is there now, then decide again.",
        )


def _check_user(ledger: Ledger, name: str) -> None:
    user = Users(ledger).get(name)
    if user is None or not user.active:
        advice = "Choose one of the users."
        raise BadInput("there is no such user who may come in", where=name, advice=advice)


def _why(error: Conflict | Refused | BadInput) -> str:
    return error.what
