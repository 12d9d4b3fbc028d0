"""Numbers, dates and codes as tables write them; what can be read two ways is not read.

Every function returns None where the text is ambiguous or no such value: the caller keeps the
text and reports a defect, nothing is guessed.
"""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable

GROUPED = re.compile(
    r"[+-]?\d{1,3}(?P<group>[ .,'])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))[.,]\d+)?"
)
LAKHS = re.compile(r"[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?|[+-]?[.,]\d+")
TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
KILOGRAMS = re.compile(r"(?i)\s*(?:kgs?|kgm|kilograms?|kilogrammes?|кг|公斤|千克)\.?$")
MOMENT = re.compile(
    r"(?P<day>.+?)(?:(?:T|,? +)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?P<fraction>[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TIME = re.compile(r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)$")


class Number(str):
    """Text of a number the file itself holds as a number: its point is a decimal point."""

    __slots__ = ()


def fold(text: str) -> str:
    """Full-width digits to plain ones, every kind of space to a plain one."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(plain.split())


def read_number(text: str) -> float | None:
    """The number a text stands for, or None where it is none, or could be two.

    `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5` and `12,34,567.8` are read; `1,234` and `12.500`
    could be thousands or decimals, and are not.
    """
    if isinstance(text, Number):
        return _finite(text)
    folded = fold(text)
    if TWO_WAYS.fullmatch(folded):
        return None
    if PLAIN.fullmatch(folded):
        return _finite(folded.replace(",", "."))
    if LAKHS.fullmatch(folded):
        return _finite(folded.replace(",", ""))
    match = GROUPED.fullmatch(folded)
    if match is None:
        return None
    group = match["group"]
    whole = folded.replace(group, "")
    # One and the same sign cannot both group and divide: `1.234.567,8` but never `1.234.5`.
    return _finite(whole.replace(",", "."))


def read_kilograms(text: str) -> float | None:
    """A weight in kilograms, its unit written out or not; None as for `read_number`, or below 0."""
    number = read_number(text if isinstance(text, Number) else KILOGRAMS.sub("", text))
    return None if number is None or number < 0 else number


def _finite(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_date(text: str) -> str | None:
    """A date as ISO 8601, as precise as written, or None where day and month could be swapped.

    Day first with points (`6.8.2017`) is read as day, month, year, as in all countries that
    write points; with strokes or dashes only where one of the two cannot be a month.
    """
    folded = TIME.sub("", fold(text))
    for form, read in DATE_FORMS:
        if (match := form.fullmatch(folded)) is not None:
            return read(match)
    return None


def read_moment(text: str) -> datetime.datetime | None:
    """A day, or a time of it, without a zone where none is written; a day alone is its midnight.

    None where `read_date` reads no whole day, or no clock shows that time.
    """
    match = MOMENT.fullmatch(fold(text))
    day = None if match is None else read_date(match["day"])
    if match is None or day is None or len(day) != len("2017-08-06"):
        return None
    zone = (match["zone"] or "").replace("GMT", "Z").replace("UTC", "Z")
    clock = f"{int(match['hour'] or 0):02d}:{match['minute'] or '00'}:{match['second'] or '00'}"
    clock += match["fraction"] or ""
    try:
        return datetime.datetime.fromisoformat(f"{day}T{clock}{zone}")
    except ValueError:
        return None


def _day_and_month(match: re.Match[str]) -> str | None:
    first, sign, second, year = match[1], match[2], match[3], match[4]
    if sign == "." or int(first) > 12 or int(first) == int(second):
        return _iso(year, second, first)
    if int(second) > 12:
        return _iso(year, first, second)
    return None


def _with_word(day: str, word: str, year: str) -> str | None:
    month = word[:3].lower()
    return _iso(year, str(MONTHS.index(month) + 1), day) if month in MONTHS else None


def _iso(year: str, month: str, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    return f"{date:%Y-%m}" if day is None else date.isoformat()


DATE_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"[12]\d{3}"), lambda match: match[0]),
    (re.compile(r"([12]\d{3})(\d{2})(\d{2})"), lambda match: _iso(match[1], match[2], match[3])),
    (
        re.compile(r"(\d{4})\s*[-./年년]\s*(\d{1,2})\s*(?:[-./月월]\s*(?:(\d{1,2})\s*[日일.]?)?)?"),
        lambda match: _iso(match[1], match[2], match[3]),
    ),
    (re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})"), _day_and_month),
    (
        re.compile(r"(\d{1,2})[\s.-]+([A-Za-z]{3,9})[\s.,-]+(\d{4})"),
        lambda match: _with_word(match[1], match[2], match[3]),
    ),
    (
        re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"),
        lambda match: _with_word(match[2], match[1], match[3]),
    ),
)
