"""What stands before and after a consignment in the list it was opened from."""

from bisect import bisect_left
from collections.abc import Sequence

from sqlalchemy import select

from tidewaiter.cases.consignments import C
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.queue import COUNTED, Wanted, ordered
from tidewaiter.cases.standing import Standing
from tidewaiter.model import Record


class Neighbours(Record, frozen=True):
    """The numbers before and after one in a list, 0 where there is none.

    `place` counts from 1, and is 0 where the list holds it no more: its neighbours are then those
    of where it would stand. `count` is of the whole list, `more` where above `COUNTED`; what
    stands further down than that has no neighbours here.
    """

    before: int = 0
    after: int = 0
    place: int = 0
    count: int = 0
    more: bool = False


def in_queue(standing: Standing, limits: Limits, wanted: Wanted, number: int) -> Neighbours:
    """Beside a consignment in the queue, in the queue's order."""
    listed, any_one = ordered(limits, wanted)
    with standing.reading() as connection:
        keys = [tuple(row) for row in connection.execute(listed.limit(COUNTED + 1))]
        mine = connection.execute(any_one.where(C.number == number)).one_or_none()
    numbers = [key[-1] for key in keys]
    if mine is None:
        return _beside(numbers, len(numbers), 0)
    at = bisect_left(keys, tuple(mine))
    return _beside(numbers, at, number)


def in_document(standing: Standing, document: str, number: int) -> Neighbours:
    """Beside a consignment in its file: by action, then ground, then place in the file."""
    order = (C.rank, C.ground, C.position)
    listed = select(C.number).where(C.document == document).order_by(*order)
    with standing.reading() as connection:
        numbers = list(connection.execute(listed.limit(COUNTED + 1)).scalars())
    if number not in numbers:
        return _beside(numbers, len(numbers), 0)
    return _beside(numbers, numbers.index(number), number)


def _beside(numbers: Sequence[int], at: int, number: int) -> Neighbours:
    """The neighbours of the place `at`, where `number` stands or would stand."""
    count, more = min(len(numbers), COUNTED), len(numbers) > COUNTED
    is_beyond = at >= len(numbers)
    if number == 0 or (is_beyond and more):
        return Neighbours(count=count, more=more)
    is_there = not is_beyond and numbers[at] == number
    after = at + 1 if is_there else at
    return Neighbours(
        before=numbers[at - 1] if at > 0 else 0,
        after=numbers[after] if after < len(numbers) else 0,
        place=at + 1 if is_there else 0,
        count=count,
        more=more,
    )
