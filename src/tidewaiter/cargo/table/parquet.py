"""Tables in Apache Parquet, read batch by batch."""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tidewaiter.cargo.source import Content, Source
from tidewaiter.cargo.table.calls import contents
from tidewaiter.cargo.table.cells import cell_text
from tidewaiter.cargo.table.columns import Headers, Profile
from tidewaiter.cargo.table.places import Places
from tidewaiter.cargo.table.rows import Row, Table
from tidewaiter.model import BadInput, Defect

MAGIC = b"PAR1"
BATCH_ROWS = 512
COLUMNS = 2_000
GROUP_BYTES = 2 << 30
UNREADABLE = "\ufffd"
# What the conversion of a damaged or extreme value raises.
UNCONVERTIBLE = (pa.ArrowException, ValueError, OverflowError)
PLACE = "row {number}, column {header}"


def matches(source: Source) -> bool:
    """True where the file starts as Parquet does."""
    return source.head.startswith(MAGIC)


def read(source: Source, profile: Profile | None = None) -> Iterator[Content]:
    """Read a Parquet table; at most a batch of rows is held.

    Raises:
        BadInput: the file is no whole Parquet file, or its columns are of another table.
    """
    try:
        file = pq.ParquetFile(
            source.path, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(source, str(error)) from error
    with file:
        yield from _read_open(source, file, profile)


def _read_open(source: Source, file: pq.ParquetFile, profile: Profile | None) -> Iterator[Content]:
    _guard(source, file)
    try:
        names = [str(name) for name in file.schema_arrow.names]
    except (pa.ArrowException, ValueError) as error:
        raise _broken(source, str(error)) from error
    layout = Headers(profile).layout(names)
    if not layout.claims():
        raise BadInput(
            f"not a table of consignments or vessel calls; its columns are {', '.join(names[:20])}",
            where=str(source.path),
            advice="Name the columns as documented, or give a mapping profile.",
        )
    table = Table(source.name, "table-parquet", layout, Places.load(), PLACE)
    yield from contents(table, _rows(file), at="schema")


def _guard(source: Source, file: pq.ParquetFile) -> None:
    """Refuse a file that would unfold beyond bounds.

    Column chunks are not asked one by one: their metadata, when damaged, ends the whole process.

    Raises:
        BadInput: too many columns, or a row group of more than two gigabytes.
    """
    metadata = file.metadata
    sizes = (metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups))
    if metadata.num_columns > COLUMNS or any(size > GROUP_BYTES for size in sizes):
        raise BadInput(
            "the file unfolds beyond the size of a trade table",
            where=str(source.path),
            advice="Ask the sender for it in smaller row groups.",
        )


def _rows(file: pq.ParquetFile) -> Iterator[Row | Defect]:
    number = 0
    batches = file.iter_batches(batch_size=BATCH_ROWS, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
        except (pa.ArrowException, OSError, ValueError) as error:
            yield Defect(at=f"row {number + 1}", problem="the file breaks off", text=str(error))
            return
        if batch is None:
            return
        for cells in zip(*map(_texts, batch.columns), strict=True):
            number += 1
            if any(cells):
                yield Row(number, cells)
            broken = "; ".join(cell for cell in cells if UNREADABLE in cell)
            if broken:
                yield Defect(at=f"row {number}", problem="a value cannot be read", text=broken)


def _texts(column: "pa.Array[Any]") -> list[str]:
    """The values of a column as text; one that does not convert becomes U+FFFD."""
    try:
        return [_text(value) for value in column.to_pylist()]
    except UNCONVERTIBLE:
        return [_text_alone(value) for value in column]


def _text_alone(value: "pa.Scalar[Any]") -> str:
    try:
        return _text(value.as_py())
    except UnicodeDecodeError as error:
        return bytes(error.object).decode("utf-8", errors="replace")
    except UNCONVERTIBLE:
        return UNREADABLE


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(_text(one) for one in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="backslashreplace")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_text(value)


def _broken(source: Source, reason: str) -> BadInput:
    return BadInput(
        f"the Parquet file cannot be read: {reason.splitlines()[0] if reason else 'broken'}",
        where=str(source.path),
        advice="Ask the sender for it again.",
    )
