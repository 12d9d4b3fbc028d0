"""The three forms of a table, and reading one with a mapping profile."""

from collections.abc import Iterator

from tidewaiter.cargo.source import Content, Format, Source
from tidewaiter.cargo.table import delimited, parquet, workbook
from tidewaiter.cargo.table.columns import Profile

CSV = Format("table-csv", delimited.matches, delimited.read)
XLSX = Format("table-xlsx", workbook.matches, workbook.read)
PARQUET = Format("table-parquet", parquet.matches, parquet.read)


def read_table(source: Source, profile: Profile | None = None) -> Iterator[Content]:
    """Read a table of consignments or vessel calls, its headers told by a mapping profile first.

    Raises:
        BadInput: the file is no table, or its headers are of neither kind.
    """
    if parquet.matches(source):
        return parquet.read(source, profile)
    if workbook.matches(source):
        return workbook.read(source, profile)
    return delimited.read(source, profile)
