"""The 1718 Designated Vessels List as the PDF the Committee publishes, read as running text."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.un_vessels import COLUMNS, LABELS, MARKS, NO_NUMBER, Field, clean, read_rows
from tidewaiter.model import BadInput

# what pypdf raises on broken files besides its own
_BROKEN = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
_HEAD = re.compile(
    r"(?P<names>1[:.]\s.*?)\s"
    rf"(?P<imo>(?:\d{{7}}|{NO_NUMBER})(?:\s+MMSI:(?:\s+\d[:.]\s*\d{{9}})+)?)\s",
    re.DOTALL,
)
_MEASURES = re.compile(rf"(\d{{1,2}}-[A-Z][a-z]{{2}}-\d{{2}})((?:\s+(?:{'|'.join(MARKS)})\b){{5}})")
_SPACED_LABELS = "|".join(re.sub(" ", r"\\s+", label) for label in LABELS)
_LABEL = re.compile(rf"^({_SPACED_LABELS})\b", re.MULTILINE)
_SHIP = re.compile(r"^(\d{1,3})\s*\n(?=1[:.]\s)", re.MULTILINE)


def tell(peek: Peek) -> bool:
    """True for a PDF: this list alone is read from one."""
    return peek.start.startswith(b"%PDF-")


def read_un_vessels_pdf(path: Path) -> LoadedList:
    """The list in PDF.

    Raises:
        BadInput: where the file is no PDF with text, the columns of measures are others, or no
            ship could be read.
    """
    title, text = _read_text(path)
    return read_rows(path, title=title, text=text, ships=_ships(text))


def _read_text(path: Path) -> tuple[str, str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of faults it mends
    try:
        reader = PdfReader(path)
        title = str(reader.metadata.title or "") if reader.metadata is not None else ""
        pages = [_page(number, page.extract_text()) for number, page in enumerate(reader.pages, 1)]
    except _BROKEN as error:
        raise BadInput(
            f"the PDF cannot be read ({type(error).__name__})",
            where=str(path),
            advice="Get the 1718 Designated Vessels List again from the Committee's page.",
        ) from error
    return title, "\n".join(pages)


def _page(number: int, text: str) -> str:
    """The lines of a page, without the number at its head."""
    lines = [line.strip() for line in text.splitlines() if line.strip() != ""]
    return "\n".join(lines[1:] if lines[:1] == [str(number)] else lines)


def _ships(text: str) -> Iterator[list[Field]]:
    parts = _SHIP.split(text)
    for number, part in zip(parts[1::2], parts[2::2], strict=True):
        yield [("#", 0, number), *_fields(part)]


def _fields(text: str) -> Iterator[Field]:
    head = _HEAD.match(text)
    if head is not None:
        yield "Vessel Name", 0, clean(head["names"])
        yield "IMO number", 0, clean(head["imo"])
        text = text[head.end() :]
    for group, found in enumerate(_MEASURES.finditer(text)):
        yield "measures/Date of designation", group, found[1]
        for (_, measure, _), mark in zip(COLUMNS, found[2].split(), strict=True):
            yield f"measures/{measure}", group, mark
    parts = _LABEL.split(_MEASURES.sub("", text))
    if parts[0].strip() != "":
        yield "text under no label", 0, clean(parts[0])
    for label, value in zip(parts[1::2], parts[2::2], strict=True):
        yield clean(label), 0, clean(value)
