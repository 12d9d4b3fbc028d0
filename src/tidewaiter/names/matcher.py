"""Candidates for a name among listed names, found by keys that survive another spelling."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidewaiter.model import ListedName, Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import blocks
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.han import mandarin_reading
from tidewaiter.names.parsed import Parsed, fold_name, parse, skeleton
from tidewaiter.names.score import Score
from tidewaiter.names.words import PLACES

KINDS: tuple[ListingKind, ...] = ("person", "organization", "vessel", "aircraft", "other")
COMPARED = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listing whose name is like the one asked for: which name, how alike, and why."""

    listing: Listing
    name: ListedName
    score: Score


@dataclass(frozen=True, slots=True)
class _Entry:
    listing: Listing
    name: ListedName
    parsed: Parsed


class Matcher:
    """Finds listings by name. Built once; searching does not change it."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._entries: dict[ListingKind, list[_Entry]] = {kind: [] for kind in KINDS}
        self._postings: dict[ListingKind, dict[str, list[int]]] = {
            kind: defaultdict(list) for kind in KINDS
        }
        for listing in listings:
            for name in listing.names:
                self._add(listing, name)

    def _add(self, listing: Listing, name: ListedName) -> None:
        entries = self._entries[listing.kind]
        parsed = parse(name.text, listing.kind)
        for key in keys(parsed):
            self._postings[listing.kind][key].append(len(entries))
        entries.append(_Entry(listing, name, parsed))

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
        folded = fold_name(text)
        found = [
            candidate
            for kind in kinds
            if len(self._entries[kind]) > 0
            for candidate in self._search_kind(parse(text, kind, folded), kind, at_least)
        ]
        found.sort(key=lambda candidate: -candidate.score.value)
        return tuple(found[:limit])

    def _search_kind(self, query: Parsed, kind: ListingKind, at_least: float) -> list[Candidate]:
        entries = self._entries[kind]
        best: dict[int, Candidate] = {}
        for index in self._likely(query, kind):
            entry = entries[index]
            score = compare_parsed(query, entry.parsed, kind)
            if score.value < at_least:
                continue
            known = best.get(id(entry.listing))
            if known is None or known.score.value < score.value:
                best[id(entry.listing)] = Candidate(entry.listing, entry.name, score)
        return list(best.values())

    def _likely(self, query: Parsed, kind: ListingKind) -> list[int]:
        """The listed names that share the rarest keys with the query, at most COMPARED."""
        postings = self._postings[kind]
        shared = [postings[key] for key in keys(query) if key in postings]
        if sum(map(len, shared)) <= COMPARED:
            return list({index for indexes in shared for index in indexes})
        votes: dict[int, float] = defaultdict(float)
        for indexes in shared:
            for index in indexes:
                votes[index] += 1 / len(indexes)
        return sorted(votes, key=lambda index: -votes[index])[:COMPARED]


def keys(parsed: Parsed) -> set[str]:
    """The keys under which a name is found, alike for listed names and for queries."""
    found = {"=" + parsed.compact}
    if len(parsed.words) > 1 and not PLACES.isdisjoint(parsed.words):
        found.add("=" + "".join(word for word in parsed.words if word not in PLACES))
    if parsed.han != "":
        found.add("=" + parsed.han)
        found.update("~" + parsed.han[i : i + 2] for i in range(len(parsed.han) - 1))
        family, _, given = (mandarin_reading(parsed.compact) or "").partition(" ")
        found.update(("=" + family + given.replace(" ", ""), "=" + given.replace(" ", "") + family))
    for name in parsed.korean:
        bones = skeleton_of_sounds(name.given)
        if bones != "":
            found.update(f"{family}/{bone}" for family in name.families for bone in thinned(bones))
        found.update(blocks.keys(name))
    telling = parsed.telling
    if not any(name.families for name in parsed.korean):
        for word, weight in zip(parsed.words, parsed.weights, strict=True):
            if weight == 1.0:
                found.update(thinned(skeleton(word)))
    if len(telling) > 1:
        found.update(thinned(skeleton("".join(telling))))
    for sounds in parsed.sounds:
        bones = skeleton_of_sounds(sounds)
        if len(bones) > 2:
            found.update("'" + thin for thin in (thinned(bones) if len(bones) > 4 else [bones]))
    found.discard("=")
    return found


def thinned(bones: str) -> list[str]:
    """The skeleton, and where it is long each skeleton with one letter less."""
    if len(bones) < 4:
        return [bones]
    return [bones, *(bones[:i] + bones[i + 1 :] for i in range(len(bones)))]


def skeleton_of_sounds(sounds: str) -> str:
    """The consonants among Korean sounds; n, l and ng are one, as they change.

    A k after them falls away: `ng` before a vowel may be one sound or two.
    """
    bones = "".join("N" if s in "LQNG" else s for s in sounds if s in "CSKTPQLNGMH")
    return bones.replace("NK", "N")


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
