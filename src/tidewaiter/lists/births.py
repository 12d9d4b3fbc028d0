"""Dates of birth as lists write them: exact, partial, about, from to, one or the other."""

import re
from collections.abc import Callable

from tidewaiter.codes import PartialDate, parse_date

_ABOUT = re.compile(
    r"^(?:(?:born|circa|ca|c|approximately|approx|about|around|on|in|약)\b\.?\s*)+|\s*(?:경|추정)$",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:;|\n|\bor\b|\balt\.?\b(?: dob)?|\band\b)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(.+?)\s+(?:and|to)\s+(.+)", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+|\s*[/~–]\s*(?=\d{4})|(?<=\d{4})\s*-\s*(?=\d{4}$)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Parse = Callable[[str], PartialDate | None]


def read_births(text: str, *, day_first: bool = False) -> list[str] | None:
    """Dates as `1961-02-03`, `1961-02`, `1961` or `1960/1963`; None where one cannot be told.

    `circa` and its like fall, since a date of birth is compared with its precision only.

    Args:
        text: What the list says.
        day_first: True where the list is known to write the day before the month.
    """
    between = _BETWEEN.fullmatch(text.strip())
    parts = [text] if between is not None else [p for p in _OR.split(text.strip()) if p != ""]
    parse = _parse_day_first if day_first else parse_date
    dates = [read_birth(part, parse) for part in parts]
    known = [date for date in dates if date is not None]
    return known if len(known) == len(dates) > 0 else None


def read_birth(text: str, parse: Parse = parse_date) -> str | None:
    """One date with its precision (`1963`, `1963-05-01`, `1963/1965`); None where it is none."""
    plain = _plain(text)
    whole = parse(plain)
    if whole is not None:
        return str(whole)
    between = _BETWEEN.fullmatch(plain)
    ends = list(between.groups()) if between is not None else _TO.split(plain)
    dates = [parse(_plain(end)) for end in ends]
    return "/".join(map(str, dates)) if len(dates) == 2 and None not in dates else None


def _plain(text: str) -> str:
    return _ABOUT.sub("", text.strip().strip(",").strip())


def _parse_day_first(text: str) -> PartialDate | None:
    slashed = _DAY_FIRST.fullmatch(text)
    if slashed is not None:
        day, month, year = slashed.groups()
        text = f"{year}-{month}-{day}"
    return parse_date(text)
