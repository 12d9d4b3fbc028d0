"""Which names of one kind have words enough in common with the name asked for.

Of the words asked for, those that the most names have are not walked: a name that has only them
cannot reach the threshold. What the others lead to is weighed word by word.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

from tidewaiter.names.flat import Flat, view
from tidewaiter.names.vocabulary import INITIAL, Vocabulary

# a part of a longer name is enough from this weight on, and scores no more than that
PART_WEIGHT = 1.4
PART_COVERED = 0.78
PART_SCORES = 0.85
REMEMBERED_ROWS = 4_000_000
_UNIT = 1000

Words = Sequence[str]
Weights = Sequence[float]


class Names:
    """Names as the numbers of their words, with how much each tells, in thousandths."""

    def __init__(self, flat: Flat) -> None:
        self.starts, self.words = flat["starts"], flat["words"]
        self.weights, self.totals = flat["weights"], flat["totals"]


def build_names(names: Iterable[tuple[Sequence[int], Weights]]) -> Flat:
    """The sections of `Names`, from the numbers and the weights of the words of each."""
    words, weights, totals, sizes = array("I"), array("H"), array("I"), [0]
    for numbers, told in names:
        words.extend(numbers)
        weights.extend(round(weight * _UNIT) for weight in told)
        totals.append(round(sum(told) * _UNIT))
        sizes.append(len(numbers))
    starts = array("I", accumulate(sizes))
    return view({"starts": starts, "words": words, "weights": weights, "totals": totals})


class Postings:
    """The names of one kind by their words."""

    def __init__(self, names: Names, vocabulary: Vocabulary, flat: Flat) -> None:
        self._names, self._vocabulary = names, vocabulary
        self._starts, self._rows = flat["starts"], flat["rows"]
        self._having: dict[str, frozenset[int]] = {}
        self._held = 0

    def likely(self, words: Words, weights: Weights, at_least: float) -> dict[int, float]:
        """The names that may score so much by their words, each with the most it may."""
        total = sum(weights)
        initials = sum(w for word, w in zip(words, weights, strict=True) if len(word) == 1)
        least = min(at_least * total / (2 - at_least), PART_WEIGHT) - INITIAL * initials
        lists = [
            (self._with(word), weight)
            for word, weight in zip(words, weights, strict=True)
            if len(word) > 1
        ]
        rows = _enough(lists, least)
        if len(rows) == 0:
            return {}
        met = self._met(words, weights)
        found = {}
        for row in rows:
            bound = self._bound(row, met, total, initials)
            if bound >= at_least:
                found[row] = bound
        return found

    def _met(self, words: Words, weights: Weights) -> dict[int, tuple[float, float]]:
        """Every listed word that one of the words is like: how like, and what that word tells."""
        met: dict[int, tuple[float, float]] = {}
        for word, weight in zip(words, weights, strict=True):
            for number, like in self._vocabulary.near(word).items():
                if number not in met or met[number][0] < like:
                    met[number] = (like, weight * _UNIT)
        return met

    def _bound(
        self, row: int, met: dict[int, tuple[float, float]], total: float, initials: float
    ) -> float:
        names = self._names
        words, weights = names.words, names.weights
        twice = 0.0
        for at in range(names.starts[row], names.starts[row + 1]):
            like_weight = met.get(words[at])
            if like_weight is not None:
                twice += like_weight[0] * (like_weight[1] + weights[at])
        other = names.totals[row] / _UNIT
        twice = twice / _UNIT + 2 * INITIAL * initials
        bound = twice / (total + other)
        if bound < PART_SCORES and twice >= 2 * max(PART_WEIGHT, PART_COVERED * min(total, other)):
            return PART_SCORES
        return min(bound, 1.0)

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


def _enough(lists: list[tuple[frozenset[int], float]], least: float) -> set[int]:
    """The rows that have words enough, by weight, looking through the shorter lists alone."""
    lists.sort(key=lambda pair: len(pair[0]))
    end, rest = len(lists), 0.0
    while end > 0 and rest + lists[end - 1][1] < least:
        end -= 1
        rest += lists[end][1]
    found: set[int] = set()
    for first in range(end):
        rows, weight = lists[first]
        if weight >= least:
            found |= rows
            continue
        for other, _ in lists[first + 1 :]:
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
