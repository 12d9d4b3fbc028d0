"""Rulings of people on hits: which stands for a pair of party and listing, and what changed.

A ruling holds for as long as both sides are what they were, in the fields that identify them.
Case and spacing do not count; nor do decisions, programmes, remarks and the edition of the list.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from tidewaiter.model import (
    Consignment,
    Evidence,
    Identifier,
    ListedName,
    Listing,
    ListVersion,
    Record,
    RuledOut,
    Ruling,
    Standing,
    Subject,
)
from tidewaiter.screening.subjects import subject_at

_PARTY_FIELDS = ("names", "born", "countries", "identifiers", "addresses", "gender")
_ENTRY_FIELDS = (
    "kind",
    "names",
    "identifiers",
    "birth_dates",
    "countries",
    "addresses",
    "flags",
    "gender",
)


class Rulings:
    """The rulings that stand, found by what they are of."""

    def __init__(self, standing: Iterable[Standing]) -> None:
        self._standing = tuple(standing)
        self._by_listing: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for each in self._standing:
            listing = each.ruling.listing
            self._by_listing[listing.list, listing.ref].append(each)

    @property
    def digest(self) -> str:
        """SHA-256 of what stands, in hexadecimal; empty where nothing does."""
        return "" if len(self._standing) == 0 else _digest(self._standing)

    def on(self, consignment: Consignment, found: Evidence, listing: Listing) -> RuledOut | None:
        """The last ruling on the party the evidence stands in and the listing, if any.

        One that holds comes before one that a change has superseded.
        """
        standing = self._by_listing.get((listing.list, listing.ref))
        if standing is None:
            return None
        party = party_identity(subject_at(consignment, found))
        entry = entry_identity(listing)
        said = [_ruled(each, party, entry) for each in reversed(standing)]
        of_party = [ruled for ruled in said if ruled is not None]
        return min(of_party, key=lambda ruled: len(ruled.changed) > 0, default=None)


def rule(
    subject: Subject, listing: Listing, version: ListVersion, *, why: str, at: tuple[int, str]
) -> Ruling:
    """The ruling that a subject is not the listing.

    Args:
        subject: The party or ship.
        listing: The listing it met.
        version: The edition of the list.
        why: The reason, in words.
        at: The number of the `screened` event, and the field of the hit.
    """
    entry = entry_identity(listing)
    return Ruling(
        subject=subject,
        listing=entry,
        party=_digest(party_identity(subject)),
        entry=_digest(entry),
        why=why,
        version=version,
        screened=at[0],
        field=at[1],
    )


def party_identity(subject: Subject) -> Subject:
    """What identifies a party or ship, in a form that case and spacing do not change."""
    return Subject(
        names=_plain(subject.names),
        kinds=subject.kinds,
        born=_plain(subject.born),
        countries=_plain(subject.countries),
        identifiers=tuple(sorted(subject.identifiers, key=lambda x: (x.scheme, x.value))),
        addresses=_plain(subject.addresses),
        gender=subject.gender,
    )


def entry_identity(listing: Listing) -> Listing:
    """What identifies a listed person, firm or ship; not what was decided of it."""
    return Listing(
        list=listing.list,
        ref=listing.ref,
        kind=listing.kind,
        names=tuple(sorted(listing.names, key=lambda name: (name.text, name.quality))),
        identifiers=tuple(sorted(listing.identifiers, key=lambda x: (x.scheme, x.value))),
        birth_dates=tuple(sorted(listing.birth_dates)),
        countries=tuple(sorted(listing.countries)),
        addresses=tuple(sorted(listing.addresses)),
        flags=tuple(sorted(listing.flags)),
        gender=listing.gender,
    )


def _ruled(standing: Standing, party: Subject, entry: Listing) -> RuledOut | None:
    """What a ruling on the listing says of the party; None where it is of another party."""
    ruling = standing.ruling
    ruled = party_identity(ruling.subject)
    if ruled != party and set(ruled.names).isdisjoint(party.names):
        return None
    changed = (
        *_differences("the party's", ruled, party, _PARTY_FIELDS),
        *_differences("the entry's", ruling.listing, entry, _ENTRY_FIELDS),
    )
    return RuledOut(
        ruling=standing.number, by=standing.by, at=standing.at, why=ruling.why, changed=changed
    )


def _differences(whose: str, old: Record, new: Record, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        before, after = _values(getattr(old, field)), _values(getattr(new, field))
        gone = [value for value in before if value not in after]
        come = [value for value in after if value not in before]
        said = [
            f"{', '.join(values)} {how}"
            for values, how in ((come, "added"), (gone, "removed"))
            if len(values) > 0
        ]
        if len(said) > 0:
            yield f"{whose} {field.replace('_', ' ')}: {'; '.join(said)}"


def _values(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value != "" else []
    return [_text(each) for each in value] if isinstance(value, tuple) else []


def _text(value: object) -> str:
    if isinstance(value, ListedName):
        return value.text if value.quality == "primary" else f"{value.text} ({value.quality})"
    if isinstance(value, Identifier):
        return f"{value.scheme} {value.value}"
    return str(value)


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(text.casefold().split()) for text in texts}))


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()
