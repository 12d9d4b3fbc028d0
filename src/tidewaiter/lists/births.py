"""Dates of birth as lists write them: exact, partial, about, from to, one or the other."""

import re

from tidewaiter.codes import parse_date

_ABOUT = re.compile(
    r"^(?:(?:born|circa|ca|c|approximately|approx|about|around|on|in)\b\.?\s*)+", re.IGNORECASE
)
_OR = re.compile(r"\s*(?:;|\n|\bor\b|\balt\.?\b(?: dob)?|\band\b)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|(?<=\d{4})\s*[-–~]\s*(?=\d{4})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def read_births(text: str, *, day_first: bool = False) -> list[str] | None:
    """Dates as `1961-02-03`, `1961-02`, `1961` or `1960/1963`; None where one cannot be told.

    `circa` and its like fall, since a date of birth is compared with its precision only.

    Args:
        text: What the list says.
        day_first: True where the list is known to write the day before the month.
    """
    between = _BETWEEN.fullmatch(text.strip())
    if between is not None:
        spans = [list(between.groups())]
    else:
        spans = [_TO.split(part) for part in _OR.split(text.strip()) if part != ""]
    dates = [[_read(end, day_first) for end in span] for span in spans]
    if len(dates) == 0 or any(date is None or len(span) > 2 for span in dates for date in span):
        return None
    return ["/".join(str(date) for date in span) for span in dates]


def _read(text: str, day_first: bool) -> str | None:
    value = _ABOUT.sub("", text.strip().strip(",").strip())
    slashed = _DAY_FIRST.fullmatch(value) if day_first else None
    if slashed is not None:
        day, month, year = slashed.groups()
        value = f"{year}-{month}-{day}"
    date = parse_date(value)
    return None if date is None else str(date)
