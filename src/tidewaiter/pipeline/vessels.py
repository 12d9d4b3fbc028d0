"""What every list says of a ship, by its number and by the names it was told of under."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.codes import parse_imo
from tidewaiter.model import Decision, Listing, Record, Subject
from tidewaiter.screening import Register

ALIKE = 0.96  # the same name but for spacing or a prefix
MOST_NAMES = 20


class ShipListing(Record, frozen=True):
    """An entry of a list that may be the ship: by the same IMO number, or by a name alone."""

    list: str
    ref: str
    source: str
    name: str
    by_number: bool
    decisions: tuple[Decision, ...]

    def in_force(self, on: datetime.date) -> tuple[Decision, ...]:
        """The decisions in force on a day."""
        return tuple(each for each in self.decisions if each.in_force(on))


def listings_of(register: Register, imo: str, names: Iterable[str]) -> tuple[ShipListing, ...]:
    """The entries of every list that may be the ship, those of its number first.

    An entry of the same name that gives another IMO number is another ship, and left out.
    """
    found = {}
    for position in register.holders("imo", imo) if imo != "" else ():
        listing = register.listings[position]
        found[listing.list, listing.ref] = _listing(register, listing, by_number=True)
    for name in tuple(names)[:MOST_NAMES]:
        subject = Subject(names=(name,), kinds=("vessel",))
        for like in register.find(subject, at_least=ALIKE):
            key = (like.listing.list, like.listing.ref)
            if key not in found and _may_be(imo, set(_imos(like.listing))):
                found[key] = _listing(register, like.listing, by_number=False)
    return tuple(found.values())


def listed_ships(register: Register, text: str, *, limit: int) -> Sequence[Listing]:
    """The listed ships of that number or of a name like it."""
    imo = parse_imo(text)
    if imo is not None:
        holders = register.holders("imo", imo.value)
        return [register.listings[at] for at in holders][:limit]
    found = register.find(Subject(names=(text,), kinds=("vessel",)), limit=limit)
    return [like.listing for like in found]


def _listing(register: Register, listing: Listing, *, by_number: bool) -> ShipListing:
    return ShipListing(
        list=listing.list,
        ref=listing.ref,
        source=register.sources[register.position(listing)],
        name=listing.names[0].text,
        by_number=by_number,
        decisions=listing.decisions,
    )


def _imos(listing: Listing) -> Iterator[str]:
    for each in listing.identifiers:
        imo = parse_imo(each.value) if each.scheme == "imo" else None
        if imo is not None:
            yield imo.value


def _may_be(imo: str, listed: set[str]) -> bool:
    """False where both sides give a number, and not the same."""
    return imo == "" or len(listed) == 0 or imo in listed
