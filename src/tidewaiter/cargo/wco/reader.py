"""Reading of declarations by the tables."""

from collections.abc import Iterable, Iterator

from tidewaiter.cargo.mapping import (
    DOCUMENT_CODES,
    Draft,
    Entry,
    Node,
    Row,
    is_digits,
    mode_of,
    put_list,
    read_entry,
    read_head,
    read_rows,
)
from tidewaiter.cargo.source import Format, Source
from tidewaiter.cargo.wco.tables import (
    COMPLETION,
    CONTAINER,
    DATES,
    DECLARATION_MEANS,
    DECLARATION_PARTIES,
    DECLARATION_PORTS,
    EQUIPMENT,
    EXPECTED,
    HEAD,
    IDENTITIES,
    ITEM,
    ITEM_COUNTRIES,
    ITEM_HEAD,
    MOVEMENTS,
    NAME,
    NAMESPACE,
    PORTS,
    REFERENCES,
    ROUTES,
    SHAPE,
    SHIPMENT_DATES,
    SHIPMENT_HEAD,
    SHIPMENT_MEANS,
    SHIPMENT_PARTIES,
    SHIPMENT_REFERENCES,
    STATISTICAL,
    TARIFF,
)
from tidewaiter.cargo.xml import Reading, Record, first_elements, read_documents
from tidewaiter.model import Consignment, Defect


def _matches(source: Source) -> bool:
    names = first_elements(source)
    spaces = {name.namespace for name in names if name.local == "Declaration"}
    if any(space.startswith(NAMESPACE) for space in spaces):
        return True
    # Some senders leave the namespace out.
    return "" in spaces and any(name.local == "GoodsShipment" for name in names)


def _read(source: Source) -> Iterator[Consignment | Defect]:
    return read_documents(source, Reading(SHAPE, _build, EXPECTED))


FORMAT = Format(NAME, _matches, _read)


def _build(record: Record, document: str) -> Iterable[Consignment]:
    declaration = record.node
    shipments = declaration.find("GoodsShipment")
    for shipment in shipments if len(shipments) > 0 else [declaration]:
        around = [node for node in declaration.children if node.name != "GoodsShipment"]
        whole = [shipment] if shipment is not declaration else []
        draft = Draft(document, NAME, (*record.context, *around, *whole))
        _declaration(draft, declaration)
        _shipment(draft, shipment)
        _items(draft, shipment)
        _means(draft, declaration, DECLARATION_MEANS)
        _means(draft, shipment, SHIPMENT_MEANS)
        read_rows(draft, declaration, "parties", DECLARATION_PARTIES)
        read_rows(draft, declaration, "ports", DECLARATION_PORTS)
        yield draft.finish()


def _declaration(draft: Draft, declaration: Node) -> None:
    """What the declaration says of itself."""
    read_head(draft, declaration, HEAD)
    kind = declaration.first("TypeCode")
    if kind is not None and kind.text[:2] in MOVEMENTS:
        draft.put("movement", MOVEMENTS[kind.text[:2]], kind)
    elif kind is not None:
        draft.fault(kind, "unknown type of declaration")
    for scheme, path in REFERENCES:
        draft.add_reference(scheme, declaration.first(path))
    _dates(draft, declaration, DATES)
    _documents(draft, declaration)
    for path in ROUTES:
        _routing(draft, declaration, path)


def _shipment(draft: Draft, shipment: Node) -> None:
    """What the shipment says outside of its goods items."""
    read_head(draft, shipment, SHIPMENT_HEAD)
    read_head(draft, shipment, ITEM_HEAD)
    _dates(draft, shipment, SHIPMENT_DATES)
    for scheme, path in SHIPMENT_REFERENCES:
        for leaf in shipment.find(path):
            draft.add_reference(scheme, leaf if leaf.text != "" else None)
    for path in ROUTES:
        _routing(draft, shipment, path)
    _documents(draft, shipment)
    read_rows(draft, shipment, "parties", SHIPMENT_PARTIES)
    read_rows(draft, shipment, "ports", (*PORTS, *ITEM_COUNTRIES))


def _routing(draft: Draft, node: Node, path: str) -> None:
    for leaf in node.find(path):
        if leaf.text != "" and not draft.is_taken(leaf):
            draft.add_text("routing", leaf)


def _dates(draft: Draft, node: Node, dates: tuple[tuple[str, str], ...]) -> None:
    for kind, path in dates:
        for ending in ("/DateTimeString", "/DateTime", ""):
            draft.add_date(kind, node.first(path + ending))


def _documents(draft: Draft, node: Node) -> None:
    """Numbers of licences, certificates and earlier declarations; their codes stay extras."""
    for path in ("AdditionalDocument", "Consignment/AdditionalDocument", "PreviousDocument"):
        for held in node.find(path):
            draft.add_reference(_scheme(held), held.first("ID"))


def _scheme(held: Node) -> str:
    """The name of a document's number: by UN/EDIFACT 1001 where the category says so (`N`)."""
    category, code = held.first("CategoryCode"), held.first("TypeCode")
    known = code is not None and (category is None or category.text == "N")
    name = DOCUMENT_CODES.get(code.text) if known and code is not None else None
    return name or ("previous_document" if held.name == "PreviousDocument" else "document")


def _items(draft: Draft, shipment: Node) -> None:
    """The goods items, and the equipment in the order it is first named."""
    for item in shipment.find("GovernmentAgencyGoodsItem"):
        _item(draft, item)
        _documents(draft, item)
    known: set[str] = set()
    for path in EQUIPMENT:
        for node in shipment.find(path):
            _container(draft, node, known)


def _item(draft: Draft, item: Node) -> None:
    entry = read_entry(draft, item, ITEM)
    codes = _commodity_codes(draft, item)
    if len(codes) > 0:
        put_list(entry, "hs", codes)
    _origin(draft, item, entry)
    if "value" not in entry.values:
        worth = read_entry(draft, item, STATISTICAL)
        entry.values |= worth.values
        entry.leaves |= worth.leaves
    if len(entry.leaves) > 0:
        draft.add("goods", entry)


def _commodity_codes(draft: Draft, item: Node) -> list[tuple[str, Node]]:
    """The codes of a commodity; 8 digits of TSP and 2 of TRC are two parts of one code."""
    codes: list[tuple[str, Node]] = []
    endings = []
    for classification in item.find("Commodity/Classification"):
        code, kind = classification.first("ID"), classification.first("IdentificationTypeCode")
        scheme = "" if kind is None else kind.text
        if code is None:
            continue
        if scheme == COMPLETION and is_digits(code.text) and len(code.text) == 2:
            endings.append(code)
        elif scheme in TARIFF and (scheme != "" or is_digits(code.text)):
            codes.append((draft.take(code), code))
            if scheme == "":
                draft.fault(code, "a classification without its type, read as a commodity code")
    if len(codes) == 1 and len(endings) == 1 and len(codes[0][0]) == 8 and is_digits(codes[0][0]):
        return [(codes[0][0] + draft.take(endings[0]), codes[0][1])]
    return codes


def _origin(draft: Draft, item: Node, entry: Entry) -> None:
    """The country of origin: the non-preferential one (type 1) before others."""
    origins = [
        (node.first("TypeCode"), leaf)
        for node in item.find("Origin")
        if (leaf := node.first("CountryCode")) is not None
    ]
    origins.sort(key=lambda pair: pair[0] is None or pair[0].text != "1")
    for _, leaf in origins[:1]:
        entry.put("origin", draft.take(leaf), leaf)
    for _, leaf in origins[1:]:
        if leaf.text == origins[0][1].text:
            draft.take(leaf)
        else:
            draft.fault(leaf, "a second country of origin that differs from the first")


def _container(draft: Draft, node: Node, known: set[str]) -> None:
    """One piece of equipment; a number named again (at an item) is no second container."""
    number = node.first("ID")
    if number is not None and number.text in known:
        draft.take(number)
        return
    goods_hold_it = number is not None and draft.is_taken(number)
    entry = read_entry(draft, node, CONTAINER)
    if number is not None and goods_hold_it:
        entry.put("number", number.text, number)
    if len(entry.leaves) > 0:
        draft.add("containers", entry)
        known.add(entry.values["number"])


def _means(draft: Draft, base: Node, paths: tuple[str, ...]) -> None:
    for path in paths:
        for node in base.find(path):
            entry = _transport(draft, node)
            if len(entry.leaves) > 0:
                draft.add("transports", entry)


def _transport(draft: Draft, node: Node) -> Entry:
    """One means of transport; which field its identity goes to depends on the declared type."""
    fields = {"name": "Name", "flag": "RegistrationNationalityCode", "voyage": "JourneyID"}
    entry = read_entry(draft, node, Row("", {}, fields))
    _mode(draft, node, entry)
    identity, kind = node.first("ID"), node.first("IdentificationTypeCode")
    if identity is None or draft.is_taken(identity):
        return entry
    field = "name" if kind is None else IDENTITIES.get(kind.text, "registration")
    if field == "imo" and not (is_digits(identity.text) and len(identity.text) == 7):
        draft.fault(identity, "declared as an IMO number, which has seven digits")
        field = "registration"
    if field in entry.values:
        field = "registration"
    if field not in entry.values:
        entry.put(field, draft.take(identity), identity)
    return entry


def _mode(draft: Draft, node: Node, entry: Entry) -> None:
    code = node.first("ModeCode")
    if code is None or draft.is_taken(code):
        return
    mode = mode_of(code.text)
    if mode is None:
        draft.fault(code, "unknown mode of transport")
    else:
        entry.put("mode", mode, code)
