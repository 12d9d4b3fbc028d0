"""Single values of a segment: numbers, dates, HS codes, ship identities."""

import datetime
import re
from math import isfinite
from typing import NamedTuple

from tidewaiter.cargo.edifact.codes import DATE_FORMATS, DATES
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.model.consignment import DateKind

_HS = re.compile("[0-9]{4,10}")
_IMO = re.compile(r"(?:IMO ?)?([0-9]{7})")
_PIECES = {
    "C": ("year", 4),
    "Y": ("year", 2),
    "M": ("month", 2),
    "D": ("day", 2),
    "H": ("hour", 2),
    "N": ("minute", 2),
    "S": ("second", 2),
}


class Dtm(NamedTuple):
    """A date of a DTM segment.

    `date` is None where it cannot be read in its format; `more` is True where the segment holds
    more than qualifier, date and format.
    """

    qualifier: str
    kind: DateKind
    date: str | None
    form: str
    more: bool

    @property
    def fault(self) -> str:
        """What to say of a date that cannot be read."""
        return f"date not readable in format {self.form or '(none)'}"


def read_dtm(e: list[str]) -> Dtm | None:
    """The date of a DTM segment; None where it is empty or of a kind that is not asked for."""
    if len(e) < 2:
        return None
    qualifier, value, form, *more = (e[1] + US + US).split(US)
    kind = DATES.get(qualifier)
    if kind is None or value == "":
        return None
    return Dtm(qualifier, kind, parse_date(value, form), form, len(e) > 2 or any(more))


def parse_number(text: str) -> float | None:
    """A declared number, with a point or a comma for decimals; None where it is not one.

    A number too large for a float, which only a broken document holds, is none.
    """
    if not (text.replace(".", "", 1).isdigit() and text.isascii()):
        text = text.strip().replace(",", ".", 1)
        if not (text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()):
            return None
    number = float(text)
    return number if isfinite(number) else None


def is_hs(text: str) -> bool:
    """True where the text has the shape of an HS code of 4 to 10 digits, points aside."""
    if text.isdigit() and text.isascii():
        return 4 <= len(text) <= 10
    return _HS.fullmatch(text.replace(".", "").replace(" ", "")) is not None


def find_imo(text: str) -> str | None:
    """The seven digits of an IMO number, with or without the letters before them."""
    match = _IMO.fullmatch(text.strip().upper())
    return None if match is None else match[1]


def has_imo_check_digit(digits: str) -> bool:
    """True where the last digit of seven is the one the first six call for."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return total % 10 == int(digits[6])


def parse_date(text: str, form: str) -> str | None:
    """A date in ISO 8601 as precise as declared; None where format or digits do not fit.

    A two-digit year from 70 on is of the twentieth century. A period is two dates with a
    stroke between them.
    """
    pattern = DATE_FORMATS.get(form)
    if pattern is None:
        return None
    first, dash, last = pattern.partition("-")
    if dash == "":
        return _moment(text, first)
    begin, _, end = text.partition("-")
    if end == "" and len(text) % 2 == 0:
        begin, end = text[: len(text) // 2], text[len(text) // 2 :]
    moments = _moment(begin, first), _moment(end, last)
    return None if None in moments else f"{moments[0]}/{moments[1]}"


def _moment(text: str, pattern: str) -> str | None:
    found: dict[str, int] = {}
    for letter in pattern.removesuffix("Z"):
        name, width = _PIECES[letter]
        digits, text = text[:width], text[width:]
        if len(digits) < width or not (digits.isascii() and digits.isdigit()):
            return None
        found[name] = int(digits)
        if letter == "Y":
            found[name] += 1900 if found[name] >= 70 else 2000
    if text != "" and not (pattern.endswith("Z") and len(text) <= 5):
        return None
    return _iso(found, text)


def _iso(found: dict[str, int], zone: str) -> str | None:
    """The ISO text of the pieces found, or None where no calendar has them."""
    if found.get("hour") == 24 and found.get("minute") == 0:
        found["hour"] = 0
        return _iso_day_after(found)
    try:
        moment = datetime.datetime(**{"month": 1, "day": 1, **found})  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    written = moment.isoformat()
    widths = {"second": 19, "minute": 16, "day": 10, "month": 7, "year": 4}
    cut = next(width for name, width in widths.items() if name in found)
    return written[:cut] + ("Z" if zone in {"UTC", "GMT", "Z"} else "")


def _iso_day_after(found: dict[str, int]) -> str | None:
    """Midnight at the end of a day, written 24:00, is the start of the next."""
    day = _iso({name: found[name] for name in ("year", "month", "day")}, "")
    if day is None:
        return None
    following = datetime.date.fromisoformat(day) + datetime.timedelta(days=1)
    return f"{following.isoformat()}T00:00"
