"""Answers of conditions, and how they join."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from tidewaiter.model.law import Answer
from tidewaiter.model.record import Evidence

T = TypeVar("T")

# From worst to best for whoever claims an exemption. `pending` stands above `unknown`: an
# approval that was asked for is what the act waits on, whatever else is unknown.
RANK: dict[Answer, int] = {"failed": 0, "unknown": 1, "pending": 2, "met": 3}


class Reply(NamedTuple):
    """An answer, why it is not better, the facts it misses, and the evidence it saw."""

    answer: Answer
    why: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cites: tuple[str, ...] = ()


MET = Reply("met")


def worst(replies: Iterable[Reply]) -> Reply:
    """All must hold: the worst answer, with the reasons of those that give it."""
    found = list(replies)
    if len(found) <= 1:
        return found[0] if found else MET
    return _join(found, min(RANK[reply.answer] for reply in found))


def best(replies: Iterable[Reply]) -> Reply:
    """One is enough: the best answer, with the reasons of those that give it."""
    found = list(replies)
    return _join(found, max(RANK[reply.answer] for reply in found))


def _join(replies: list[Reply], rank: int) -> Reply:
    deciding = [reply for reply in replies if RANK[reply.answer] == rank]
    if len(deciding) == 1:
        return deciding[0]
    return Reply(
        deciding[0].answer,
        unique(why for reply in deciding for why in reply.why),
        unique(name for reply in deciding for name in reply.missing),
        unique(one for reply in deciding for one in reply.evidence),
        unique(name for reply in deciding for name in reply.cites),
    )


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """The values without repeats, in their first order."""
    return tuple(dict.fromkeys(values))
