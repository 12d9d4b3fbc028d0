"""Rows of CSV and Parquet as text, batch by batch, whatever shape they have."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from tidewaiter.model import BadInput
from tidewaiter.monitor.trade.readers.shape import BATCH, Opened, Shape, as_written

_BLOCK = 8 << 20


def csv_header(path: Path) -> tuple[list[str], str]:
    """The header of a CSV file (also gzipped), and the sign between its cells: comma, tab or ;."""
    with pa.input_stream(str(path), compression="detect") as stream:
        start = stream.read(1 << 16)
    line = start.decode("utf-8-sig", errors="replace").split("\n", 1)[0].strip("\r")
    sign = max(",\t;", key=line.count)
    return [cell.strip().strip('"') for cell in line.split(sign)], sign


def open_csv(path: Path, shape: Shape) -> Opened:
    """A CSV file of this shape.

    Raises:
        BadInput: a column is unknown or missing, or (when read) the file is no CSV.
    """
    header, sign = csv_header(path)
    # a line that ends in a separator makes a last column without a name: the provider's bulk files
    named = header[:-1] if len(header) > 1 and header[-1] == "" else header
    places = shape.fields(named, str(path))
    batches = _csv_batches(path, sign, header, places, shape)
    return Opened(path=path, shape=shape, fields=tuple(places), batches=batches)


def open_parquet(path: Path, shape: Shape) -> Opened:
    """A Parquet file of this shape.

    Raises:
        BadInput: it is no Parquet, or a column is unknown or missing.
    """
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise BadInput(f"it is no Parquet: {error}", where=str(path), advice="Check it.") from error
    places = shape.fields(file.schema_arrow.names, str(path))
    batches = _parquet_batches(file, places, shape)
    return Opened(path=path, shape=shape, fields=tuple(places), batches=batches)


def _csv_batches(
    path: Path, sign: str, header: list[str], places: dict[str, int], shape: Shape
) -> Iterator[pa.RecordBatch]:
    names = [f"c{place}" for place in range(len(header))]
    wanted = [f"c{place}" for place in places.values()]
    reading = pa_csv.ReadOptions(column_names=names, skip_rows=1, block_size=_BLOCK)
    parsing = pa_csv.ParseOptions(delimiter=sign, newlines_in_values=False)
    converting = pa_csv.ConvertOptions(
        column_types={name: pa.string() for name in names},
        include_columns=wanted,
        strings_can_be_null=True,
        null_values=["", "NULL", "null", "NaN"],
    )
    first = shape.first_row
    try:
        with pa.input_stream(str(path), compression="detect") as stream:
            for batch in pa_csv.open_csv(stream, reading, parsing, converting):  # type: ignore[arg-type]
                columns = {name: batch.column(f"c{place}") for name, place in places.items()}
                yield as_written(columns, first, batch.num_rows)
                first += batch.num_rows
    except (pa.ArrowInvalid, OSError) as error:
        advice = "Give CSV in UTF-8 with as many cells in each row as in the header."
        raise BadInput(str(error)[:300], where=str(path), advice=advice) from error


def _parquet_batches(
    file: pq.ParquetFile, places: dict[str, int], shape: Shape
) -> Iterator[pa.RecordBatch]:
    names = file.schema_arrow.names
    first = shape.first_row
    for batch in file.iter_batches(BATCH, columns=[names[place] for place in places.values()]):
        columns = {
            field: pc.cast(batch.column(names[place]), pa.string())
            for field, place in places.items()
        }
        yield as_written(columns, first, batch.num_rows)
        first += batch.num_rows
