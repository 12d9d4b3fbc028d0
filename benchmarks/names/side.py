"""What is asked of both sides of the comparison."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.names.data import Pair, Query

THRESHOLD = 0.7

Found = dict[str, float]


@dataclass(slots=True)
class Answers:
    """What was found for each query, by entry, with the processor seconds of each query.

    `shared` is the time spent on all queries together, such as blocking in one batch.
    """

    found: list[Found] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    shared: float = 0.0

    @property
    def rate(self) -> float:
        """Queries a second of processor time, everything counted."""
        return len(self.found) / (self.shared + sum(self.seconds))


class Side(Protocol):
    """A matcher as the benchmark drives it."""

    name: str

    def score(self, pair: Pair) -> float:
        """How alike the two names are, 0 to 1."""

    def load(self, folder: Path) -> str:
        """Make the 39,236 entities ready for search; says what was measured of it."""

    def search(self, queries: Sequence[Query], *, by_name_alone: bool) -> Answers:
        """The entries like each query at `THRESHOLD` or more, with or without birth and country."""
