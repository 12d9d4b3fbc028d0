"""Reading of bills of lading by the tables."""

from collections.abc import Iterator

from tidewaiter.cargo.dcsa.tables import (
    CONTAINERS,
    DATES,
    EXPECTED,
    FUNCTIONS,
    GOODS,
    HEAD,
    HOUSES,
    IMO,
    KEYS,
    KINDS,
    NAME,
    PARTY,
    PORTS,
    REFERENCES,
    ROLES,
    SCHEMES,
    SUMS,
    TARIFFS,
    TELLING,
    TYPED,
    VOYAGE,
    VOYAGES,
)
from tidewaiter.cargo.json import JsonNode, read_values
from tidewaiter.cargo.mapping import (
    UNITS,
    Draft,
    Entry,
    Node,
    Row,
    is_digits,
    measure,
    put_list,
    read_entry,
    read_head,
    read_rows,
)
from tidewaiter.cargo.source import Format, Source
from tidewaiter.cargo.xml import head_text
from tidewaiter.model import BadInput, Consignment, Defect


def _matches(source: Source) -> bool:
    text = head_text(source).lstrip("\ufeff \t\r\n")
    return text[:1] in {"{", "["} and len(set(TELLING.findall(text))) > 1


def _read(source: Source) -> Iterator[Consignment | Defect]:
    found = False
    try:
        for value in read_values(source):
            if isinstance(value, Defect):
                yield value
                continue
            for item in _documents(value, source.name):
                found = found or isinstance(item, Consignment)
                yield item
    except BadInput as error:
        if not found:
            raise
        yield Defect(at=error.where, problem=f"{error.what}; the rest of the file is not read")
    if not found:
        raise BadInput(
            "no bill of lading can be read",
            where=str(source.path),
            advice=f"Expected {EXPECTED}.",
        )


FORMAT = Format(NAME, _matches, _read)


def _documents(root: JsonNode, name: str) -> Iterator[Consignment | Defect]:
    """The bills of lading of one value: itself, or those an issuance request or list wraps."""
    bills = [root] if _is_bill(root) else [node for node in root.children if _is_bill(node)]
    around = [node for node in root.children if node not in bills] if root not in bills else []
    for bill in bills:
        yield _master(bill, around, name)
        for house in bill.find(HOUSES):
            yield _house(bill, house, name)
    if len(bills) == 0:
        for leaf in root.leaves():
            yield Defect(at=leaf.at, problem="belongs to no bill of lading", text=leaf.text)


def _master(bill: Node, around: list[Node], name: str) -> Consignment:
    """A bill of lading without its house bills, with what stands around it."""
    parts = [node for node in bill.children if node.name != HOUSES]
    draft = Draft(name, NAME, (*parts, *around))
    _bill(draft, bill)
    for node in around:
        if node.name == "issueTo":
            _party(draft, node, "other")
    return draft.finish()


def _is_bill(node: Node) -> bool:
    return any(child.name in KEYS for child in node.children)


def _house(master: Node, house: Node, name: str) -> Consignment:
    """A house bill with the voyage and ports of its master."""
    draft = Draft(name, NAME, (house,))
    _bill(draft, house)
    kind = house.first("houseBillOfLadingReference") or house
    draft.put("kind", "house bill of lading", kind)
    for path in ("transportDocumentReference", "shippingInstructionsReference"):
        draft.add_reference("master_bill_of_lading", master.first(path))
    read_rows(draft, master, "ports", PORTS)
    _voyages(draft, master)
    return draft.finish()


def _bill(draft: Draft, bill: Node) -> None:
    """Everything a bill of lading says."""
    read_head(draft, bill, HEAD)
    draft.put_word("kind", bill.first("transportDocumentTypeCode"), KINDS)
    for scheme, path in REFERENCES:
        for leaf in bill.find(path):
            draft.add_reference(scheme, leaf if leaf.text != "" else None)
    for prefix, path in TYPED:
        _typed_references(draft, bill, prefix, path)
    for kind, path in DATES:
        draft.add_date(kind, bill.first(path))
    _parties(draft, bill)
    read_rows(draft, bill, "ports", PORTS)
    _voyages(draft, bill)
    read_rows(draft, bill, "containers", CONTAINERS)
    for item in bill.find("consignmentItems"):
        _goods(draft, item)
    for leaf in bill.find("routingOfConsignmentCountries"):
        if leaf.text != "":
            draft.add_text("routing", leaf)
    _carrier(draft, bill)


def _typed_references(draft: Draft, bill: Node, prefix: str, path: str) -> None:
    for held in bill.find(path):
        kind = held.first("type") or held.first("referenceType")
        scheme = "other" if kind is None else kind.text.lower()
        for name in ("values", "value", "referenceValue"):
            for leaf in held.find(name):
                draft.add_reference(f"{prefix}{scheme}", leaf if leaf.text != "" else None)


def _parties(draft: Draft, bill: Node) -> None:
    """Parties by key, by function in `other`, or all by function as in earlier versions."""
    for parties in bill.find("documentParties"):
        held = parties.children if parties.first("partyFunction") is None else [parties]
        for node in held:
            inner = next(iter(node.find("party")), node)
            function = node.first("partyFunction")
            if function is None:
                role = ROLES.get(node.name, "other")
            else:
                role = FUNCTIONS.get(function.text, "other")
                if function.text not in FUNCTIONS:
                    draft.fault(function, "unknown party function")
            _party(draft, inner, role)


def _party(draft: Draft, node: Node, role: str) -> None:
    entry = read_entry(draft, node, Row("", {"role": role}, PARTY.fields))
    found = [
        (SCHEMES.get(_scheme(held), "other"), leaf)
        for held in node.find("identifyingCodes")
        if (leaf := held.first("partyCode")) is not None
    ]
    found += [
        ("eori" if _scheme(held) == "EORI" else "tax", leaf)
        for held in (*node.find("taxLegalReferences"), *node.find("taxAndLegalReferences"))
        if (leaf := held.first("value")) is not None
    ]
    for index, (scheme, leaf) in enumerate(found):
        known = entry.values.setdefault("identifiers", [])
        known.append({"scheme": scheme, "value": draft.take(leaf)})
        entry.leaves[f"identifiers[{index}]"] = leaf
    if len(entry.leaves) > 0:
        draft.add("parties", entry)


def _scheme(held: Node) -> str:
    """What kind of code a party is identified by: the list's name, else its provider."""
    for path in ("codeListName", "type", "codeListProvider", "DCSAResponsibleAgencyCode"):
        leaf = held.first(path)
        if leaf is not None and (path != "codeListName" or leaf.text in SCHEMES):
            return leaf.text
    return ""


def _carrier(draft: Draft, bill: Node) -> None:
    code = bill.first("carrierCode")
    if code is not None:
        entry = Entry(role="carrier", identifiers=[{"scheme": "other", "value": draft.take(code)}])
        entry.leaves["identifiers[0]"] = code
        draft.add("parties", entry)


def _voyages(draft: Draft, bill: Node) -> None:
    for node in (held for path in VOYAGES for held in bill.find(path)):
        entry = read_entry(draft, node, Row("", {"mode": "sea"}, VOYAGE))
        for leaf in (found for path in IMO for found in node.find(path) if found.text != ""):
            if is_digits(leaf.text) and len(leaf.text) == 7:
                entry.put("imo", draft.take(leaf), leaf)
            else:
                draft.fault(leaf, "declared as an IMO number, which has seven digits")
        if len(entry.leaves) > 0:
            draft.add("transports", entry)


def _goods(draft: Draft, item: Node) -> None:
    entry = read_entry(draft, item, GOODS)
    entry.values["number"] = str(item.index)
    codes = [leaf for leaf in item.find("HSCodes") if leaf.text != ""]
    codes += _national_codes(item, {leaf.text for leaf in codes})
    if len(codes) > 0:
        put_list(entry, "hs", [(draft.take(leaf), leaf) for leaf in codes])
    held = [
        leaf
        for path in ("cargoItems/equipmentReference", "equipmentReference")
        for leaf in item.find(path)
        if leaf.text != ""
    ]
    if len(held) > 0:
        put_list(entry, "containers", [(draft.take(leaf), leaf) for leaf in held])
    for field, paths in SUMS.items():
        _sum(draft, item, entry, (field, paths))
    if len(entry.leaves) > 0:
        draft.add("goods", entry)


def _national_codes(item: Node, known: set[str]) -> list[Node]:
    """National tariff codes that add to the HS codes; those of other kinds stay extras."""
    return [
        leaf
        for path in ("nationalCommodityCodes", "nationalCommodityCode")
        for held in item.find(path)
        if (kind := held.first("type")) is not None and kind.text.upper() in TARIFFS
        for leaf in held.find("values")
        if is_digits(leaf.text) and leaf.text not in known
    ]


def _sum(draft: Draft, item: Node, entry: Entry, wanted: tuple[str, tuple[str, ...]]) -> None:
    """The total over the cargo items where each declares its part; every part stays an extra."""
    field, paths = wanted
    leaves = [leaf for path in paths for leaf in item.find(path) if leaf.text != ""]
    amounts = [measure(draft, leaf, UNITS[field]) for leaf in leaves]
    known = [amount for amount in amounts if amount is not None]
    complete = len(known) == len(leaves) >= max(item.count("cargoItems"), 1)
    if complete:
        entry.put(field, round(sum(known), 6), leaves[0])
    if not complete or len(leaves) > 1:
        draft.release(leaves)
