"""One row of a consignment table as one consignment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tidewaiter.cargo.table.columns import Column, Layout
from tidewaiter.cargo.table.places import Places, read_containers, split_ports
from tidewaiter.cargo.table.values import fold, read_date, read_kilograms, read_number
from tidewaiter.model import (
    Consignment,
    Container,
    Dated,
    Defect,
    Extra,
    Goods,
    Identifier,
    Money,
    Party,
    Port,
    Transport,
)
from tidewaiter.model.consignment import PortFunction, Role

ROLES: tuple[Role, ...] = ("consignor", "consignee", "notify", "carrier", "owner", "manager")
# A role, and the columns of name, address and country that may fill it.
PARTIES: tuple[tuple[Role, str, str, str], ...] = tuple(
    (role, f"{role}_name", f"{role}_address", f"{role}_country") for role in ROLES
)
PORTS: tuple[tuple[PortFunction, str], ...] = (
    ("port_of_loading", "port_of_loading"),
    ("port_of_discharge", "port_of_discharge"),
    ("place_of_receipt", "place_of_receipt"),
    ("place_of_delivery", "place_of_delivery"),
    ("transhipment", "transhipment_ports"),
)
TRANSPORT: tuple[tuple[str, str], ...] = (
    ("name", "vessel_name"),
    ("imo", "vessel_imo"),
    ("mmsi", "vessel_mmsi"),
    ("call_sign", "vessel_call_sign"),
    ("flag", "vessel_flag"),
    ("voyage", "voyage"),
)
WEIGHTS = ("gross_weight_kg", "net_weight_kg")
NOT_READ = "cannot be read with certainty; the text is kept"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (from 1) and its cells as text."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows stand: the document, its format, its columns, how places are written."""

    document: str
    format: str
    layout: Layout
    places: Places
    place: str

    def at(self, number: int, header: str) -> str:
        """The place of one cell, such as `line 7 column Remarks` or `row 7, column Remarks`."""
        return self.place.format(number=number, header=header)

    def row_at(self, number: int) -> str:
        """The place of a whole row, such as `line 7`."""
        return self.place.split("{number}")[0] + str(number)


@dataclass(slots=True)
class Builder:
    """Collects the values of one row; what cannot be read goes to extras with a defect."""

    table: Table
    row: Row
    cells: dict[str, tuple[str, Column]] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, path: str = "") -> str:
        """The text of a field, or an empty string; `path` files where it stood."""
        cell = self.cells.get(name)
        if cell is None:
            return ""
        if path:
            self.places[path] = self.table.at(self.row.number, cell[1].header)
        return cell[0]

    def keep(self, name: str, problem: str, text: str = "") -> None:
        """Set a value aside: its text to extras, the problem to defects."""
        whole, column = self.cells[name]
        at = self.table.at(self.row.number, column.header)
        self.extras.append(Extra(name=column.header, value=text or whole, at=at))
        self.defects.append(Defect(at=at, problem=problem, text=text or whole))

    def number(self, name: str, path: str) -> float | None:
        """A number, in kilograms for weights, or None with the text kept."""
        text = self.take(name)
        if text == "":
            return None
        number = read_kilograms(text) if name in WEIGHTS else read_number(text)
        if number is None:
            self.keep(name, f"{name} {NOT_READ}")
            return None
        self.take(name, path)
        return number


def read_row(table: Table, row: Row) -> Consignment:
    """The consignment one row declares; every cell ends in a field or in extras."""
    builder = Builder(table, row)
    _sort_cells(builder)
    reference = builder.take("consignment", "reference")
    if reference == "":
        reference = builder.places["reference"] = table.row_at(row.number)
    containers = _containers(builder)
    return Consignment(
        document=table.document,
        format=table.format,
        reference=reference,
        dates=_dates(builder),
        parties=_parties(builder),
        ports=_ports(builder),
        transports=_transports(builder),
        country_of_destination=builder.take("country_of_destination", "country_of_destination"),
        remarks=builder.take("remarks", "remarks"),
        references=_references(builder),
        containers=containers,
        goods=_goods(builder, tuple(container.number for container in containers)),
        extras=tuple(builder.extras),
        defects=tuple(builder.defects),
        places=builder.places,
    )


def _sort_cells(builder: Builder) -> None:
    """Known cells by field, the others to extras under their own header."""
    for column, cell in zip(builder.table.layout.columns, builder.row.cells, strict=False):
        text = cell if cell == cell.strip() else cell.strip()
        if text == "":
            continue
        if column.field:
            builder.cells[column.field] = (text, column)
        else:
            header = column.header or f"column {column.index + 1}"
            at = builder.table.at(builder.row.number, header)
            builder.extras.append(Extra(name=header, value=str(text), at=at))


def _dates(builder: Builder) -> tuple[Dated, ...]:
    text = builder.take("document_date")
    if text == "":
        return ()
    value = read_date(text)
    if value is None:
        builder.keep("document_date", f"the date {NOT_READ}")
        return ()
    builder.take("document_date", "dates[0].value")
    return (Dated(kind="document", value=value),)


def _parties(builder: Builder) -> tuple[Party, ...]:
    parties: list[Party] = []
    for role, name, address, country in PARTIES:
        if not builder.cells.keys().isdisjoint((name, address, country)):
            path = f"parties[{len(parties)}]"
            parties.append(
                Party(
                    role=role,
                    name=builder.take(name, f"{path}.name"),
                    address=builder.take(address, f"{path}.address"),
                    country=_country(builder.take(country, f"{path}.country")),
                )
            )
    return tuple(parties)


def _country(text: str) -> str:
    """A country as declared; codes in capitals."""
    return text.upper() if re.fullmatch(r"[A-Za-z]{2,3}", text) else text


def _ports(builder: Builder) -> tuple[Port, ...]:
    ports: list[Port] = []
    for function, name in PORTS:
        text = builder.take(name)
        for part in split_ports(text) if function == "transhipment" else [text] * bool(text):
            code, words = builder.table.places.split(part)
            for key, value in (("code", code), ("name", words)):
                if value:
                    builder.take(name, f"ports[{len(ports)}].{key}")
            ports.append(Port(function=function, code=code, name=words))
    return tuple(ports)


def _transports(builder: Builder) -> tuple[Transport, ...]:
    values = {key: builder.take(name, f"transports[0].{key}") for key, name in TRANSPORT}
    if not any(values.values()):
        return ()
    imo = re.sub(r"(?i)^IMO[\s:#-]*(?=\d)", "", values.pop("imo"))
    return (Transport(mode="sea", imo=imo, **values),)


def _references(builder: Builder) -> tuple[Identifier, ...]:
    text = builder.take("certificate_of_origin", "references[0].value")
    return (Identifier("certificate_of_origin", text),) if text else ()


def _containers(builder: Builder) -> tuple[Container, ...]:
    containers, others = read_containers(builder.take("containers"))
    for index in range(len(containers)):
        builder.take("containers", f"containers[{index}].number")
    if len(others) > 0:
        builder.keep("containers", "not a container number", " ".join(others))
    return tuple(containers)


def _goods(builder: Builder, containers: tuple[str, ...]) -> tuple[Goods, ...]:
    goods = Goods(
        description=builder.take("goods_description", "goods[0].description"),
        hs=_hs(builder),
        origin=_country(builder.take("country_of_origin", "goods[0].origin")),
        gross_weight_kg=builder.number("gross_weight_kg", "goods[0].gross_weight_kg"),
        net_weight_kg=builder.number("net_weight_kg", "goods[0].net_weight_kg"),
        quantity=builder.number("quantity", "goods[0].quantity"),
        unit=builder.take("unit", "goods[0].unit"),
        value=_money(builder),
        containers=containers,
    )
    return () if goods == Goods() else (goods,)


def _hs(builder: Builder) -> tuple[str, ...]:
    """HS codes as declared (a lost leading zero stays lost), several split on `;` `,` `/` `|`."""
    text = fold(builder.take("hs_code"))
    codes = tuple(code for code in (part.strip() for part in re.split(r"[;,/|]", text)) if code)
    told = tuple(code for code in codes if re.fullmatch(r"[\d. -]*\d[\d. -]*", code))
    if len(told) > 0:
        builder.take("hs_code", "goods[0].hs")
    if len(told) < len(codes):
        others = "; ".join(code for code in codes if code not in told)
        builder.keep("hs_code", "not an HS code; the text is kept", others)
    return told


def _money(builder: Builder) -> Money | None:
    amount = builder.number("value", "goods[0].value.amount")
    if amount is not None:
        return Money(amount, builder.take("currency", "goods[0].value.currency"))
    if "currency" in builder.cells:
        text, column = builder.cells["currency"]
        at = builder.table.at(builder.row.number, column.header)
        builder.extras.append(Extra(name=column.header, value=text, at=at))
    return None
