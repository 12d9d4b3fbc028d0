"""The cells of Excel workbooks, XLSX and XLS, as text."""

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from tidewaiter.model import BadInput

LARGEST = 500_000_000
"""Bytes a workbook may have when unpacked; the lists have some ten million."""
OLE = b"\xd0\xcf\x11\xe0"


def is_workbook(start: bytes) -> bool:
    """True where the first bytes are those of XLSX or XLS."""
    return start.startswith((b"PK\x03\x04", OLE))


def read_workbook(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every sheet with its name and its rows.

    A date is written `1961-02-03`, a whole number without point; white space is kept.

    Raises:
        BadInput: where the workbook is broken or too large.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                    raise _refuse(path, "is larger than any list")
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [[_text(cell) for cell in row] for row in rows]
    except (CalamineError, zipfile.BadZipFile) as error:
        raise _refuse(path, f"is broken ({type(error).__name__})") from error


def _refuse(path: Path, what: str) -> BadInput:
    return BadInput(
        f"the workbook {what}", where=str(path), advice="Get it again from its publisher."
    )


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "\n").strip()
