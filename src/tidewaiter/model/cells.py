"""The cells of tables that leave the desk, and how they stay text in a spreadsheet."""

import datetime

Cell = str | int | float | datetime.date | None
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Cell) -> Cell:
    """A value as a spreadsheet shows it and never computes it.

    >>> plain("=1+1"), plain("COAL"), plain(-5)
    ("'=1+1", 'COAL', -5)
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
