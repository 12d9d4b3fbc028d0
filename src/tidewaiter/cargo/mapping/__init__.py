"""From a tree of leaves to a consignment, by tables: what XML and JSON readers share.

A reader turns its document into `Node` trees, lays tables of `Row` over them, and lets a
`Draft` account for every leaf: what no table takes stands in the extras.
"""

from tidewaiter.cargo.mapping.draft import Draft, Entry
from tidewaiter.cargo.mapping.node import Node
from tidewaiter.cargo.mapping.rows import (
    UNITS,
    Paths,
    Row,
    measure,
    put_list,
    read_entry,
    read_head,
    read_rows,
)
from tidewaiter.cargo.mapping.values import (
    DOCUMENT_CODES,
    is_digits,
    iso_date,
    mode_of,
    number,
    split_location,
)

__all__ = [
    "DOCUMENT_CODES",
    "UNITS",
    "Draft",
    "Entry",
    "Node",
    "Paths",
    "Row",
    "is_digits",
    "iso_date",
    "measure",
    "mode_of",
    "number",
    "put_list",
    "read_entry",
    "read_head",
    "read_rows",
    "split_location",
]
