"""The rows of a table of text or of a workbook, each cell as text."""

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from tidewaiter.lists.packed import open_packed, read_start
from tidewaiter.model import BadInput

WORKBOOK = b"PK\x03\x04"
HEADER_ROWS = 10
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))

Row = tuple[int, list[str]]


def read_rows(path: Path, *, encoding: str = "utf-8", first: bool = False) -> Iterator[Row]:
    """Every row that is not empty, with its number. Text is UTF-8 or else in `encoding`.

    Args:
        path: The table, text or workbook; text may be packed with gzip.
        encoding: What text is written in where it is not UTF-8.
        first: True for the start of a text only, where the header is looked for.

    Raises:
        BadInput: where the workbook is broken, or the text in another encoding.
    """
    start = read_start(path, 4)
    rows = _workbook(path) if start.startswith(WORKBOOK) else _text(path, encoding, first)
    for number, cells in rows:
        if any(cell != "" for cell in cells):
            yield number, cells


def _workbook(path: Path) -> Iterator[Row]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise BadInput(
            "the workbook cannot be read",
            where=str(path),
            advice="Save its first sheet again as XLSX or as CSV in UTF-8.",
        ) from error
    for number, row in enumerate(rows, 1):
        yield number, [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text(path: Path, encoding: str, first: bool) -> Iterator[Row]:
    with open_packed(path) as file:
        text = _decode(file.read(1 << 16) if first else file.read(), encoding, path, first)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            row = []
        if row is None:
            return
        yield number, [cell.strip() for cell in row]


def _decode(content: bytes, encoding: str, path: Path, cut: bool) -> str:
    marked = [codec for mark, codec in _MARKS if content.startswith(mark)]
    for codec in marked or ("utf-8", encoding):
        try:
            # a character cut at the end of a start is no fault of the file
            return content.decode(codec, errors="strict")
        except UnicodeDecodeError as error:
            if cut and error.start >= len(content) - 4:
                return content.decode(codec, errors="ignore")
        except LookupError as error:
            raise BadInput(
                f"encoding {encoding!r} is not known",
                where=str(path),
                advice="Give `encoding` in the profile by its usual name, as cp949.",
            ) from error
    raise BadInput(
        f"the text is neither UTF-8 nor {encoding}",
        where=str(path),
        advice="Save it as CSV UTF-8, or give `encoding` in the profile.",
    )
