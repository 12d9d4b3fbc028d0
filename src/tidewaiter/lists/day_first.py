"""Dates that a list writes day first, `01/03/1958`."""

import re

from tidewaiter.codes import PartialDate, parse_date

_DAY = re.compile(r"(dd|\d{1,2})[/-](mm|\d{1,2})[/-](\d{4})")


def read_day(text: str) -> PartialDate | None:
    """A date day first, with `dd` and `mm` or zeros where the list knows no day or month."""
    written = _DAY.fullmatch(text.strip().casefold())
    if written is None:
        return parse_date(text)
    day, month = (int(part) if part.isdecimal() else 0 for part in written.groups()[:2])
    parts = [written[3], *([f"{month:02}"] if month else [])]
    return parse_date("-".join([*parts, *([f"{day:02}"] if month and day else [])]))
