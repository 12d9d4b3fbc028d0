"""The rows of a list that comes as a table of text."""

import csv
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.model import BadInput

_CELL = 10_000_000
"""Characters a cell may have; the longest statement of reasons has some thousands."""


def read_csv(path: Path, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Every row with text: its line and its cells, white space made single spaces.

    Text that is no UTF-8 is taken for Windows-1252.

    Raises:
        BadInput: where the rows cannot be told apart.
    """
    csv.field_size_limit(_CELL)
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for row in reader:
                cells = [" ".join(cell.split()) for cell in row]
                if any(cells):
                    yield reader.line_num, cells
        except csv.Error as error:
            raise BadInput(
                f"the table breaks off ({error})",
                where=f"{path} line {reader.line_num}",
                advice="Get the list again from its publisher.",
            ) from error


def _encoding(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            while file.read(1_000_000) != "":
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
