"""A description's candidate headings of the Harmonized System, each with its reasons.

Two sources speak. Phrases of the trade vocabulary, in nine languages, name headings outright; the
phrase that is the noun of its clause weighs most; a single Vietnamese word typed without its signs
(`men`, yeast) weighs little. Words of the official texts and of the
vocabulary add their share, rare words more. Both are plain tables, so every reason can be shown.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from tidewaiter.goods.heading_index import (
    LONGEST_PHRASE,
    Reading,
    folded_stems,
    heading_index,
    terms,
)
from tidewaiter.goods.jargon import noise, without_delivery
from tidewaiter.goods.text import BREAK, fold
from tidewaiter.model import Record

_CACHED = 16_384
_CLOSE_SPELLING = 88
_HEAD_LAST = {"en", "zh", "ja", "ko"}
_LINKS = {"of", "for", "with", "in", "from", "without", "made", "by", "to"}
_PURPOSE = {
    "for",
    "with",
    "from",
    "without",
    "by",
    "to",
    "para",
    "pour",
    "для",
    "cho",
    "con",
    "avec",
}
_MODIFIER, _LATER_CLAUSE, _WORDS, _BARE = 0.5, 0.6, 0.9, 0.3
_VIETNAMESE = re.compile("[đơư\u1ea0-\u1eff]", re.IGNORECASE)


class HeadingCandidate(Record, frozen=True):
    """A heading of four digits a description may belong to.

    `score`, between 0 and 1, orders candidates and is no probability. `why` gives in words what
    speaks for the heading.
    """

    heading: str
    score: float
    why: str


class _Named(Record, frozen=True, gc=False):
    """A phrase of the vocabulary met in the text, with how much its place lets it say."""

    words: str
    readings: tuple[Reading, ...]
    weight: float
    is_long: bool


def headings(text: str, k: int = 3) -> tuple[HeadingCandidate, ...]:
    """The `k` likeliest headings of a description, best first; none where no word is known.

    >>> [candidate.heading for candidate in headings("STEAM COAL IN BULK, CFR RIZHAO", k=1)]
    ['2701']
    """
    return _ranked(text)[:k]


@lru_cache(maxsize=_CACHED)
def _ranked(text: str) -> tuple[HeadingCandidate, ...]:
    units = [_spelt(unit) for unit in folded_stems(without_delivery(fold(text)))]
    toned = _VIETNAMESE.search(text) is not None
    scores: dict[str, float] = defaultdict(float)
    whys: dict[str, list[str]] = defaultdict(list)
    for named in _named(units):
        for reading in named.readings:
            doubt = 1.0 if toned or reading.language != "vi" or named.is_long else _BARE
            scores[reading.heading] += named.weight * reading.share * doubt
            whys[reading.heading].append(f"“{named.words}” names it in trade")
    for heading, (score, words) in _sharing(units).items():
        scores[heading] += _WORDS * score
        shown = ", ".join(f"“{word}”" for word in words[:4])
        whys[heading].append(f"shares the words {shown}")
    ranked = sorted(scores, key=lambda heading: (-scores[heading], heading))
    return tuple(_candidate(heading, scores[heading], whys[heading]) for heading in ranked[:10])


def _candidate(heading: str, score: float, whys: list[str]) -> HeadingCandidate:
    reasons = "; ".join(dict.fromkeys(whys))
    text = heading_index().texts.get(heading, "")
    return HeadingCandidate(heading, round(score / (score + 1), 3), f"{reasons} ({text[:70]})")


def _named(units: list[str]) -> Iterator[_Named]:
    """The phrases of the vocabulary in the text, weighed by length, place and clause."""
    for number, clause in enumerate(_clauses(units)):
        found = list(_longest(clause))
        if len(found) == 0:
            continue
        head = _head(found)
        for index, (words, readings) in enumerate(found):
            weight = _weight(words) * (1.0 if index == head else _MODIFIER)
            weight *= 1.0 if number == 0 else _LATER_CLAUSE
            yield _Named(_shown(words), tuple(readings), weight, len(words) > 1)


Found = list[tuple[tuple[str, ...], list[Reading]]]


def _longest(clause: list[str]) -> Iterator[tuple[tuple[str, ...], list[Reading]]]:
    """The longest phrases from the left; an empty pair marks a link, which ends the noun."""
    phrases = heading_index().phrases
    index = 0
    while index < len(clause):
        for end in range(min(len(clause), index + LONGEST_PHRASE), index, -1):
            words = tuple(clause[index:end])
            if words in phrases:
                yield words, phrases[words]
                index = end
                break
        else:
            if clause[index] in _LINKS:
                yield (), []
            index += 1


def _head(found: Found) -> int:
    """Which phrase is the noun: the first, or the last before a link where nouns stand last."""
    named = [index for index, (words, _) in enumerate(found) if len(words) > 0]
    if len(named) == 0:
        return 0
    first_readings = found[named[0]][1]
    if not any(reading.language in _HEAD_LAST for reading in first_readings):
        return named[0]
    head = named[0]
    for index in named[1:]:
        if any(len(words) == 0 for words, _ in found[head:index]):
            break
        head = index
    return head


def _weight(words: tuple[str, ...]) -> float:
    """Longer phrases say more; a single sign of a dense script says little."""
    if all(len(word) == 1 and not word.isascii() for word in words):
        return 0.7 if len(words) == 1 else min(0.8 + 0.2 * len(words), 2.4)
    return min(0.6 + 0.6 * len(words), 2.4)


def _shown(words: tuple[str, ...]) -> str:
    dense = all(len(word) == 1 and not word.isascii() for word in words)
    return ("" if dense else " ").join(words)


def _clauses(units: list[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for unit in [*units, BREAK]:
        if unit != BREAK:
            clause.append(unit)
        elif len(clause) > 0:
            yield clause
            clause = []


def _sharing(units: list[str]) -> dict[str, tuple[float, list[str]]]:
    """For each heading the share of the text's words, by rarity, that its words hold."""
    index = heading_index()
    weights: dict[str, float] = {}
    purpose = 1.0
    for word in terms(units):
        purpose = _MODIFIER if word in _PURPOSE else 1.0 if word == BREAK else purpose
        if word in index.rarity and word not in noise():
            weights.setdefault(word, index.rarity[word] * purpose)
    whole = sum(index.rarity[word] for word in weights)
    found: dict[str, tuple[float, list[str]]] = {}
    for word, weight in weights.items():
        for heading, held in index.words[word].items():
            score, words = found.get(heading, (0.0, []))
            found[heading] = (score + weight * held / whole, [*words, word])
    return found


@lru_cache(maxsize=_CACHED)
def _spelt(word: str) -> str:
    """The word, or the known one it misspells."""
    if len(word) < 5 or not word.isalpha() or word in heading_index().words or word in noise():
        return word
    best = process.extractOne(
        word, heading_index().spellings, scorer=fuzz.ratio, score_cutoff=_CLOSE_SPELLING
    )
    return word if best is None else str(best[0])
