"""Slips of one letter: a bare country code that everything else in the consignment denies."""

from collections.abc import Iterable, Sequence

import msgspec

from tidewaiter.model import Nexus, Party
from tidewaiter.model.facts import Direction
from tidewaiter.screening.signs import Reading

BARE_CODE_LETTERS = 2


def doubt_bare_codes(signs: Sequence[Nexus], reading: Reading) -> tuple[Nexus, ...]:
    """The same signs, merely possible where they may be a slip for the neighbour's code.

    That is so where no certain sign but the two letters of the country code stands, and on the
    side the goods come from (or go to) the parties and ports named are the neighbour's.
    """
    certain = [sign for sign in signs if sign.strength == "certain"]
    if any(not _is_bare(sign) for sign in certain):
        return tuple(signs)
    if not all(_neighbour_stands(reading, sign.direction) for sign in certain):
        return tuple(signs)
    name = reading.marks.neighbour_name
    return tuple(
        msgspec.structs.replace(
            sign,
            strength="possible",
            why=f"{sign.why}, but parties and ports are of {name}: a slip of one letter is likely",
        )
        if sign.strength == "certain"
        else sign
        for sign in signs
    )


def _is_bare(sign: Nexus) -> bool:
    is_code = len(sign.evidence.value.strip()) == BARE_CODE_LETTERS
    return is_code and sign.kind in {"country", "origin", "address"} and sign.direction != "other"


def _neighbour_stands(reading: Reading, direction: Direction) -> bool:
    """True where a party of that side is the neighbour's and no port of that side is another's."""
    parties = [
        party
        for party in reading.consignment.parties
        if reading.way(party.role)[1] == direction and _is_told(party)
    ]
    codes = [
        port.code[:2].upper()
        for port in reading.consignment.ports
        if reading.way(port.function)[1] == direction and port.code != ""
    ]
    elsewhere = set(codes) - set(reading.marks.neighbour_codes)
    return len(elsewhere) == 0 and any(_is_neighbours(reading, parties))


def _is_told(party: Party) -> bool:
    return party.address != "" or party.country != ""


def _is_neighbours(reading: Reading, parties: Iterable[Party]) -> Iterable[bool]:
    for party in parties:
        country = reading.marks.country(party.country)
        yield country == "neighbour" or reading.marks.is_neighbour(
            f"{party.name}\n{party.address}\n{party.contact}"
        )
