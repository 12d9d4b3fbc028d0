"""Dates that keep their precision: a month is a span of days, never a guessed day."""

import calendar
import datetime
from typing import NamedTuple


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
