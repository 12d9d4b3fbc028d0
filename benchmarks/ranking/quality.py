"""Precision among the highest ranks, and the rate at which true and false are told apart."""

import bisect
import math
from collections.abc import Sequence

from tidewaiter.ranking import Opening

SHARES = (0.01, 0.02, 0.05, 0.10)


def top(share: float, count: int) -> int:
    """How many lines the top share of `count` is, rounded down; at least one."""
    return max(1, math.floor(count * share))


def precision(values: Sequence[float], openings: Sequence[Opening], share: float) -> float:
    """The share of false lines among the top share by value.

    Lines of one value are put in the order of their ids, which has nothing to do with the label.
    """
    ranked = sorted(
        zip(values, openings, strict=True), key=lambda pair: (-pair[0], pair[1].declaration.id)
    )
    size = top(share, len(ranked))
    return sum(one.false for _, one in ranked[:size]) / size


def auc(values: Sequence[float], openings: Sequence[Opening]) -> float:
    """How often a false line ranks above a true one, ties counting half."""
    true = sorted(value for value, one in zip(values, openings, strict=True) if not one.false)
    false = [value for value, one in zip(values, openings, strict=True) if one.false]
    below = sum(
        bisect.bisect_left(true, value) + bisect.bisect_right(true, value) for value in false
    )
    return below / 2 / (len(true) * len(false))
