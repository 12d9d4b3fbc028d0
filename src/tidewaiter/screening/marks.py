"""What a consignment holds that can be looked up in a list: numbers, and names by kind.

`element` says which thing the value is of (`parties[1]`, `transports[0]`), so that several
values of one thing can be weighed together.
"""

import re
from collections.abc import Iterator

from tidewaiter.model import Consignment, Evidence, Identifier, Party, Record, Transport
from tidewaiter.model.listing import ListingKind

PARTY_KINDS: tuple[ListingKind, ...] = ("person", "organization")
SHIP_KINDS: tuple[ListingKind, ...] = ("vessel", "aircraft")

_ANOTHER = re.compile(
    r"\s*(?:\n|\b(?:c\s*/\s*o|care of|attn|attention|on behalf of|o\s*/\s*b\s*/?\s*o"
    r"|for (?:the )?account of|a\s*/\s*c)\b[.:]?)\s*",
    re.IGNORECASE,
)
_CARE_OF = re.compile(
    r"\b(?:c\s*/\s*o|care of|attn|attention|on behalf of)\b[.:]?\s*([^,;\n]+)", re.IGNORECASE
)
_TO_ORDER = re.compile(r"^(?:un)?to (?:the )?order(?: of)?[:\s]+", re.IGNORECASE)
_IMO_IN_TEXT = re.compile(r"\bIMO[\s:#.]*(?:no|number)?[\s:#.]*(\d{7})(?!\d)", re.IGNORECASE)
_SHIP_NUMBERS = ("imo", "mmsi", "call_sign", "registration")


class Mark(Record, frozen=True):
    """A number or name of one element of the consignment.

    `scheme` is that of an identifier, or `name`; `said` is False for a number that stood in
    running text, where it may be of another thing. `country` is the declared one of a party.
    """

    element: str
    scheme: str
    value: str
    evidence: Evidence
    kinds: tuple[ListingKind, ...]
    said: bool = True
    country: str = ""


def find_marks(consignment: Consignment) -> Iterator[Mark]:
    """Every number and name of the consignment that a list may hold, numbers first."""
    parties = [(f"parties[{i}]", party) for i, party in enumerate(consignment.parties)]
    transports = [(f"transports[{i}]", ship) for i, ship in enumerate(consignment.transports)]
    for element, ship in transports:
        yield from _ship_numbers(consignment, element, ship)
    for element, party in parties:
        yield from _numbers(consignment, element, "identifiers", party.identifiers, party.country)
    yield from _numbers(consignment, "", "references", consignment.references, "")
    yield from _numbers_in_text(consignment)
    for element, ship in transports:
        yield from _ship_names(consignment, element, ship)
    for element, party in parties:
        yield from _party_names(consignment, element, party)


def locate(consignment: Consignment, field: str) -> str:
    """Where a field stood, or the nearest thing around it whose place is known."""
    path = field
    while path != "":
        place = consignment.at(path)
        if place != "":
            return place
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return ""


def _evidence(consignment: Consignment, field: str, value: str) -> Evidence:
    return Evidence(field=field, value=value, at=locate(consignment, field))


def _ship_numbers(consignment: Consignment, element: str, ship: Transport) -> Iterator[Mark]:
    for scheme in _SHIP_NUMBERS:
        value: str = getattr(ship, scheme)
        if value != "":
            evidence = _evidence(consignment, f"{element}.{scheme}", value)
            yield Mark(element, scheme, value, evidence, SHIP_KINDS)


def _numbers(
    consignment: Consignment,
    element: str,
    name: str,
    identifiers: tuple[Identifier, ...],
    country: str,
) -> Iterator[Mark]:
    for i, identifier in enumerate(identifiers):
        field = f"{element}.{name}[{i}]" if element != "" else f"{name}[{i}]"
        evidence = _evidence(consignment, field, identifier.value)
        yield Mark(
            element or field,
            identifier.scheme,
            identifier.value,
            evidence,
            (*PARTY_KINDS, *SHIP_KINDS),
            country=country,
        )


def _numbers_in_text(consignment: Consignment) -> Iterator[Mark]:
    for element, field, text in _texts(consignment):
        # Most texts hold no such letters. I is left out: Turkish writes it in four ways.
        if "mo" not in text.casefold():
            continue
        for match in _IMO_IN_TEXT.finditer(text):
            evidence = _evidence(consignment, field, match[0])
            kinds = (*PARTY_KINDS, *SHIP_KINDS)
            yield Mark(element, "imo", match[1], evidence, kinds, said=False)


def _texts(consignment: Consignment) -> Iterator[tuple[str, str, str]]:
    for i, ship in enumerate(consignment.transports):
        yield f"transports[{i}]", f"transports[{i}].name", ship.name
    for i, party in enumerate(consignment.parties):
        for part in ("name", "address", "contact"):
            yield f"parties[{i}]", f"parties[{i}].{part}", getattr(party, part)
    for i, goods in enumerate(consignment.goods):
        yield f"goods[{i}]", f"goods[{i}].description", goods.description
    yield "remarks", "remarks", consignment.remarks
    for i, extra in enumerate(consignment.extras):
        yield f"extras[{i}]", f"extras[{i}].value", extra.value


def _ship_names(consignment: Consignment, element: str, ship: Transport) -> Iterator[Mark]:
    if ship.name != "":
        field = f"{element}.name"
        name = _IMO_IN_TEXT.sub("", ship.name).strip(" ,;()/-")
        if name != "":
            evidence = _evidence(consignment, field, ship.name)
            yield Mark(element, "name", name, evidence, SHIP_KINDS)
    if ship.carrier != "":
        field = f"{element}.carrier"
        evidence = _evidence(consignment, field, ship.carrier)
        yield Mark(field, "name", ship.carrier, evidence, PARTY_KINDS)


def _party_names(consignment: Consignment, element: str, party: Party) -> Iterator[Mark]:
    named = [(f"{element}.name", name) for name in split_names(party.name)]
    named += [
        (f"{element}.address", match[1].strip()) for match in _CARE_OF.finditer(party.address)
    ]
    named += [(f"{element}.contact", name) for name in split_names(party.contact)]
    for field, name in named:
        evidence = _evidence(consignment, field, name)
        yield Mark(element, "name", name, evidence, PARTY_KINDS, country=party.country)


def split_names(text: str) -> list[str]:
    """The names in a party's name: before and after `c/o` and its like, without `to order of`."""
    if text == "":
        return []
    parts = (_TO_ORDER.sub("", part).strip(" ,;") for part in _ANOTHER.split(text))
    return [part for part in parts if any(letter.isalpha() for letter in part)]
