"""tidewaiter, driven as the benchmark asks."""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.names.data import Pair, Query, watchlist
from benchmarks.names.side import THRESHOLD, Answers, Found
from benchmarks.timing import timed
from tidewaiter.lists import LoadedList
from tidewaiter.model import Listing, ListVersion, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare
from tidewaiter.screening import Register

# persons, and entries of which the list does not say what they are
PERSONS: tuple[ListingKind, ...] = ("person", "other")
ENOUGH = 50


class Ours:
    """The comparer of `tidewaiter.names`, and the register of `tidewaiter.screening`."""

    name = "tidewaiter"

    def __init__(self) -> None:
        self._register = Register([])

    def score(self, pair: Pair) -> float:
        """How alike the two names are."""
        return compare(pair.first, pair.second, pair.kind).value

    def load(self, folder: Path) -> str:
        """Build the index and save it, then open it as the next start does."""
        listings = tuple(watchlist())
        built, opened = (timed(lambda: self._open(listings, folder)).cpu for _ in range(2))
        return f"{opened:.2f} s (built {built:.1f} s)"

    def open(self, folder: Path) -> int:
        """Open the index saved in the folder; gives the number of entities."""
        return self._open(tuple(watchlist()), folder)

    def _open(self, listings: tuple[Listing, ...], folder: Path) -> int:
        loaded = LoadedList(ListVersion("watchlist", "un"), listings)
        self._register = Register([loaded], saved=folder, remembered=0)
        return len(listings)

    def search(self, queries: Sequence[Query], *, by_name_alone: bool) -> Answers:
        """Ask for each query by itself; nothing of it is remembered for the next."""
        answers = Answers()
        for query in queries:
            start = time.process_time()
            found = self._find(query, by_name_alone=by_name_alone)
            answers.seconds.append(time.process_time() - start)
            answers.found.append(found)
        return answers

    def _find(self, query: Query, *, by_name_alone: bool) -> Found:
        subject = Subject(names=(query.name,), kinds=PERSONS)
        if not by_name_alone:
            subject = Subject(
                names=(query.name,),
                kinds=PERSONS,
                born=(query.born,) if query.born else (),
                countries=(query.country,) if query.country else (),
            )
        likely = self._register.find(subject, at_least=THRESHOLD, limit=ENOUGH)
        return {each.listing.ref: each.score for each in likely if each.score >= THRESHOLD}
