"""The UK Sanctions List as a table, CSV or ODS: several rows an entry, told by `Unique ID`.

The full table has a row for every name, address, paper and date of an entry, and repeats the
rest; the short one (ODS) has eight columns and a row an entry. Both are read by their headers.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tidewaiter.lists.blocks import Blocks
from tidewaiter.lists.day_first import read_day
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.ods import is_ods, read_ods
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields
from tidewaiter.lists.text_table import read_csv
from tidewaiter.lists.uk import IGNORED, Mapping, canonical
from tidewaiter.model import BadInput

REF = "UniqueID"
HEADED_WITH = frozenset({REF, "RegimeName", "SanctionsImposed"})
HEADER_WITHIN = 5
"""Rows among which the header stands; a line with the day of the report comes before it."""

_REPORT = re.compile(r"report date:?\s*(.+)", re.IGNORECASE)


def tell_csv(peek: Peek) -> bool:
    """True for a table of text with the list's headers."""
    return any(_is_header(row) for row in peek.rows(HEADER_WITHIN))


def tell_ods(peek: Peek) -> bool:
    """True for an ODS workbook with the list's headers."""
    if not is_ods(peek.path):
        return False
    rows = zip(range(HEADER_WITHIN), read_ods(peek.path), strict=False)
    return any(_is_header(row) for _, (_, row) in rows)


def read_uk_csv(path: Path) -> LoadedList:
    """The list in CSV.

    Raises:
        BadInput: where the table breaks off, or no entry could be read.
    """
    return _read(path, read_csv(path))


def read_uk_ods(path: Path) -> LoadedList:
    """The list in an ODS workbook.

    Raises:
        BadInput: where the workbook is broken, or no entry could be read.
    """
    return _read(path, read_ods(path))


def _is_header(row: list[str]) -> bool:
    return {canonical(cell) for cell in row} >= HEADED_WITH


def _read(path: Path, rows: Iterable[tuple[int, list[str]]]) -> LoadedList:
    rows = iter(rows)
    day, header = _read_head(path, rows)
    table = Blocks(REF, header)
    for line, row in rows:
        table.take(line, row)
    reading = Reading(published("uk_sanctions"))
    reading.defects += table.defects
    mapping = Mapping(reading.about)
    for ref, texts in table.entries():
        fields = Fields(texts, ignored=IGNORED, name=ref)
        reading.take(f"line {table.lines[ref]}", fields, mapping.listing)
    return reading.loaded([path], published=day)


def _read_head(path: Path, rows: Iterator[tuple[int, list[str]]]) -> tuple[str, list[str]]:
    """The day of the report, empty where none stands before the header; and the header."""
    day = ""
    for _, row in rows:
        if _is_header(row):
            return day, [canonical(cell) for cell in row]
        report = _REPORT.match(row[0])
        day = str(read_day(report[1]) or "") if report is not None else day
    raise BadInput("the table has no header", where=str(path), advice="Give the whole file.")
