"""Dates that keep their precision: a month is a span of days, never a guessed day."""

import calendar
import datetime
from typing import NamedTuple


def end_of(start: datetime.date, days: int = 0, months: int = 0) -> datetime.date:
    """The last day of a period; the day it runs from is day 0, a short month ends it early."""
    year, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    moved = start.replace(year=start.year + year, month=month + 1, day=min(start.day, last))
    return moved + datetime.timedelta(days=days)


class Span(NamedTuple):
    """The first and last day a date can mean."""

    first: datetime.date
    last: datetime.date


def read_span(value: str) -> Span | None:
    """The days of `2017-08-05` or `2017-08`, None where it is no date."""
    try:
        if len(value) == len("2017-08"):
            first = datetime.date.fromisoformat(f"{value}-01")
            return Span(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return Span(day, day)
