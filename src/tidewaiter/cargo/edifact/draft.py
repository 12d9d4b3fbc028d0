"""A consignment while its segments are still coming in."""

from msgspec import Struct

from tidewaiter.model import (
    Consignment,
    Container,
    Dated,
    Defect,
    Extra,
    Goods,
    Identifier,
    Money,
    Packages,
    Party,
    Port,
    Transport,
)
from tidewaiter.model.consignment import Movement


class Paths(dict[int, str]):
    """Field paths of one kind by index (`ports[3].code`), the first ones ready made.

    Making the same few strings again for every consignment costs a tenth of the reading time.
    """

    def __init__(self, pattern: str) -> None:
        super().__init__((index, pattern.format(index)) for index in range(64))
        self._pattern = pattern

    def __missing__(self, index: int) -> str:
        return self._pattern.format(index)


class GoodsDraft(Struct):
    """A goods item while its segments are still coming in."""

    number: str
    description: str = ""
    hs: tuple[str, ...] = ()
    origin: str = ""
    gross: float | None = None
    net: float | None = None
    volume: float | None = None
    value: Money | None = None
    packages: tuple[Packages, ...] = ()
    marks: str = ""
    containers: tuple[str, ...] = ()
    dangerous: tuple[str, ...] = ()

    def build(self) -> Goods:
        """The finished item; shipping marks go with its first packages."""
        packages = self.packages
        if self.marks != "":
            first = packages[0] if len(packages) > 0 else Packages()
            packages = (Packages(first.count, first.kind, self.marks), *packages[1:])
        return Goods(
            self.number,
            self.description,
            self.hs,
            self.origin,
            self.gross,
            self.net,
            self.volume,
            None,
            "",
            self.value,
            packages,
            self.containers,
            self.dangerous,
        )


class Equipment(Struct):
    """A container with what its own group of segments says, kept until goods point at it."""

    number: str
    size_type: str = ""
    status: str = ""
    seals: tuple[str, ...] = ()
    gross: float | None = None
    tare: float | None = None
    places: list[tuple[Paths, str]] = []
    extras: list[Extra] = []
    ports: list[tuple[Port, str]] = []
    claimed: bool = False

    def build(self) -> Container:
        """The finished container."""
        return Container(
            self.number, self.size_type, self.status, self.seals, self.gross, self.tare
        )


class Draft:
    """A consignment being filled, or the header every consignment of a message starts from."""

    __slots__ = (
        "billed",
        "dates",
        "defects",
        "destination",
        "equipment",
        "export",
        "extras",
        "goods",
        "gross",
        "group",
        "kind",
        "movement",
        "origin",
        "parties",
        "places",
        "ports",
        "reference",
        "references",
        "remarks",
        "split_pieces",
        "stages",
        "totals",
        "transports",
        "value",
    )

    def __init__(self) -> None:
        self.reference = ""
        self.group: tuple[str, str] | None = None
        self.billed = False
        self.kind = ""
        self.movement: Movement = ""
        self.export = ""
        self.destination = ""
        self.origin: tuple[str, str] | None = None
        self.gross: float | None = None
        self.value: Money | None = None
        self.dates: list[Dated] = []
        self.parties: list[Party] = []
        self.ports: list[Port] = []
        self.transports: list[Transport] = []
        self.stages: list[str] = []
        self.references: list[Identifier] = []
        self.remarks: list[str] = []
        self.extras: list[Extra] = []
        self.places: dict[str, str] = {}
        self._start()

    def _start(self) -> None:
        self.goods: list[Goods] = []
        self.equipment: list[Equipment] = []
        self.defects: list[Defect] = []
        self.totals: list[tuple[str, float, str]] = []
        self.split_pieces = 0.0

    def follow(self) -> "Draft":
        """A new draft that starts with what this one says; goods and equipment stay behind."""
        other = Draft.__new__(Draft)
        other.reference = ""
        other.group = None
        other.billed = False
        other.kind = self.kind
        other.movement = self.movement
        other.export = self.export
        other.destination = self.destination
        other.origin = self.origin
        other.gross = None
        other.value = None
        other.dates = self.dates.copy()
        other.parties = self.parties.copy()
        other.ports = self.ports.copy()
        other.transports = self.transports.copy()
        other.stages = self.stages.copy()
        other.references = self.references.copy()
        other.remarks = self.remarks.copy()
        other.extras = self.extras.copy()
        other.places = self.places.copy()
        other._start()
        return other

    def add_equipment(self, equipment: list[Equipment]) -> tuple[Container, ...]:
        """Finish these containers as this consignment's own, with their places and extras."""
        places = self.places
        for index, item in enumerate(equipment):
            item.claimed = True
            for paths, at in item.places:
                places[paths[index]] = at
            if len(item.ports) > 0:
                self._add_ports(item.ports)
            if len(item.extras) > 0:
                self.extras.extend(item.extras)
        return tuple([item.build() for item in equipment])

    def _add_ports(self, ports: list[tuple[Port, str]]) -> None:
        for port, at in ports:
            self.places[f"ports[{len(self.ports)}].code"] = at
            self.ports.append(port)

    def build(self, document: str, form: str, equipment: list[Equipment]) -> Consignment:
        """The finished consignment."""
        containers = self.add_equipment(equipment) if len(equipment) > 0 else ()
        if self.origin is not None:
            self._spread_origin(*self.origin)
        return Consignment(
            document,
            form,
            self.reference,
            self.kind,
            self.movement,
            tuple(self.dates),
            tuple(self.parties),
            tuple(self.ports),
            tuple(self.transports),
            tuple(self.goods),
            containers,
            self.export,
            self.destination,
            (),
            self.gross,
            self.value,
            "\n".join(self.remarks),
            tuple(self.references),
            tuple(self.extras),
            tuple(self.defects),
            self.places,
        )

    def _spread_origin(self, origin: str, at: str) -> None:
        """An origin declared for the whole consignment holds for every item without its own."""
        for index, item in enumerate(self.goods):
            if item.origin == "":
                changed = {name: getattr(item, name) for name in item.__struct_fields__}
                self.goods[index] = Goods(**(changed | {"origin": origin}))
                self.places[f"goods[{index}].origin"] = at
        if len(self.goods) == 0:
            self.extras.append(Extra("LOC+27", origin, at))
