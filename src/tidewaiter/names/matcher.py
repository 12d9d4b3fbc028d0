"""The listings whose names are like the name asked for, each with its score and its reason."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import msgspec

from tidewaiter.model import ListedName, Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names.index import KINDS, ask, build
from tidewaiter.names.parsed import parse
from tidewaiter.names.saved import open_or_build
from tidewaiter.names.score import Score

REMEMBERED = 10_000


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A listing whose name is like the one asked for: which name, how alike, and why."""

    listing: Listing
    name: ListedName
    score: Score


class Matcher:
    """Finds listings by name. Built once; searching does not change it.

    Args:
        listings: The listings to find.
        saved: A folder of saved indexes. What stands there for these names is opened instead of
            built; what was built is saved there, where it can be.
    """

    def __init__(self, listings: Iterable[Listing], *, saved: Path | None = None) -> None:
        self._listings = kept = list(listings)
        self._firsts = array("I", accumulate((len(each.names) for each in kept), initial=0))
        names = ((name.text, each.kind) for each in kept for name in each.names)
        self._index = build(names) if saved is None else open_or_build(names, saved)

    def search(
        self,
        text: str,
        kinds: Sequence[ListingKind] = KINDS,
        *,
        at_least: float = 0.7,
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        """The best name of every listing that is alike enough, best first.

        Args:
            text: The name asked for, in any script.
            kinds: Which kinds of listings to look among.
            at_least: The lowest score to give back.
            limit: The most candidates to give back.
        """
        best: dict[int, tuple[Score, int]] = {}
        for likely in self._index.likely(text, kinds, at_least):
            number = likely.number
            at = bisect_right(self._firsts, number) - 1
            known = best.get(at)
            least = at_least if known is None else known[0].value
            if known is not None and least >= likely.bound:
                continue
            score = self._index.score(likely.asked, number, at_least, least)
            if score is not None and (known is None or least < score.value):
                best[at] = score, number
        found = sorted(best.items(), key=lambda each: -each[1][0].value)
        return tuple([self._candidate(at, *named) for at, named in found[:limit]])

    def _candidate(self, at: int, score: Score, number: int) -> Candidate:
        listing = self._listings[at]
        return Candidate(listing, listing.names[number - self._firsts[at]], score)

    def nearest(
        self, texts: Iterable[str], position: int, at_least: float = 0.0
    ) -> Candidate | None:
        """One listing, with that of its names that is most like one of the texts.

        Args:
            texts: The names asked for; of none, nothing is the nearest.
            position: The listing's place among those the matcher was built of.
            at_least: The lowest score to give back.
        """
        listing, first = self._listings[position], self._firsts[position]
        best, numbers = None, range(first, first + len(listing.names))
        for text in texts if len(numbers) > 0 else ():
            found = self._index.nearest(ask(text, listing.kind), numbers, at_least)
            if found is not None and (best is None or best.score.value < found[1].value):
                best = Candidate(listing, listing.names[found[0] - first], found[1])
        return best

    def search_many(
        self,
        texts: Iterable[str],
        kinds: Sequence[ListingKind] = KINDS,
        *,
        at_least: float = 0.7,
        limit: int = 10,
    ) -> Iterator[tuple[Candidate, ...]]:
        """What `search` gives for each text, in their order; a text that comes again is free."""
        known = lru_cache(maxsize=REMEMBERED)(
            lambda text: self.search(text, kinds, at_least=at_least, limit=limit)
        )
        return map(known, texts)


def is_distinctive(text: str, kind: ListingKind) -> bool:
    """True where a firm's or ship's whole name could not well be another's by chance.

    It has two words or more, among them words that tell, or three and one that tells a little,
    or four; a ship's name has six letters or more.
    A person's name never is: thousands share it.
    """
    parsed = parse(text, kind)
    if kind == "person" or len(parsed.words) < 2:
        return False
    told = sum(weight for weight in parsed.weights if weight >= 0.5)
    count = len(parsed.words)
    enough = told >= 1 or (told > 0 and count > 2) or count > 3
    return enough and len(parsed.compact) >= 6
