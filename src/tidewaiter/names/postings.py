"""Which names of one kind have words enough in common with the name asked for.

Of the words asked for, those that the most names have are walked only beside rarer ones: a name
that has them alone cannot reach the threshold. What is found is bounded word by word.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.bounds import SLACK, TELLING, bounds_of, is_needed
from tidewaiter.names.flat import Flat, view
from tidewaiter.names.vocabulary import Vocabulary

REMEMBERED_ROWS = 4_000_000
_UNIT = 1000

Words = Sequence[str]
Weights = Sequence[float]
# what a listed word meets in the name asked for: how like, what that weighs, which words (bits)
Met = dict[int, tuple[float, float, int]]


class Names:
    """Names as the numbers of their words: what each weighs (thousandths), and which are needed."""

    def __init__(self, flat: Flat) -> None:
        self.starts, self.words = flat["starts"], flat["words"]
        self.weights, self.needed = flat["weights"], flat["needed"]


def build_names(names: Iterable[tuple[Sequence[int], Words, Weights, ListingKind]]) -> Flat:
    """The sections of `Names`, from the words of each by number and as text, and their weights."""
    numbers, weights, needed, sizes = array("I"), array("H"), array("B"), [0]
    for words, texts, told, kind in names:
        numbers.extend(words)
        weights.extend(round(weight * _UNIT) for weight in told)
        needed.extend(is_needed(word, w, kind) for word, w in zip(texts, told, strict=True))
        sizes.append(len(words))
    starts = array("I", accumulate(sizes))
    return view({"starts": starts, "words": numbers, "weights": weights, "needed": needed})


class Postings:
    """The names of one kind by their words."""

    def __init__(self, kind: ListingKind, names: Names, vocabulary: Vocabulary, flat: Flat) -> None:
        self._kind, self._names, self._vocabulary = kind, names, vocabulary
        self._bounds = bounds_of(kind)
        self._starts, self._rows = flat["starts"], flat["rows"]
        self._having: dict[str, frozenset[int]] = {}
        self._held = 0

    def likely(self, words: Words, weights: Weights, at_least: float) -> dict[int, float]:
        """The names that may score so much by their words, each with the most it may."""
        needed = [is_needed(w, g, self._kind) for w, g in zip(words, weights, strict=True)]
        lists = [
            (weight < TELLING, len(rows), rows)
            for word, weight, need in zip(words, weights, needed, strict=True)
            if need and len(word) > 1
            for rows in (self._with(word),)
        ]
        alone = at_least <= self._bounds.apart + SLACK or sum(needed) < 2 or len(lists) < 2
        rows = _enough(lists, alone)
        if len(rows) == 0:
            return {}
        met = self._met(words, weights)
        initials = sum(1 << at for at, word in enumerate(words) if len(word) == 1)
        mask = sum(1 << at for at, need in enumerate(needed) if need)
        total = sum(weights)
        bounds = ((row, self._bound(row, met, mask, initials, total)) for row in rows)
        return {row: bound for row, bound in bounds if bound >= at_least}

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
        words, weights, needed = names.words, names.weights, names.needed
        matched = quality = other = 0.0
        count = missing = has = 0
        for at in range(names.starts[row], names.starts[row + 1]):
            weight = weights[at] / _UNIT
            other += weight
            has += needed[at]
            meeting = met.get(words[at])
            if meeting is None:
                missing += needed[at]
                continue
            like, told, bits = meeting
            seen |= bits
            count += 1
            matched += told + weight
            quality += like * (told + weight)
        unmet = (mask & ~seen).bit_count()
        if matched == 0:
            return 0.0
        if unmet > 0 and missing > 0:
            return min(bounds.apart, quality / (total + other)) + SLACK
        if unmet + missing > 0 and (has == 1 or mask.bit_count() == 1):
            return bounds.alone + SLACK
        borne = 1 + bounds.borne * max(0, count - 2)
        return min(1.0, quality / matched - bounds.added * (unmet + missing) / borne + SLACK)

    def _with(self, word: str) -> frozenset[int]:
        """The names that have a word like it; remembered."""
        known = self._having.get(word)
        if known is None:
            starts, rows = self._starts, self._rows
            near = self._vocabulary.near(word)
            known = frozenset().union(*(rows[starts[n] : starts[n + 1]] for n in near))
            self._held += len(known) + 10
            if self._held > REMEMBERED_ROWS:
                self._having.clear()
                self._held = 0
            self._having[word] = known
        return known


def _enough(lists: list[tuple[bool, int, frozenset[int]]], alone: bool) -> set[int]:
    """The rows in two of the lists, or in one where that is enough, telling and short ones first.

    Rows that only words of trade lead to are looked for where the name has no others.
    """
    lists.sort(key=lambda each: each[:2])
    found: set[int] = set()
    for first, (trade, _, rows) in enumerate(lists):
        if trade and not lists[0][0]:
            break
        if alone:
            found |= rows
            continue
        for _, _, other in lists[first + 1 :]:
            found |= rows & other
    return found


def build_postings(names: Iterable[tuple[int, Sequence[int]]], words: int) -> Flat:
    """The sections of `Postings`, from the number of each name and of its words.

    Args:
        names: The names, in the order of their numbers.
        words: How many words there are.
    """
    pairs = sorted({(word, row) for row, numbers in names for word in numbers})
    counts = [0] * (words + 1)
    for word, _ in pairs:
        counts[word + 1] += 1
    rows = array("I", (row for _, row in pairs))
    return view({"starts": array("I", accumulate(counts)), "rows": rows})
