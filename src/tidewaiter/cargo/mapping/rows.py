"""Rows of a mapping table, and the one way to read them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tidewaiter.cargo.mapping.draft import Draft, Entry
from tidewaiter.cargo.mapping.node import Node
from tidewaiter.cargo.mapping.values import CUBIC_METRES, KILOGRAMS, number

Paths = str | tuple[str, ...]

# How the texts of several leaves become one field; fields not named here take the first leaf.
JOINS = {"address": ", ", "contact": ", ", "description": "\n", "marks": "\n", "kind": " "}
JOINS |= {"remarks": "\n"}
UNITS = {
    "gross_weight_kg": KILOGRAMS,
    "net_weight_kg": KILOGRAMS,
    "tare_weight_kg": KILOGRAMS,
    "volume_m3": CUBIC_METRES,
}
NUMBERS = {"quantity", "count", *UNITS}
LISTS = {"hs", "seals", "containers", "dangerous_goods"}


@dataclass(frozen=True, slots=True)
class Row:
    """Where one kind of record stands in a document, and where its fields stand below it.

    `path` leads to the record's element; `fields` gives for each field of the record the
    path (or paths, in order of preference, or to be joined) of its leaf; `fixed` are fields
    the position itself tells, such as a party's role. `identifiers` gives the scheme of each
    leaf that identifies a party, `packages` the rows of packages inside goods. Where `lines`
    is set, the first line of the name is the name and the rest the address.
    """

    path: str
    fixed: Mapping[str, str]
    fields: Mapping[str, Paths]
    identifiers: Mapping[str, str] = field(default_factory=dict)
    packages: tuple["Row", ...] = ()
    lines: bool = False


def read_rows(draft: Draft, base: Node, into: str, rows: Iterable[Row]) -> list[int]:
    """Read every record the rows find below an element into a list of the consignment."""
    return [
        draft.add(into, entry)
        for row in rows
        for node in base.find(row.path)
        if len((entry := read_entry(draft, node, row)).leaves) > 0
    ]


def read_head(draft: Draft, base: Node, row: Row) -> None:
    """Read fields of the consignment itself; a field that has a value keeps it."""
    for node in base.find(row.path):
        wanted = {name: paths for name, paths in row.fields.items() if not draft.has(name)}
        entry = read_entry(draft, node, Row("", row.fixed, wanted))
        for name, leaf in entry.leaves.items():
            draft.put(name, entry.values[name], leaf)


def read_entry(draft: Draft, node: Node, row: Row) -> Entry:
    """Read one record from its element."""
    entry = Entry(**row.fixed)
    for name, paths in row.fields.items():
        _reader(name)(draft, node, entry, (name, paths))
    if row.lines:
        _split_lines(entry)
    _read_identifiers(draft, node, entry, row.identifiers)
    _read_packages(draft, node, entry, row.packages)
    return entry


Field = tuple[str, Paths]
Reader = Callable[[Draft, Node, Entry, Field], None]


def _reader(name: str) -> Reader:
    """How a field of this name is read."""
    if name == "value":
        return _read_money
    if name in LISTS:
        return _read_list
    if name in NUMBERS:
        return _read_number
    return _read_joined if name in JOINS else _read_first


def leaves_at(draft: Draft, node: Node, paths: Paths) -> list[Node]:
    """The leaves at one path or several that no field holds yet, in the order of the paths."""
    every = (paths,) if isinstance(paths, str) else paths
    return [
        leaf
        for path in every
        for leaf in node.find(path)
        if leaf.text != "" and not draft.is_taken(leaf)
    ]


def _read_first(draft: Draft, node: Node, entry: Entry, wanted: Field) -> None:
    for leaf in leaves_at(draft, node, wanted[1])[:1]:
        entry.put(wanted[0], draft.take(leaf), leaf)


def _read_joined(draft: Draft, node: Node, entry: Entry, wanted: Field) -> None:
    leaves = leaves_at(draft, node, wanted[1])
    if len(leaves) > 0:
        text = JOINS[wanted[0]].join(draft.take(leaf) for leaf in leaves)
        entry.put(wanted[0], text, leaves[0])


def _read_list(draft: Draft, node: Node, entry: Entry, wanted: Field) -> None:
    leaves = leaves_at(draft, node, wanted[1])
    if len(leaves) > 0:
        put_list(entry, wanted[0], [(draft.take(leaf), leaf) for leaf in leaves])


def put_list(entry: Entry, name: str, items: list[tuple[str, Node]]) -> None:
    """Set a list field; the field's place is that of its first item, each item has its own."""
    entry.put(name, [text for text, _ in items], items[0][1])
    for index, (_, leaf) in enumerate(items):
        entry.leaves[f"{name}[{index}]"] = leaf


def _read_number(draft: Draft, node: Node, entry: Entry, wanted: Field) -> None:
    for leaf in leaves_at(draft, node, wanted[1])[:1]:
        value = measure(draft, leaf, UNITS.get(wanted[0]))
        if value is not None:
            entry.put(wanted[0], value, leaf)


def unit_of(leaf: Node) -> str:
    """The unit declared with a number: the attribute `unitCode`, or the neighbour `unit`."""
    unit = leaf.first("@unitCode")
    if unit is None and leaf.parent is not None and leaf.name == "value":
        unit = leaf.parent.first("unit")
    return "" if unit is None else unit.text


def measure(draft: Draft, leaf: Node, units: Mapping[str, float] | None) -> float | None:
    """A declared number in the unit of its field; a defect and None where it is none.

    No unit means the field's own. The number of another unit stays in the extras as written.
    """
    value = number(leaf.text)
    if value is None:
        draft.fault(leaf, "not a number that can be read in one way only")
        return None
    unit = unit_of(leaf)
    if units is None or unit == "":
        draft.take(leaf)
        return value
    # UK CDS qualifies units with `#` (KGM#G is gross kilograms).
    factor = units.get(unit.partition("#")[0].upper())
    if factor is None:
        draft.fault(leaf, f"declared in a unit that is not known here: {unit}")
        return None
    if factor == 1.0:
        draft.take(leaf)
    return round(value * factor, 6)


def _read_money(draft: Draft, node: Node, entry: Entry, wanted: Field) -> None:
    """An amount and its currency: the path of each, the second one may be missing."""
    amount_at, currency_at = wanted[1] if isinstance(wanted[1], tuple) else (wanted[1], "-")
    for leaf in leaves_at(draft, node, amount_at)[:1]:
        amount = measure(draft, leaf, None)
        if amount is None:
            continue
        currency = node.first(currency_at)
        entry.put("value", {"amount": amount}, leaf)
        if currency is not None:
            entry.values["value"]["currency"] = draft.take(currency)


def _split_lines(entry: Entry) -> None:
    """Move all lines of a name but the first to the address."""
    name, _, rest = entry.values.get("name", "").partition("\n")
    if rest == "":
        return
    entry.values["name"] = name
    written = [rest.replace("\n", ", "), entry.values.get("address", "")]
    entry.values["address"] = ", ".join(part for part in written if part != "")
    entry.leaves.setdefault("address", entry.leaves["name"])


def _read_identifiers(draft: Draft, node: Node, entry: Entry, schemes: Mapping[str, str]) -> None:
    found = [
        (scheme, leaf) for path, scheme in schemes.items() for leaf in leaves_at(draft, node, path)
    ]
    for index, (scheme, leaf) in enumerate(found):
        known = entry.values.setdefault("identifiers", [])
        known.append({"scheme": scheme, "value": draft.take(leaf)})
        entry.leaves[f"identifiers[{index}]"] = leaf


def _read_packages(draft: Draft, node: Node, entry: Entry, rows: tuple[Row, ...]) -> None:
    found = [
        inner
        for row in rows
        for group in node.find(row.path)
        if len((inner := read_entry(draft, group, row)).leaves) > 0
    ]
    if len(found) > 0:
        entry.values["packages"] = [inner.values for inner in found]
    for index, inner in enumerate(found):
        for name, leaf in inner.leaves.items():
            entry.leaves[f"packages[{index}].{name}"] = leaf
