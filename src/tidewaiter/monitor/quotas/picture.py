"""The course of a cap over its period, as a chart."""

import datetime
from collections.abc import Sequence

from tidewaiter.model import BadInput
from tidewaiter.monitor.charts import Rule, Series, Theme, line_chart
from tidewaiter.monitor.quotas.crossings import Point, course
from tidewaiter.monitor.quotas.position import Desk, Position
from tidewaiter.monitor.quotas.reports import UNIT_WORDS, Unit


def draw_course(position: Position, desk: Desk, theme: Theme = "light") -> str:
    """The running totals in percent of the limit that binds; SVG text.

    A stretch of which a report is known to be missing is a gap.

    Raises:
        BadInput: no report of the period is known, or charts are not installed.
    """
    binding = position.binding()
    if binding is None:
        advice = "`tidewaiter quota show` says of which periods reports are known."
        raise BadInput("no report is known to draw", where=_title(position), advice=advice)
    period = position.period
    lines = [Series("reported", _points(position, course(position, binding.unit, desk.blends)))]
    filled = _filled(position, binding.unit, desk)
    if len(filled) > 0:
        lines.append(Series("gaps by customs", _points(position, filled)))
    ended = () if period.ended is None else (Rule(period.ended, f"{period.citation} ends"),)
    return line_chart(
        _title(position),
        lines,
        unit=f"percent of {binding.limit:,.0f} {UNIT_WORDS[binding.unit]}",
        caption=_caption(position),
        rules=ended,
        theme=theme,
    )


def _filled(position: Position, unit: Unit, desk: Desk) -> Sequence[Point]:
    """The course with gaps filled by customs, up to the last of theirs; nothing without any."""
    last = max(
        (each.until for each in position.reports if each.ledger == "customs"),
        default=datetime.date.min,
    )
    points = course(position, unit, desk.blends, "reported, gaps by customs")
    return [point for point in points if point.day <= last] if _has_customs(points) else []


def _title(position: Position) -> str:
    period = position.period
    span = f"{period.goods}, {period.since} to {period.until}"
    binding = position.binding()
    if binding is None:
        return f"{span}: no total is reported"
    return f"{span}: {binding.percent:.0f} percent of the limit in {UNIT_WORDS[binding.unit]}"


def _caption(position: Position) -> str:
    told = [each.source for each in position.reports if each.has_amount]
    named = "; ".join(dict.fromkeys(told))
    rule = "Running totals at the end of each report's days; alleged amounts are not drawn."
    return f"{rule} {position.period.citation}. Sources: {named}."


def _has_customs(points: Sequence[Point]) -> bool:
    return any(report.ledger == "customs" for point in points for report in point.sum.reports)


def _points(
    position: Position, points: Sequence[Point]
) -> tuple[tuple[datetime.date, float | None], ...]:
    begun: dict[datetime.date, float] = {position.period.since: 0.0}
    known = begun | {point.day: point.percent for point in points}
    holes = {each.until: None for each in position.reports if each.state == "unknown"}
    return tuple(sorted((holes | known).items()))
