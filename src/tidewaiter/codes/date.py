"""Dates that keep the precision they were written with."""

import calendar
import datetime
import re

from tidewaiter.model import Record

_WRITTEN = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[t ]\d{2}:?\d{2}.*)?"),
    re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})\.?"),
    re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\d{4}|\d{6})?"),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),
    re.compile(r"(?P<y>(?:19|20)\d{2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월](?:\s*(?P<d>\d{1,2})\s*[日일])?"),
    re.compile(r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s.-]+)?(?P<n>[a-z]{3,9})[\s.,-]+(?P<y>\d{4})"),
    re.compile(r"(?P<n>[a-z]{3,9})[\s.]+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"),
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


class PartialDate(Record, frozen=True):
    """A year, a month or a day; `month` and `day` are 0 where not written."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> datetime.date:
        """The earliest day it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The latest day it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def before(self, day: datetime.date) -> bool | None:
        """True if certainly before the day, False if certainly not, None if it cannot be told."""
        if self.last < day:
            return True
        return False if self.first >= day else None

    def after(self, day: datetime.date) -> bool | None:
        """True if certainly after the day, False if certainly not, None if it cannot be told."""
        if self.first > day:
            return True
        return False if self.last <= day else None

    def agrees(self, other: "PartialDate") -> bool:
        """True where both can mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 + (self.month > 0) + (self.day > 0)])


def parse_date(text: str) -> PartialDate | None:
    """A date from ISO 8601 and the ways documents write it; None where it cannot be told.

    `06/08/2017` is None: June and August are both possible, and no guess is made.
    `31/12/2017` is read, since only one reading exists; `06.08.2017` is day first.
    """
    value = text.strip().casefold()
    for pattern in _WRITTEN:
        match = pattern.fullmatch(value)
        if match is not None:
            return _build(match.groupdict())
    return _parse_slashed(value)


def _build(parts: dict[str, str | None]) -> PartialDate | None:
    month = int(parts.get("m") or 0)
    if "n" in parts:
        month = _month(parts["n"] or "")
        if month == 0:
            return None
    return _date(int(parts["y"] or 0), month, int(parts.get("d") or 0))


def _month(name: str) -> int:
    """The number of an English month from its name or first letters; 0 if it is none."""
    if name == "sept":
        return 9
    numbers = [number for number, full in enumerate(_MONTHS, 1) if full.startswith(name)]
    return numbers[0] if len(numbers) == 1 else 0


def _date(year: int, month: int, day: int) -> PartialDate | None:
    """The date if it exists in the calendar; a month or day of zero stands for none."""
    if month == 0 and day > 0:
        return None
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def _parse_slashed(value: str) -> PartialDate | None:
    match = _SLASHED.fullmatch(value)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    readings = {date for date in (_date(year, first, second), _date(year, second, first)) if date}
    return readings.pop() if len(readings) == 1 else None
