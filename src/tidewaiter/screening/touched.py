"""What differs between two states of the lists, as far as screening looks."""

from collections.abc import Sequence

from tidewaiter.lists import LoadedList
from tidewaiter.model import Listing
from tidewaiter.screening.register import merge
from tidewaiter.screening.rulings import entry_identity


def changed_listings(
    old: Sequence[LoadedList], new: Sequence[LoadedList]
) -> tuple[tuple[Listing | None, Listing | None], ...]:
    """Every listing that was added, removed or changed: as it was and as it is, None for none.

    What screening never looks at (remarks, the edition) is no change.
    """
    before = {(x.list, x.ref): x for x in merge(old)[0]}
    after = {(x.list, x.ref): x for x in merge(new)[0]}
    pairs = ((before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after)))
    return tuple(pair for pair in pairs if _differ(*pair))


def _differ(old: Listing | None, new: Listing | None) -> bool:
    # most are equal in all, which is told in no time
    return old != new and _screened(old) != _screened(new)


def _screened(listing: Listing | None) -> object:
    """All that screening looks at."""
    return listing and (entry_identity(listing), frozenset(listing.decisions))
