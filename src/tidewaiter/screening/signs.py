"""The signs of each part of a consignment: one function per part."""

from collections.abc import Callable, Iterator

from tidewaiter.model import Consignment, Evidence, Nexus, Party, Port
from tidewaiter.model.facts import Direction, Strength
from tidewaiter.model.target import Crossing
from tidewaiter.screening.target_marks import TargetMarks
from tidewaiter.screening.territory import Sense, Sighting, fold

FROM = (
    "port_of_loading",
    "place_of_receipt",
    "original_port_of_loading",
    "consignor",
    "exporter",
    "supplier",
    "manufacturer",
    "original_shipper",
)
TO = (
    "port_of_discharge",
    "place_of_delivery",
    "ultimate_destination",
    "consignee",
    "importer",
    "ultimate_consignee",
)
# Places the ship passes; the others are where goods or papers change hands.
ROUTE = (
    "transhipment",
    "port_of_call",
    "last_port_of_call",
    "next_port_of_call",
    "departure",
    "arrival",
    "routing",
)
WAYS: dict[Sense, tuple[str, Direction]] = {
    "from": ("origin", "from_target"),
    "to": ("words", "to_target"),
    "via": ("route", "other"),
    "flag": ("flag", "other"),
    "body": ("nationality", "other"),
    "bare": ("words", "other"),
}
PLACE_SORTS = ("place", "weak_place")
_LONG = 120
# `via Dandong-Sinuiju`: what is said of the first name holds for the next.
_JOINED = 3

Signs = Iterator[Nexus]


class Reading:
    """One consignment before one target's marks."""

    def __init__(self, consignment: Consignment, marks: TargetMarks) -> None:
        self.consignment = consignment
        self.marks = marks
        self.modes = {transport.mode for transport in consignment.transports} - {""}

    def evidence(self, field: str, value: str) -> Evidence:
        """A value with its place in the document."""
        return Evidence(field, value, self.consignment.at(field))

    def way(self, word: str) -> tuple[str, Direction]:
        """Kind and direction of a port's function or a party's role.

        The ports the ship leaves and reaches speak for the goods where these name none.
        """
        functions = {port.function for port in self.consignment.ports}
        if word in FROM or (word == "departure" and functions.isdisjoint(FROM)):
            return "port", "from_target"
        if word in TO or (word == "arrival" and functions.isdisjoint(TO)):
            return "port", "to_target"
        return ("route" if word in ROUTE else "port"), "other"


def ports(reading: Reading) -> Signs:
    """Signs of ports and places by code, name and country."""
    for index, port in enumerate(reading.consignment.ports):
        field = f"ports[{index}]"
        kind, direction = reading.way(port.function)
        doubt = _doubt_port(reading.marks, port)
        for strength, part, value, why, place in _see_port(reading.marks, port):
            doubted = "possible" if doubt != "" else strength
            said = f"{why}, but {doubt}" if doubt != "" else why
            evidence = reading.evidence(f"{field}.{part}", value)
            yield Nexus(kind, direction, doubted, evidence, said, place)
        yield from _crossing(reading, field, port)


def _see_port(marks: TargetMarks, port: Port) -> Iterator[tuple[Strength, str, str, str, str]]:
    """Strength, field, value, reason and place of each sign of one port."""
    code, of = port.code.replace(" ", "").upper(), f"of {marks.target.name}"
    place = marks.places.get(code)
    if place is not None:
        why = f"{place.name} is a place {of}"
        why = f"{code} is a code {of}, yet {place.doubt}" if place.doubt else why
        yield ("possible" if place.doubt else "certain"), "code", port.code, why, place.name
    elif code[:2] == marks.target.country:
        why = f"{code} begins with the country code {of}, but no such place is known"
        yield "possible", "code", port.code, why, ""
    for found in marks.sightings(port.name):
        if found.sort == "place":
            yield "certain", "name", port.name, f"{found.name} is a place {of}", found.name
        elif found.sort == "weak_place" and _is_open(marks, port):
            whole = fold(port.name).strip() in marks.whole_names
            why = f"{found.words} {'is' if whole else 'may be'} {found.name}, a place {of}"
            yield ("certain" if whole else "possible"), "name", port.name, why, found.name
        elif found.sort == "name":
            yield "certain", "name", port.name, f"the place is in {marks.target.name}", ""
    # A country read off the code says nothing the code does not.
    if code[:2] != marks.target.country and marks.country(port.country) == "target":
        yield "certain", "country", port.country, f"the place is in {marks.target.name}", ""


def _is_open(marks: TargetMarks, port: Port) -> bool:
    """True where nothing says that a place of a shared name lies in another country."""
    other = port.code[:2].upper() not in ("", marks.target.country)
    return not other and marks.country(port.country) in ("", "target", "ambiguous")


def _doubt_port(marks: TargetMarks, port: Port) -> str:
    """Why the parts of a port contradict each other; empty where they do not."""
    country = marks.country(port.country)
    if marks.is_neighbour(port.name) or country == "neighbour":
        return f"it also points to {marks.neighbour_name}: a slip of one letter is likely"
    code_country = port.code[:2].upper()
    if code_country in marks.neighbour_codes:
        return f"its code is of {marks.neighbour_name}: a slip of one letter is likely"
    if country == "other" or code_country not in ("", marks.target.country):
        return "its code or country is of another country"
    return ""


def _crossing(reading: Reading, field: str, port: Port) -> Signs:
    marks = reading.marks
    crossing = marks.crossings.get(port.code.replace(" ", "").upper())
    if crossing is not None:
        yield from _crossing_sign(reading, crossing, f"{field}.code", port.code)
        return
    for found in marks.sightings(port.name):
        if found.sort == "crossing":
            crossing = marks.named_crossings[found.name]
            yield from _crossing_sign(reading, crossing, f"{field}.name", port.name)


def _crossing_sign(reading: Reading, crossing: Crossing, field: str, value: str) -> Signs:
    if len(crossing.modes) > 0 and reading.modes.isdisjoint(crossing.modes):
        return
    why = (
        f"{crossing.name} is the crossing to {crossing.counterpart} in {reading.marks.target.name}"
    )
    yield Nexus("route", "other", "possible", reading.evidence(field, value), why)


def countries(reading: Reading) -> Signs:
    """Signs of declared countries: export, destination, routing, origin."""
    for kind, direction, field, value in _declared_countries(reading.consignment):
        evidence, target = reading.evidence(field, value), reading.marks.target.name
        if reading.marks.country(value) == "target":
            why = f"the declared country is {target}"
            yield Nexus(kind, direction, "certain", evidence, why)
        for found in reading.marks.sightings(value):
            if found.sort == "place":
                why = f"{found.name} is a place of {target}"
                yield Nexus(kind, direction, "certain", evidence, why, found.name)


def _declared_countries(
    consignment: Consignment,
) -> Iterator[tuple[str, Direction, str, str]]:
    yield "country", "from_target", "country_of_export", consignment.country_of_export
    yield "country", "to_target", "country_of_destination", consignment.country_of_destination
    for index, value in enumerate(consignment.routing):
        yield "route", "other", f"routing[{index}]", value
    for index, goods in enumerate(consignment.goods):
        yield "origin", "from_target", f"goods[{index}].origin", goods.origin


def transports(reading: Reading) -> Signs:
    """Signs of the ship: flag, MMSI, call sign."""
    marks, name = reading.marks, reading.marks.target.name
    for index, transport in enumerate(reading.consignment.transports):
        for kind, part, value, is_sign, why in (
            ("flag", "flag", transport.flag, marks.country(transport.flag) == "target", "flag"),
            ("mmsi", "mmsi", transport.mmsi, marks.has_mid(transport.mmsi), "MMSI"),
            (
                "call_sign",
                "call_sign",
                transport.call_sign,
                marks.has_call_sign(transport.call_sign),
                "call sign",
            ),
        ):
            if is_sign:
                evidence = reading.evidence(f"transports[{index}].{part}", value)
                yield Nexus(kind, "other", "certain", evidence, f"the {why} is of {name}")


def parties(reading: Reading) -> Signs:
    """Signs of parties: country, address, telephone and domain."""
    for index, party in enumerate(reading.consignment.parties):
        _, direction = reading.way(party.role)
        field = f"parties[{index}]"
        doubt = _doubt_party(reading.marks, party)
        for strength, part, value, why, place in _see_party(reading.marks, party):
            doubted = "possible" if doubt != "" else strength
            said = f"{why}, but {doubt}" if doubt != "" else why
            evidence = reading.evidence(f"{field}.{part}", _shorten(value))
            yield Nexus("address", direction, doubted, evidence, said, place)


def _see_party(marks: TargetMarks, party: Party) -> Iterator[tuple[Strength, str, str, str, str]]:
    of = f"of {marks.target.name}"
    country = marks.country(party.country)
    if country == "target":
        yield "certain", "country", party.country, f"the party's country is {marks.target.name}", ""
    for found in marks.sightings(party.address):
        if found.sort == "name":
            yield "certain", "address", party.address, f"the address is in {marks.target.name}", ""
        elif found.sort == "place":
            yield "certain", "address", party.address, f"{found.name} is a place {of}", found.name
        elif (
            found.sort == "weak_place"
            and country in ("", "ambiguous")
            and not marks.is_neighbour(party.address)
        ):
            why = f"{found.words} may be {found.name}, a place {of}"
            yield "possible", "address", party.address, why, found.name
    for part, value in (("address", party.address), ("contact", party.contact)):
        if marks.telephone.search(value) is not None:
            yield "certain", part, value, f"the telephone number is {of}", ""
        if marks.domain.search(value) is not None:
            yield "certain", part, value, f"the internet domain is {of}", ""


def _doubt_party(marks: TargetMarks, party: Party) -> str:
    """Why a party's country and address contradict each other; empty where they do not."""
    country = marks.country(party.country)
    if country == "neighbour" or marks.is_neighbour(f"{party.address}\n{party.contact}"):
        return f"it also points to {marks.neighbour_name}: a slip of one letter is likely"
    return "the party's country is another" if country == "other" else ""


def money(reading: Reading) -> Signs:
    """A currency of the target; one letter parts it from the neighbour's."""
    consignment = reading.consignment
    amounts = [("value", consignment.value)] + [
        (f"goods[{index}].value", goods.value) for index, goods in enumerate(consignment.goods)
    ]
    for field, value in amounts:
        if value is not None and value.currency.upper() in reading.marks.target.currencies:
            why = f"the currency is that of {reading.marks.target.name}; one letter may be wrong"
            yield Nexus("words", "other", "possible", reading.evidence(field, value.currency), why)


def texts(reading: Reading) -> Signs:
    """Signs in free text: remarks, descriptions, marks, names of parties and carriers."""
    for field, text in _free_texts(reading.consignment):
        last: Sighting | None = None
        sense: Sense = "bare"
        for found in reading.marks.sightings(text):
            if last is None or found.start - last.end > _JOINED or sense == "bare":
                sense = reading.marks.territory.sense(text, found)
            last = found
            sign = _read_sighting(reading, field, text, (found, sense))
            if sign is not None:
                yield sign


def _read_sighting(
    reading: Reading, field: str, text: str, seen: tuple[Sighting, Sense]
) -> Nexus | None:
    found, sense = seen
    if found.sort in ("ambiguous", "neighbour", "crossing"):
        return None
    if sense == "denied":
        return None
    kind, direction = WAYS[sense]
    strength: Strength = "possible" if sense == "bare" or found.sort == "weak_place" else "certain"
    if found.sort == "weak_place" and sense == "bare":
        return None
    if found.sort == "organization":
        strength = "certain"
    if found.sort == "people" and sense == "bare":
        kind = "nationality"
    if reading.marks.is_neighbour(text):
        strength = "possible"
    place = found.name if found.sort in PLACE_SORTS else ""
    why = f"the text names {_what(reading, found)}{_SAYS[sense]}"
    return Nexus(
        kind, direction, strength, reading.evidence(field, _shorten(text, found)), why, place
    )


_SAYS: dict[Sense, str] = {
    "from": " as where the goods come from",
    "to": " as where the goods go",
    "via": " as a place on the way",
    "flag": " as where a ship is registered",
    "body": " as that of an embassy, ministry or the like",
    "bare": "",
}


def _what(reading: Reading, found: Sighting) -> str:
    target = reading.marks.target.name
    return f"{found.name} in {target}" if found.sort in PLACE_SORTS else found.words


def _free_texts(consignment: Consignment) -> Iterator[tuple[str, str]]:
    yield "remarks", consignment.remarks
    for index, goods in enumerate(consignment.goods):
        yield f"goods[{index}].description", goods.description
        for number, packages in enumerate(goods.packages):
            yield f"goods[{index}].packages[{number}].marks", packages.marks
    for index, party in enumerate(consignment.parties):
        yield f"parties[{index}].name", party.name
    for index, transport in enumerate(consignment.transports):
        yield f"transports[{index}].carrier", transport.carrier
    for index, extra in enumerate(consignment.extras):
        yield f"extras[{index}].value", extra.value


def ambiguous(reading: Reading) -> Signs:
    """Half names (`Korea`) where nothing in the consignment says which country is meant."""
    if _is_settled(reading):
        return
    marks, target = reading.marks, reading.marks.target.name
    why = f"the name may mean {target} or {marks.neighbour_name}, and nothing settles which"
    for kind, direction, field, value in _ambiguous_values(reading):
        if any(found.sort == "ambiguous" for found in marks.sightings(value)):
            evidence = reading.evidence(field, _shorten(value))
            yield Nexus(kind, direction, "possible", evidence, why)
    for field, text in _free_texts(reading.consignment):
        for found in marks.sightings(text):
            sense = marks.territory.sense(text, found) if found.sort == "ambiguous" else "bare"
            if sense in ("from", "to"):
                kind, direction = WAYS[sense]
                yield Nexus(
                    kind, direction, "possible", reading.evidence(field, _shorten(text)), why
                )


def _ambiguous_values(reading: Reading) -> Iterator[tuple[str, Direction, str, str]]:
    yield from _declared_countries(reading.consignment)
    for index, port in enumerate(reading.consignment.ports):
        kind, direction = reading.way(port.function)
        if port.code == "":
            yield kind, direction, f"ports[{index}].name", port.name
            yield kind, direction, f"ports[{index}].country", port.country
    for index, party in enumerate(reading.consignment.parties):
        _, direction = reading.way(party.role)
        yield "address", direction, f"parties[{index}].country", party.country
        if party.country == "":
            yield "address", direction, f"parties[{index}].address", party.address
    for index, transport in enumerate(reading.consignment.transports):
        yield "flag", "other", f"transports[{index}].flag", transport.flag


def _is_settled(reading: Reading) -> bool:
    """True where any value of the consignment names the neighbour."""
    consignment, marks = reading.consignment, reading.marks
    codes = [value for _, _, _, value in _declared_countries(consignment)]
    codes += [port.country for port in consignment.ports]
    codes += [port.code[:2] for port in consignment.ports]
    codes += [party.country for party in consignment.parties]
    if any(marks.country(code) == "neighbour" for code in codes):
        return True
    places = [port.name for port in consignment.ports]
    places += [f"{party.address}\n{party.contact}" for party in consignment.parties]
    places += [text for _, text in _free_texts(consignment)]
    return any(marks.is_neighbour(place) for place in places)


def _shorten(text: str, found: Sighting | None = None) -> str:
    """The whole value, or the words met where the value is long."""
    if len(text) <= _LONG:
        return text
    return found.words if found is not None else f"{text[:_LONG]}..."


PARTS: tuple[Callable[[Reading], Signs], ...] = (
    ports,
    countries,
    transports,
    parties,
    money,
    texts,
)
