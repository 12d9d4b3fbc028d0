"""What a shape of trade file is: its columns, which of them we read, and rows as written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from tidewaiter.model import BadInput, Record

# The fields of a row, as written: text, whatever the file held. Absent fields are null.
FIELDS = (
    *("reporter", "partner", "flow", "period", "frequency", "ref_period", "ref_month"),
    *("hs", "level", "classification", "value", "currency", "net_weight", "quantity", "unit"),
    *("mot", "customs", "partner2", "reported", "source"),
)
WRITTEN = pa.schema({"row": pa.int64()} | {name: pa.string() for name in FIELDS})
BATCH = 65_536


class Shape(Record, frozen=True, kw_only=True):
    """A shape of file: `columns` of the provider and the field each fills.

    A column that fills none is known and left aside. `needed` are columns without which a row
    says nothing; `spellings` are other names the provider gives the same column. Names are
    compared without case. `first_row` is the number of its first row of data, as told to people.
    """

    name: str
    columns: dict[str, str]
    needed: tuple[str, ...]
    spellings: dict[str, str] = {}  # noqa: RUF012 - msgspec copies mutable defaults
    first_row: int = 1
    row_word: str = "row"

    def known(self, header: Iterable[str]) -> int:
        """How many of these columns it knows."""
        names = self._names()
        return sum(each.strip().casefold() in names for each in header)

    def fields(self, header: Sequence[str], where: str) -> dict[str, int]:
        """Where in a row each of our fields stands.

        Raises:
            BadInput: a column is unknown, missing or there twice; it says which, and what was
                expected.
        """
        names = self._names()
        places: dict[str, int] = {}
        for place, given in enumerate(header):
            name = names.get(given.strip().casefold())
            if name is None:
                self._refuse(f"unknown column {given!r}", header, where)
            elif name in places:
                self._refuse(f"column {given!r} stands there twice", header, where)
            else:
                places[name] = place
        missing = [name for name in self.needed if name not in places]
        if missing:
            self._refuse(f"no column {', '.join(missing)}", header, where)
        return {self.columns[name]: place for name, place in places.items() if self.columns[name]}

    def _names(self) -> dict[str, str]:
        names = {name.casefold(): name for name in self.columns}
        return names | {given.casefold(): name for given, name in self.spellings.items()}

    def _refuse(self, what: str, header: Sequence[str], where: str) -> None:
        given = {self._names().get(each.strip().casefold()) for each in header}
        lacking = [name for name in self.columns if name not in given]
        shown = ", ".join(lacking[:8]) or "no other column"
        raise BadInput(
            f"{what} in a file of the shape {self.name}",
            where=where,
            advice=f"Of the columns it may have, these are not there: {shown}. "
            "If the provider renamed one, rename it back; nothing of the file was kept.",
        )


class Opened(Record, frozen=True, kw_only=True):
    """A file of a known shape, and its rows as written, batch by batch.

    `fields` are those of ours that the file has at all; the others are null in every row.
    """

    path: Path
    shape: Shape
    fields: tuple[str, ...] = FIELDS
    batches: Iterator[pa.RecordBatch]


def as_written(columns: Mapping[str, "pa.Array[Any]"], first: int, count: int) -> pa.RecordBatch:
    """A batch of rows as written; fields that the file lacks are null."""
    empty = pa.nulls(count, pa.string())
    arrays: list[pa.Array[Any]] = [pa.array(range(first, first + count), pa.int64())]
    arrays += [columns.get(name, empty) for name in FIELDS]
    return pa.record_batch(arrays, schema=WRITTEN)
