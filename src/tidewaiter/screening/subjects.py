"""A party or ship of a consignment as a subject: all the document says of it in one record."""

from tidewaiter.model import Consignment, Evidence, Identifier, Party, Subject, Transport
from tidewaiter.screening.marks import PARTY_KINDS, SHIP_KINDS, split_names

_SHIP_NUMBERS = ("imo", "mmsi", "call_sign", "registration")
_UNKNOWN = Subject()


def subject_of(consignment: Consignment, element: str) -> Subject:
    """What the consignment says of the party or ship at that path (`parties[1]`).

    Extras under the same path tell the date of birth, nationality and gender. A party's country
    is where its address is: it says nothing of nationality.
    """
    for i, party in enumerate(consignment.parties):
        if element == f"parties[{i}]":
            return _party(consignment, element, party)
    for i, ship in enumerate(consignment.transports):
        if element == f"transports[{i}]":
            return _ship(ship)
        if element == f"transports[{i}].carrier":
            return Subject(names=(ship.carrier,), kinds=PARTY_KINDS)
    return _UNKNOWN


def subject_at(consignment: Consignment, found: Evidence) -> Subject:
    """The subject that a hit's evidence stands in; the bare value where it stands in none."""
    carrier = found.field.endswith(".carrier")
    element = found.field if carrier else found.field.partition(".")[0]
    subject = subject_of(consignment, element)
    if subject != _UNKNOWN:
        return subject
    return Subject(identifiers=(Identifier("other", found.value),))


def _party(consignment: Consignment, element: str, party: Party) -> Subject:
    address = ", ".join(text for text in (party.address, party.country) if text != "")
    return Subject(
        names=tuple(dict.fromkeys((*split_names(party.name), *split_names(party.contact)))),
        kinds=PARTY_KINDS,
        born=_told(consignment, element, "birth"),
        countries=_told(consignment, element, "nationality"),
        identifiers=party.identifiers,
        addresses=(address,) if address != "" else (),
        gender=next(iter(_told(consignment, element, "gender")), "").casefold(),
    )


def _ship(ship: Transport) -> Subject:
    numbers = ((scheme, str(getattr(ship, scheme))) for scheme in _SHIP_NUMBERS)
    return Subject(
        names=(ship.name,) if ship.name != "" else (),
        kinds=SHIP_KINDS,
        countries=(ship.flag,) if ship.flag != "" else (),
        identifiers=tuple(Identifier(scheme, value) for scheme, value in numbers if value != ""),
    )


def _told(consignment: Consignment, element: str, word: str) -> tuple[str, ...]:
    values = (
        extra.value
        for extra in consignment.extras
        if extra.name.startswith(f"{element}.") and word in extra.name.casefold()
    )
    return tuple(dict.fromkeys(values))
