"""ASYCUDA World manifests: `Awmds`, `Awbolds` (degroupage), `Awmcds` (co-loader) and kin.

One consignment per `Bol_segment`, streamed; the general segment is context for each. Traps:
gross mass stands at the bill of lading only, never per container; a grouped container is
repeated in every bill of lading that shares it, so distinct numbers are to be counted; the
means of transport is a name without an IMO number; codes buried in the description of goods
are left there.
"""

from collections.abc import Iterable, Iterator

from tidewaiter.cargo.mapping import (
    Draft,
    Node,
    Paths,
    Row,
    mode_of,
    read_entry,
    read_head,
    read_rows,
)
from tidewaiter.cargo.source import Format, Source
from tidewaiter.cargo.xml import Reading, Record, Shape, first_elements, read_documents
from tidewaiter.model import Consignment, Defect

NAME = "awmds"
EXPECTED = "an ASYCUDA World manifest: Awmds (or Awbolds, Awmcds) with Bol_segment elements"
ROOTS = frozenset({"awmds", "awbolds", "awmcds", "awappend", "awbolegmds"})

SHAPE = Shape(
    records=frozenset({"Bol_segment"}),
    sections=(frozenset({"Bol_segment", "General_segment", "Master_bol"}),),
    parts=dict.fromkeys(
        ("Bol_id", "Bol_reference", "Traders_segment", "Goods_segment", "ctn_segment"),
        "Bol_segment",
    ),
    counted=frozenset({"Bol_segment"}),
)

# Parties of the bill of lading; the same elements in the header serve every bill.
TRADERS = (
    ("Exporter", "exporter"),
    ("Shipper", "consignor"),
    ("Consignee", "consignee"),
    ("Notify", "notify"),
    ("Carrier", "carrier"),
    ("Shipping_Agent", "agent"),
    ("Shipping_agent", "agent"),
    ("Forwarder", "forwarder"),
    ("Coloader", "forwarder"),
    ("Agent", "agent"),
)


def _trader(base: str, element: str, role: str) -> Row:
    """A trader: code, name and address each in an element named after it."""
    return Row(
        f"{base}/{element}",
        {"role": role},
        {
            "name": f"{element}_name",
            "address": f"{element}_address",
            "country": f"{element}_country_code",
        },
        {f"{element}_code": "other"},
        lines=True,
    )


PARTIES = tuple(_trader("Traders_segment", element, role) for element, role in TRADERS)
HEADER_PARTIES = tuple(
    _trader(base, element, role)
    for base in ("Transport_information", "Traders_segment")
    for element, role in TRADERS
)

BOL_PORTS = (
    ("port_of_loading", "Place_of_loading"),
    ("port_of_discharge", "Place_of_unloading"),
    ("original_port_of_loading", "Port_of_origin"),
    ("original_port_of_loading", "Place_of_origin"),
    ("transhipment", "Place_of_transhipment"),
    ("place_of_delivery", "Place_of_delivery"),
    ("ultimate_destination", "Place_of_destination"),
)
HEADER_PORTS = (
    ("departure", "Place_of_departure"),
    ("arrival", "Place_of_destination"),
    ("last_port_of_call", "Last_port_of_call"),
    ("last_port_of_call", "Place_of_last_call"),
    ("next_port_of_call", "Next_port_of_call"),
)


def _places(base: str, ports: tuple[tuple[str, str], ...]) -> tuple[Row, ...]:
    return tuple(
        Row(base, {"function": function}, {"code": f"{name}_code", "name": f"{name}_name"})
        for function, name in ports
    )


PORTS = _places("Load_unload_place", BOL_PORTS)
OFFICE = {"code": "Customs_office_code", "name": "Customs_office_name"}
CONTEXT_PORTS = (
    *_places("Load_unload_place", HEADER_PORTS),
    *_places("", HEADER_PORTS),
    Row("General_segment_id", {"function": "customs_office"}, OFFICE),
    Row("", {"function": "customs_office"}, OFFICE),
)

GOODS = Row(
    "Goods_segment",
    {},
    {
        "description": "Goods_description",
        "hs": (
            "HS_code",
            "Hs_code",
            "HScode",
            "Commodity_code",
            "HS_Compliance/HS_code",
            "Commodity_Segment/HS_code",
            "Commodity_Segment/Commodity_code",
            "Commodity_segment/HS_code",
            "Commodity_segment/Commodity_code",
        ),
        "gross_weight_kg": "Gross_mass",
        "net_weight_kg": "Net_mass",
        "volume_m3": "Volume_in_cubic_meters",
        "origin": "Country_of_origin_code",
        "dangerous_goods": ("UN_number", "UNDG_number", "UN_code"),
    },
    packages=(
        Row(
            "",
            {},
            {
                "count": "Number_of_packages",
                "kind": ("Package_type_code", "Package_type_name"),
                "marks": "Shipping_marks",
            },
        ),
    ),
)
CONTAINERS = (
    Row(
        "ctn_segment",
        {"number": ""},
        {
            "number": "Ctn_reference",
            "size_type": "Type_of_container",
            "status": "Empty_Full",
            "seals": (
                "Marks1",
                "Marks2",
                "Marks3",
                "Seals_segment/Marks_of_seals",
                "Seal_number",
            ),
            "tare_weight_kg": "Empty_weight",
            # Some agents' files carry the weight of the goods in the container.
            "gross_weight_kg": ("Goods_weight", "Gross_weight"),
        },
    ),
)

TRANSPORT: dict[str, Paths] = {
    "name": ("Identity_of_transporter", "Name_of_transporter"),
    "flag": "Nationality_of_transporter_code",
    "registration": "Registration_number_of_transport_code",
}
VOYAGE = ("General_segment_id/Voyage_number", "Voyage_number")

HEAD = Row(
    "",
    {},
    {
        "reference": "Bol_id/Bol_reference",
        "remarks": ("Goods_segment/Information", "Goods_segment/Remarks", "Remarks"),
        "value": ("Value_segment/Customs_segment/Value", "Value_segment/Customs_segment/Currency"),
    },
)
REFERENCES = (
    ("master_bill_of_lading", "Bol_id/Master_bol_ref_number"),
    ("carrier_reference", "Bol_id/Unique_carrier_reference"),
    ("line", "Bol_id/Line_number"),
    ("previous_document", "Bol_id/Previous_document_reference"),
)
CONTEXT_REFERENCES = (
    ("manifest", "General_segment_id/Registration_number"),
    ("manifest", "General_segment_id/Import_Rotation"),
    ("master_bill_of_lading", "Reference_number"),
    ("manifest", "Registration_number"),
)
DATES = (
    ("departure", "Date_of_departure"),
    ("arrival", "Date_of_arrival"),
    ("loading", "Date_of_loading"),
    ("document", "Date_of_registration"),
)
# Bol_nature: the sense of the movement.
MOVEMENTS = {"22": "export", "23": "import", "24": "transit", "28": "transhipment"}
# Bol_type_code beside the master bill tells a house bill.
KINDS = {"HSB": "house bill of lading", "MSB": "master bill of lading", "BL": "bill of lading"}


def _matches(source: Source) -> bool:
    return any(name.local.lower() in ROOTS for name in first_elements(source)[:4])


def _read(source: Source) -> Iterator[Consignment | Defect]:
    return read_documents(source, Reading(SHAPE, _build, EXPECTED))


FORMAT = Format(NAME, _matches, _read)


def _build(record: Record, document: str) -> Iterable[Consignment]:
    bol = record.node
    draft = Draft(document, NAME, (*record.context, bol))
    _bill(draft, bol)
    for header in _headers(record):
        _header(draft, header)
    yield draft.finish()


def _headers(record: Record) -> list[Node]:
    """Elements that may hold the header: those before the bill, after those that hold them.

    The latter matter where an end tag is missing and the bill stands inside its header.
    """
    holders = {id(node.parent): node.parent for node in record.context if node.parent is not None}
    return [*holders.values(), *record.context]


def _bill(draft: Draft, bol: Node) -> None:
    """What the bill of lading says itself; its own ports are the real leg."""
    goods = read_rows(draft, bol, "goods", (GOODS,))
    containers = read_rows(draft, bol, "containers", CONTAINERS)
    if len(goods) == 1:
        draft.copy_first("gross_weight_kg", "gross_weight_kg")
        if len(containers) > 0:
            draft.pack_goods(goods[0])
    read_head(draft, bol, HEAD)
    for path in ("Bol_id/Bol_nature", "Bol_id/Nature"):
        draft.put_word("movement", bol.first(path), MOVEMENTS)
    kind = bol.first("Bol_id/Bol_type_code")
    if kind is not None:
        draft.put("kind", KINDS.get(kind.text, "bill of lading"), kind)
    for scheme, path in REFERENCES:
        draft.add_reference(scheme, bol.first(path))
    read_rows(draft, bol, "parties", PARTIES)
    read_rows(draft, bol, "ports", PORTS)


def _header(draft: Draft, header: Node) -> None:
    """What the general segment (or the master bill) says for every bill of lading."""
    _transport(draft, header)
    read_rows(draft, header, "parties", HEADER_PARTIES)
    read_rows(draft, header, "ports", CONTEXT_PORTS)
    for scheme, path in CONTEXT_REFERENCES:
        draft.add_reference(scheme, header.first(path))
    for base in ("General_segment_id/", ""):
        for kind, name in DATES:
            draft.add_date(kind, header.first(f"{base}{name}"))


def _transport(draft: Draft, header: Node) -> None:
    information = header.find("Transport_information")
    for node in information if len(information) > 0 else [header]:
        code = node.first("Mode_of_transport_code")
        mode = None if code is None else mode_of(code.text)
        if code is not None and mode is None:
            draft.fault(code, "unknown mode of transport")
        entry = read_entry(draft, node, Row("", {"mode": mode or ""}, TRANSPORT))
        voyage = read_entry(draft, header, Row("", {}, {"voyage": VOYAGE}))
        entry.values |= voyage.values
        entry.leaves |= voyage.leaves
        if len(entry.leaves) > 0:
            draft.add("transports", entry)
