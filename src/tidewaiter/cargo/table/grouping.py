"""Rows that follow each other and share a consignment number, joined to one consignment."""

from collections.abc import Iterable, Iterator

import msgspec

from tidewaiter.cargo.table.columns import FIELDS
from tidewaiter.cargo.table.rows import Row, Table, read_row
from tidewaiter.model import Consignment, Container, Defect, Goods, Identifier

# One consignment holds at most this many rows in memory; a longer run goes on as another.
MOST_ROWS = 5_000
# Columns that may differ between the goods items of one consignment.
OF_GOODS = frozenset(
    {
        "country_of_origin",
        "goods_description",
        "hs_code",
        "gross_weight_kg",
        "net_weight_kg",
        "quantity",
        "unit",
        "value",
        "currency",
        "containers",
        "certificate_of_origin",
        "remarks",
    }
)
OF_CONSIGNMENT = tuple(name for name in FIELDS if name not in OF_GOODS)


def consignments(
    table: Table, rows: Iterable[Row | Defect], at: str
) -> Iterator[Consignment | Defect]:
    """What a table declares; `at` is the place of its headers.

    The columns told by a synonym are recorded once, in the extras of the first consignment.
    """
    yield from table.layout.defects(at)
    synonyms = table.layout.synonyms_used(at)
    empty = True
    for item in group(table, rows):
        empty = False
        if isinstance(item, Consignment) and len(synonyms) > 0:
            yield msgspec.structs.replace(item, extras=(*item.extras, *synonyms))
            synonyms = ()
        else:
            yield item
    if empty:
        yield Defect(at=at, problem="the table has headers and no rows")


def group(table: Table, rows: Iterable[Row | Defect]) -> Iterator[Consignment | Defect]:
    """Consignments from rows, in their order; a defect between goods items comes before them."""
    held: list[Consignment] = []
    key: tuple[str, ...] = ()
    shared = _shared_columns(table)
    for row in rows:
        if isinstance(row, Defect):
            yield row
            continue
        consignment = read_row(table, row)
        following = tuple(row.cells[index].strip() if index >= 0 else "" for index in shared)
        if held and following == key and following[0] and len(held) < MOST_ROWS:
            held.append(consignment)
            continue
        if held:
            repeated = following[0] != "" and following[0] == key[0]
            yield join(held)
            consignment = _say_repeated(table, row, consignment) if repeated else consignment
        held, key = [consignment], following
    if held:
        yield join(held)


def _shared_columns(table: Table) -> tuple[int, ...]:
    """The column of the consignment number (-1 where there is none), then all others that goods
    items of one consignment share."""
    columns = {column.field: column.index for column in table.layout.columns if column.field}
    others = [columns[name] for name in OF_CONSIGNMENT if name in columns]
    return (columns.get("consignment", -1), *others)


def _say_repeated(table: Table, row: Row, consignment: Consignment) -> Consignment:
    defect = Defect(
        at=table.row_at(row.number),
        problem="the consignment number repeats with other particulars; kept apart",
        text=consignment.reference,
    )
    return msgspec.structs.replace(consignment, defects=(*consignment.defects, defect))


def join(rows: list[Consignment]) -> Consignment:
    """One consignment with the goods, containers, references and extras of every row."""
    if len(rows) == 1:
        return rows[0]
    places = dict(rows[0].places)
    return msgspec.structs.replace(
        rows[0],
        goods=_join_goods(rows, places),
        containers=_join_containers(rows, places),
        references=_join_references(rows, places),
        remarks="\n".join(dict.fromkeys(row.remarks for row in rows if row.remarks)),
        extras=tuple(extra for row in rows for extra in row.extras),
        defects=tuple(defect for row in rows for defect in row.defects),
        places=places,
    )


def _join_goods(rows: list[Consignment], places: dict[str, str]) -> tuple[Goods, ...]:
    goods: list[Goods] = []
    for row in rows:
        for item in row.goods:
            _move_places(row, "goods[0]", f"goods[{len(goods)}]", places)
            goods.append(item)
    return tuple(goods)


def _join_references(rows: list[Consignment], places: dict[str, str]) -> tuple[Identifier, ...]:
    references: list[Identifier] = []
    for row in rows:
        for one in row.references:
            if one not in references:
                _move_places(row, "references[0]", f"references[{len(references)}]", places)
                references.append(one)
    return tuple(references)


def _join_containers(rows: list[Consignment], places: dict[str, str]) -> tuple[Container, ...]:
    containers: dict[str, Container] = {}
    for row in rows:
        for index, one in enumerate(row.containers):
            held = containers.get(one.number)
            if held is None:
                to = f"containers[{len(containers)}]"
                _move_places(row, f"containers[{index}]", to, places)
                containers[one.number] = one
            else:
                seals = tuple(dict.fromkeys((*held.seals, *one.seals)))
                containers[one.number] = msgspec.structs.replace(held, seals=seals)
    return tuple(containers.values())


def _move_places(row: Consignment, old: str, new: str, places: dict[str, str]) -> None:
    """File where a row's values stood under the path they have in the joined consignment."""
    for path, at in row.places.items():
        if path.startswith(old):
            places[new + path.removeprefix(old)] = at
