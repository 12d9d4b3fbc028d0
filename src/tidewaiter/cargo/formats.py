"""Every document format that can be read, most telling signature first.

Formats told by magic bytes or a root element come first, then those told by a first segment or
key; a delimited table, told by its headers alone, comes last.
"""

from tidewaiter.cargo.source import Format
from tidewaiter.cargo.table import CSV, PARQUET, XLSX

FORMATS: tuple[Format, ...] = (PARQUET, XLSX, CSV)
