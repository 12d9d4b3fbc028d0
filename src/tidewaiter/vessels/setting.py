"""What the rules look at besides a ship's own history: its papers, the territory, who is listed."""

import datetime
from collections.abc import Container, Iterable, Iterator

from tidewaiter.codes import parse_date
from tidewaiter.model import Consignment, Evidence, ListedShip, Record, Visit
from tidewaiter.vessels.places import Place


class Voyage(Record, frozen=True):
    """What the papers say of the way: ports by UN/LOCODE or name, days where told, the flag.

    `loading_told` is False where the papers give no day of loading and their own day stands for it.
    """

    loading: str = ""
    discharge: str = ""
    loaded: datetime.date | None = None
    loading_told: bool = True
    arrives: datetime.date | None = None
    flags: tuple[str, ...] = ()
    fields: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it

    def evidence(self, name: str, value: str) -> Evidence:
        """A value of the papers with its path in the consignment."""
        return Evidence(self.fields.get(name, f"voyage.{name}"), value)


class Setting(Record, frozen=True):
    """The day asked about and all that the rules may look at besides the history.

    `territory` is the country's code, `ports` the names and codes of its ports, folded. `goods` are
    products of the law's vocabulary.
    """

    on: datetime.date
    territory: str
    ports: frozenset[str]
    voyage: Voyage = Voyage()
    goods: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    listed: tuple[ListedShip, ...] = ()

    def is_territory(self, port: str) -> bool:
        """True where a port, by code or name, is the territory's."""
        return lies_in(port, self.territory, self.ports)

    def place(self, port: str) -> Place | None:
        """Where a port lies, by code or name; None where that is not known."""
        code, name = port.strip().upper(), port.strip().casefold()
        for each in self.places:
            if each.code == code or each.name.casefold() == name:
                return each
        return None

    def territory_places(self) -> Iterator[Place]:
        """The ports of the territory that have a position."""
        return (each for each in self.places if each.country == self.territory)


def lies_in(port: str, country: str, names: Container[str]) -> bool:
    """True where a port is one of a country, by its code, or by a name among these, folded."""
    code = port.strip().upper()
    is_code = len(code) == 5 and code.startswith(country)
    return is_code or code.startswith(f"{country}-") or port.strip().casefold() in names


def voyage_of(consignment: Consignment) -> Voyage:
    """What a consignment's papers say of its way by sea.

    Where they give no day of loading, that of the papers stands for it.
    """
    ports = {port.function: (at, port) for at, port in reversed(list(enumerate(consignment.ports)))}
    fields = {}
    told = {}
    wanted = {
        "loading": ("port_of_loading", "departure"),
        "discharge": ("port_of_discharge", "arrival", "place_of_delivery", "ultimate_destination"),
    }
    for name, functions in wanted.items():
        found = next((ports[each] for each in functions if each in ports), None)
        if found is not None:
            at, port = found
            told[name] = port.code or port.name or port.country
            fields[name] = f"ports[{at}].{'code' if port.code else 'name'}"
    flags = tuple(dict.fromkeys(each.flag for each in consignment.transports if each.flag != ""))
    if len(flags) > 0:
        fields["flags"] = "transports[0].flag"
    told_day = _day(consignment, ("loading", "departure"))
    return Voyage(
        **told,
        loaded=told_day or _day(consignment, ("issue", "document")),
        loading_told=told_day is not None,
        arrives=_day(consignment, ("arrival",)),
        flags=flags,
        fields=fields,
    )


def before(visits: Iterable[Visit], on: datetime.date) -> list[Visit]:
    """The visits that began on or before a day, in their order."""
    dated = [each for each in visits if (day := day_of(each)) is not None and day <= on]
    return sorted(dated, key=lambda each: (day_of(each) or on, each.port))


def day_of(visit: Visit) -> datetime.date | None:
    """The day a visit began, or ended where only that is known."""
    at = visit.arrived or visit.departed
    return None if at is None else at.date()


def left_on(visit: Visit) -> datetime.date | None:
    """The day a visit ended, or began where only that is known."""
    at = visit.departed or visit.arrived
    return None if at is None else at.date()


def _day(consignment: Consignment, kinds: tuple[str, ...]) -> datetime.date | None:
    """The day of the first of these kinds of date; of a month alone its last day."""
    for kind in kinds:
        for each in consignment.dates:
            found = parse_date(each.value[:10]) if each.kind == kind else None
            if found is not None:
                return found.last
    return None
