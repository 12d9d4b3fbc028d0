"""The files that make one edition of a list, and the hash of their content."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tidewaiter.lists.peek import Peek
from tidewaiter.model import BadInput

_CHUNK = 1 << 20


def edition_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the tables of OFAC that lie together, the entries first.

    Raises:
        BadInput: where the file cannot be opened, or is a table whose entries are not there.
    """
    # here, since most lists are one file
    from tidewaiter.lists import ofac_csv

    try:
        with path.open("rb") as file:
            start = file.read(256)
    except OSError as error:
        raise unopened(path, error) from error
    # a table of OFAC starts with the number of an entry
    if start[:1].isdigit() and ofac_csv.tell(Peek(path)):
        return ofac_csv.edition(path)
    return (path,)


def content_hash(files: Sequence[Path]) -> str:
    """SHA-256 over the bytes of the files, one after the other.

    Raises:
        OSError: where a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def unopened(path: Path, error: OSError) -> BadInput:
    """What to say of a list that cannot be opened."""
    return BadInput(
        f"the list cannot be opened ({error.strerror})",
        where=str(path),
        advice="Give the path of a file that can be read.",
    )
