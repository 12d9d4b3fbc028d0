"""Consignments against lists: exact numbers first, then names, each hit with its evidence."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tidewaiter.lists import LoadedList
from tidewaiter.model import Consignment, Decision, Evidence, Hit, Listing, ListVersion, Record
from tidewaiter.model.listing import HitStrength, ListingKind
from tidewaiter.names import Candidate, Matcher
from tidewaiter.screening.marks import Mark, find_marks
from tidewaiter.screening.numbers import Numbers
from tidewaiter.screening.trust import (
    EQUAL,
    WEAK_NAMES,
    declared_name,
    listed_imo,
    named_alike,
    trust_name,
    trust_number,
)

REMEMBERED_NAMES = 100_000
# the lowest score of a name by kind of listing: measured on the benchmarks of docs/lists.md
AT_LEAST: dict[ListingKind, float] = {
    "person": 0.7,
    "organization": 0.81,
    "vessel": 0.8,
    "aircraft": 0.8,
    "other": 0.81,
}
# a company's number may stand in a ship's place; a truck's plate is no firm's registration
CROSSING = frozenset({"imo", "company_imo"})
_ORDER: dict[HitStrength, int] = {"certain": 0, "strong": 1, "possible": 2}


class Match(Record, frozen=True):
    """A value of one element of a consignment that met a listing, whatever the day."""

    element: str
    listing: int
    name: str
    score: float
    why: str
    strength: HitStrength
    evidence: Evidence


class Past(Record, frozen=True):
    """A hit that no decision carries on the day asked about, and the decisions of other days."""

    hit: Hit
    decisions: tuple[Decision, ...]
    why: str


class Screener:
    """Screens consignments against lists. Built once; it remembers the names it has met.

    Args:
        lists: The lists to screen against. An entry that stands in two of them under one
            reference gives one hit, with the decisions of both.
        remembered: How many distinct names, and how many numbers, are remembered.
    """

    def __init__(self, lists: Sequence[LoadedList], *, remembered: int = REMEMBERED_NAMES) -> None:
        self.versions: tuple[ListVersion, ...] = tuple(loaded.version for loaded in lists)
        self._listings, self._sources = _merge(lists)
        self._positions = {id(listing): i for i, listing in enumerate(self._listings)}
        self._numbers = Numbers(self._listings)
        self._matcher = Matcher(self._listings)
        self._candidates = lru_cache(maxsize=remembered)(self._search)
        # One ship's numbers stand in every consignment of a manifest.
        self._holders = lru_cache(maxsize=remembered)(self._numbers.find)

    def hits(self, consignment: Consignment, on: datetime.date) -> tuple[Hit, ...]:
        """The hits whose listing has a decision in force on that day, strongest first."""
        return self.screen(consignment, on)[0]

    def history(self, consignment: Consignment, on: datetime.date) -> tuple[Past, ...]:
        """What met a listing that no decision carries on that day, and when one did or will."""
        return self.screen(consignment, on)[1]

    def screen(
        self, consignment: Consignment, on: datetime.date
    ) -> tuple[tuple[Hit, ...], tuple[Past, ...]]:
        """Hits and history of one consignment in one pass."""
        hits, pasts = [], []
        for match in self._matches(consignment):
            hit = self._hit(match, on)
            if len(hit.decisions) > 0:
                hits.append(hit)
                continue
            decisions = self._listings[match.listing].decisions
            pasts.append(Past(hit=hit, decisions=decisions, why=_say_when(decisions, on)))
        return tuple(hits), tuple(pasts)

    def search(
        self, text: str, kinds: tuple[ListingKind, ...], *, at_least: float = 0.7, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The listings whose name is like `text`, on any day, best first."""
        return self._matcher.search(text, kinds, at_least=at_least, limit=limit)

    def _hit(self, match: Match, on: datetime.date) -> Hit:
        listing = self._listings[match.listing]
        return Hit(
            list=listing.list,
            ref=listing.ref,
            name=match.name,
            score=match.score,
            why=match.why,
            kind=listing.kind,
            strength=match.strength,
            evidence=match.evidence,
            decisions=tuple(d for d in listing.decisions if d.in_force(on)),
            source=self._sources[match.listing],
        )

    def _matches(self, consignment: Consignment) -> list[Match]:
        """One match for every listing and element: the strongest, which tells of the others."""
        grouped: dict[tuple[str, int], list[Match]] = defaultdict(list)
        for mark in find_marks(consignment):
            for match in self._meet(consignment, mark):
                grouped[match.element, match.listing].append(match)
        matches = [_strongest(group) for group in grouped.values()]
        return sorted(matches, key=lambda match: (_ORDER[match.strength], -match.score))

    def _meet(self, consignment: Consignment, mark: Mark) -> Iterator[Match]:
        if mark.scheme == "name":
            for candidate in self._candidates(mark.value, mark.kinds):
                match = self._meet_name(consignment, mark, candidate)
                if match is not None:
                    yield match
            return
        found = self._holders(mark.scheme, mark.value)
        if mark.scheme not in CROSSING:
            found = tuple(i for i in found if self._listings[i].kind in mark.kinds)
        for index in found:
            yield self._meet_number(consignment, mark, index, self._count_hulls(found))

    def _search(self, text: str, kinds: tuple[ListingKind, ...]) -> tuple[Candidate, ...]:
        found = self._matcher.search(text, kinds, at_least=min(AT_LEAST.values()))
        return tuple(c for c in found if c.score.value >= AT_LEAST[c.listing.kind])

    def _count_hulls(self, found: tuple[int, ...]) -> int:
        """How many ships the listings are of: one ship may be listed twice."""
        return len({listed_imo(self._listings[index]) or str(index) for index in found})

    def _meet_number(self, consignment: Consignment, mark: Mark, index: int, hulls: int) -> Match:
        listing = self._listings[index]
        strength, doubt = trust_number(consignment, mark, listing, hulls)
        why = f"{_label(mark.scheme)} {mark.value} is that of {listing.names[0].text}"
        declared = declared_name(consignment, mark)
        if declared != "" and not named_alike(declared, listing):
            why += f"; the document says {declared}, listed as {listing.names[0].text}"
        score = {"certain": 1.0, "strong": 0.95, "possible": 0.8}[strength]
        return Match(
            element=mark.element,
            listing=index,
            name=listing.names[0].text,
            score=score,
            why=why + doubt,
            strength=strength,
            evidence=mark.evidence,
        )

    def _meet_name(
        self, consignment: Consignment, mark: Mark, candidate: Candidate
    ) -> Match | None:
        listing, name, score = candidate.listing, candidate.name, candidate.score
        weak = name.quality in WEAK_NAMES
        if weak and score.value < EQUAL:
            return None
        strength, doubt = trust_name(consignment, mark, candidate)
        why = f"{mark.value} meets {name.text}: {score.why}"
        if weak:
            why += "; the list itself holds this name for weak"
        return Match(
            element=mark.element,
            listing=self._positions[id(listing)],
            name=name.text,
            score=score.value,
            why=why + doubt,
            strength=strength,
            evidence=mark.evidence,
        )


def _merge(lists: Sequence[LoadedList]) -> tuple[list[Listing], list[str]]:
    """The listings of all lists; the first list's entry wins, later ones add decisions."""
    merged: dict[tuple[str, str], Listing] = {}
    sources: dict[tuple[str, str], str] = {}
    for loaded in lists:
        for listing in loaded.listings:
            key = (listing.list, listing.ref)
            known = merged.get(key)
            merged[key] = listing if known is None else _join(known, listing)
            sources.setdefault(key, loaded.version.source)
    return list(merged.values()), list(sources.values())


def _join(known: Listing, other: Listing) -> Listing:
    texts = {name.text for name in known.names}
    return Listing(
        list=known.list,
        ref=known.ref,
        kind=known.kind,
        names=known.names + tuple(name for name in other.names if name.text not in texts),
        identifiers=tuple(dict.fromkeys(known.identifiers + other.identifiers)),
        birth_dates=tuple(dict.fromkeys(known.birth_dates + other.birth_dates)),
        countries=tuple(dict.fromkeys(known.countries + other.countries)),
        addresses=tuple(dict.fromkeys(known.addresses + other.addresses)),
        flags=tuple(dict.fromkeys(known.flags + other.flags)),
        programmes=tuple(dict.fromkeys(known.programmes + other.programmes)),
        decisions=tuple(dict.fromkeys(known.decisions + other.decisions)),
        remarks="; ".join(text for text in (known.remarks, other.remarks) if text != ""),
        source="; ".join(dict.fromkeys((known.source, other.source))),
        check=known.check,
    )


def _strongest(group: list[Match]) -> Match:
    best = min(group, key=lambda match: (_ORDER[match.strength], -match.score))
    others = dict.fromkeys(m.why for m in group if m.evidence.field != best.evidence.field)
    if len(others) == 0:
        return best
    return Match(
        element=best.element,
        listing=best.listing,
        name=best.name,
        score=best.score,
        why="; also ".join((best.why, *others)),
        strength=best.strength,
        evidence=best.evidence,
    )


def _say_when(decisions: tuple[Decision, ...], on: datetime.date) -> str:
    said = []
    for decision in decisions:
        if decision.until is not None and decision.until < on:
            said.append(f"{decision.measure.replace('_', ' ')} until {decision.until.isoformat()}")
        elif decision.since is not None and decision.since > on:
            said.append(f"{decision.measure.replace('_', ' ')} from {decision.since.isoformat()}")
    return f"not listed on {on.isoformat()}: {', '.join(said) or 'no decision is known'}"


def _label(scheme: str) -> str:
    return _LABELS.get(scheme, scheme.replace("_", " "))


_LABELS = {"imo": "IMO number", "company_imo": "IMO company number", "mmsi": "MMSI"}
