"""What is still unexamined, as numbers and as lists that lead to each item; and what is owed."""

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
DutyKind = Literal[
    "manifest",
    "container",
    "decision",
    "unread",
    "inspection",
    "seizure",
    "storage",
    "disposal",
    "report",
]


class GapItem(Record, frozen=True):
    """One thing left out: what it is, since when, when it was due, and the event it leads to.

    `key` names the duty that would close it (`inspection/9f3c0d1e2a4b-17`).
    """

    subject: str
    what: str
    since: datetime.datetime
    event: int
    due: datetime.datetime | None = None
    owner: str = ""
    case: str = ""
    paragraph: str = ""
    key: str = ""

    def overdue(self, now: datetime.datetime) -> bool:
        """True where it was due before that moment."""
        return self.due is not None and self.due < now


class Gap(Record, frozen=True):
    """How many of how many were left out, how many are overdue, and since when the oldest is.

    `items` holds the most urgent, first those overdue longest: all of them where all were asked
    for.
    """

    name: GapName
    of: int
    count: int
    overdue: int = 0
    oldest: datetime.datetime | None = None
    items: tuple[GapItem, ...] = ()


class Coverage(Record, frozen=True):
    """The gaps of one period as known at `now`, and what cannot be counted, in words.

    `verified_to` is the number of the last event up to which the chain was found whole, 0 where
    it was not looked at.
    """

    first: datetime.date
    last: datetime.date
    now: datetime.datetime
    gaps: tuple[Gap, ...]
    uncounted: tuple[str, ...] = ()
    verified_to: int = 0
    port: str = ""

    @property
    def overdue(self) -> int:
        """How many items of all gaps are overdue."""
        return sum(gap.overdue for gap in self.gaps)


class Duty(Record, frozen=True):
    """Something owed: by whom, by when, and to whom it goes when it is late.

    `key` names it (`report/un/2270/40/seizure/9f3c0d1e2a4b-17`). `level` counts the steps of
    escalation that have passed, `escalated_to` is who the last of them names. `limit` says whose
    the day is: the desk's own or the law's, and by which paragraph. `filed` is the number of the
    `filing` event that proves it done.
    """

    key: str
    kind: DutyKind
    what: str
    subject: str
    owner: str
    since: datetime.datetime
    due: datetime.datetime | None = None
    level: int = 0
    escalated_to: str = ""
    limit: str = ""
    paragraph: str = ""
    case: str = ""
    event: int = 0
    filed: int = 0

    def overdue(self, now: datetime.datetime) -> bool:
        """True where it is open and was due before that moment."""
        return self.filed == 0 and self.due is not None and self.due < now


class DutySet(Record, frozen=True):
    """Payload of a `duty` event: who owns a duty from then on, and by when it is due.

    An empty owner gives it back to whoever owns it without a word of a supervisor.
    """

    key: str
    owner: str
    due: datetime.datetime | None = None
    why: str = ""


class Filing(Record, frozen=True):
    """Payload of a `filing` event: a paper that proves a duty done.

    `sha256` is that of the paper as sent on the day `on`, `to` whoever it was sent to.
    """

    key: str
    on: datetime.date
    to: str
    sha256: str
    name: str = ""
