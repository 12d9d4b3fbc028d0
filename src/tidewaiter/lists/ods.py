"""The cells of the first sheet of an ODS workbook, a row at a time.

`python-calamine` refuses the UK's file, whose XML is indented; so the content is streamed here.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from tidewaiter.lists.xml_stream import refuse_doctype
from tidewaiter.model import BadInput

CONTENT = "content.xml"
LARGEST = 1_000_000_000
"""Bytes the content may have when unpacked; the UK's real file has 7 million."""
WIDEST = 1_000
"""Cells kept of a row; repeated cells fill a row's end to 16,384."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# RuntimeError: the content is encrypted, or packed in a way zipfile does not know
_BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    zlib.error,
    etree.XMLSyntaxError,
)


def is_ods(path: Path) -> bool:
    """True for a zip archive that holds an ODS workbook's content."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return CONTENT in archive.namelist()
    except _BROKEN:
        return False


def read_ods(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every row with text of the first sheet: its number and its cells, empty ends cut off.

    Raises:
        BadInput: where the workbook is broken, too large, or has a document type.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(CONTENT).file_size > LARGEST:
                raise _refuse(path, "is larger than any list")
            with archive.open(CONTENT) as content:
                yield from _rows(content, path)
    except _BROKEN as error:
        raise _refuse(path, f"is broken ({type(error).__name__})") from error


def _refuse(path: Path, what: str) -> BadInput:
    return BadInput(
        f"the workbook {what}", where=str(path), advice="Get it again from its publisher."
    )


def _rows(content: IO[bytes], path: Path) -> Iterator[tuple[int, list[str]]]:
    events = etree.iterparse(
        content,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    number = 0
    for event, element in events:
        if event == "start" and element.getparent() is None:
            refuse_doctype(element, path)
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            cells = _cells(element)
            number += 1
            if len(cells) > 0:
                yield number, cells
            number += int(element.get(f"{_TABLE}number-rows-repeated", "1")) - 1
            element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table":
            return


def _cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = _text(cell)
        cells += [text] * min(times, WIDEST - len(cells))
    while len(cells) > 0 and cells[-1] == "":
        cells.pop()
    return cells


def _text(cell: etree._Element) -> str:
    for space in cell.iter(f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        space.text = " "
    paragraphs = ("".join(map(str, part.itertext())) for part in cell.findall(f"{_TEXT}p"))
    return " ".join(" ".join(paragraphs).split())
