"""State by month: what became of each report."""

import datetime
from collections.abc import Iterator, Sequence

from tidewaiter.model import Record
from tidewaiter.monitor.quotas.convert import Blend, Converted, amount_of
from tidewaiter.monitor.quotas.position import Position
from tidewaiter.monitor.quotas.reports import EVERY_STATE, Report, Unit, month_of

IN_TOTAL = "in a total"
NOT_FOUND = "no report found"
# A first period may begin a day or two before its month.
LONGEST_MONTH = 35
# What holds for each month and each State of a wider report.
_EACH = {"nil", "not reported", "unknown"}


class MonthCell(Record, frozen=True, kw_only=True):
    """One month of one State, or of States that are reported together.

    `state` is that of the report; `in a total` where only a wider one speaks of the month, and
    `no report found` where none does. None of the two is zero.
    """

    month: datetime.date
    states: str
    state: str
    amount: Converted | None = None
    report: Report | None = None


def month_cells(position: Position, unit: Unit, blends: Sequence[Blend]) -> tuple[MonthCell, ...]:
    """The cells of a period by month, then State; of the reports alone, not of customs."""
    reports = [each for each in position.reports if each.ledger == "reported"]
    ordered = sorted(reports, key=lambda each: each.width)
    return tuple(
        _cell(month, states, ordered, unit, blends)
        for month in _months(position)
        for states in columns_of(reports)
    )


def columns_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """The columns of a table of months: each State alone, then those reported together."""
    alone = {name for report in reports for name in report.members} - {EVERY_STATE}
    joint = {report.states for report in reports if _is_month(report)} - alone
    return (*sorted(alone), *sorted(joint))


def _cell(
    month: datetime.date,
    states: str,
    reports: Sequence[Report],
    unit: Unit,
    blends: Sequence[Blend],
) -> MonthCell:
    for report in reports:
        if report.states == states and _is_month(report) and month_of(report.until)[0] == month:
            amount = amount_of(report, unit, blends)
            return MonthCell(
                month=month, states=states, state=report.state, amount=amount, report=report
            )
    for report in reports:
        if _speaks(report, month, states) and (report.has_amount or report.state in _EACH):
            state = report.state if report.state in _EACH else IN_TOTAL
            return MonthCell(month=month, states=states, state=state, report=report)
    return MonthCell(month=month, states=states, state=NOT_FOUND)


def _is_month(report: Report) -> bool:
    return (report.until - report.since).days < LONGEST_MONTH


def _speaks(report: Report, month: datetime.date, states: str) -> bool:
    first, last = month_of(month)
    named = report.states == EVERY_STATE or set(states.split("+")) <= report.members
    return named and report.since <= first and last <= report.until


def _months(position: Position) -> Iterator[datetime.date]:
    """The first day of each month of which the period holds more than one day."""
    day = position.period.since
    while day <= position.period.until:
        first, last = month_of(day)
        if (min(last, position.period.until) - day).days > 0:
            yield first
        day = last + datetime.timedelta(days=1)
