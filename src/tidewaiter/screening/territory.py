"""The words of a territory, compiled: where a text names it, its places or its neighbour."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tidewaiter.model.record import Record
from tidewaiter.model.target import Phrasing, Target

Sort = Literal[
    "name",
    "people",
    "organization",
    "ambiguous",
    "place",
    "weak_place",
    "crossing",
    "neighbour",
    "friend",
]
Sense = Literal["from", "to", "via", "flag", "body", "denied", "bare"]
_BEFORE: tuple[Sense, ...] = ("denied", "bare", "flag", "body", "via", "to", "from")
_AFTER: tuple[Sense, ...] = ("flag", "body", "from")

_SPACED = "a-z0-9а-яё"
_SIGNS = re.compile(rf"[{_SPACED}]+|[^\W_]")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`ʼ"), None)
_ACCENTS = {
    code: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
}
_REACH_OF_DENIAL = 40
_REACH_OF_LIST = 100
_REMEMBERED_TEXTS = 65_536


class Sighting(Record, frozen=True, gc=False):
    """A word of the territory in a text: its sort, the name it stands for, the words met."""

    sort: Sort
    name: str
    words: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, plain Latin letters, no apostrophes; what phrases are matched on."""
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    return unicodedata.normalize("NFKC", text).lower().translate(_ACCENTS).translate(_APOSTROPHES)


def split_words(folded: str) -> list[str]:
    """The words of a folded text; every sign of an unspaced script is one."""
    return _SIGNS.findall(folded)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to be found: what it stands for, and its pattern where words have spaces."""

    words: str
    sort: Sort
    name: str
    pattern: re.Pattern[str] | None

    def sighting(self, match: re.Match[str]) -> Sighting:
        """The phrase where it was met."""
        return Sighting(self.sort, self.name, match[0], match.start(), match.end())


class Territory:
    """Finds the words of one target in texts. Build once; it holds the compiled patterns.

    A phrase of a spaced script is looked for only where its longest word stands.
    """

    def __init__(self, target: Target) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        dense: dict[str, Phrase] = {}
        for phrase in _phrases(target):
            if phrase.pattern is None:
                dense[fold(phrase.words)] = phrase
            else:
                word = max(_signs(phrase.words), key=len)
                self._by_word.setdefault(word, []).append(phrase)
        self._dense_phrases = dense
        longest_first = sorted(dense, key=len, reverse=True)
        self._dense = re.compile("|".join(map(re.escape, longest_first)) or r"[^\W\w]")
        self._phrasing = _compile(target.phrasing)
        self._scan = lru_cache(maxsize=_REMEMBERED_TEXTS)(self._find)

    @property
    def triggers(self) -> frozenset[str]:
        """Words one of which stands in every text that holds a spaced phrase of the target."""
        return frozenset(
            word
            for word, phrases in self._by_word.items()
            if len(word) > 1 and any(phrase.sort != "neighbour" for phrase in phrases)
        )

    def has_dense(self, folded: str) -> bool:
        """True where a folded text holds a phrase written without spaces between words."""
        return self._dense.search(folded) is not None

    def scan(self, text: str) -> tuple[Sighting, ...]:
        """Every phrase in `text`, in order; of overlapping ones the first, then the longest."""
        return self._scan(text)

    def _find(self, text: str) -> tuple[Sighting, ...]:
        folded = fold(text)
        found = []
        for word in set(split_words(folded)):
            for phrase in self._by_word.get(word, ()):
                if phrase.pattern is not None:
                    found += [phrase.sighting(match) for match in phrase.pattern.finditer(folded)]
        if not folded.isascii():
            found += [
                self._dense_phrases[match[0]].sighting(match)
                for match in self._dense.finditer(folded)
            ]
        return _disjoint(found)

    def sense(self, text: str, sighting: Sighting) -> Sense:
        """What the words around a sighting say: which way the goods go, or that they do not."""
        folded = fold(text)
        before, after = folded[: sighting.start], folded[sighting.end :]
        if self._phrasing["denied_far"].search(before[-_REACH_OF_DENIAL:]) is not None:
            return "denied"
        for sense in _BEFORE:
            if self._phrasing[f"{sense}_before"].search(before) is not None:
                return sense
        for sense in _AFTER:
            if self._phrasing[f"{sense}_after"].match(after) is not None:
                return sense
        near = before[-_REACH_OF_LIST:] + "\n" + after[:_REACH_OF_LIST]
        return "denied" if self._phrasing["listed_with"].search(near) is not None else "bare"


def _disjoint(found: list[Sighting]) -> tuple[Sighting, ...]:
    kept: list[Sighting] = []
    for sighting in sorted(found, key=lambda sighting: (sighting.start, -sighting.end)):
        if len(kept) == 0 or sighting.start >= kept[-1].end:
            kept.append(sighting)
    return tuple(kept)


def _phrases(target: Target) -> Iterable[Phrase]:
    """Every phrase to be found; of equal ones the first stands."""
    found: dict[str, Phrase] = {}
    for words, sort, name in _all_words(target):
        pattern = re.compile(_pattern(words)) if _is_spaced(words) else None
        found.setdefault(" ".join(_signs(words)), Phrase(words, sort, name, pattern))
    return found.values()


def _all_words(target: Target) -> Iterator[tuple[str, Sort, str]]:
    """Every phrase; of equal ones the first sort stands."""
    yield from _sorted(target.friends, "friend", "")
    yield from _sorted(target.names, "name", target.name)
    for neighbour in target.neighbours:
        yield from _sorted(neighbour.names + neighbour.places, "neighbour", neighbour.name)
    yield from _sorted(target.peoples, "people", target.name)
    yield from _sorted(target.organizations, "organization", target.name)
    for place in target.places:
        yield from _sorted(place.names, "place", place.name)
        yield from _sorted(place.weak_names, "weak_place", place.name)
        yield from _sorted(place.codes, "weak_place" if place.doubt else "place", place.name)
    for crossing in target.crossings:
        yield from _sorted(crossing.names, "crossing", crossing.name)
    yield from _sorted(target.ambiguous, "ambiguous", target.name)


def _sorted(phrases: Iterable[str], sort: Sort, name: str) -> Iterator[tuple[str, Sort, str]]:
    return ((phrase, sort, name) for phrase in phrases)


def _compile(phrasing: Phrasing) -> dict[str, re.Pattern[str]]:
    article = rf"(?:(?:{_either(phrasing.articles)})[\W_]{{1,3}})?"
    patterns = {
        "denied_far": rf"(?:{_either(phrasing.denied_far)})\b[^.;]*$",
        "listed_with": _either(phrasing.listed_with),
    }
    for sense in _BEFORE:
        words = _either(getattr(phrasing, f"{sense}_before"))
        patterns[f"{sense}_before"] = rf"(?:{words})[\W_]{{0,3}}{article}$"
    for sense in _AFTER:
        words = _either(getattr(phrasing, f"{sense}_after"))
        patterns[f"{sense}_after"] = rf"[\W_]{{0,3}}(?:{words})"
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def _either(phrases: Iterable[str]) -> str:
    patterns = [_pattern(phrase) for phrase in phrases]
    # A class that holds nothing never matches, where a list of the data is empty.
    return "|".join(patterns) if len(patterns) > 0 else r"[^\W\w]"


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: any punctuation between words, whole words in spaced scripts."""
    if not _is_spaced(phrase):
        return re.escape(fold(phrase))
    signs = _signs(phrase)
    joined = re.escape(signs[0])
    for last, sign in itertools.pairwise(signs):
        least = 0 if len(last) == 1 else 1
        joined += rf"[\W_]{{{least},3}}" + re.escape(sign)
    return rf"(?<![{_SPACED}]){joined}(?![{_SPACED}])"


def _signs(phrase: str) -> list[str]:
    return _SIGNS.findall(fold(phrase))


def _is_spaced(phrase: str) -> bool:
    return re.fullmatch(rf"[{_SPACED}\W_]*", fold(phrase)) is not None
