"""How much is false in the voluntary queue, told by the random share alone."""

import math
from collections.abc import Iterable
from statistics import NormalDist

from tidewaiter.model import BadInput, Record
from tidewaiter.ranking.declaration import Opening


class Estimate(Record, frozen=True, omit_defaults=False):
    """A share between 0 and 1 with its interval, and the openings it rests on.

    Without any opening at random `rate` is None and the interval is all of 0 to 1.
    """

    rate: float | None
    low: float
    high: float
    opened: int
    false: int


def base_rate(openings: Iterable[Opening], confidence: float = 0.95) -> Estimate:
    """The share of false lines in the queues that `choose` drew from.

    Only openings chosen at random count; each counts for the lines it stands for, so queues of
    different length and shares may be put together. The interval is Wilson's, with the number of
    openings that equal weights would need (Kish). It does not shrink for short queues, so it is
    rather too wide than too narrow.

    Args:
        openings: Any openings; those chosen another way are passed over.
        confidence: How often the interval is to hold, between 0 and 1.

    Raises:
        BadInput: for a confidence that is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        what = f"confidence {confidence} is not between 0 and 1"
        raise BadInput(what, where="base rate", advice="Give 0.95 for 95 in 100.")
    drawn = [one for one in openings if one.way == "random"]
    if len(drawn) == 0:
        return Estimate(None, 0.0, 1.0, 0, 0)
    total = math.fsum(one.stands_for for one in drawn)
    rate = math.fsum(one.stands_for for one in drawn if one.false) / total
    size = total**2 / math.fsum(one.stands_for**2 for one in drawn)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = (rate + z * z / (2 * size)) / (1 + z * z / size)
    half = z * math.sqrt(rate * (1 - rate) / size + z * z / (4 * size**2)) / (1 + z * z / size)
    false = sum(one.false for one in drawn)
    return Estimate(rate, max(0.0, middle - half), min(1.0, middle + half), len(drawn), false)
