"""The rows of a consignment table as objects with its columns for keys, one after another."""

import json
from collections.abc import Iterable, Iterator, Mapping

from tidewaiter.cargo.table.cells import cell_text
from tidewaiter.cargo.table.columns import FIELDS, Headers
from tidewaiter.cargo.table.grouping import group
from tidewaiter.cargo.table.places import Places
from tidewaiter.cargo.table.rows import Row, Table
from tidewaiter.model import Consignment, Defect

PLACE = "line {number}, {header}"


def read_objects(
    rows: Iterable[tuple[int, Mapping[str, object] | Defect]], document: str
) -> Iterator[Consignment | Defect]:
    """What numbered rows declare; those that follow each other and share a consignment are one.

    A key that is no column is told as a defect; lists are joined by `;`, as in a cell.
    """
    table = Table(document, "table-json", Headers(None).layout(list(FIELDS)), Places.load(), PLACE)
    return group(table, _rows(rows))


def _rows(rows: Iterable[tuple[int, Mapping[str, object] | Defect]]) -> Iterator[Row | Defect]:
    known = frozenset(FIELDS)
    for number, row in rows:
        if isinstance(row, Defect):
            yield row
            continue
        strange = {key: value for key, value in row.items() if key not in known}
        if len(strange) > 0:
            text = json.dumps(strange, ensure_ascii=False)[:2000]
            yield Defect(at=f"line {number}", problem="keys that are no column", text=text)
        yield Row(number, [_text(row.get(name)) for name in FIELDS])


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(_text, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else cell_text(value)
