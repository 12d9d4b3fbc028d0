"""What a cargo document says of one consignment, interpreted no further than needed to file it.

Every reader, whatever its format, gives these records. Values are the declared ones; weights
are in kilograms (a declared unit other than kilograms is kept in `extras`). `places` maps a
field path (`parties[1].name`, `goods[0].hs`) to where the value stood in the file. What a
reader does not map to a field stands in `extras`; nothing is dropped.
"""

from typing import Literal

from tidewaiter.model.record import Identifier, Record

Role = Literal[
    "consignor",
    "consignee",
    "notify",
    "carrier",
    "exporter",
    "importer",
    "declarant",
    "agent",
    "forwarder",
    "supplier",
    "buyer",
    "seller",
    "manufacturer",
    "original_shipper",
    "ultimate_consignee",
    "owner",
    "manager",
    "message_sender",
    "other",
]

PortFunction = Literal[
    "port_of_loading",
    "port_of_discharge",
    "place_of_receipt",
    "place_of_delivery",
    "original_port_of_loading",
    "transhipment",
    "port_of_call",
    "last_port_of_call",
    "next_port_of_call",
    "arrival",
    "departure",
    "ultimate_destination",
    "routing",
    "customs_office",
    "other",
]

DateKind = Literal[
    "document", "loading", "departure", "arrival", "acceptance", "issue", "delivery", "other"
]

Mode = Literal["", "sea", "rail", "road", "air", "post", "inland_water", "fixed", "baggage"]

Movement = Literal["", "import", "export", "transit", "transhipment"]


class Defect(Record, frozen=True):
    """A fault in a document: where it stands, what is wrong, and the text set aside."""

    at: str
    problem: str
    text: str = ""


class Extra(Record, frozen=True):
    """A declared value that no field of the consignment holds, under its own name."""

    name: str
    value: str
    at: str = ""


class Money(Record, frozen=True):
    """An amount with its ISO 4217 currency code (empty where the document names none)."""

    amount: float
    currency: str = ""


class Dated(Record, frozen=True):
    """A date of the document; `value` is ISO 8601 as precise as declared (`2017-08`)."""

    kind: DateKind
    value: str


class Party(Record, frozen=True):
    """A party in its role; `country` is the declared ISO 3166-1 alpha-2 code, if any."""

    role: Role
    name: str = ""
    address: str = ""
    country: str = ""
    identifiers: tuple[Identifier, ...] = ()
    contact: str = ""


class Port(Record, frozen=True):
    """A place in its function; `code` is a UN/LOCODE where the document gives one."""

    function: PortFunction
    code: str = ""
    name: str = ""
    country: str = ""


class Transport(Record, frozen=True):
    """One leg's means of transport; the main leg stands first in the consignment."""

    mode: Mode = ""
    name: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    registration: str = ""
    flag: str = ""
    voyage: str = ""
    carrier: str = ""


class Container(Record, frozen=True):
    """A container or other equipment, with its seals and declared weight in kilograms."""

    number: str
    size_type: str = ""
    status: str = ""
    seals: tuple[str, ...] = ()
    gross_weight_kg: float | None = None
    tare_weight_kg: float | None = None


class Packages(Record, frozen=True):
    """A count of packages of one kind, with their shipping marks."""

    count: float | None = None
    kind: str = ""
    marks: str = ""


class Goods(Record, frozen=True):
    """One goods item: HS codes and words as declared, weights in kilograms."""

    number: str = ""
    description: str = ""
    hs: tuple[str, ...] = ()
    origin: str = ""
    gross_weight_kg: float | None = None
    net_weight_kg: float | None = None
    volume_m3: float | None = None
    quantity: float | None = None
    unit: str = ""
    value: Money | None = None
    packages: tuple[Packages, ...] = ()
    containers: tuple[str, ...] = ()
    dangerous_goods: tuple[str, ...] = ()


class Consignment(Record, frozen=True):
    """One consignment of one document, the subject of every later stage.

    `reference` is the bill of lading or declaration number; `references` holds the other
    numbers under their own names (`booking`, `certificate_of_origin`, `manifest` ...).
    `routing` lists declared countries of routing, `owners` of the ship stand among `parties`.
    """

    document: str
    format: str
    reference: str
    kind: str = ""
    movement: Movement = ""
    dates: tuple[Dated, ...] = ()
    parties: tuple[Party, ...] = ()
    ports: tuple[Port, ...] = ()
    transports: tuple[Transport, ...] = ()
    goods: tuple[Goods, ...] = ()
    containers: tuple[Container, ...] = ()
    country_of_export: str = ""
    country_of_destination: str = ""
    routing: tuple[str, ...] = ()
    gross_weight_kg: float | None = None
    value: Money | None = None
    remarks: str = ""
    references: tuple[Identifier, ...] = ()
    extras: tuple[Extra, ...] = ()
    defects: tuple[Defect, ...] = ()
    places: dict[str, str] = {}

    def at(self, field: str) -> str:
        """Where the value of `field` stood in the file, or an empty string."""
        return self.places.get(field, "")
