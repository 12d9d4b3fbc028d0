"""How far a number or a name that met a listing can be trusted, with the doubt in words.

`certain` is an exact number nothing speaks against; `strong` a full name that could not well be
another's; everything else is `possible` and needs a person.
"""

from tidewaiter.codes import parse_imo
from tidewaiter.model import Consignment, Listing, Party, Transport, Weighed
from tidewaiter.model.listing import HitStrength
from tidewaiter.names import Candidate, compare, is_distinctive
from tidewaiter.screening.marks import Mark
from tidewaiter.screening.numbers import normalise_number
from tidewaiter.screening.weigh import is_weak

EQUAL = 0.96
ALIKE = 0.8

Trust = tuple[HitStrength, str]


def trust_number(consignment: Consignment, mark: Mark, listing: Listing, hulls: int) -> Trust:
    """The strength of a number that a listing holds.

    Args:
        consignment: The consignment the number stands in.
        mark: The number.
        listing: A listing that holds it.
        hulls: How many different ships or persons hold it.
    """
    if not mark.said:
        return "possible", "; the number stands in running text and may be of another thing"
    if mark.scheme in {"mmsi", "call_sign"}:
        return _trust_radio(consignment, mark, listing, hulls)
    if mark.scheme in {"imo", "company_imo"}:
        of_ship = ship_of(consignment, mark) is not None
        if of_ship and listing.kind != "vessel":
            return "possible", "; it stands as a ship's number here and is a company's there"
        return "certain", ""
    return _trust_document(consignment, mark, listing)


def _trust_radio(consignment: Consignment, mark: Mark, listing: Listing, hulls: int) -> Trust:
    """An MMSI or call sign is given anew with the flag, and stolen: it needs a second sign."""
    ship = ship_of(consignment, mark)
    declared = valid_imo(ship)
    if declared != "" and listed_imo(listing) not in {"", declared}:
        return "possible", f"; the declared IMO number {declared} is of another ship"
    if declared != "" and listed_imo(listing) == declared:
        return "certain", ""
    alike = ship is not None and ship.name != "" and named_alike(ship.name, listing)
    if hulls > 1:
        doubt = f"; the list gives this number to {hulls} ships"
        return ("strong" if alike else "possible"), doubt
    if ship is not None and ship.name != "" and not alike:
        return "possible", "; numbers of radio change hands, and the names differ"
    return "certain", ""


def _trust_document(consignment: Consignment, mark: Mark, listing: Listing) -> Trust:
    name = declared_name(consignment, mark)
    if name != "" and named_alike(name, listing):
        return "certain", ""
    if mark.country != "" and len(listing.countries) > 0 and mark.country not in listing.countries:
        return "possible", "; name and country differ, and another country may give this number"
    if mark.scheme == "passport":
        return "certain", ""
    return "possible", "; another register may give the same number"


def trust_name(candidate: Candidate, weighed: Weighed) -> Trust:
    """The strength of a name that is like a listed one, by all that was weighed with it."""
    listing, name = candidate.listing, candidate.name
    if len(weighed.lowered) > 0 or candidate.score.value < EQUAL or is_weak(name, listing.kind):
        return "possible", ""
    if listing.kind == "person":
        if len(weighed.raised) > 0:
            return "strong", ""
        return "possible", "; a person's name alone"
    if not is_distinctive(name.text, listing.kind):
        return "possible", "; the name is short or common"
    return "strong", ""


def ship_of(consignment: Consignment, mark: Mark) -> Transport | None:
    """The means of transport a mark is of, if it is of one."""
    ships = {f"transports[{i}]": ship for i, ship in enumerate(consignment.transports)}
    return ships.get(mark.element)


def party_of(consignment: Consignment, mark: Mark) -> Party | None:
    """The party a mark is of, if it is of one."""
    parties = {f"parties[{i}]": party for i, party in enumerate(consignment.parties)}
    return parties.get(mark.element)


def declared_name(consignment: Consignment, mark: Mark) -> str:
    """The name of the ship or party a mark is of; empty where it has none."""
    named = ship_of(consignment, mark) or party_of(consignment, mark)
    return "" if named is None else named.name


def named_alike(name: str, listing: Listing) -> bool:
    """True where a name is like any name of the listing."""
    return any(compare(name, known.text, listing.kind).value >= ALIKE for known in listing.names)


def valid_imo(ship: Transport | None) -> str:
    """The declared IMO number where its check digit is right, else an empty string."""
    imo = parse_imo(ship.imo) if ship is not None else None
    return imo.value if imo is not None and imo.ship_check else ""


def listed_imo(listing: Listing) -> str:
    """The ship's IMO number of a listing, or an empty string."""
    numbers = (
        normalise_number("imo", identifier.value)
        for identifier in listing.identifiers
        if identifier.scheme == "imo"
    )
    return next((number for number in numbers if number != ""), "")
