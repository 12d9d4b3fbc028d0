"""Choose the weights of the names' matcher by cross-validation on public labelled pairs.

`python -m benchmarks.names.weights` prints, for each fold, the weights that are best on the other
folds and how they do on it. The pairs stand in `../shared` and are not part of the project.
"""

import hashlib
import itertools
import sys
from collections.abc import Iterator, Sequence

from benchmarks.names.data import Pair, entities, labelled
from benchmarks.names.side import THRESHOLD
from tidewaiter.names import compare, likeness, parsed, persons
from tidewaiter.names.table import LATEST, Rule, load_table

FOLDS = 5
GRID: dict[tuple[str, str], tuple[float, ...]] = {
    ("edits", "budget"): (0.6, 0.65, 0.7),
    ("words", "slip at its limit"): (0.5, 0.55, 0.6),
    ("names", "added word"): (0.11, 0.12, 0.14),
    ("names", "added to a firm"): (0.28, 0.31, 0.34),
    ("weights", "common name"): (0.5, 0.6, 0.8),
}
Weights = tuple[float, ...]


def read_pairs() -> Iterator[Pair]:
    """The labelled pairs of names and of entities."""
    yield from labelled("name_pairs.csv")
    yield from entities()


def fold_of(pair: Pair) -> int:
    """Pairs that share their second name stay together."""
    return hashlib.sha256(pair.second.casefold().encode()).digest()[0] % FOLDS


def answers(pairs: Sequence[Pair], weights: Weights) -> list[bool]:
    """What the matcher says of each pair under these weights."""
    for (group, name), weight in zip(GRID, weights, strict=True):
        rules: dict[str, Rule] = getattr(load_table(LATEST), group)
        rules[name] = Rule(weight=weight, means=rules[name].means, reason=rules[name].reason)
    for each in (likeness, parsed, persons):
        each.forget()
    return [compare(p.first, p.second, p.kind).value >= THRESHOLD for p in pairs]


def f1(pairs: Sequence[Pair], said: Sequence[bool], folds: frozenset[int]) -> tuple[float, ...]:
    """F1 over the pairs of those folds, then how many were right, said and the same."""
    chosen = [(pair.same, each) for pair, each in zip(pairs, said, strict=True)
              if fold_of(pair) in folds]  # fmt: skip
    right = sum(same and each for same, each in chosen)
    told, same = sum(each for _, each in chosen), sum(same for same, _ in chosen)
    return 2 * right / max(1, told + same), right, told, same


def main() -> None:
    """Print the weights and F1 of every fold, and F1 over all that were held out."""
    pairs = list(read_pairs())
    tried = {weights: answers(pairs, weights) for weights in itertools.product(*GRID.values())}
    totals = [0.0, 0.0, 0.0]
    for fold in range(FOLDS):
        others = frozenset(range(FOLDS)) - {fold}
        best = max(tried, key=lambda weights: f1(pairs, tried[weights], others)[0])
        held = f1(pairs, tried[best], frozenset({fold}))
        totals = [total + count for total, count in zip(totals, held[1:], strict=True)]
        sys.stdout.write(f"fold {fold}: F1 {held[0]:.3f} with {best}\n")
    right, told, same = totals
    sys.stdout.write(f"held out: F1 {2 * right / (told + same):.3f}\n")
    everywhere = frozenset(range(FOLDS))
    for weights in sorted(tried, key=lambda w: -f1(pairs, tried[w], everywhere)[0])[:5]:
        sys.stdout.write(f"all: F1 {f1(pairs, tried[weights], everywhere)[0]:.3f} {weights}\n")


if __name__ == "__main__":
    main()
