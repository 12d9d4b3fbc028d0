"""Typed cells of sheets and Parquet columns as the text they stand for."""

import datetime
import decimal
from collections.abc import Callable
from typing import Any

from tidewaiter.cargo.table.values import Number


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without `.0`, dates as ISO 8601, nothing for an empty cell."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    for kind, write in KINDS:
        if isinstance(value, kind):
            return write(value)
    return "" if value is None else str(value)


def _float(value: float) -> str:
    """The shortest text that gives the number back; 270111.0 is written 270111."""
    if value.is_integer() and abs(value) < 1e15:
        return Number(int(value))
    return Number(repr(value))


def _moment(value: datetime.datetime) -> str:
    midnight = value.time() == datetime.time() and value.tzinfo is None
    return value.date().isoformat() if midnight else value.isoformat(sep=" ")


# A datetime is a date too, so it stands first.
KINDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (int, Number),
    (float, _float),
    (decimal.Decimal, lambda value: Number(format(value, "f"))),
    (datetime.datetime, _moment),
    (datetime.date, datetime.date.isoformat),
    (datetime.time, datetime.time.isoformat),
)
