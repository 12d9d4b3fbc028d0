"""The start of a file, from which its form is told."""

import csv
import re
from pathlib import Path

SIZE = 65_536
_CODECS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BEFORE_ROOT = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


class Peek:
    """What the first 64 KiB of a file show.

    Args:
        path: The file.

    Raises:
        OSError: where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.start = file.read(SIZE)
        self.path = path
        self.text = _decode(self.start)
        self.root = _root(self.text)
        """The local name of the root of XML or HTML; empty for another file."""

    def is_xml(self) -> bool:
        """True where the text begins as markup does."""
        return self.text.lstrip().startswith("<")

    def rows(self, count: int, *, delimiter: str = ",") -> list[list[str]]:
        """The first rows of a table of text, cells without surrounding space."""
        if "\x00" in self.text or self.is_xml():
            return []
        reader = csv.reader(self.text.splitlines(), delimiter=delimiter)
        rows = (row for _, row in zip(range(count), reader, strict=False))
        return [[cell.strip() for cell in row] for row in rows]


def _decode(start: bytes) -> str:
    for mark, codec in _CODECS:
        if start.startswith(mark):
            return start.removeprefix(mark).decode(codec, errors="ignore")
    if start[:2] in {b"<\x00", b"\x00<"}:
        return start.decode("utf-16-le" if start[0] else "utf-16-be", errors="ignore")
    return start.decode("utf-8", errors="replace")


def _root(text: str) -> str:
    at = 0
    while (before := _BEFORE_ROOT.match(text, at)) is not None:
        at = before.end()
    found = _ROOT.match(text, at)
    return found[1] if found is not None else ""
