"""Which day's law and listings bind a consignment."""

import calendar
import datetime

from tidewaiter.model import Consignment, Dated, Defect
from tidewaiter.model.consignment import DateKind

# The day the paper speaks for comes first; the voyage's days follow.
PREFERENCE: tuple[DateKind, ...] = (
    "document",
    "issue",
    "acceptance",
    "arrival",
    "loading",
    "departure",
    "delivery",
)


def act_date(
    consignment: Consignment, *, as_of: datetime.date | None, today: datetime.date
) -> tuple[datetime.date, Defect | None]:
    """The day to judge by, with a defect where the document leaves it open.

    `as_of` wins; then the document's own dates in order of preference. A date known only to
    the month or year counts as the last day of it, since the law of this regime has only
    grown. Without any date the day of the examination is taken, and said so.
    """
    if as_of is not None:
        return as_of, None
    for kind in PREFERENCE:
        for dated in consignment.dates:
            if dated.kind == kind:
                return _last_day(dated, today)
    problem = f"no usable date: judged by the law and lists of {today}"
    return today, Defect(at="", problem=problem)


def is_dated(consignment: Consignment) -> bool:
    """True where the document gives a day to judge by."""
    return act_date(consignment, as_of=None, today=datetime.date.max)[0] != datetime.date.max


def _last_day(dated: Dated, today: datetime.date) -> tuple[datetime.date, Defect | None]:
    try:
        parts = [int(part) for part in dated.value[:10].split("-")]
        if len(parts) == 3:
            return datetime.date(*parts), None
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        day = datetime.date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        problem = f"the date cannot be read: judged by the law and lists of {today}"
        return today, Defect(at="", problem=problem, text=dated.value)
    problem = f"the date is not known to the day: judged as of {day}"
    return day, Defect(at="", problem=problem, text=dated.value)
