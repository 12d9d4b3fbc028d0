"""UN/EDIFACT as a document format: cargo reports, transport contracts and stow lists."""

from collections.abc import Iterator

from tidewaiter.cargo.edifact.interchange import Interchange
from tidewaiter.cargo.edifact.syntax import SIGNATURE
from tidewaiter.cargo.source import Content, Format, Source
from tidewaiter.model import BadInput

_LOOKED_AT = 4096


def matches(source: Source) -> bool:
    """True where UNB or UNH stands in the first bytes, whatever the separators."""
    return SIGNATURE.search(source.head[:_LOOKED_AT]) is not None


def read(source: Source) -> Iterator[Content]:
    """What every message that can be read holds, and the defects of the document.

    Raises:
        BadInput: no message of a type that can be read stands in the file.
    """
    interchange = Interchange(source.name)
    with source.open() as stream:
        yield from interchange.read(stream)
    if interchange.readable == 0:
        types = ", ".join(sorted(interchange.unread)) or "no message"
        raise BadInput(
            f"not read yet: {types}",
            where=str(source.path),
            advice="EDIFACT messages that can be read: CUSCAR, IFTMCS, IFTMIN, IFTMBF, IFTMBC, "
            "IFTMBP, IFTMAN, BAPLIE, COARRI.",
        )


EDIFACT = Format("edifact", matches, read)
