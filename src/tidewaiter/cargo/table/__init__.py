"""Tables as CSV, XLSX or Parquet: consignments, one row a goods item, and vessel calls.

Column names are `FIELDS` and `columns.CALL_FIELDS`; other headers are told by a saved mapping
`Profile` or by the words of `synonyms.toml`. What a column says that cannot be read with certainty
is kept in extras with a defect.
"""

from tidewaiter.cargo.table.columns import FIELDS, Profile, load_profile
from tidewaiter.cargo.table.reading import CSV, PARQUET, XLSX, read_table

__all__ = ["CSV", "FIELDS", "PARQUET", "XLSX", "Profile", "load_profile", "read_table"]
