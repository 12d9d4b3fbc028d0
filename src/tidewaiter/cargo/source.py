"""A file put before the readers, and what a reader is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tidewaiter.model import BadInput, Consignment, Defect, Permit, StowList, VesselCall

HEAD_BYTES = 65_536

# What a document holds: what is judged, what else was there, and its faults.
Content = Consignment | StowList | VesselCall | Permit | Defect


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk with its first bytes, from which its format is told."""

    path: Path
    name: str
    head: bytes

    def open(self) -> BinaryIO:
        """Open the file for reading bytes; the caller closes it."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Format:
    """One document format: its name, how it is told, how it is read.

    `read` yields contents as they are completed and document-level defects as they are met, in
    bounded memory. It raises BadInput only where nothing at all can be read.
    """

    name: str
    matches: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Content]]


def open_source(path: Path, name: str = "") -> Source:
    """Look at a file's first bytes; `name` is what its sender calls it, that of the path if empty.

    Raises:
        BadInput: the file is absent, a folder, unreadable or empty.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise BadInput(
            reason, where=str(path), advice="Give the path of a readable cargo document."
        ) from error
    if len(head) == 0:
        raise BadInput("the file is empty", where=str(path), advice="Ask the sender for it again.")
    return Source(path=path, name=name or path.name, head=head)
