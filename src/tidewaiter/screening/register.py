"""The listings of several lists as one register, found by number or by name and weighed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tidewaiter.codes.date import PartialDate
from tidewaiter.lists import LoadedList
from tidewaiter.model import ListedName, Listing, ListVersion, Subject, Weighed
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Candidate, Matcher, Score
from tidewaiter.screening.births import birth_days
from tidewaiter.screening.numbers import Numbers
from tidewaiter.screening.weigh import Speaking, least_name, speaking, tally, weigh

REMEMBERED_NAMES = 100_000
THRESHOLD = 0.7
# A name below the threshold may pass it by other grounds, but not from lower than this.
BARELY_ALIKE = 0.6
_UNNAMED = Score(value=0.0, why="no name asked")


class Likeness:
    """A listing that a subject may be: the name that met, and what it weighs.

    What it weighs is put into words when it is read.

    Args:
        candidate: The listing and the name that met.
        subject: Whoever is looked up.
        score: The score that they weigh.
        raised: How many grounds besides the name speak for it.
    """

    __slots__ = ("_candidate", "_subject", "_weighed", "raised", "score")

    def __init__(self, candidate: Candidate, subject: Subject, score: float, raised: int) -> None:
        self._candidate, self._subject = candidate, subject
        self.score, self.raised = score, raised
        self._weighed: Weighed | None = None

    @property
    def listing(self) -> Listing:
        """The listing it may be."""
        return self._candidate.listing

    @property
    def name(self) -> ListedName:
        """The name that met."""
        return self._candidate.name

    @property
    def weighed(self) -> Weighed:
        """The score, with every ground in words."""
        if self._weighed is None:
            self._weighed = weigh(self._candidate, self._subject)
        return self._weighed


class Register:
    """Finds listings. Built once; it remembers the names it has met.

    Args:
        lists: The lists to look in. An entry that stands in two of them under one reference is
            one listing, with the decisions of both.
        saved: A folder of saved indexes of names, which start in a tenth of the time.
        remembered: How many distinct names, and how many numbers, are remembered.
    """

    def __init__(
        self,
        lists: Sequence[LoadedList],
        *,
        saved: Path | None = None,
        remembered: int = REMEMBERED_NAMES,
    ) -> None:
        self.versions: tuple[ListVersion, ...] = tuple(loaded.version for loaded in lists)
        self.listings, self.sources = merge(lists)
        self._positions = {(x.list, x.ref): i for i, x in enumerate(self.listings)}
        self._numbers = Numbers(self.listings)
        self._matcher = Matcher(self.listings, saved=saved)
        self._born: dict[PartialDate, list[int]] = defaultdict(list)
        for position, listing in enumerate(self.listings):
            for day in birth_days(listing.birth_dates):
                self._born[day].append(position)
        self.named = lru_cache(maxsize=remembered)(self._named)
        # One ship's numbers stand in every consignment of a manifest.
        self.holders = lru_cache(maxsize=remembered)(self._numbers.find)

    def position(self, listing: Listing) -> int:
        """Where a listing of this register stands in `listings`."""
        return self._positions[listing.list, listing.ref]

    def find(
        self, subject: Subject, *, at_least: float = THRESHOLD, limit: int = 10
    ) -> tuple[Likeness, ...]:
        """The listings that the subject may be, the likeliest first.

        Those whose name alone reaches `at_least` are given too, with what speaks against them:
        whoever asks must see the score.
        """
        best: dict[int, Likeness] = {}
        grounds: dict[int, Speaking] = {}  # of a listing, whichever of its names met
        for candidate in self._candidates(subject, at_least):
            listing = candidate.listing
            of_listing = grounds.get(id(listing))
            if of_listing is None:
                of_listing = grounds[id(listing)] = speaking(listing, subject)
            score = tally(candidate, of_listing)
            if max(score, candidate.score.value) < at_least:
                continue
            known = best.get(id(listing))
            if known is None or known.score < score:
                best[id(listing)] = Likeness(candidate, subject, score, len(of_listing[0]))
        ranked = sorted(best.values(), key=_rank)
        return tuple(ranked[:limit])

    def _candidates(self, subject: Subject, at_least: float) -> Iterator[Candidate]:
        for identifier in subject.identifiers:
            for position in self.holders(identifier.scheme, identifier.value):
                yield from self._nearest(position, subject)
        # Few share a day of birth: their names are compared however they are spelled.
        for day in birth_days(subject.born):
            for position in self._born.get(day, ()):
                if self.listings[position].kind in subject.kinds:
                    yield from self._nearest(position, subject, least_name(subject, at_least))
        lowest = at_least if _is_bare(subject) else min(at_least, BARELY_ALIKE)
        for name in subject.names:
            yield from self.named(name, subject.kinds, lowest)

    def _nearest(
        self, position: int, subject: Subject, at_least: float = 0.0
    ) -> tuple[Candidate, ...]:
        """The listing with that of its names that is most like one asked for, if like enough."""
        if len(subject.names) == 0:
            listing = self.listings[position]
            return (Candidate(listing, listing.names[0], _UNNAMED),)
        nearest = self._matcher.nearest(subject.names, position, at_least)
        return () if nearest is None else (nearest,)

    def _named(
        self, text: str, kinds: tuple[ListingKind, ...], at_least: float
    ) -> tuple[Candidate, ...]:
        return self._matcher.search(text, kinds, at_least=at_least, limit=40)


def _is_bare(subject: Subject) -> bool:
    """True where nothing known besides the name could carry a poor one."""
    return len(subject.addresses) == 0


def _rank(like: Likeness) -> float:
    """The higher score first; of equal ones the one with more agreeing."""
    return -(like.score + like.raised / 10_000)


def merge(lists: Sequence[LoadedList]) -> tuple[list[Listing], list[str]]:
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
        gender=known.gender or other.gender,
    )
