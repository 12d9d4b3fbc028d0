"""When a notice, a stop or a limit was reached, by the days the data knows."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

from tidewaiter.model import Record
from tidewaiter.monitor.figures import Check
from tidewaiter.monitor.quotas.convert import Blend
from tidewaiter.monitor.quotas.counting import Sum, count, lay
from tidewaiter.monitor.quotas.periods import Period
from tidewaiter.monitor.quotas.position import Desk, Position
from tidewaiter.monitor.quotas.reports import LedgerName, Report, Unit

Certainty = Literal["sure", "by the middle factor", "possible"]
Basis = Literal["reported", "reported, gaps by customs"]
BASES: dict[Basis, tuple[LedgerName, ...]] = {
    "reported": ("reported",),
    "reported, gaps by customs": ("reported", "customs"),
}


class Crossing(Record, frozen=True, kw_only=True):
    """A percentage of a limit, and between which days it was reached.

    `after` is the last day for which the total known was still below, None where the first report
    is over; `by` is the last day of the report that took it over. `could_be_known` is the day that
    report was published, or, where `from_law` is true, the last day it was due. `certainty` is
    `sure` where the lower end of the total is over, `possible` where only the upper end is.
    """

    period: Period
    basis: Basis
    unit: Unit
    level: int
    stops: bool
    after: datetime.date | None
    by: datetime.date
    could_be_known: datetime.date | None
    from_law: bool
    percent: float
    certainty: Certainty
    check: Check


class Point(Record, frozen=True):
    """The total up to the end of a report's days, in percent of a limit."""

    day: datetime.date
    percent: float
    least: float
    most: float
    sum: Sum


def crossings(desk: Desk) -> tuple[Crossing, ...]:
    """Every crossing of every period, in the order of the periods."""
    return tuple(each for position in desk.positions for each in _of(position, desk.blends))


def course(
    position: Position, unit: Unit, blends: Sequence[Blend], basis: Basis = "reported"
) -> tuple[Point, ...]:
    """The running total at the end of each report's days.

    By the reports alone the widest published amounts count; with gaps filled by customs the finest
    parts do, since a published total leaves no gap to fill.
    """
    limit = position.period.limits[unit]
    ledgers = BASES[basis]
    own = [report for report in position.reports if report.ledger in ledgers]
    points = []
    for day in sorted({report.until for report in own if report.has_amount}):
        ended = [report for report in own if report.until <= day]
        total = (
            count(ended, unit, blends) if basis == "reported" else lay(ended, unit, blends, ledgers)
        )
        if total is not None:
            value, least, most = (
                100 * each / limit for each in (total.value, total.low, total.high)
            )
            points.append(Point(day, value, least, most, total))
    return tuple(points)


def _of(position: Position, blends: Sequence[Blend]) -> Iterator[Crossing]:
    has_customs = any(report.ledger == "customs" for report in position.reports)
    for basis in BASES:
        if basis != "reported" and not has_customs:
            continue
        for unit in position.period.limits:
            points = course(position, unit, blends, basis)
            for level in position.period.levels:
                found = _crossing(position.period, basis, unit, level, points)
                if found is not None and not (basis != "reported" and _only_reports(found, points)):
                    yield found


def _only_reports(found: Crossing, points: Sequence[Point]) -> bool:
    """Whether customs have no part in it: it then stands under the reports already."""
    at = next(point for point in points if point.day == found.by)
    return all(report.ledger == "reported" for report in at.sum.reports)


def _crossing(
    period: Period, basis: Basis, unit: Unit, level: int, points: Sequence[Point]
) -> Crossing | None:
    over = next((point for point in points if point.percent >= level), None)
    possible = next((point for point in points if point.most >= level), None)
    at = over or possible
    if at is None:
        return None
    before = [point.day for point in points if point.day < at.day]
    known, from_law = _known(period, at.sum.reports, at.day)
    middle: Certainty = "sure" if at.least >= level else "by the middle factor"
    return Crossing(
        period=period,
        basis=basis,
        unit=unit,
        level=level,
        stops=level == period.stop_at,
        after=max(before, default=None),
        by=at.day,
        could_be_known=known,
        from_law=from_law,
        percent=at.percent,
        certainty=middle if over is not None else "possible",
        check=at.sum.check,
    )


def _known(
    period: Period, reports: Sequence[Report], day: datetime.date
) -> tuple[datetime.date | None, bool]:
    """When the last of these reports was seen; else when it was due."""
    last = [report for report in reports if report.until == day]
    seen = [report.known for report in last if report.known is not None]
    if len(seen) == len(last):
        return max(seen), False
    due = period.due(day)
    return due, due is not None
