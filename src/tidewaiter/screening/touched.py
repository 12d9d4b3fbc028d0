"""Which past consignments a change of lists can touch: by their names and by their numbers."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from tidewaiter.lists import LoadedList
from tidewaiter.model import Consignment, Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher
from tidewaiter.screening.marks import find_marks
from tidewaiter.screening.numbers import Numbers
from tidewaiter.screening.register import BARELY_ALIKE, merge
from tidewaiter.screening.rulings import entry_identity


class PastIndex(Protocol):
    """What past consignments hold, asked which of them a few listings could touch.

    An index may give too many; one that misses any breaks the re-screening. `upto` is the last
    event it has seen, 0 where none: one kept on disk need only be told of later ones.
    """

    upto: int

    def add(self, number: int, consignment: Consignment) -> None:
        """Take in the consignment of the event of that number."""

    def touched(self, listings: Sequence[Listing]) -> set[int]:
        """The numbers of the events whose consignment could meet any of the listings."""


class PastByMatcher:
    """An index in memory that asks every distinct past name of a matcher of the few listings."""

    def __init__(self) -> None:
        self.upto = 0
        self._names: dict[tuple[str, tuple[ListingKind, ...]], set[int]] = defaultdict(set)
        self._numbers: dict[tuple[str, str], set[int]] = defaultdict(set)

    def add(self, number: int, consignment: Consignment) -> None:
        """Take in every name and number of the consignment."""
        self.upto = max(self.upto, number)
        for mark in find_marks(consignment):
            if mark.scheme == "name":
                self._names[mark.value, mark.kinds].add(number)
            else:
                self._numbers[mark.scheme, mark.value].add(number)

    def touched(self, listings: Sequence[Listing]) -> set[int]:
        """Every event with a name barely alike or a number held."""
        matcher, numbers = Matcher(listings), Numbers(listings)
        found: set[int] = set()
        for (text, kinds), events in self._names.items():
            if len(matcher.search(text, kinds, at_least=BARELY_ALIKE, limit=1)) > 0:
                found |= events
        for (scheme, value), events in self._numbers.items():
            if len(numbers.find(scheme, value)) > 0:
                found |= events
        return found


def changed_listings(
    old: Sequence[LoadedList], new: Sequence[LoadedList]
) -> tuple[tuple[Listing | None, Listing | None], ...]:
    """Every listing that was added, removed or changed: as it was and as it is, None for none.

    What screening never looks at (remarks, the edition) is no change.
    """
    before = {(x.list, x.ref): x for x in merge(old)[0]}
    after = {(x.list, x.ref): x for x in merge(new)[0]}
    pairs = ((before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after)))
    return tuple(pair for pair in pairs if _screened(pair[0]) != _screened(pair[1]))


def _screened(listing: Listing | None) -> object:
    """All that screening looks at."""
    return listing and (entry_identity(listing), frozenset(listing.decisions))
