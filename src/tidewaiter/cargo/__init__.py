"""Documents in; consignments, stow lists and vessel calls out: one module per format.

To add a format, write a module with a `Format` and put it into `formats.FORMATS`.
"""

from collections.abc import Iterator
from pathlib import Path

from tidewaiter.cargo.formats import FORMATS
from tidewaiter.cargo.guards import is_binary, refuse_known
from tidewaiter.cargo.source import Content, Format, Source, open_source
from tidewaiter.model import BadInput

__all__ = [
    "FORMATS",
    "Content",
    "Format",
    "Source",
    "detect",
    "open_source",
    "read",
    "refuse_known",
]


def detect(source: Source) -> Format:
    """The format of a document, told from its content.

    Raises:
        BadInput: the file is of a kind never read, or no known format fits; the message
            names the kind, or lists the formats that can be read.
    """
    refuse_known(source)
    for form in FORMATS:
        if form.matches(source):
            return form
    known = ", ".join(form.name for form in FORMATS)
    kind = "a binary file" if is_binary(source.head) else "a text file"
    raise BadInput(
        f"not a cargo document of a known format, but {kind}",
        where=str(source.path),
        advice=f"Formats that can be read: {known}.",
    )


def read(path: Path) -> Iterator[Content]:
    """Read one document: what it holds, and its defects, in document order.

    Raises:
        BadInput: the file cannot be opened, or nothing in it can be read.
    """
    source = open_source(path)
    yield from detect(source).read(source)
