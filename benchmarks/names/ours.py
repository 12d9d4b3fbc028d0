"""tidewaiter, driven as the benchmark asks."""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.names.data import Pair, Query, watchlist
from benchmarks.names.side import THRESHOLD, Answers
from benchmarks.timing import timed
from tidewaiter.lists import LoadedList
from tidewaiter.model import ListVersion, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare
from tidewaiter.screening import Register

PERSONS: tuple[ListingKind, ...] = ("person", "organization")
ENOUGH = 50


class Ours:
    """The comparer of `tidewaiter.names`, and the register of `tidewaiter.screening`."""

    name = "tidewaiter"

    def __init__(self) -> None:
        self._register = Register(())

    def score(self, pair: Pair) -> float:
        """How alike the two names are."""
        return compare(pair.first, pair.second, pair.kind).value

    def load(self, folder: Path) -> str:  # noqa: ARG002 - nothing is written
        """Read the entities and build the index."""

        def build() -> int:
            listings = tuple(watchlist())
            merged = LoadedList(ListVersion(name="merged", source="merged"), listings)
            # Nothing is remembered: a query asked twice costs as much as two.
            self._register = Register([merged], remembered=0)
            return len(listings)

        return f"read and built {timed(build).cpu:.1f} s"

    def search(self, queries: Sequence[Query], *, by_name_alone: bool) -> Answers:
        """Ask for each query by itself."""
        answers = Answers()
        for query in queries:
            start = time.process_time()
            found = self._register.find(_subject(query, by_name_alone), limit=ENOUGH)
            answers.seconds.append(time.process_time() - start)
            scores = {each.listing.ref: each.weighed.score for each in found}
            answers.found.append({ref: s for ref, s in scores.items() if s >= THRESHOLD})
        return answers


def _subject(query: Query, by_name_alone: bool) -> Subject:
    if by_name_alone:
        return Subject(names=(query.name,), kinds=PERSONS)
    return Subject(
        names=(query.name,),
        kinds=PERSONS,
        born=tuple(filter(None, (query.born,))),
        countries=tuple(filter(None, (query.country,))),
    )
