"""Where a cap stands by each ledger, and the published totals beside the sum of their parts."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.law import Law
from tidewaiter.model import Record
from tidewaiter.monitor.quotas.convert import Blend, blends_of
from tidewaiter.monitor.quotas.counting import Sum, count, lay, spread_of
from tidewaiter.monitor.quotas.periods import Period, periods
from tidewaiter.monitor.quotas.reports import (
    GOODS,
    LEDGERS,
    Goods,
    LedgerName,
    Report,
    Unit,
    newest,
)


class Used(Record, frozen=True, kw_only=True):
    """How much of one limit one ledger says is used; `percent` of the limit, with its ends."""

    ledger: LedgerName
    unit: Unit
    limit: float
    sum: Sum
    by: str = ""

    @property
    def percent(self) -> float:
        """The value in percent of the limit."""
        return 100 * self.sum.value / self.limit

    @property
    def least(self) -> float:
        """The lower end in percent of the limit."""
        return 100 * self.sum.low / self.limit

    @property
    def most(self) -> float:
        """The upper end in percent of the limit."""
        return 100 * self.sum.high / self.limit


class Beside(Record, frozen=True, kw_only=True):
    """A published total and the sum of what lies within it; `ledgers` says whose parts they are.

    The parts need not fill the total: the difference says what they lack or have too much.
    """

    total: Report
    published: Sum
    parts: Sum
    ledgers: tuple[LedgerName, ...]

    @property
    def covered(self) -> float:
        """How much of the total's days and States the parts speak of, in percent."""
        return 100 * self.parts.spread / spread_of(self.total)

    @property
    def difference(self) -> float:
        """The sum of the parts less the published total, in percent of the total."""
        return 100 * (self.parts.value / self.published.value - 1)


class Position(Record, frozen=True, kw_only=True):
    """A period with what each ledger says of it. The ledgers are not added to one another.

    `used` has one entry for each ledger and limit, the limit first of which most is used; of what
    is alleged, one for each allegation, since two sources may tell of the same cargo. `silent` are
    reports that were not made, were withdrawn, or that nobody has found.
    """

    period: Period
    used: tuple[Used, ...]
    beside: tuple[Beside, ...]
    silent: tuple[Report, ...]
    reports: tuple[Report, ...]

    def binding(self, ledger: LedgerName = "reported") -> Used | None:
        """The limit of which most is used, which ends the trade first; None where none is known."""
        own = [each for each in self.used if each.ledger == ledger]
        return max(own, key=lambda each: each.percent, default=None)


class Desk(Record, frozen=True):
    """The periods of the law with the reports that fall in each, and those that fall in none."""

    positions: tuple[Position, ...]
    outside: tuple[Report, ...]
    blends: tuple[Blend, ...]


def examine(
    law: Law,
    reports: Iterable[Report],
    today: datetime.date,
    goods: Sequence[Goods] = GOODS,
    year: int | None = None,
) -> Desk:
    """Every period of the caps on these goods, in one year or all, with what is known of it."""
    latest = newest(reports)
    blends = blends_of(latest)
    found, outside = [], []
    for kind in goods:
        own = [report for report in latest if report.goods == kind]
        spans = periods(law, kind, today)
        asked = [
            each for each in spans if year is None or each.since.year <= year <= each.until.year
        ]
        found += [_position(each, own, blends) for each in asked]
        outside += [report for report in own if _is_outside(report, spans, year)]
    return Desk(tuple(found), tuple(outside), blends)


def within(period: Period, reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports whose days lie within the period."""
    return tuple(
        report
        for report in reports
        if period.since <= report.since and report.until <= period.until
    )


def _is_outside(report: Report, spans: Sequence[Period], year: int | None) -> bool:
    asked = year is None or report.since.year <= year <= report.until.year
    return asked and not any(len(within(span, [report])) > 0 for span in spans)


def _position(period: Period, reports: Sequence[Report], blends: Sequence[Blend]) -> Position:
    own = within(period, reports)
    used = [
        Used(ledger=ledger, unit=unit, limit=limit, sum=total, by=by)
        for ledger, by, rows in _ledgers(own)
        for unit, limit in period.limits.items()
        if (total := count(rows, unit, blends)) is not None
    ]
    used.sort(key=lambda each: (LEDGERS.index(each.ledger), -each.percent))
    silent = {"not reported", "withdrawn", "unknown"}
    return Position(
        period=period,
        used=tuple(used),
        beside=tuple(each for unit in period.limits for each in _beside(own, unit, blends)),
        silent=tuple(report for report in own if report.state in silent),
        reports=own,
    )


def _ledgers(reports: Sequence[Report]) -> list[tuple[LedgerName, str, list[Report]]]:
    """What is counted together: a ledger of reports or of customs; each allegation alone."""
    found: list[tuple[LedgerName, str, list[Report]]] = []
    for ledger in ("reported", "customs"):
        rows = [report for report in reports if report.ledger == ledger]
        found.append(("reported" if ledger == "reported" else "customs", "", rows))
    alleged = [report for report in reports if report.ledger == "alleged"]
    return found + [("alleged", report.by, [report]) for report in alleged]


def _beside(reports: Sequence[Report], unit: Unit, blends: Sequence[Blend]) -> Iterator[Beside]:
    """Each reported total beside its own parts, and beside what customs add to them."""
    for total in reports:
        alone = count([total], unit, blends)
        if total.ledger != "reported" or alone is None or alone.value == 0:
            continue
        inside = [each for each in reports if each is not total and total.holds(each)]
        own = [each for each in inside if each.ledger == "reported"]
        known = [each for each in (lay(own, unit, blends), count(own, unit, blends)) if each]
        parts = max(known, key=lambda each: each.spread, default=None)
        if parts is None or parts.value == 0:
            continue
        yield Beside(total=total, published=alone, parts=parts, ledgers=("reported",))
        both = lay(inside, unit, blends, ("reported", "customs"))
        if both is not None and both.spread > parts.spread:
            yield Beside(total=total, published=alone, parts=both, ledgers=("reported", "customs"))
