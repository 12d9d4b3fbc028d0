"""The periods of the caps: each with its limits and notices, from the law files."""

import calendar
import datetime
import re
from collections.abc import Iterator

from tidewaiter.law import BASE, Law
from tidewaiter.law.span import end_of
from tidewaiter.model import LawError, Record
from tidewaiter.model.finding import cite_paragraph
from tidewaiter.model.law import Cap, Measure
from tidewaiter.monitor.quotas.reports import Goods, Unit

PRODUCTS: dict[Goods, str] = {
    "coal": "coal",
    "refined": "refined_petroleum",
    "crude": "crude_oil",
}
FULL = 100
MONTHS = tuple(calendar.month_name)
_YEARLY = re.compile(r"12 months from (?P<day>\d{1,2}) (?P<month>\w+)")
_ONE_DAY = datetime.timedelta(days=1)


class Period(Record, frozen=True, kw_only=True):
    """One period of one cap: whichever of its `limits` is reached first ends the trade.

    `levels` are the percentages at which the Committee gives notice, with 100; at `stop_at`
    trade stops. `ended` is the last day of the paragraph where it was replaced within the period.
    `due_days` is how long after its days a report is due, None where the law does not say so.
    """

    goods: Goods
    measure: str
    citation: str
    since: datetime.date
    until: datetime.date
    limits: dict[Unit, float]
    levels: tuple[int, ...]
    stop_at: int | None
    check: str
    ended: datetime.date | None = None
    due_days: int | None = None

    def due(self, day: datetime.date) -> datetime.date | None:
        """When a report of days that end on this one had to be in."""
        return None if self.due_days is None else end_of(day, days=self.due_days)


def periods(law: Law, goods: Goods, today: datetime.date) -> tuple[Period, ...]:
    """The periods of all caps of the base law on these goods that have begun, in order.

    Raises:
        LawError: a cap repeats in a way that is not known here.
    """
    found = [
        _period(law, measure, cap, goods, span)
        for measure in law.measures
        if measure.source == BASE and PRODUCTS[goods] in measure.products
        for cap in measure.caps
        for span in _spans(cap, min(today, measure.until or today))
    ]
    return tuple(sorted(found, key=lambda each: each.since))


def _period(
    law: Law, measure: Measure, cap: Cap, goods: Goods, span: tuple[datetime.date, datetime.date]
) -> Period:
    since, until = span
    limits: tuple[tuple[Unit, float | None], ...] = (
        ("bbl", cap.barrels),
        ("t", cap.tonnes),
        ("usd", cap.usd),
    )
    stop = () if cap.stop_at is None else (cap.stop_at,)
    after = measure.until is not None and measure.until < until
    reports = [each for each in measure.reports if each.due in {"within", "monthly"}]
    return Period(
        goods=goods,
        measure=measure.id,
        citation=cite_paragraph(law.act_of(measure.id).symbol, measure.paragraph),
        since=since,
        until=until,
        limits={unit: limit for unit, limit in limits if limit is not None},
        levels=tuple(sorted({*cap.warn_at, *stop, FULL})),
        stop_at=cap.stop_at,
        check=cap.check,
        ended=measure.until if after else None,
        due_days=reports[0].days if len(reports) > 0 else None,
    )


def _spans(cap: Cap, last: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The periods of a cap that begin by the last day."""
    since = cap.since
    while since <= last:
        until = cap.until if cap.each == "" else _end(cap, since)
        yield since, until or last
        if cap.each == "":
            return
        since = (until or last) + _ONE_DAY


def _end(cap: Cap, since: datetime.date) -> datetime.date:
    if cap.each == "calendar year":
        return datetime.date(since.year, 12, 31)
    match = _YEARLY.fullmatch(cap.each)
    if match is None or match["month"] not in MONTHS:
        raise LawError(f"a cap from {cap.since} repeats each {cap.each!r}, which is not known")
    turn = datetime.date(since.year, MONTHS.index(match["month"]), int(match["day"]))
    following = turn if turn > since else turn.replace(year=since.year + 1)
    return following - _ONE_DAY
