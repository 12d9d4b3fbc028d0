"""What a step needs before it may be taken: answers complete, a reason given, another person."""

from collections.abc import Iterator

from tidewaiter.cases.states import next_state, request_of
from tidewaiter.model import (
    Amount,
    Attached,
    BadInput,
    Boarded,
    Case,
    Checked,
    Concluded,
    ContainerOpened,
    Found,
    Measured,
    NotBoarded,
    Refused,
    ReleaseApproved,
    ReleaseAsked,
    ReleaseRefused,
    SealChecked,
    Seized,
    Step,
    Unchecked,
)

# ISO 80000-4; the pound of 1959
KILOGRAMS = {"kg": 1.0, "kgm": 1.0, "g": 0.001, "t": 1000.0, "tne": 1000.0, "lb": 0.45359237}
_NEEDS_BOARDING = {"nothing_found", "discrepancy", "prohibited_item"}
_MUST_SAY_WHY: dict[type, str] = {
    Unchecked: "why",
    ReleaseAsked: "why",
    ReleaseRefused: "why",
}


def check(case: Case, step: Step, actor: str) -> None:
    """Refuse a step that may not be taken now, or not by that person, or that lacks an answer.

    Raises:
        Refused: the state or the rule of two persons does not allow it.
        BadInput: an answer is missing.
    """
    next_state(case.state, step)
    lacking = [*_lacking_words(step), *_lacking_before(case, step)]
    if len(lacking) > 0:
        raise BadInput(
            f"what is missing: {', '.join(lacking)}",
            where=f"case {case.id}",
            advice="Answer these first; what was answered before stays.",
        )
    if isinstance(step, ReleaseAsked) and _owes_inspection(case):
        raise Refused(
            f"case {case.id} cannot be released before its inspection",
            who="No exemption of goods cancels the duty to inspect: conclude the control first.",
        )
    if isinstance(step, ReleaseApproved | ReleaseRefused):
        _check_second_person(case, step, actor)


def needs_release(case: Case) -> bool:
    """True where the case ends only with a release by two persons: a hit counts, or `detain`."""
    return case.note.action == "detain" or any(hit.counts for hit in case.note.hits)


def is_settled(case: Case) -> bool:
    """True where nothing more is owed on the consignment but follow-up of what was found."""
    if case.state == "released":
        return True
    if case.state != "concluded":
        return False
    return case.outcome in {"prohibited_item", "refused"} or not needs_release(case)


def owed(case: Case) -> tuple[str, ...]:
    """What still has to follow a finding: seizure, then storage or disposal. Reports are duties."""
    if case.outcome != "prohibited_item":
        return ()
    taken = {type(each.step).__struct_config__.tag for each in case.history}
    if "seized" not in taken:
        return ("seizure",)
    if "disposed" not in taken:
        return ("disposal",) if "stored" in taken else ("storage", "disposal")
    return ()


def unchecked(case: Case) -> Iterator[str]:
    """What could not be checked, each with its reason."""
    for each in case.history:
        match each.step:
            case Unchecked(what=what, why=why):
                yield f"{what}: {why}"
            case SealChecked(answer="unchecked", container=container, moment=moment, why=why):
                yield f"seal {moment}, {container}: {why}"
            case ContainerOpened(as_declared="unchecked", container=container, why=why):
                yield f"contents of {container}: {why}"
            case Checked(as_said="unchecked", what=what, why=why):
                yield f"{what}: {why}"
            case Measured(measured=None, item=item, what=what, why=why):
                yield f"{what.replace('_', ' ')} of {item}: {why}"
            case _:
                pass


def _lacking_words(step: Step) -> Iterator[str]:
    """The reasons and figures that a step by itself must hold."""
    field = _MUST_SAY_WHY.get(type(step))
    if field is not None and getattr(step, field).strip() == "":
        yield "the reason"
    match step:
        case NotBoarded(reason="other", words=""):
            yield "the reason in words"
        case (
            SealChecked(answer="unchecked", why="")
            | ContainerOpened(as_declared="unchecked", why="")
            | Checked(as_said="unchecked", why="")
        ):
            yield "why it could not be checked"
        case SealChecked(answer="other", found=""):
            yield "the number of the seal that was found"
        case Measured(measured=None, why=""):
            yield "the measured amount, or why it could not be checked"
        case _:
            pass


def _lacking_before(case: Case, step: Step) -> Iterator[str]:
    """The steps that must have been taken before this one."""
    taken = [each.step for each in case.history]
    if isinstance(step, Concluded):
        yield from _lacking_for(step, taken)
    if isinstance(step, Seized) and not any(isinstance(each, Found) for each in taken):
        yield "what was found"


def _lacking_for(step: Concluded, taken: list[Step]) -> Iterator[str]:
    outcome = step.outcome
    boarded = any(isinstance(each, Boarded) for each in taken)
    if outcome in _NEEDS_BOARDING and not boarded:
        yield "that somebody boarded"
    if outcome == "prohibited_item" and not any(isinstance(each, Found) for each in taken):
        yield "the item found"
    if outcome == "discrepancy" and not any(map(_differs, taken)):
        yield "what differs from the declaration"
    if outcome == "released_on_exemption" and not any(isinstance(e, Attached) for e in taken):
        yield "the paper of the exemption, attached"
    if outcome == "could_not_be_checked" and not any(map(_is_unchecked, taken)):
        yield "what could not be checked, and why"
    refused = any(isinstance(each, NotBoarded) for each in taken) or step.words != ""
    if outcome == "refused" and not refused:
        yield "who refused, and how"


def _differs(step: Step) -> bool:
    match step:
        case SealChecked(answer="other" | "none") | ContainerOpened(as_declared="no"):
            return True
        case Found(declared=False) | Checked(as_said="no"):
            return True
        case Measured(declared=Amount() as declared, measured=Amount() as measured):
            return _in_kilograms(declared) != _in_kilograms(measured)
        case _:
            return False


def _in_kilograms(amount: Amount) -> tuple[float, str]:
    """An amount in kilograms where its unit is of weight, else as it is."""
    factor = KILOGRAMS.get(amount.unit.lower())
    if factor is None:
        return amount.value, amount.unit.lower()
    return round(amount.value * factor, 3), "kg"


def _is_unchecked(step: Step) -> bool:
    match step:
        case Unchecked() | NotBoarded() | Measured(measured=None):
            return True
        case SealChecked(answer="unchecked") | ContainerOpened(as_declared="unchecked"):
            return True
        case Checked(as_said="unchecked"):
            return True
        case _:
            return False


def _owes_inspection(case: Case) -> bool:
    return case.note.inspection_duty and case.outcome is None


def _check_second_person(case: Case, step: ReleaseApproved | ReleaseRefused, actor: str) -> None:
    asked = request_of(case)
    if asked is None or asked.number != step.asked:
        raise Refused(
            f"event {step.asked} is no request that waits in case {case.id}",
            who="Answer the request that stands there now.",
        )
    if asked.by == actor:
        raise Refused(
            f"{actor} asked for the release of case {case.id} and cannot decide it",
            who="A second person must: a supervisor other than the one who asked.",
        )
