"""Which edition of each list answers for a day."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from tidewaiter.lists import LoadedList, Store

# The lists that answer for a day.
Editions = Callable[[datetime.date], Sequence[LoadedList]]


def always(lists: Iterable[LoadedList]) -> Editions:
    """The same lists for every day."""
    held = tuple(lists)
    return lambda _: held


def kept_and(store: Store, given: Sequence[LoadedList]) -> Editions:
    """The editions in force among those kept now, and lists given by hand.

    A list given by hand stands for every day in the place of the kept one of its name.
    """
    names = {loaded.version.name for loaded in given}
    in_force = store.answering()

    @cache
    def on(day: datetime.date) -> Sequence[LoadedList]:
        kept = [each for each in in_force(day) if each.version.name not in names]
        return [*kept, *given]

    return on
