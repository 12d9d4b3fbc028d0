"""What a case may become: one table of states, and the fold of steps into a case.

`docs/cases.md` shows the table. A step that the state does not allow is refused, with what must
come first; nothing else decides what may follow what.
"""

from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from tidewaiter.model import (
    Assigned,
    Boarded,
    Case,
    Concluded,
    NotBoarded,
    Opened,
    Refused,
    ReleaseApproved,
    ReleaseAsked,
    ReleaseRefused,
    Reopened,
    Step,
    Taken,
)
from tidewaiter.model.case import CaseState

_RECORDS = [
    "seal_checked",
    "container_opened",
    "measured",
    "found",
    "attached",
    "unchecked",
    "checked",
    "sampled",
    "joined",
    "seized",
    "stored",
    "disposed",
]
_AFTERWARDS = ("attached", "seized", "stored", "disposed")

# in which state which steps may be taken, and the state each leads to
TABLE: Mapping[CaseState, Mapping[str, CaseState]] = {
    "open": {
        "assigned": "assigned",
        "boarded": "under_control",
        "not_boarded": "under_control",
        "attached": "open",
        "release_asked": "release_asked",
    },
    "assigned": {
        "assigned": "assigned",
        "boarded": "under_control",
        "not_boarded": "under_control",
        "attached": "assigned",
        "release_asked": "release_asked",
    },
    "under_control": {
        "assigned": "under_control",
        "boarded": "under_control",
        "not_boarded": "under_control",
        **dict.fromkeys(_RECORDS, "under_control"),
        "concluded": "concluded",
    },
    "concluded": {
        "assigned": "concluded",
        **dict.fromkeys(_AFTERWARDS, "concluded"),
        "release_asked": "release_asked",
        "reopened": "under_control",
    },
    "release_asked": {
        "attached": "release_asked",
        "release_approved": "released",
        "release_refused": "concluded",
        "reopened": "under_control",
    },
    "released": {"attached": "released", "reopened": "under_control"},
}
STEPS: tuple[str, ...] = tuple(kind.__struct_config__.tag for kind in get_args(Step))


def name_of(step: Step) -> str:
    """The name of a step in the table: `seal_checked`."""
    return str(type(step).__struct_config__.tag)


def next_state(state: CaseState, step: Step) -> CaseState:
    """The state that a step leads to.

    Raises:
        Refused: the table does not allow it.
    """
    name = name_of(step)
    following = TABLE[state].get(name)
    if following is None:
        before = (
            ", ".join(each for each in TABLE if name in TABLE[each]) or "none: it begins a case"
        )
        raise Refused(
            f"a case that is {_words(state)} takes no step “{_words(name)}”",
            who=f"It may be taken while a case is: {_words(before)}.",
        )
    return following


def begin(identity: str, first: Taken, document: str = "") -> Case:
    """The case that an opening makes.

    Raises:
        ValueError: the first step opens nothing.
    """
    opened = first.step
    if not isinstance(opened, Opened):
        raise ValueError(f"case {identity} begins with {name_of(opened)}")
    return Case(
        id=identity,
        version=first.number,
        state="open",
        opened=opened,
        note=opened.verdict,
        history=(first,),
        document=document,
        due=opened.due,
    )


def follow(case: Case, taken: Taken) -> Case:
    """The case after one more step.

    Raises:
        Refused: the table does not allow the step.
    """
    step = taken.step
    changes: dict[str, object] = {
        "version": taken.number,
        "state": next_state(case.state, step),
        "history": (*case.history, taken),
    }
    match step:
        case Assigned():
            due = None if step.no_day else step.due or case.due
            changes |= {"assignee": step.to, "due": due}
            if step.to == "" and case.state == "assigned":
                changes["state"] = "open"
        case Boarded() | NotBoarded():
            changes["note"] = step.verdict
        case Concluded():
            changes["outcome"] = step.outcome
        case Reopened():
            changes["outcome"] = None
        case ReleaseRefused():
            changes["state"] = _before_request(case)
        case _:
            pass
    return msgspec.structs.replace(case, **changes)


def fold(identity: str, steps: Iterable[Taken], document: str = "") -> Case:
    """The case that its steps make, in their order.

    Raises:
        ValueError: there is no step, or the first one opens nothing.
        Refused: a step stands where the table does not allow it.
    """
    walk = iter(steps)
    first = next(walk, None)
    if first is None:
        raise ValueError(f"case {identity} has no step")
    case = begin(identity, first, document)
    for taken in walk:
        case = follow(case, taken)
    return case


def request_of(case: Case) -> Taken | None:
    """The request for release that waits for a second person, if one does."""
    if case.state != "release_asked":
        return None
    return next(each for each in reversed(case.history) if isinstance(each.step, ReleaseAsked))


def approval_of(case: Case) -> Taken | None:
    """The approval by which the case was released, if it was."""
    if case.state != "released":
        return None
    return next(each for each in reversed(case.history) if isinstance(each.step, ReleaseApproved))


def _before_request(case: Case) -> CaseState:
    """The state in which release was asked for."""
    if case.outcome is not None:
        return "concluded"
    return "assigned" if case.assignee != "" else "open"


def _words(name: str) -> str:
    return name.replace("_", " ")
