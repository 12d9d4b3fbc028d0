"""Reports of amounts under a cap: who, for which days, in which state, and by which source."""

import calendar
import datetime
from collections.abc import Iterable
from typing import Literal, get_args

from tidewaiter.model import Record
from tidewaiter.monitor.figures import Check, read_kept

Goods = Literal["coal", "refined", "crude"]
LedgerName = Literal["reported", "customs", "alleged"]
State = Literal["reported", "nil", "not reported", "late", "withdrawn", "unknown"]
Unit = Literal["t", "bbl", "usd"]
GOODS: tuple[Goods, ...] = get_args(Goods)
LEDGERS: tuple[LedgerName, ...] = get_args(LedgerName)
STATES: tuple[State, ...] = get_args(State)
EVERY_STATE = "*"
UNIT_WORDS: dict[Unit, str] = {"t": "tonnes", "bbl": "barrels", "usd": "US dollars"}


class Report(Record, frozen=True, kw_only=True):
    """What one source says was moved from `since` to `until`, both included.

    `states` are the States whose trade it is, by ISO 3166-1 and joined by `+`; `*` is all of them.
    `state` is what became of the report: `reported` and `late` have an amount; `nil` is a report of
    nothing; `not reported` was seen to be missing; `withdrawn` was published and later gone, and
    keeps its amount; `unknown` is what nobody has found. `by` says who counted or alleged it where
    it is no report of the States. `known` is the day it was to be seen.
    """

    goods: Goods
    ledger: LedgerName
    states: str
    since: datetime.date
    until: datetime.date
    state: State
    tonnes: float | None = None
    barrels: float | None = None
    usd: float | None = None
    product: str = ""
    by: str = ""
    known: datetime.date | None = None
    source: str
    address: str = ""
    check: Check
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, datetime.date, datetime.date, str]:
        """What makes it the same report when it is published again."""
        by = self.by if self.ledger == "alleged" else ""
        return (self.goods, self.ledger, self.states, self.since, self.until, by)

    @property
    def has_amount(self) -> bool:
        """Whether it says how much; a nil report does."""
        amounts = (self.tonnes, self.barrels, self.usd)
        return self.state == "nil" or any(amount is not None for amount in amounts)

    @property
    def width(self) -> int:
        """How much it speaks of: days times States, all States being more than any number."""
        many = 1000 if self.states == EVERY_STATE else len(self.members)
        return many * ((self.until - self.since).days + 1)

    @property
    def members(self) -> frozenset[str]:
        """The States it names, one by one."""
        return frozenset(self.states.split("+"))

    def given(self, unit: Unit) -> float | None:
        """The amount as published in this unit; 0 of a nil report."""
        if self.state == "nil":
            return 0.0
        return {"t": self.tonnes, "bbl": self.barrels, "usd": self.usd}[unit]

    def holds(self, other: "Report") -> bool:
        """Whether all that the other speaks of lies within this one."""
        days = self.since <= other.since and other.until <= self.until
        return days and (self.states == EVERY_STATE or other.members <= self.members)

    def meets(self, other: "Report") -> bool:
        """Whether both speak of one day of one State."""
        days = self.since <= other.until and other.since <= self.until
        every = EVERY_STATE in {self.states, other.states}
        return days and (every or len(self.members & other.members) > 0)


def kept_reports() -> tuple[Report, ...]:
    """The reports that came with the program."""
    return read_kept("quota_reports", Report)


def newest(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Each report as it was last seen; what it said before stays in the tables it came from."""
    found: dict[object, Report] = {}
    for report in reports:
        before = found.get(report.key)
        if before is None or _seen(before) <= _seen(report):
            found[report.key] = report
    return tuple(found.values())


def month_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the month of a day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def _seen(report: Report) -> datetime.date:
    return report.known or datetime.date.min
