"""Dates of birth as lists write them: exact, partial, about, or between two."""

import re
from collections.abc import Callable

from tidewaiter.codes import PartialDate, parse_date

_ABOUT = re.compile(r"^(?:circa|approximately|approx\.?|about|ca?\.|약)\s*|\s*(?:경|추정)$", re.I)
_BETWEEN = re.compile(
    r"^(?:between\s+)?(?P<from>.+?)\s*(?:/|~|–|\s(?:to|and)\s|(?<=\d{4})-(?=\d{4}$))\s*(?P<to>.+)$",
    re.I,
)


def read_birth(text: str, parse: Callable[[str], PartialDate | None] = parse_date) -> str | None:
    """The date with its precision (`1963`, `1963-05-01`, `1963/1965`); None where it is none."""
    plain = _ABOUT.sub("", text.strip())
    whole = parse(plain)
    if whole is not None:
        return str(whole)
    match = _BETWEEN.match(plain)
    if match is None:
        return None
    ends = [parse(match["from"]), parse(match["to"])]
    return "/".join(map(str, ends)) if None not in ends else None
