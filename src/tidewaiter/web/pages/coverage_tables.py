"""Tables to take away: CSV and XLSX in which no cell is a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from fastapi.responses import Response
from openpyxl import Workbook

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as CSV in UTF-8; a text that a program would take for a formula is quoted."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    body = "\ufeff" + text.getvalue()
    return _download(name, "csv", "text/csv; charset=utf-8", body.encode())


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a workbook; every cell is text or a number, none a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.append(list(header))
    for row in rows:
        sheet.append([_plain(cell) for cell in row])
    file = BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(name, "xlsx", kind, file.getvalue())


def _plain(cell: object) -> object:
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _download(name: str, ending: str, kind: str, body: bytes) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(body, media_type=kind, headers=headers)
