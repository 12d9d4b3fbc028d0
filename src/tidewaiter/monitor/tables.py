"""Tables of results as files: CSV that a spreadsheet never computes, or Parquet."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tidewaiter.model import BadInput, Record
from tidewaiter.model.cells import Cell, plain


class Table(Record, frozen=True):
    """Rows under a header, with what they are (`title`) and the sentences that belong under them.

    A cell that is None is unknown, and stays empty in a file.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def write_table(table: Table, path: Path) -> None:
    """Write a table to a file, by its ending `.csv` or `.parquet`: whole or not at all.

    Raises:
        BadInput: another ending, or the file cannot be written.
    """
    kinds = {".csv": _write_csv, ".parquet": _write_parquet}
    write = kinds.get(path.suffix.lower())
    if write is None:
        raise BadInput(
            "the ending says no kind of table", where=str(path), advice="Use .csv or .parquet."
        )
    beside = path.with_name(f".{path.name}.part")
    try:
        write(table, beside)
        beside.replace(path)
    except OSError as error:
        advice = "Name a folder that is there and may be written."
        where = str(path)
        raise BadInput(
            f"it cannot be written: {error.strerror}", where=where, advice=advice
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _write_csv(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([plain(each) for each in table.header])
        writer.writerows([plain(each) for each in row] for row in table.rows)


def _write_parquet(table: Table, path: Path) -> None:
    columns = {
        name: pa.array(_of_one_kind([row[place] for row in table.rows]))
        for place, name in enumerate(table.header)
    }
    pq.write_table(pa.table(columns), path)


def _of_one_kind(column: Sequence[Cell]) -> list[Any]:
    """A column as it is, or as text where it mixes text and numbers."""
    kinds = {str if isinstance(each, str) else float for each in column if each is not None}
    return (
        list(column) if len(kinds) < 2 else [None if each is None else str(each) for each in column]
    )
