"""What a control of one consignment asks, what was answered, and what is missing at its end."""

from collections.abc import Iterator
from typing import Literal

from tidewaiter.model import (
    Boarded,
    Case,
    Checked,
    Consignment,
    ContainerOpened,
    Measured,
    NotBoarded,
    Record,
    SealChecked,
    Taken,
    Unchecked,
)

Part = Literal["boarding", "place", "containers", "goods", "seizure", "check"]
PARTS: tuple[Part, ...] = ("boarding", "place", "containers", "goods", "seizure", "check")
REST = "other containers"
# the outcomes for which nobody need have looked at everything
_WITHOUT_ALL = frozenset({"refused", "could_not_be_checked", "released_on_exemption"})


class Question(Record, frozen=True):
    """One check: in which part, what it is about, and under which key its answer is found."""

    part: Part
    about: str
    key: str


def questions(case: Case, consignment: Consignment) -> Iterator[Question]:
    """The checks that a control of this consignment owes, in the order they are made."""
    yield Question("boarding", "", "boarding")
    yield Question("place", "vessel", "vessel")
    yield Question("place", "place", "place")
    for number in containers(case, consignment):
        for key in ("seal before", "contents", "seal after"):
            yield Question("containers", number, f"{key} {number}")
    for place in range(len(consignment.goods)):
        yield Question("goods", f"goods[{place}]", f"goods[{place}]")


def containers(case: Case, consignment: Consignment) -> tuple[str, ...]:
    """The declared containers, then those that somebody met besides."""
    declared = [each.number for each in consignment.containers]
    for goods in consignment.goods:
        declared += goods.containers
    for taken in case.history:
        if isinstance(taken.step, SealChecked | ContainerOpened):
            declared.append(taken.step.container)
    return tuple(dict.fromkeys(declared))


def answers(case: Case) -> dict[str, Taken]:
    """The last answer to each question, by its key, since the control began."""
    found = {}
    for taken in case.history:
        key = _key(taken)
        if key != "":
            found[key] = taken
    return found


def missing(case: Case, consignment: Consignment, outcome: str) -> tuple[Question, ...]:
    """The questions without an answer that the outcome needs; `could not be checked` is one.

    Where nobody boarded, and where the outcome says itself that not all was seen, none is needed
    but the first.
    """
    given = answers(case)
    open_ones = [each for each in questions(case, consignment) if each.key not in given]
    if REST in given:
        open_ones = [each for each in open_ones if each.part != "containers"]
    boarding = given.get("boarding")
    if outcome in _WITHOUT_ALL or (boarding and isinstance(boarding.step, NotBoarded)):
        open_ones = [each for each in open_ones if each.part == "boarding"]
    return tuple(open_ones)


def _key(taken: Taken) -> str:
    key = ""
    match taken.step:
        case Boarded() | NotBoarded():
            key = "boarding"
        case Checked(what=what) | Unchecked(what=what):
            key = what
        case SealChecked(container=container, moment=moment):
            key = f"seal {moment} {container}"
        case ContainerOpened(container=container):
            key = f"contents {container}"
        case Measured(item=item, what=measure):
            key = f"{measure} {item}"
        case _:
            pass
    return key
