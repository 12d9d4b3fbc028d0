"""What to open next: every duty, then a random share, then the highest ranks."""

import hashlib
import math
from collections.abc import Sequence
from typing import Literal

from tidewaiter.model import BadInput, Record

Way = Literal["", "duty", "random", "ranked"]


class Waiting(Record, frozen=True):
    """One line in the queue: its rank (`Ranked.value`), and whether opening it is a duty."""

    id: str
    value: float = 0.0
    duty: bool = False


class Chosen(Record, frozen=True, omit_defaults=False):
    """One line to open, and the way it was chosen.

    `stands_for` is how many lines of the voluntary queue a random one stands for (their number
    by the number drawn), and 1 for the others, which stand for themselves alone.
    """

    id: str
    way: Way
    value: float
    stands_for: float = 1.0


def choose(
    queue: Sequence[Waiting], capacity: int, random_share: float, seed: str
) -> tuple[Chosen, ...]:
    """The lines to open, in the order to open them.

    Every duty comes first, in the order of the queue, even beyond the capacity: no rank and no
    lack of hands takes a duty out. What room is left is voluntary. The random share of it,
    rounded up, is drawn from all voluntary lines alike, high or low in rank, and opened before
    the ranked ones, so that a day cut short does not cut it. The rest goes to the highest ranks.

    The draw goes by a keyed hash of seed and id, so the order of the queue has no part in it and
    an auditor can draw again. Take a new seed for each queue, and keep it secret until then:
    who knows it can tell which ids will be drawn.

    Args:
        queue: What waits; each id once.
        capacity: How many can be opened, duties among them.
        random_share: The share of voluntary openings drawn at random, from 0 to 1.
        seed: Any text.

    Raises:
        BadInput: for an id that is empty or comes twice, a rank that is no number, a capacity
            below zero, a share outside 0 to 1, or an empty seed.
    """
    _check(queue, capacity, random_share, seed)
    duties = [one for one in queue if one.duty]
    voluntary = [one for one in queue if not one.duty]
    room = min(max(capacity - len(duties), 0), len(voluntary))
    drawn = sorted(voluntary, key=lambda one: _lot(seed, one.id))
    drawn = drawn[: math.ceil(room * random_share - 1e-9)]
    taken = {one.id for one in drawn}
    rest = [one for one in voluntary if one.id not in taken]
    rest.sort(key=lambda one: (-one.value, _lot(seed, one.id)))
    weight = len(voluntary) / len(drawn) if len(drawn) > 0 else 1.0
    return (
        *(Chosen(one.id, "duty", one.value) for one in duties),
        *(Chosen(one.id, "random", one.value, weight) for one in drawn),
        *(Chosen(one.id, "ranked", one.value) for one in rest[: room - len(drawn)]),
    )


def _lot(seed: str, name: str) -> bytes:
    key = hashlib.sha256(seed.encode()).digest()
    return hashlib.blake2b(name.encode(), key=key, digest_size=16).digest()


def _check(queue: Sequence[Waiting], capacity: int, random_share: float, seed: str) -> None:
    if capacity < 0:
        raise BadInput(
            f"capacity {capacity} is below zero", where="queue", advice="Give 0 or more."
        )
    if not 0 <= random_share <= 1:
        what = f"random share {random_share} is not between 0 and 1"
        raise BadInput(what, where="queue", advice="Give 0.1 for a tenth.")
    if seed == "":
        raise BadInput("the seed is empty", where="queue", advice="Give a new secret text.")
    seen: set[str] = set()
    for one in queue:
        if one.id == "" or one.id in seen:
            what = f"id {one.id!r} is empty or stands twice"
            raise BadInput(what, where="queue", advice="Give each line one id.")
        if not math.isfinite(one.value):
            what = f"rank {one.value} is no number"
            raise BadInput(what, where=f"queue, line {one.id}", advice="Rank the line again.")
        seen.add(one.id)
