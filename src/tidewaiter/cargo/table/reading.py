"""The three forms of the consignment table, and reading one with a mapping profile."""

from collections.abc import Iterator

from tidewaiter.cargo.source import Format, Source
from tidewaiter.cargo.table import delimited, parquet, workbook
from tidewaiter.cargo.table.columns import Profile
from tidewaiter.model import Consignment, Defect

CSV = Format("table-csv", delimited.matches, delimited.read)
XLSX = Format("table-xlsx", workbook.matches, workbook.read)
PARQUET = Format("table-parquet", parquet.matches, parquet.read)


def read_table(source: Source, profile: Profile | None = None) -> Iterator[Consignment | Defect]:
    """Read a consignment table, its headers told by a mapping profile first.

    Raises:
        BadInput: the file is no table, or its headers are not those of a consignment table.
    """
    if parquet.matches(source):
        return parquet.read(source, profile)
    if workbook.matches(source):
        return workbook.read(source, profile)
    return delimited.read(source, profile)
