"""The most two names may score by their words, told before they are laid beside each other.

Each bound is a rule of the comparison taken at its best. What is bounded below the threshold is
never compared; nothing here makes a score.
"""

from dataclasses import dataclass
from functools import cache

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.firms import HABIT, SEVERAL
from tidewaiter.names.persons import TELLS
from tidewaiter.names.table import LATEST, load_table

SLACK = 0.01  # what rounding, and words met in another order, may give


@dataclass(frozen=True, slots=True)
class Bounds:
    """The rules on whole names of one kind.

    `apart` is the most that two names may score that each tell something the other does not;
    `alone` what a single word that met scores; `added` what one word too many costs, and
    `borne` by how much less with the weight that met beyond `several`. A word is needed from the
    weight `needed` on, but for numbers and what is said by `habit`.
    """

    apart: float
    alone: float
    added: float
    borne: float
    several: float
    needed: float
    habit: frozenset[str]


@cache
def bounds_of(kind: ListingKind) -> Bounds:
    """The bounds of names of that kind."""
    table = load_table(LATEST)
    apart, borne = table.name("each tells another"), table.name("added to much")
    if kind == "person":
        alone, added = table.name("one word"), table.name("added word")
        return Bounds(apart, alone, added, borne, 2.0, TELLS, frozenset())
    added = table.name("added to a firm")
    return Bounds(apart, table.name("nothing telling"), added, borne, SEVERAL, 0.2, HABIT)


def is_needed(word: str, weight: float, bounds: Bounds) -> bool:
    """True for a word that tells a name from another that lacks it."""
    return weight >= bounds.needed and not word.isdigit() and word not in bounds.habit
