"""The 1718 Designated Vessels List as HTML: tables whose cells span rows."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml import etree

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.un_vessels import (
    COLUMNS,
    TITLE,
    Field,
    clean,
    is_day,
    read_rows,
)

_ROW_NUMBER = re.compile(r"\d{1,3}")
_FIRST_NAME = re.compile(r"1[:.]\s")


def tell(peek: Peek) -> bool:
    """True for HTML that is headed as the list."""
    return peek.root.casefold() == "html" and TITLE in peek.text


def read_un_vessels_html(path: Path) -> LoadedList:
    """The list in HTML.

    Raises:
        BadInput: where the columns of measures are others, or no ship could be read.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    with path.open("rb") as file:
        tree = lxml.html.parse(file, parser=parser)
    rows = [_cells(row) for row in tree.iter("tr")]
    text = " ".join(cell for row in rows for cell in row)
    title = tree.findtext(".//title") or ""
    return read_rows(path, title=title, text=text, ships=_ships(rows))


def _cells(row: etree._Element) -> list[str]:
    texts = (clean(" ".join(str(part) for part in cell.itertext())) for cell in row.iter("td"))
    return [text for text in texts if text != ""]


def _ships(rows: list[list[str]]) -> Iterator[list[Field]]:
    """The fields of each ship: the row that names it opens it, the others add to it."""
    fields: list[Field] | None = None
    for number, row in enumerate(rows):
        label = next((cell for cell in row if _ROW_NUMBER.fullmatch(cell) is None), "")
        if _FIRST_NAME.match(label):
            if fields is not None:
                yield fields
            fields = []
        if fields is not None:
            fields += _fields(number, row)
    if fields is not None:
        yield fields


def _fields(number: int, row: list[str]) -> Iterator[Field]:
    cells = iter(row)
    for cell in cells:
        if _ROW_NUMBER.fullmatch(cell):
            yield "#", number, cell
        elif is_day(cell):
            yield "measures/Date of designation", number, cell
            for _, measure, _ in COLUMNS:
                yield f"measures/{measure}", number, next(cells, "")
        elif _FIRST_NAME.match(cell):
            yield "Vessel Name", number, cell
            yield "IMO number", number, next(cells, "")
        else:
            yield cell, number, next(cells, "")
