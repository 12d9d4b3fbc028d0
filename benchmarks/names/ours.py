"""tidewaiter, driven as the benchmark asks."""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.names.data import Pair, Query, watchlist
from benchmarks.names.side import THRESHOLD, Answers
from benchmarks.timing import timed
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher, compare

PERSONS: tuple[ListingKind, ...] = ("person", "organization")
ENOUGH = 50


class Ours:
    """The comparer and the index of `tidewaiter.names`."""

    name = "tidewaiter"

    def __init__(self) -> None:
        self._matcher = Matcher(())

    def score(self, pair: Pair) -> float:
        """How alike the two names are."""
        return compare(pair.first, pair.second, pair.kind).value

    def load(self, folder: Path) -> str:  # noqa: ARG002 - nothing is written
        """Read the entities and build the index."""

        def build() -> int:
            listings = watchlist()
            self._matcher = Matcher(listings)
            return len(listings)

        return f"read and built {timed(build).cpu:.1f} s"

    def search(
        self,
        queries: Sequence[Query],
        *,
        by_name_alone: bool,  # noqa: ARG002 - not yet weighed
    ) -> Answers:
        """Ask for each query by itself."""
        answers = Answers()
        for query in queries:
            start = time.process_time()
            found = self._matcher.search(query.name, PERSONS, at_least=THRESHOLD, limit=ENOUGH)
            answers.seconds.append(time.process_time() - start)
            answers.found.append({each.listing.ref: each.score.value for each in found})
        return answers
