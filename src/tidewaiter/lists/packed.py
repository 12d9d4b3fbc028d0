"""Lines of a file, plain or packed with gzip, each of bounded length."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tidewaiter.model import BadInput, Defect

MAGIC = b"\x1f\x8b"
# The longest line of a list seen is under a megabyte; a packed file may unfold without end.
LONGEST = 1 << 25


def open_packed(path: Path) -> BinaryIO:
    """The bytes of a file, unfolded where it is packed with gzip."""
    with path.open("rb") as file:
        packed = file.read(2) == MAGIC
    return cast("BinaryIO", gzip.open(path)) if packed else path.open("rb")


def read_start(path: Path, size: int = 1 << 16) -> bytes:
    """The first bytes, unfolded; none where the file is packed and broken."""
    try:
        with open_packed(path) as file:
            return file.read(size)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return b""


def read_lines(path: Path, defects: list[Defect]) -> Iterator[tuple[int, bytes]]:
    """Every line that is not blank with its number; a file cut off is told in `defects`.

    Raises:
        BadInput: where a line is longer than any list has.
    """
    number = 0
    with open_packed(path) as file:
        try:
            while (line := file.readline(LONGEST)) != b"":
                number += 1
                if len(line) == LONGEST:
                    raise BadInput(
                        f"line {number} is longer than {LONGEST} bytes",
                        where=str(path),
                        advice="Lists have one entry a line. Get the file from its publisher.",
                    )
                if line.strip() != b"":
                    yield number, line
        except (EOFError, zlib.error, gzip.BadGzipFile):
            problem = "the packed file breaks off; nothing after it was read"
            defects.append(Defect(at=f"line {number}", problem=problem))
