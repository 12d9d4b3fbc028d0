"""Tables as files for a spreadsheet: what a document says is never a formula in them."""

import codecs
import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from fastapi.responses import Response, StreamingResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tidewaiter.model.cells import Cell, plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_LENGTH = 32_767  # the longest text Excel keeps in a cell
CHUNK = 1 << 16
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A CSV file in UTF-8, sent as it is made."""
    return StreamingResponse(_csv(header, rows), media_type="text/csv", headers=_named(name, "csv"))


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("table")
    sheet.append([plain(each) for each in header])
    for row in rows:
        sheet.append([_for_excel(each) for each in row])
    file = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - closed once sent
    book.save(file)
    file.seek(0)
    return StreamingResponse(_chunks(file), media_type=XLSX, headers=_named(name, "xlsx"))


def _for_excel(value: Cell) -> Cell:
    said = plain(value)
    if not isinstance(said, str):
        return said
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", said)[:CELL_LENGTH]


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([plain(each) for each in header])
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([plain(each) for each in row])
        if text.tell() > CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    """What was written so far; the buffer is empty afterwards."""
    written = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return written


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while len(chunk := file.read(CHUNK)) > 0:
            yield chunk


def _named(name: str, ending: str) -> dict[str, str]:
    plain_name = _NOT_IN_NAMES.sub("-", name).strip("-.")[:80] or "table"
    return {"content-disposition": f'attachment; filename="{plain_name}.{ending}"'}
