"""The UK Sanctions List as a table, CSV or ODS: several rows an entry, told by `Unique ID`.

The full table has a row for every name, address, paper and date of an entry, and repeats the
rest; the short one (ODS) has eight columns and a row an entry. Both are read by their headers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.ods import is_ods, read_ods
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields
from tidewaiter.lists.text_table import read_csv
from tidewaiter.lists.uk import IGNORED, Mapping, canonical, read_day
from tidewaiter.model import BadInput, Defect

REF = "UniqueID"
HEADED_WITH = frozenset({REF, "RegimeName", "SanctionsImposed"})
HEADER_WITHIN = 5
"""Rows among which the header stands; a line with the day of the report comes before it."""

Block = tuple[tuple[str, str], ...]
"""Fields that stand together: path and text."""

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
    table = _Table()
    for line, row in rows:
        table.take(line, row)
    if len(table.header) == 0:
        raise BadInput("the table has no header", where=str(path), advice="Give the whole file.")
    reading = Reading(published("uk_sanctions"))
    reading.defects += table.defects
    mapping = Mapping(reading.about)
    for ref, blocks in table.entries.items():
        texts = (
            (field, number, text) for number, block in enumerate(blocks) for field, text in block
        )
        fields = Fields(texts, ignored=IGNORED, name=ref)
        reading.take(f"line {table.lines[ref]}", fields, mapping.listing)
    return reading.loaded([path], published=table.day)


class _Table:
    """The blocks of every entry, each once however many rows repeat it."""

    def __init__(self) -> None:
        self.header: list[str] = []
        self.day = ""
        self.entries: dict[str, dict[Block, None]] = defaultdict(dict)
        self.lines: dict[str, int] = {}
        self.defects: list[Defect] = []

    def take(self, line: int, row: list[str]) -> None:
        """Add a row to its entry; what stands before the header may be the day of the report."""
        if len(self.header) == 0:
            self._take_head(row)
            return
        if len(row) > len(self.header):
            problem = f"{len(row)} cells where the header has {len(self.header)}"
            self.defects.append(Defect(at=f"line {line}", problem=problem))
        cells = [pair for pair in zip(self.header, row, strict=False) if pair[1] != ""]
        ref = dict(cells).get(REF, "")
        if ref == "":
            problem = f"a row without {REF} is left out"
            self.defects.append(Defect(at=f"line {line}", problem=problem))
            return
        self.lines.setdefault(ref, line)
        blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path, text in cells:
            blocks[path.rpartition("/")[0] or path].append((path, text))
        self.entries[ref].update(dict.fromkeys(map(tuple, blocks.values())))

    def _take_head(self, row: list[str]) -> None:
        report = _REPORT.match(row[0])
        if _is_header(row):
            self.header = [canonical(cell) for cell in row]
        elif report is not None:
            self.day = str(read_day(report[1]) or "")
