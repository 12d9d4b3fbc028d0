"""A trained ranking: counts, weights, the period they come from, and how it ranks a line."""

import bisect
import datetime
import math

from tidewaiter.model import Record
from tidewaiter.ranking.declaration import Declaration
from tidewaiter.ranking.fitting import chance
from tidewaiter.ranking.rates import Rate
from tidewaiter.ranking.traits import KIND, SEPARATOR, Trait

# A trait that weighs less is left out.
SMALLEST_WEIGHT = 0.001


class Reason(Record, frozen=True, omit_defaults=False):
    """One thing that moved a rank: the trait, its value, what was opened and was false.

    `moves` is the logarithm by which it multiplies the odds: above zero it raises the rank.
    """

    trait: str
    value: str
    rate: Rate
    moves: float

    @property
    def text(self) -> str:
        """In words: `importer K-2217: 7 of 9 opened were false`."""
        return (
            f"{self.trait} {self.value}: {self.rate.false} of {self.rate.opened} opened were false"
        )


class Ranked(Record, frozen=True, omit_defaults=False):
    """Where a line stands, and why; strongest reason first.

    `value` lies between 0 and 1 and is for ordering. It is learnt from what was opened, which
    is no fair sample: it is not the chance that this line is false, and no finding rests on it.
    Without reasons nothing like the line has been opened. `new` is True where no line of its kind
    has been: the rank rests on what carries over, and tells little.
    """

    value: float
    reasons: tuple[Reason, ...] = ()
    new: bool = False


class Weighted(Record, frozen=True, omit_defaults=False):
    """A trait, how much its evidence weighs, and the rate of each of its values.

    `weight_new` is the weight for lines of a new kind.
    """

    trait: Trait
    weight: float
    weight_new: float
    rates: dict[str, Rate]


class Ranking(Record, frozen=True, omit_defaults=False):
    """What was learnt, and from when to when.

    `first` and `last` are the days of the earliest and latest declaration learnt from, and
    `known_on` the day of the latest result. `usual` counts all of them. `kinds` are the kinds
    opened so far (see `KIND`); empty where one set of weights serves for all lines.
    """

    first: datetime.date
    last: datetime.date
    known_on: datetime.date
    usual: Rate
    intercept: float
    intercept_new: float
    kinds: tuple[str, ...]
    traits: tuple[Weighted, ...]

    def score(self, declaration: Declaration) -> Ranked:
        """Rank one line, with its reasons. The same line always gets the same answer."""
        usual = self.usual.false / self.usual.opened
        new = self._is_new(KIND.key(declaration))
        reasons = []
        for weighted in self.traits:
            key = weighted.trait.key(declaration)
            rate = weighted.rates.get(key)
            if key == "" or rate is None:
                continue
            weight = weighted.weight_new if new else weighted.weight
            if weight < SMALLEST_WEIGHT:
                continue
            moves = weight * rate.evidence(usual)
            value = key.replace(SEPARATOR, ", ")
            reasons.append(Reason(weighted.trait.name, value, rate, moves))
        reasons.sort(key=lambda reason: -abs(reason.moves))
        start = self.intercept_new if new else self.intercept
        total = start + math.fsum(reason.moves for reason in reasons)
        return Ranked(chance(total), tuple(reasons), new)

    def _is_new(self, kind: str) -> bool:
        if kind == "" or len(self.kinds) == 0:
            return False
        at = bisect.bisect_left(self.kinds, kind)
        return at == len(self.kinds) or self.kinds[at] != kind
