"""Which names of one kind have words enough in common with the name asked for.

Of the words asked for, those that the most names have are walked only beside rarer ones: a name
that has them alone cannot reach the threshold. What is found is bounded word by word.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import get_args

from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compiled
from tidewaiter.names.bounds import SLACK, Bounds, bounds_of, is_needed
from tidewaiter.names.flat import Flat, held, view
from tidewaiter.names.spaced import TELLS_ALONE, Pairs, Texts, met_by_pairs, places
from tidewaiter.names.vocabulary import Near, Vocabulary

_UNIT, _WEIGHT, _WORD = 1000, 1023, 11
_SIZES = 5  # needed words of a name: none to three, and more

Words = Sequence[str]
Weights = Sequence[float]
# what a listed word meets in the name asked for: how like, what that weighs, which words (bits)
Met = dict[int, tuple[float, float, int]]
# names from one size to another, and how many words they must share
Walks = tuple[tuple[int, int, int], ...]


class Names:
    """Names as their words, each one number: which word, its weight in thousandths, if needed."""

    def __init__(self, flat: Flat) -> None:
        self.starts, self.words = held(flat["starts"]), held(flat["words"])


def build_names(names: Iterable[tuple[Sequence[int], Words, Weights, ListingKind]]) -> Flat:
    """The sections of `Names`, from the words of each by number and as text, and their weights."""
    packed, ends = array("Q"), [0]
    for words, texts, told, kind in names:
        for word, text, weight in zip(words, texts, told, strict=True):
            needed = is_needed(text, weight, bounds_of(kind))
            packed.append(word << _WORD | round(weight * _UNIT) << 1 | needed)
        ends.append(len(words))
    return view({"words": packed, "starts": array("I", accumulate(ends))})


def open_names(flat: Flat, vocabulary: Vocabulary) -> Names:
    """The names of these sections, of these words; compiled where that is at hand."""
    if compiled.walks is None:
        return Names(flat)
    return compiled.walks.Names(flat, len(vocabulary.words), vocabulary.measure)


def open_postings(
    kind: ListingKind, names: Names, words: tuple[Vocabulary, Texts], pairs: Pairs, flat: Flat
) -> "Postings":
    """The names of one kind by their words; compiled where that is at hand."""
    if compiled.walks is None:
        return Postings(names, *words, pairs, flat, bounds_of(kind))
    of_kind = (get_args(ListingKind).index(kind), names, words[1], pairs, flat, bounds_of(kind))
    return compiled.walks.Postings(*of_kind, SLACK, TELLS_ALONE)


class Postings:
    """The names of one kind by their words.

    Args:
        names: All names as their words.
        vocabulary: The words.
        singles: The same, found by two words that one of them may be; see `spaced`.
        pairs: Two words of a listed name of that kind that one may be.
        flat: The sections.
        bounds: The bounds of names of that kind.
    """

    def __init__(
        self,
        names: Names,
        vocabulary: Vocabulary,
        singles: Texts,
        pairs: Pairs,
        flat: Flat,
        bounds: Bounds,
    ) -> None:
        self._names, self._vocabulary, self._bounds = names, vocabulary, bounds
        self._singles, self._pairs = singles, pairs
        self._starts, self._rows = held(flat["starts"]), held(flat["rows"])

    def likely(
        self, words: tuple[str, ...], weights: tuple[float, ...], at_least: float
    ) -> dict[int, float]:
        """The names that may score so much by their words, each with the most it may.

        Args:
            words: The words asked for.
            weights: What each tells.
            at_least: The score wanted.
        """
        bounds, needed, initials = self._bounds, 0, 0
        for at, word in enumerate(words):
            needed |= is_needed(word, weights[at], bounds) << at
            initials |= (len(word) == 1) << at
        count, spelled = needed.bit_count(), (needed & ~initials).bit_count()
        if at_least <= max(bounds.apart, bounds.alone) + SLACK:
            walks = _LOOSELY
        else:
            walks = _walks(count, count - spelled)
        near = [self._vocabulary.near(word) for word in words]
        known = [of for at, of in enumerate(near) if needed & ~initials & 1 << at]
        rows: set[int] = set()
        for smallest, most, least in walks:
            rows |= self._having(known, smallest, most, least)
        met, total = _met(near, weights), sum(weights)
        bound, found = self._bound, dict[int, float]()
        bounded = [(row, bound(row, met, needed, initials, total)) for row in rows]
        for row, over in self._spaced(words, weights):
            bounded.append((row, bound(row, met, needed, initials, total, over)))
        for row, best in bounded:
            if best >= max(at_least, found.get(row, 0.0)):
                found[row] = best
        return found

    def _spaced(
        self, words: Words, weights: Weights
    ) -> Iterator[tuple[int, dict[int, tuple[float, float, int]]]]:
        """The names with words otherwise spaced, and what those words meet, by their places."""
        names, starts = self._names, self._starts
        for number, (bits, told, like) in met_by_pairs(words, weights, self._singles):
            at = number * _SIZES
            for row in self._rows[starts[at] : starts[at + _SIZES]]:
                first, last = names.starts[row], names.starts[row + 1]
                place = next(p for p in range(first, last) if names.words[p] >> _WORD == number)
                yield row, {place: (like, told, bits)}
        for packed, (bits, told, like) in self._pairs.met_by(words, weights):
            row, one, two = places(packed)
            first = names.starts[row]
            yield row, {first + one: (like, told, bits), first + two: (like, told, bits)}

    def _bound(
        self,
        row: int,
        met: Met,
        mask: int,
        seen: int,
        total: float,
        over: Met | None = None,
    ) -> float:
        names, bounds, over = self._names, self._bounds, over or {}
        matched = quality = other = 0.0
        missing, has = -seen.bit_count(), 0  # an initial may meet any word
        for at in range(names.starts[row], names.starts[row + 1]):
            word = names.words[at]
            weight = ((word >> 1) & _WEIGHT) / _UNIT
            other += weight
            has += word & 1
            meeting = over.get(at) or met.get(word >> _WORD)
            if meeting is None:
                missing += word & 1
                continue
            like, told, bits = meeting
            seen |= bits
            matched += told + weight
            quality += like * (told + weight)
        unmet = (mask & ~seen).bit_count()
        if matched == 0:
            return 0.0
        missing = max(0, missing)
        if unmet > 0 and missing > 0:
            return min(bounds.apart, quality / (total + other)) + SLACK
        if unmet + missing > 0 and (has == 1 or mask.bit_count() == 1):
            return bounds.alone + SLACK
        borne = 1 + bounds.borne * max(0.0, matched / 2 - bounds.several)
        return min(1.0, quality / matched - bounds.added * (unmet + missing) / borne + SLACK)

    def _having(self, known: list[Near], smallest: int, most: int, least: int) -> set[int]:
        """The names of those sizes that have so many of the words, shorter lists walked alone."""
        lists = [self._with(numbers, smallest, most) for numbers, _ in known]
        if least == 1:
            return set().union(*lists)
        lists.sort(key=len)
        if least == len(lists):
            return lists[0].intersection(*lists[1:])
        found: set[int] = set()
        last = len(lists) - least
        for first in range(last + 1):
            for second in range(first + 1, last + 2):
                found |= lists[first] & lists[second]
        if least == 2:
            return found
        return {row for row in found if sum(row in each for each in lists) >= least}

    def _with(self, numbers: "array[int]", smallest: int, most: int) -> set[int]:
        """The names of those sizes with one of the words."""
        starts, rows, found = self._starts, self._rows, set[int]()
        for number in numbers:
            at = number * _SIZES
            found.update(rows[starts[at + smallest] : starts[at + most + 1]])
        return found


def _met(near: Sequence[Near], weights: Weights) -> Met:
    """Every listed word that one of the words is like."""
    met: Met = {}
    for at, ((numbers, likes), weight) in enumerate(zip(near, weights, strict=True)):
        for number, like in zip(numbers, likes, strict=True):
            known = met.get(number, (0.0, 0.0, 0))
            met[number] = (*max(known[:2], (like, weight)), known[2] | 1 << at)
    return met


_LOOSELY: Walks = ((1, _SIZES - 1, 1),)


@cache
def _walks(count: int, initials: int) -> Walks:
    """Which names may have words enough in common with one of so many needed words.

    A name of one needed word meets only those of one; others share all words of the shorter,
    where an initial may meet any.
    """
    if count < 2:
        return ((1, 1, 1),) * count
    most = min(count, _SIZES - 1)
    sizes = (*((size, size, size) for size in range(2, most)), (most, _SIZES - 1, most))
    return tuple((smallest, last, max(1, least - initials)) for smallest, last, least in sizes)


def build_postings(
    names: Iterable[tuple[int, Sequence[int], Words, Weights]], kind: ListingKind, words: int
) -> Flat:
    """The sections of `Postings`: under each word, the names of each size.

    Args:
        names: Of each name its number, its words by number and as text, and their weights.
        kind: What they are names of.
        words: How many words there are.
    """
    pairs, bounds = set(), bounds_of(kind)
    for row, numbers, texts, told in names:
        needed = sum(is_needed(w, g, bounds) for w, g in zip(texts, told, strict=True))
        size = min(needed, _SIZES - 1)
        pairs |= {(number * _SIZES + size, row) for number in numbers}
    counts = [0] * (words * _SIZES + 1)
    for place, _ in pairs:
        counts[place + 1] += 1
    rows = array("I", (row for _, row in sorted(pairs)))
    return view({"starts": array("I", accumulate(counts)), "rows": rows})
