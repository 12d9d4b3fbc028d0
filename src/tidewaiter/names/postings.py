"""Which names of one kind have words enough in common with the name asked for.

Of the words asked for, those that the most names have are walked only beside rarer ones: a name
that has them alone cannot reach the threshold. What is found is bounded word by word.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.bounds import SLACK, bounds_of, is_needed
from tidewaiter.names.flat import Flat, held, view
from tidewaiter.names.vocabulary import Vocabulary

REMEMBERED_ROWS = 2_000_000
_UNIT, _WEIGHT, _WORD = 1000, 1023, 11
_SIZES = 5  # needed words of a name: none to three, and more

Words = Sequence[str]
Weights = Sequence[float]
# what a listed word meets in the name asked for: how like, what that weighs, which words (bits)
Met = dict[int, tuple[float, float, int]]


class Names:
    """Names as their words, each one number: which word, its weight in thousandths, if needed."""

    def __init__(self, flat: Flat) -> None:
        self.starts, self.words = held(flat["starts"]), held(flat["words"])


def build_names(names: Iterable[tuple[Sequence[int], Words, Weights, ListingKind]]) -> Flat:
    """The sections of `Names`, from the words of each by number and as text, and their weights."""
    packed, ends = array("Q"), [0]
    for words, texts, told, kind in names:
        for word, text, weight in zip(words, texts, told, strict=True):
            needed = is_needed(text, weight, kind)
            packed.append(word << _WORD | round(weight * _UNIT) << 1 | needed)
        ends.append(len(words))
    return view({"words": packed, "starts": array("I", accumulate(ends))})


class Postings:
    """The names of one kind by their words."""

    def __init__(self, kind: ListingKind, names: Names, vocabulary: Vocabulary, flat: Flat) -> None:
        self._kind, self._names, self._vocabulary = kind, names, vocabulary
        self._bounds = bounds_of(kind)
        self._starts, self._rows = held(flat["starts"]), held(flat["rows"])
        self._met_before: dict[tuple[str, tuple[int, int]], set[int]] = {}
        self._held = 0

    def likely(self, words: Words, weights: Weights, at_least: float) -> dict[int, float]:
        """The names that may score so much by their words, each with the most it may."""
        kind = self._kind
        needed = [is_needed(w, g, kind) for w, g in zip(words, weights, strict=True)]
        count = sum(needed)
        known = [w for w, need in zip(words, needed, strict=True) if need and len(w) > 1]
        loose = at_least <= max(self._bounds.apart, self._bounds.alone) + SLACK
        rows: set[int] = set()
        for sizes, least in _LOOSELY if loose else _sizes(count):
            rows |= self._having(known, sizes, 1 if loose else least - (count - len(known)))
        if len(rows) == 0:
            return {}
        met = self._met(words, weights)
        initials = sum(1 << at for at, word in enumerate(words) if len(word) == 1)
        mask = sum(1 << at for at, need in enumerate(needed) if need)
        total = sum(weights)
        bound, found = self._bound, {}
        for row in rows:
            most = bound(row, met, mask, initials, total)
            if most >= at_least:
                found[row] = most
        return found

    def _met(self, words: Words, weights: Weights) -> Met:
        """Every listed word that one of the words is like."""
        met: Met = {}
        for at, (word, weight) in enumerate(zip(words, weights, strict=True)):
            bit = 1 << at
            for number, like in self._vocabulary.near(word).items():
                known = met.get(number)
                if known is None:
                    met[number] = (like, weight, bit)
                else:
                    best = max(known[:2], (like, weight))
                    met[number] = (*best, known[2] | bit)
        return met

    def _bound(self, row: int, met: Met, mask: int, seen: int, total: float) -> float:
        names, bounds = self._names, self._bounds
        matched = quality = other = 0.0
        missing, has = -seen.bit_count(), 0  # an initial may meet any word
        for word in names.words[names.starts[row] : names.starts[row + 1]]:
            weight = ((word >> 1) & _WEIGHT) / _UNIT
            other += weight
            has += word & 1
            meeting = met.get(word >> _WORD)
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

    def _having(self, words: list[str], sizes: tuple[int, int], least: int) -> set[int]:
        """The names of those sizes that have so many of the words, shorter lists walked alone."""
        lists, spare = [], len(words) - max(least, 1)
        for word in words:
            rows = self._with(word, sizes)
            if len(rows) > 0:
                lists.append(rows)
            elif spare == 0:
                return set()
            else:
                spare -= 1
        if least <= 1:
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

    def _with(self, word: str, sizes: tuple[int, int]) -> set[int]:
        """The names of those sizes with a word like it; remembered."""
        known = self._met_before.get((word, sizes))
        if known is None:
            starts, rows = self._starts, self._rows
            smallest, after = sizes[0], sizes[1] + 1
            known = set[int]()
            for number in self._vocabulary.near(word):
                at = number * _SIZES
                start, end = starts[at + smallest], starts[at + after]
                if start < end:
                    known.update(rows[start:end])
            self._held += len(known) + 2
            if self._held > REMEMBERED_ROWS:
                self._met_before.clear()
                self._held = 0
            self._met_before[word, sizes] = known
        return known


_LOOSELY = (((1, _SIZES - 1), 1),)


@cache
def _sizes(count: int) -> tuple[tuple[tuple[int, int], int], ...]:
    """From which to which size names are walked together, and how many words they must share.

    A name of one needed word meets only those of one; others share all words of the shorter.
    """
    if count < 2:
        return (((1, 1), 1),) * count
    most = min(count, _SIZES - 1)
    return (*(((size, size), size) for size in range(2, most)), ((most, _SIZES - 1), most))


def build_postings(
    names: Iterable[tuple[int, Sequence[int], Words, Weights]], kind: ListingKind, words: int
) -> Flat:
    """The sections of `Postings`: under each word, the names of each size.

    Args:
        names: Of each name its number, its words by number and as text, and their weights.
        kind: What they are names of.
        words: How many words there are.
    """
    pairs = set()
    for row, numbers, texts, told in names:
        needed = sum(is_needed(w, g, kind) for w, g in zip(texts, told, strict=True))
        size = min(needed, _SIZES - 1)
        pairs |= {(number * _SIZES + size, row) for number in numbers}
    counts = [0] * (words * _SIZES + 1)
    for place, _ in pairs:
        counts[place + 1] += 1
    rows = array("I", (row for _, row in sorted(pairs)))
    return view({"starts": array("I", accumulate(counts)), "rows": rows})
