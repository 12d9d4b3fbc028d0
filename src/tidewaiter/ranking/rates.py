"""Counts of what was opened and what was false, and how far they lead away from the usual."""

import math

from tidewaiter.model import Record

# Every rate is drawn to the rate of all by the weight of one opened line, chosen on the
# validation quarter of the public customs data (benchmarks/ranking).
SHRINKAGE = 1.0


class Rate(Record, frozen=True, omit_defaults=False, array_like=True):
    """Of `opened` lines, `false` were not as declared."""

    opened: int = 0
    false: int = 0

    def evidence(self, usual: float) -> float:
        """The logarithm by which the odds differ from the usual ones; 0 where nothing is known.

        Args:
            usual: The share of false among all that was opened, between 0 and 1.
        """
        return evidence(self.opened, self.false, usual)


def evidence(opened: int, false: int, usual: float) -> float:
    """As `Rate.evidence`, of bare counts."""
    wrong = false + SHRINKAGE * usual
    right = opened - false + SHRINKAGE * (1 - usual)
    return math.log(wrong / right * (1 - usual) / usual)
