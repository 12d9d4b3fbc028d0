"""The listings whose names are like the name asked for, each with its score and its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidewaiter.model import ListedName, Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.index import KINDS, build
from tidewaiter.names.parsed import parse
from tidewaiter.names.score import Score


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listing whose name is like the one asked for: which name, how alike, and why."""

    listing: Listing
    name: ListedName
    score: Score


class Matcher:
    """Finds listings by name. Built once; searching does not change it."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._names = [(listing, name) for listing in listings for name in listing.names]
        self._index = build((name.text, listing.kind) for listing, name in self._names)

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
            score = compare_parsed(likely.asked.parsed, parsed, likely.asked.kind)
            if score.value < at_least:
                continue
            listing, name = self._names[likely.number]
            known = best.get(id(listing))
            if known is None or known.score.value < score.value:
                best[id(listing)] = Candidate(listing, name, score)
        found = sorted(best.values(), key=lambda candidate: -candidate.score.value)
        return tuple(found[:limit])


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
