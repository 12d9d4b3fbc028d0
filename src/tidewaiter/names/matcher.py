"""The listings whose names are like the name asked for, each with its score and its reason."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from tidewaiter.model import ListedName, Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.flat import Packed, code_version, pack, read, view, write
from tidewaiter.names.index import KINDS, NameIndex, build
from tidewaiter.names.parsed import parse
from tidewaiter.names.saved import open_or_build
from tidewaiter.names.score import Score

REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Candidate:
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
        kept = list(listings)
        self._listings: Sequence[Listing] | Packed[Listing] = kept
        self._firsts: Sequence[int] = array(
            "I", accumulate((len(each.names) for each in kept), initial=0)
        )
        names = ((name.text, each.kind) for each in kept for name in each.names)
        self._index = build(names) if saved is None else open_or_build(names, saved)
        self._met: dict[int, Listing] = {}

    @classmethod
    def open(cls, path: Path, versions: str) -> "Matcher | None":
        """The matcher that was saved there; None where it is absent, damaged or out of date.

        Args:
            path: The file.
            versions: What it must have been saved for: the versions of the lists, in any form.
        """
        flat = read(path, _fingerprint(versions))
        if flat is None:
            return None
        opened = cls.__new__(cls)
        opened._listings = Packed(flat.part("listings."), Listing)
        opened._firsts = flat["firsts"]
        opened._index = NameIndex(flat.part("index."))
        opened._met = {}
        return opened

    def save(self, path: Path, versions: str) -> None:
        """Write it to a file, whole or not at all, for lists of those versions.

        Raises:
            OSError: The file cannot be written.
        """
        listings = (self._listings[number] for number in range(len(self._listings)))
        parts = {"listings.": pack(listings), "index.": self._index.flat}
        write(
            path, _fingerprint(versions), view({"firsts": array("I", self._firsts)}).joined(parts)
        )

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
        best: dict[int, Candidate] = {}
        for likely in self._index.likely(text, kinds, at_least):
            parsed = self._index.parsed(likely.number)
            asked = likely.asked
            score = compare_parsed(asked.parsed, parsed, asked.kind, at_least=at_least)
            if score.value < at_least:
                continue
            at = bisect_right(self._firsts, likely.number) - 1
            known = best.get(at)
            if known is None or known.score.value < score.value:
                listing = self._listing(at)
                name = listing.names[likely.number - self._firsts[at]]
                best[at] = Candidate(listing, name, score)
        found = sorted(best.values(), key=lambda candidate: -candidate.score.value)
        return tuple(found[:limit])

    def nearest(self, texts: Iterable[str], position: int) -> Candidate | None:
        """One listing, with that of its names that is most like one of the texts.

        Args:
            texts: The names asked for; of none, nothing is the nearest.
            position: The listing's place among those the matcher was built of.
        """
        listing, best = self._listing(position), None
        for text in texts:
            asked = _parse_asked(text, listing.kind)
            for number, name in enumerate(listing.names, self._firsts[position]):
                score = compare_parsed(asked, self._index.parsed(number), listing.kind)
                if best is None or best.score.value < score.value:
                    best = Candidate(listing, name, score)
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

    def _listing(self, at: int) -> Listing:
        """The listing, one object however often it is asked for."""
        listing = self._met.get(at)
        if listing is None:
            listing = self._met[at] = self._listings[at]
        return listing


# a name is asked for again at once, beside the next listing
_parse_asked = lru_cache(maxsize=16)(parse)


def _fingerprint(versions: str) -> str:
    return f"{code_version()} {versions}"


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
