"""Cargo documents in, consignments out: one module per format, told by its content.

To add a format, write a module with a `Format` and put it into `formats.FORMATS`.
"""

from collections.abc import Iterator
from pathlib import Path

from tidewaiter.cargo.formats import FORMATS
from tidewaiter.cargo.source import Format, Source, open_source
from tidewaiter.model import BadInput, Consignment, Defect

__all__ = ["FORMATS", "Format", "Source", "detect", "open_source", "read"]


def detect(source: Source) -> Format:
    """The format of a document, told from its content.

    Raises:
        BadInput: no known format fits; the message lists those that can be read.
    """
    for form in FORMATS:
        if form.matches(source):
            return form
    known = ", ".join(form.name for form in FORMATS)
    raise BadInput(
        "not a cargo document of a known format",
        where=str(source.path),
        advice=f"Formats that can be read: {known}.",
    )


def read(path: Path) -> Iterator[Consignment | Defect]:
    """Read one document: its consignments, and its defects, in document order.

    Raises:
        BadInput: the file cannot be opened, or nothing in it can be read.
    """
    source = open_source(path)
    yield from detect(source).read(source)
