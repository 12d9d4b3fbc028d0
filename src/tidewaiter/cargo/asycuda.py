"""ASYCUDA World single administrative document (SAD), as the system exports it.

The root is `ASYCUDA`; a `null` child means that the element is empty. The first line of a
trader's name is the name, the others the address. Weights are kilograms.
"""

from collections.abc import Iterable, Iterator

from tidewaiter.cargo.mapping import (
    DOCUMENT_CODES,
    Draft,
    Entry,
    Node,
    Row,
    mode_of,
    put_list,
    read_entry,
    read_head,
    read_rows,
)
from tidewaiter.cargo.source import Format, Source
from tidewaiter.cargo.xml import Reading, Record, Shape, first_elements, read_documents
from tidewaiter.model import Consignment, Defect

NAME = "asycuda-sad"
EXPECTED = "an ASYCUDA World declaration: root element ASYCUDA with Identification and Item"

SHAPE = Shape(
    records=frozenset({"ASYCUDA"}),
    sections=(frozenset({"Item"}),),
    counted=frozenset({"Item"}),
)

PARTIES = (
    Row(
        "Traders/Exporter",
        {"role": "exporter"},
        {"name": "Exporter_name", "address": "Exporter_address"},
        {"Exporter_code": "tax"},
        lines=True,
    ),
    Row(
        "Traders/Consignee",
        {"role": "consignee"},
        {"name": "Consignee_name", "address": "Consignee_address"},
        {"Consignee_code": "tax"},
        lines=True,
    ),
    Row(
        "Declarant",
        {"role": "declarant"},
        {"name": "Declarant_name", "contact": "Declarant_representative"},
        {"Declarant_code": "other"},
        lines=True,
    ),
    Row(
        "Traders/Financial",
        {"role": "other"},
        {"name": "Financial_name"},
        {"Financial_code": "tax"},
        lines=True,
    ),
    Row(
        "Transit/Principal",
        {"role": "other"},
        {"name": "Name", "contact": "Representative"},
        {"Code": "tax"},
        lines=True,
    ),
)

PORTS = (
    Row(
        "Transport/Place_of_loading",
        {"function": "port_of_loading"},
        {"code": "Code", "name": "Name", "country": "Country"},
    ),
    Row(
        "Transport/Border_office",
        {"function": "customs_office"},
        {"code": "Code", "name": "Name"},
    ),
    Row(
        "Identification/Office_segment",
        {"function": "customs_office"},
        {"code": "Customs_clearance_office_code", "name": "Customs_Clearance_office_name"},
    ),
    Row(
        "Export_release",
        {"function": "customs_office"},
        {"code": "Actual_office_of_exit_code", "name": "Actual_office_of_exit_name"},
    ),
    Row(
        "Transit/Destination",
        {"function": "ultimate_destination"},
        {"name": "Office", "country": "Country"},
    ),
    Row("Transport", {"function": "other"}, {"name": "Location_of_goods"}),
)

# The means at the border carries the main leg and stands first: element, its mode.
MEANS = "Transport/Means_of_transport"
TRANSPORTS = (
    (f"{MEANS}/Border_information", f"{MEANS}/Border_information/Mode"),
    (f"{MEANS}/Departure_arrival_information", f"{MEANS}/Inland_mode_of_transport"),
)
PLATE_MODES = {"road", "rail"}

GOODS = Row(
    "",
    {},
    {
        "description": (
            "Goods_description/Description_of_goods",
            "Goods_description/Commercial_Description",
        ),
        "hs": ("Tarification/HScode/Commodity_code", "Tarification/Commodity_code"),
        "origin": "Goods_description/Country_of_origin_code",
        "gross_weight_kg": "Valuation_item/Weight_itm/Gross_weight_itm",
        "net_weight_kg": "Valuation_item/Weight_itm/Net_weight_itm",
        "quantity": (
            "Tarification/Supplementary_unit/Suppplementary_unit_quantity",
            "Tarification/Supplementary_unit/Supplementary_unit_quantity",
        ),
        "unit": (
            "Tarification/Supplementary_unit/Suppplementary_unit_code",
            "Tarification/Supplementary_unit/Supplementary_unit_code",
        ),
        "value": (
            "Valuation_item/Item_Invoice/Amount_foreign_currency",
            "Valuation_item/Item_Invoice/Currency_code",
        ),
        "dangerous_goods": "UN_number",
    },
    packages=(
        Row(
            "Packages",
            {},
            {
                "count": "Number_of_packages",
                "kind": ("Kind_of_packages_code", "Kind_of_packages_name"),
                "marks": ("Marks1_of_packages", "Marks2_of_packages"),
            },
        ),
    ),
)
CONTAINERS = (
    Row(
        "Container",
        {"number": ""},
        {
            "number": ("Container_identity", "Container_number"),
            "size_type": "Container_type",
            "status": "Empty_full_indicator",
            "gross_weight_kg": "Gross_weight",
        },
    ),
)

COUNTRY = "General_information/Country"
HEAD = Row(
    "",
    {},
    {
        # A name stands in where the code is missing.
        "country_of_export": (
            f"{COUNTRY}/Export/Export_country_code",
            f"{COUNTRY}/Export/Export_country_name",
        ),
        "country_of_destination": (
            f"{COUNTRY}/Destination/Destination_country_code",
            f"{COUNTRY}/Destination/Destination_country_name",
        ),
        "remarks": "General_information/Comments_free_text",
        "gross_weight_kg": ("Valuation/Weight/Gross_weight", "Valuation/Total/Total_weight"),
        "value": (
            "Valuation/Gs_Invoice/Amount_foreign_currency",
            "Valuation/Gs_Invoice/Currency_code",
        ),
    },
)
# Countries the goods or the trade pass through.
ROUTING = (
    f"{COUNTRY}/Country_first_destination",
    f"{COUNTRY}/Trading_country",
    f"{COUNTRY}/Country_of_last_consignment",
)
REFERENCES = (
    ("manifest", "Identification/Manifest_reference_number"),
    ("declarant_reference", "Declarant/Reference/Number"),
    ("licence", "Item/Licence_number"),
    ("previous_document", "Item/Previous_doc/Summary_declaration"),
)
DATES = (
    ("document", "Property/Date_of_declaration"),
    ("acceptance", "Identification/Registration/Date"),
    ("departure", "Export_release/Date_of_exit"),
)
MOVEMENTS = {"I": "import", "E": "export", "T": "transit", "IM": "import", "EX": "export"}


def _matches(source: Source) -> bool:
    return any(name.local == "ASYCUDA" for name in first_elements(source)[:4])


def _read(source: Source) -> Iterator[Consignment | Defect]:
    return read_documents(source, Reading(SHAPE, _build, EXPECTED))


FORMAT = Format(NAME, _matches, _read)


def _build(record: Record, document: str) -> Iterable[Consignment]:
    root = record.node
    draft = Draft(document, NAME, (*record.context, root))
    _head(draft, root)
    for item in root.find("Item"):
        _item(draft, item)
    containers = read_rows(draft, root, "containers", CONTAINERS)
    _transit_seals(draft, root, containers)
    read_rows(draft, root, "parties", PARTIES)
    read_rows(draft, root, "ports", PORTS)
    for path, mode_path in TRANSPORTS:
        _transport(draft, root, path, mode_path)
    yield draft.finish()


def _head(draft: Draft, root: Node) -> None:
    """What the declaration says of itself and of the consignment as a whole."""
    _reference(draft, root)
    draft.put_word("movement", root.first("Property/Sad_flow"), MOVEMENTS)
    draft.put_word("movement", root.first("Identification/Type/Type_of_declaration"), MOVEMENTS)
    read_head(draft, root, HEAD)
    for path in ROUTING:
        for leaf in root.find(path):
            if leaf.text != "":
                draft.add_text("routing", leaf)
    for scheme, path in REFERENCES:
        for leaf in root.find(path):
            draft.add_reference(scheme, leaf if leaf.text != "" else None)
    for kind, path in DATES:
        draft.add_date(kind, root.first(path))


def _reference(draft: Draft, root: Node) -> None:
    """The registration (`C 1234`), or the declarant's own number where there is none yet."""
    serial = root.first("Identification/Registration/Serial_number")
    number = root.first("Identification/Registration/Number")
    if number is None:
        draft.put_text("reference", root.first("Declarant/Reference/Number"))
        return
    parts = [draft.take(leaf) for leaf in (serial, number) if leaf is not None]
    draft.put("reference", " ".join(parts), number)


def _item(draft: Draft, item: Node) -> None:
    """One goods item and the documents attached to it."""
    entry = read_entry(draft, item, GOODS)
    entry.values["number"] = str(item.index)
    if len(entry.leaves) > 0:
        draft.add("goods", entry)
    for attached in item.find("Attached_documents"):
        code = attached.first("Attached_document_code")
        scheme = "document" if code is None else DOCUMENT_CODES.get(code.text, "document")
        draft.add_reference(scheme, attached.first("Attached_document_reference"))


def _transit_seals(draft: Draft, root: Node, containers: list[int]) -> None:
    """Seals of a transit stand at the declaration: they are those of its only container."""
    seals = [leaf for leaf in root.find("Transit/Seals/Identity") if leaf.text != ""]
    if len(seals) > 0 and len(containers) == 0:
        entry = Entry(number="")
        put_list(entry, "seals", [(draft.take(leaf), leaf) for leaf in seals])
        draft.add("containers", entry)


def _transport(draft: Draft, root: Node, path: str, mode_path: str) -> None:
    """One means of transport; its identity is a plate on road and rail, a name otherwise."""
    code = root.first(mode_path)
    mode = None if code is None else mode_of(code.text)
    if code is not None and mode is None:
        draft.fault(code, "unknown mode of transport")
    field = "registration" if mode in PLATE_MODES else "name"
    row = Row(path, {"mode": mode or ""}, {field: "Identity", "flag": "Nationality"})
    read_rows(draft, root, "transports", (row,))
