"""EU ICS entry summary declarations (ENS): CC315A and its amendment CC313A.

Written from the schemas CC315A 11.2 and complex_types_ics 11.2. One consignment per
declaration. Goods items may bring traders, places and means of transport of their own; those
stand among the consignment's. The identity of a ship is its IMO number where it has seven
digits.
"""

from collections.abc import Iterable, Iterator

from tidewaiter.cargo.mapping import (
    DOCUMENT_CODES,
    Draft,
    Entry,
    Node,
    Paths,
    Row,
    is_digits,
    mode_of,
    put_list,
    read_entry,
    read_head,
    read_rows,
    split_location,
)
from tidewaiter.cargo.source import Format, Source
from tidewaiter.cargo.xml import Reading, Record, Shape, first_elements, read_documents
from tidewaiter.model import Consignment, Defect
from tidewaiter.model.consignment import Mode

NAME = "ics-ens"
EXPECTED = "an ICS entry summary declaration: CC315A or CC313A with HEAHEA and GOOITEGDS"
NAMESPACE = "http://ics.dgtaxud.ec/"
ROLES = ("TRACONCO1", "TRACONCE1", "NOTPAR670", "TRAREP", "PERLODSUMDEC", "TRACARENT601")
KINDS = {
    "CC315A": "entry summary declaration",
    "CC313A": "entry summary declaration amendment",
}
SHAPE = Shape(
    records=frozenset(KINDS),
    # These repeat below the declaration and never stand inside one another.
    sections=(frozenset({"HEAHEA", "GOOITEGDS", "ITI", "SEAID529", "CUSOFFSENT740", *ROLES}),),
    counted=frozenset({"GOOITEGDS"}),
)

# Element, role, and the endings that make the names of its leaves.
TRADERS = (
    ("TRACONCO1", "consignor", "NamCO17 StrAndNumCO122 PosCodCO123 CitCO124 CouCO125 TINCO159"),
    ("TRACONCE1", "consignee", "NamCE17 StrAndNumCE122 PosCodCE123 CitCE124 CouCE125 TINCE159"),
    (
        "NOTPAR670",
        "notify",
        "NamNOTPAR672 StrNumNOTPAR673 PosCodNOTPAR676 CitNOTPAR674 CouCodNOTPAR675 TINNOTPAR671",
    ),
    ("TRAREP", "agent", "NamTRE1 StrAndNumTRE1 PosCodTRE1 CitTRE1 CouCodTRE1 TINTRE1"),
    ("PERLODSUMDEC", "declarant", "NamPLD1 StrAndNumPLD1 PosCodPLD1 CitPLD1 CouCodPLD1 TINPLD1"),
    (
        "TRACARENT601",
        "carrier",
        (
            "NamTRACARENT604 StrNumTRACARENT607 PstCodTRACARENT606 CtyTRACARENT603"
            " CouCodTRACARENT605 TINTRACARENT602"
        ),
    ),
)
ITEM_TRADERS = (
    ("TRACONCO2", "consignor", "NamCO27 StrAndNumCO222 PosCodCO223 CitCO224 CouCO225 TINCO259"),
    ("TRACONCE2", "consignee", "NamCE27 StrAndNumCE222 PosCodCE223 CitCE224 CouCE225 TINCE259"),
    (
        "PRTNOT640",
        "notify",
        "NamPRTNOT642 StrNumPRTNOT646 PstCodPRTNOT644 CtyPRTNOT643 CouCodGINOT647 TINPRTNOT641",
    ),
)


def _trader(element: str, role: str, leaves: str) -> Row:
    name, street, postcode, city, country, number = leaves.split()
    address = (street, postcode, city)
    fields: dict[str, Paths] = {"name": name, "address": address, "country": country}
    return Row(element, {"role": role}, fields, {number: "eori"})


PARTIES = tuple(_trader(*trader) for trader in TRADERS)
ITEM_PARTIES = tuple(_trader(*trader) for trader in ITEM_TRADERS)

# Leaves that hold a place as a UN/LOCODE or in words.
PLACES = (
    ("port_of_loading", "HEAHEA/PlaLoaGOOITE334"),
    ("port_of_discharge", "HEAHEA/PlaUnlGOOITE334"),
)
ITEM_PLACES = (
    ("port_of_loading", "PlaLoaGOOITE333"),
    ("port_of_discharge", "PlaUnlGOOITE333"),
)
OFFICES = (
    Row("CUSOFFFENT730", {"function": "customs_office"}, {"code": "RefNumCUSOFFFENT731"}),
    Row("CUSOFFSENT740", {"function": "customs_office"}, {"code": "RefNumSUBENR909"}),
    Row("CUSOFFLON", {"function": "customs_office"}, {"code": "RefNumCOL1"}),
)

GOODS = Row(
    "",
    {},
    {
        "number": "IteNumGDS7",
        "description": "GooDesGDS23",
        "hs": "COMCODGODITM/ComNomCMD1",
        "gross_weight_kg": "GroMasGDS46",
        "dangerous_goods": "UNDanGooCodGDI1",
    },
    packages=(
        Row(
            "PACGS2",
            {},
            {
                "count": ("NumOfPacGS24", "NumOfPieGS25"),
                "kind": "KinOfPacGS23",
                "marks": "MarNumOfPacGSL21",
            },
        ),
    ),
)
HEAD = Row(
    "HEAHEA",
    {},
    {
        "reference": ("DocNumHEA5", "RefNumHEA4"),
        "gross_weight_kg": "TotGroMasHEA307",
    },
)
REFERENCES = (
    ("lrn", "HEAHEA/RefNumHEA4"),
    ("ucr", "HEAHEA/ComRefNumHEA"),
    ("ucr", "GOOITEGDS/ComRefNumGIM1"),
    ("message", "MesIdeMES19"),
)
DATES = (
    ("document", "HEAHEA/DecDatTimHEA114"),
    ("document", "HEAHEA/DatTimAmeHEA113"),
    ("arrival", "CUSOFFFENT730/ExpDatOfArrFIRENT733"),
    ("other", "DatOfPreMES9"),
)


def _matches(source: Source) -> bool:
    return any(
        name.local in KINDS and (name.namespace == "" or name.namespace.startswith(NAMESPACE))
        for name in first_elements(source)
    )


def _read(source: Source) -> Iterator[Consignment | Defect]:
    return read_documents(source, Reading(SHAPE, _build, EXPECTED))


FORMAT = Format(NAME, _matches, _read)


def _build(record: Record, document: str) -> Iterable[Consignment]:
    root = record.node
    draft = Draft(document, NAME, (*record.context, root))
    draft.put("kind", KINDS[root.name], root)
    read_head(draft, root, HEAD)
    for scheme, path in REFERENCES:
        for leaf in root.find(path):
            draft.add_reference(scheme, leaf if leaf.text != "" else None)
    for kind, path in DATES:
        draft.add_date(kind, root.first(path))
    read_rows(draft, root, "parties", PARTIES)
    _places(draft, root, PLACES)
    read_rows(draft, root, "ports", OFFICES)
    _transport(draft, root)
    _containers(draft, root)
    for item in root.find("GOOITEGDS"):
        _item(draft, item)
    for leaf in root.find("ITI/CouOfRouCodITI1"):
        if leaf.text != "":
            draft.add_text("routing", leaf)
    yield draft.finish()


def _places(draft: Draft, node: Node, places: tuple[tuple[str, str], ...]) -> None:
    for function, path in places:
        for leaf in node.find(path):
            if leaf.text != "":
                entry = Entry(function=function)
                for field, text in split_location(draft.take(leaf)).items():
                    entry.put(field, text, leaf)
                draft.add("ports", entry)


def _transport(draft: Draft, root: Node) -> None:
    """The means that crosses the border: IMO number of a ship, flight of an aircraft, plate."""
    fields = {"flag": "NatOfMeaOfTraCroHEA87", "voyage": "ConRefNumHEA"}
    for head in root.find("HEAHEA"):
        entry = read_entry(draft, head, Row("", {}, fields))
        mode = _mode(draft, head, entry)
        identity = head.first("IdeOfMeaOfTraCroHEA85")
        if identity is not None:
            _identity(draft, entry, identity, mode)
        if len(entry.leaves) > 0:
            draft.add("transports", entry)


def _mode(draft: Draft, head: Node, entry: Entry) -> Mode:
    code = head.first("TraModAtBorHEA76")
    mode = None if code is None else mode_of(code.text)
    if code is not None and mode is None:
        draft.fault(code, "unknown mode of transport")
    elif code is not None and mode is not None:
        entry.put("mode", mode, code)
    return mode or ""


def _identity(draft: Draft, entry: Entry, leaf: Node, mode: Mode) -> None:
    """Put an identity where its mode says; what is neither number nor plate is a name."""
    digits = is_digits(leaf.text)
    if mode == "sea" and digits and len(leaf.text) == 7:
        field = "imo"
    elif mode in {"road", "rail", "air"} or digits:
        field = "registration"
    else:
        field = "name"
    entry.put(field, draft.take(leaf), leaf)


def _containers(draft: Draft, root: Node) -> None:
    """Every container once, in the order named; seals belong to the only one, or to none."""
    entries: dict[str, Entry] = {}
    for leaf in root.find("GOOITEGDS/CONNR2/ConNumNR21"):
        if leaf.text != "" and leaf.text not in entries:
            entries[leaf.text] = Entry()
            entries[leaf.text].put("number", leaf.text, leaf)
    seals = [leaf for leaf in root.find("SEAID529/SeaIdSEAID530") if leaf.text != ""]
    if len(seals) > 0:
        # The declaration does not say which container a seal is on.
        only = next(iter(entries.values())) if len(entries) == 1 else Entry(number="")
        put_list(only, "seals", [(draft.take(leaf), leaf) for leaf in seals])
        entries.setdefault(only.values["number"], only)
    for entry in entries.values():
        draft.add("containers", entry)


def _item(draft: Draft, item: Node) -> None:
    """One goods item with its containers, documents, own traders and own means of transport."""
    entry = read_entry(draft, item, GOODS)
    held = [leaf for leaf in item.find("CONNR2/ConNumNR21") if leaf.text != ""]
    if len(held) > 0:
        put_list(entry, "containers", [(draft.take(leaf), leaf) for leaf in held])
    if len(entry.leaves) > 0:
        draft.add("goods", entry)
    read_rows(draft, item, "parties", ITEM_PARTIES)
    _places(draft, item, ITEM_PLACES)
    for document in item.find("PRODOCDC2"):
        code = document.first("DocTypDC21")
        scheme = "document" if code is None else _scheme(code.text)
        draft.add_reference(scheme, document.first("DocRefDC23"))
    for means in item.find("IDEMEATRAGI970"):
        _item_means(draft, means)


def _scheme(code: str) -> str:
    """The name of a document's number; `N705` is a UN/EDIFACT code with its category."""
    return DOCUMENT_CODES.get(code.removeprefix("N"), "document")


def _item_means(draft: Draft, means: Node) -> None:
    entry = read_entry(draft, means, Row("", {}, {"flag": "NatIDEMEATRAGI973"}))
    identity = means.first("IdeMeaTraGIMEATRA971")
    if identity is not None:
        _identity(draft, entry, identity, "")
    if len(entry.leaves) > 0:
        draft.add("transports", entry)
