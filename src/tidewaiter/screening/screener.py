"""Consignments against lists: exact numbers first, then names, each hit with its evidence."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    Consignment,
    Decision,
    Evidence,
    Hit,
    ListVersion,
    Record,
    Standing,
    Subject,
)
from tidewaiter.model.listing import HitStrength, ListingKind
from tidewaiter.names import Candidate, Score
from tidewaiter.screening.marks import Mark, find_marks
from tidewaiter.screening.register import BARELY_ALIKE, REMEMBERED_NAMES, Register
from tidewaiter.screening.rulings import Rulings
from tidewaiter.screening.subjects import subject_of
from tidewaiter.screening.trust import (
    EQUAL,
    declared_name,
    listed_imo,
    named_alike,
    trust_name,
    trust_number,
)
from tidewaiter.screening.weigh import WEAK_NAMES, ground_of, label, settle, weigh

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
_NO_NAME = Score(value=0.0, why="")


@dataclass(frozen=True, slots=True)
class Match:
    """A value of one element of a consignment that met a listing, whatever the day.

    `held` says why it is no hit, empty where it is one; `weak` is the score of a weak name that
    only another party of the same listing could still make one.
    """

    element: str
    listing: int
    name: str
    score: float
    why: str
    strength: HitStrength
    evidence: Evidence
    held: str = ""
    weak: Score | None = None


class Past(Record, frozen=True):
    """What met a listing and is no hit: no decision is in force that day, or a doubt weighs more.

    `why` says which; `decisions` are those of other days where the day is the reason.
    """

    hit: Hit
    decisions: tuple[Decision, ...]
    why: str


class Screener:
    """Screens consignments against lists. Built once; it remembers the names it has met.

    Args:
        lists: The lists to screen against. An entry that stands in two of them under one
            reference gives one hit, with the decisions of both.
        rulings: Rulings that stand: their hits say so and count no longer.
        saved: A folder of saved indexes of names, which start in a tenth of the time.
        remembered: How many distinct names, and how many numbers, are remembered.
    """

    def __init__(
        self,
        lists: Sequence[LoadedList],
        *,
        rulings: Iterable[Standing] = (),
        saved: Path | None = None,
        remembered: int = REMEMBERED_NAMES,
    ) -> None:
        self._rulings = Rulings(rulings)
        self.register = Register(lists, saved=saved, remembered=remembered)
        self.versions: tuple[ListVersion, ...] = self.register.versions
        self._listings = self.register.listings

    def hits(self, consignment: Consignment, on: datetime.date) -> tuple[Hit, ...]:
        """The hits whose listing has a decision in force on that day, strongest first."""
        return self.screen(consignment, on)[0]

    def history(self, consignment: Consignment, on: datetime.date) -> tuple[Past, ...]:
        """What met a listing and is no hit that day, with the reason."""
        return self.screen(consignment, on)[1]

    def screen(
        self, consignment: Consignment, on: datetime.date
    ) -> tuple[tuple[Hit, ...], tuple[Past, ...]]:
        """Hits and history of one consignment in one pass."""
        hits, pasts = [], []
        for match in self._matches(consignment):
            hit = self._hit(consignment, match, on)
            decisions = self._listings[match.listing].decisions
            if len(hit.decisions) == 0:
                pasts.append(Past(hit=hit, decisions=decisions, why=_say_when(decisions, on)))
            elif match.held != "":
                pasts.append(Past(hit=hit, decisions=decisions, why=match.held))
            else:
                hits.append(hit)
        return tuple(hits), tuple(pasts)

    def _hit(self, consignment: Consignment, match: Match, on: datetime.date) -> Hit:
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
            source=self.register.sources[match.listing],
            ruled_out=self._rulings.on(consignment, match.evidence, listing),
        )

    def _matches(self, consignment: Consignment) -> list[Match]:
        """One match for every listing and element: the strongest, which tells of the others."""
        grouped: dict[tuple[str, int], list[Match]] = defaultdict(list)
        for mark in find_marks(consignment):
            for match in self._meet(consignment, mark):
                grouped[match.element, match.listing].append(match)
        matches = _ground_weak_names([_strongest(group) for group in grouped.values()])
        return sorted(matches, key=lambda match: (_ORDER[match.strength], -match.score))

    def _meet(self, consignment: Consignment, mark: Mark) -> Iterator[Match]:
        if mark.scheme == "name":
            yield from self._meet_names(consignment, mark)
            return
        found = self.register.holders(mark.scheme, mark.value)
        if mark.scheme not in CROSSING:
            found = tuple(i for i in found if self._listings[i].kind in mark.kinds)
        for index in found:
            yield self._meet_number(consignment, mark, index, self._count_hulls(found))

    def _meet_names(self, consignment: Consignment, mark: Mark) -> Iterator[Match]:
        subject = subject_of(consignment, mark.element)
        for candidate in self.register.named(mark.value, mark.kinds, lowest_asked(subject)):
            match = self._meet_name(mark, candidate, subject)
            if match is not None:
                yield match

    def _count_hulls(self, found: tuple[int, ...]) -> int:
        """How many ships the listings are of: one ship may be listed twice."""
        return len({listed_imo(self._listings[index]) or str(index) for index in found})

    def _meet_number(self, consignment: Consignment, mark: Mark, index: int, hulls: int) -> Match:
        listing = self._listings[index]
        strength, doubt = trust_number(consignment, mark, listing, hulls)
        why = f"{label(mark.scheme)} {mark.value} is that of {listing.names[0].text}"
        declared = declared_name(consignment, mark)
        if declared != "" and not named_alike(declared, listing):
            why += f"; the document says {declared}, listed as {listing.names[0].text}"
        subject = subject_of(consignment, mark.element)
        weighed = weigh(Candidate(listing, listing.names[0], _NO_NAME), subject)
        against = [ground.words for ground in weighed.lowered if ground.words not in doubt]
        return Match(
            element=mark.element,
            listing=index,
            name=listing.names[0].text,
            score={"certain": 1.0, "strong": 0.95, "possible": 0.8}[strength],
            why="; but ".join([why + doubt, *against]),
            strength=strength,
            evidence=mark.evidence,
        )

    def _meet_name(self, mark: Mark, candidate: Candidate, subject: Subject) -> Match | None:
        listing, name, score = candidate.listing, candidate.name, candidate.score
        if name.quality in WEAK_NAMES and score.value < EQUAL:
            return None
        weighed = weigh(candidate, subject)
        lowest = AT_LEAST[listing.kind]
        if max(score.value, weighed.score) < lowest:
            return None
        strength, doubt = trust_name(candidate, weighed)
        grounds = {ground.name for ground in weighed.lowered}
        disguised = score.value >= EQUAL and grounds == {"other_ship_number"}
        held = weighed.is_weak or (weighed.score < lowest and not disguised)
        against = "; ".join(ground.words for ground in weighed.lowered)
        return Match(
            element=mark.element,
            listing=self.register.position(listing),
            name=name.text,
            score=weighed.score,
            why=f"{mark.value} meets {name.text}: {weighed.why}{doubt}",
            strength=strength,
            evidence=mark.evidence,
            held=f"no hit: {against}" if held else "",
            weak=score if weighed.is_weak else None,
        )


def lowest_asked(subject: Subject) -> float:
    """The lowest score of a name at which it is looked at: a day of birth may carry a poor one."""
    return min(AT_LEAST.values()) if len(subject.born) == 0 else BARELY_ALIKE


def _ground_weak_names(matches: list[Match]) -> list[Match]:
    """The same matches; a weak name becomes a hit where another party meets the same listing."""
    return [_beside(match, matches) if match.weak is not None else match for match in matches]


def _beside(match: Match, matches: list[Match]) -> Match:
    others = (
        other
        for other in matches
        if other.listing == match.listing
        and other.element != match.element
        and (other.weak is None or other.name != match.name)
    )
    other = next(others, None)
    if other is None or match.weak is None:
        return match
    words = f"{other.evidence.value} in the same consignment meets the same listing"
    weighed = settle(match.weak, (ground_of("same_listing", words),), ())
    said = f"{match.evidence.value} meets {match.name}: {weighed.why}"
    return dataclasses.replace(match, score=weighed.score, why=said, held="", weak=None)


def _strongest(group: list[Match]) -> Match:
    best = min(group, key=lambda each: (each.held != "", _ORDER[each.strength], -each.score))
    others = dict.fromkeys(m.why for m in group if m.evidence.field != best.evidence.field)
    if len(others) == 0:
        return best
    return dataclasses.replace(best, why="; also ".join((best.why, *others)))


def _say_when(decisions: tuple[Decision, ...], on: datetime.date) -> str:
    said = []
    for decision in decisions:
        if decision.until is not None and decision.until < on:
            said.append(f"{decision.measure.replace('_', ' ')} until {decision.until.isoformat()}")
        elif decision.since is not None and decision.since > on:
            said.append(f"{decision.measure.replace('_', ' ')} from {decision.since.isoformat()}")
    return f"not listed on {on.isoformat()}: {', '.join(said) or 'no decision is known'}"
