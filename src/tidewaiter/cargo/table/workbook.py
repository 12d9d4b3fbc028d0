"""Tables as Excel workbooks: the first sheet with known headers, read row by row.

The archive is measured before it is opened (`cargo.guards`); its XML is parsed by defusedxml,
which refuses entities and external references.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.workbook import Workbook

from tidewaiter.cargo.guards import ZIP, check_archive, is_workbook
from tidewaiter.cargo.source import Content, Source
from tidewaiter.cargo.table.calls import contents
from tidewaiter.cargo.table.cells import cell_text
from tidewaiter.cargo.table.columns import Headers, Layout, Profile
from tidewaiter.cargo.table.grouping import OF_CONSIGNMENT
from tidewaiter.cargo.table.places import Places
from tidewaiter.cargo.table.rows import Row, Table
from tidewaiter.model import BadInput, Defect

HEADER_ROWS = 20
SCAN_BYTES = 1 << 20
MERGES = 100_000
MERGE = re.compile(rb"mergeCell\s+ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
Pair = tuple[Sequence[object], Sequence[object]]
PLACE = "row {number}, column {header}"


def matches(source: Source) -> bool:
    """True where the file is an archive with a workbook in it."""
    return source.head.startswith(ZIP) and is_workbook(source.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that is read: its name, the row of its headers, its layout."""

    name: str
    row: int
    layout: Layout


def read(source: Source, profile: Profile | None = None) -> Iterator[Content]:
    """Read the first sheet with known headers; other sheets with text are reported as defects.

    Raises:
        BadInput: the archive is refused or broken, or no sheet has the headers.
    """
    check_archive(source.path)
    # The file is opened here, not by openpyxl, which leaves it open where a sheet breaks off.
    with source.open() as file, closing(_open(source, file, values=True)) as book:
        sheet, others = _choose(source, book, Headers(profile))
        yield from others
        table = Table(source.name, "table-xlsx", sheet.layout, Places.load(), PLACE)
        merges = Merges(sheet.layout)
        part = str(getattr(book[sheet.name], "_worksheet_path", ""))
        formulas = _scan(source, part, merges)
        rows = _rows(source, book, sheet, merges, formulas)
        yield from contents(table, rows, at=f"sheet {sheet.name}, row {sheet.row}")


def _open(source: Source, file: BinaryIO, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(file, read_only=True, data_only=values)
    # A broken workbook shows in every way a parser can fail; all of them mean the same here.
    except Exception as error:
        raise _broken(source, error) from error


def _reason(error: Exception) -> str:
    return f"{type(error).__name__} {error}".splitlines()[0][:300]


def _broken(source: Source, error: Exception) -> BadInput:
    return BadInput(
        f"the workbook cannot be opened: {_reason(error)}",
        where=str(source.path),
        advice="Open it and save it again as .xlsx or .csv, or ask the sender for it again.",
    )


def _values(book: Workbook, name: str) -> Iterator[Sequence[object]]:
    """The rows of a sheet as values, wherever its stated dimensions end."""
    sheet = book[name]
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield row


def _choose(source: Source, book: Workbook, headers: Headers) -> tuple[Sheet, tuple[Defect, ...]]:
    """The sheet to read, and a defect for every other one that holds something."""
    chosen: Sheet | None = None
    others: list[Defect] = []
    for name in (sheet.title for sheet in book.worksheets):
        try:
            first = list(islice(_values(book, name), HEADER_ROWS))
        except Exception as error:  # as in _open
            others.append(Defect(at=f"sheet {name}", problem="cannot be read", text=str(error)))
            continue
        found = _header(name, first, headers) if chosen is None else None
        if found is not None:
            chosen = found
        elif any(cell not in (None, "") for row in first for cell in row):
            text = " | ".join(cell_text(cell) for row in first[:1] for cell in row)
            problem = "the sheet is set aside: one sheet is read, the first with known headers"
            others.append(Defect(at=f"sheet {name}", problem=problem, text=text[:300]))
    if chosen is None:
        raise BadInput(
            "no sheet has the headers of a table of consignments or vessel calls",
            where=str(source.path),
            advice="Name the columns as documented, or give a mapping profile.",
        )
    return chosen, tuple(others)


def _header(name: str, rows: list[Sequence[object]], headers: Headers) -> Sheet | None:
    best: Sheet | None = None
    for number, row in enumerate(rows, start=1):
        layout = headers.layout([cell_text(cell) for cell in row])
        if layout.claims() and (best is None or layout.known > best.layout.known):
            best = Sheet(name, number, layout)
    return best


def _rows(
    source: Source, book: Workbook, sheet: Sheet, merges: "Merges", formulas: bool
) -> Iterator[Row | Defect]:
    """The rows under the header; a sheet that breaks off keeps what came before."""
    width = len(sheet.layout.columns)
    number = 0
    pairs = _with_formulas(source, book, sheet, formulas)
    while True:
        number += 1
        try:
            pair = next(pairs, None)
        except Exception as error:  # as in _open
            yield Defect(at=f"row {number}", problem="the sheet breaks off", text=_reason(error))
            return
        if pair is None:
            return
        cells = [cell_text(cell) for cell in pair[0]]
        cells += [""] * (width - len(cells))
        if number < sheet.row and any(cells):
            text = " | ".join(cell for cell in cells if cell)
            yield Defect(at=f"row {number}", problem="a row above the header row", text=text)
        if number <= sheet.row:
            continue
        yield from _unsaved(number, pair)
        filled = merges.fill(number, cells)
        if any(filled[:width]):
            yield Row(number, filled[:width])
        if any(cells[width:]):
            text = " | ".join(cell for cell in cells[width:] if cell)
            yield Defect(at=f"row {number}", problem="values beyond the last header", text=text)


def _with_formulas(source: Source, book: Workbook, sheet: Sheet, formulas: bool) -> Iterator[Pair]:
    """Each row's saved values beside its formulas, where the sheet has any."""
    if not formulas:
        for row in _values(book, sheet.name):
            yield row, ()
        return
    with source.open() as file, closing(_open(source, file, values=False)) as other:
        yield from zip(_values(book, sheet.name), _values(other, sheet.name), strict=False)


def _unsaved(number: int, pair: Pair) -> Iterator[Defect]:
    """A defect for every formula whose value was not saved with the workbook."""
    for value, formula in zip(*pair, strict=False):
        if value is None and formula is not None:
            text = str(getattr(formula, "text", formula))
            yield Defect(at=f"row {number}", problem="a formula without a saved value", text=text)


class Merges:
    """Cells merged downwards: what they say of the consignment holds for every row they cover.

    Weights, values and other columns of the goods are not repeated: they would be counted twice.
    """

    def __init__(self, layout: Layout) -> None:
        self._columns = {
            column.index for column in layout.columns if column.field in OF_CONSIGNMENT
        }
        self._starts: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, str]] = {}

    def add(self, reference: str) -> None:
        """Note a merged range such as `A2:A5`."""
        left, top, _, bottom = range_boundaries(reference)
        if left is None or top is None or bottom is None or bottom <= top:
            return
        if left - 1 in self._columns:
            self._starts.setdefault(top, []).append((left - 1, bottom))

    def fill(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row with those of the merged ranges that cover it filled in."""
        for column, bottom in self._starts.get(number, ()):
            if column < len(cells):
                self._open[column] = (bottom, cells[column])
        if not any(cells):
            return cells
        filled = list(cells)
        for column, (bottom, value) in self._open.items():
            if number <= bottom and column < len(filled) and filled[column] == "":
                filled[column] = value
        return filled


def _scan(source: Source, path: str, merges: Merges) -> bool:
    """Note the merged ranges in a sheet's XML; True where it holds formulas."""
    formulas = False
    count = 0
    try:
        with zipfile.ZipFile(source.path) as archive, archive.open(path) as part:
            rest = b""
            while (chunk := part.read(SCAN_BYTES)) and count < MERGES:
                rest += chunk
                end = max(0, len(rest) - 80)
                for match in MERGE.finditer(rest):
                    merges.add(match[1].decode())
                    count += 1
                    end = max(end, match.end())
                formulas = formulas or FORMULA.search(rest) is not None
                rest = rest[end:]
    # A part that breaks off is met again, and reported, when its rows are read.
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error):
        return formulas
    return formulas
