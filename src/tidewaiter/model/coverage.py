"""What is still unexamined, as numbers and as lists that lead to each item."""

import datetime
from typing import Literal

from tidewaiter.model.record import Record

GapName = Literal[
    "calls_without_manifest",
    "containers_on_no_manifest",
    "containers_not_aboard",
    "consignments_without_decision",
    "inspections_without_outcome",
    "findings_without_follow_up",
]


class GapItem(Record, frozen=True):
    """One thing left out: what it is, since when, when it was due, and the event it leads to."""

    subject: str
    what: str
    since: datetime.datetime
    event: int
    due: datetime.datetime | None = None
    owner: str = ""
    case: str = ""
    paragraph: str = ""

    def overdue(self, now: datetime.datetime) -> bool:
        """True where it was due before that moment."""
        return self.due is not None and self.due < now


class Gap(Record, frozen=True):
    """How many of how many were left out, and each of them, most urgent first."""

    name: GapName
    of: int
    items: tuple[GapItem, ...]


class Coverage(Record, frozen=True):
    """The gaps of one period as known at `now`, and what cannot be counted, in words."""

    first: datetime.date
    last: datetime.date
    now: datetime.datetime
    gaps: tuple[Gap, ...]
    uncounted: tuple[str, ...] = ()
    verified_to: int = 0

    @property
    def overdue(self) -> int:
        """How many items of all gaps are overdue."""
        return sum(item.overdue(self.now) for gap in self.gaps for item in gap.items)
