"""Whoever or whatever is looked up in the lists, and the grounds for and against a match."""

from tidewaiter.model.listing import ListingKind
from tidewaiter.model.record import Identifier, Record


class Subject(Record, frozen=True):
    """A party, person or ship as it is known to those who ask.

    `born` holds dates of birth as written, `countries` nationalities (a ship's flag) and
    `addresses` whole addresses, which may end with their country. Empty means not known.
    """

    names: tuple[str, ...] = ()
    kinds: tuple[ListingKind, ...] = ("person", "organization", "vessel", "aircraft", "other")
    born: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()
    gender: str = ""


class Ground(Record, frozen=True):
    """One thing besides the name that speaks for a match, or against it.

    `name` is that of its weight in `screening/weights.toml`, `weight` the share it takes (of
    what is missing to 1 where it raises, of the score where it lowers), `words` what agrees or
    differs.
    """

    name: str
    weight: float
    words: str


class Weighed(Record, frozen=True):
    """How likely a subject is the listed one, from 0 to 1, why, and every ground it rests on.

    `by_name` is what the name alone gives.
    """

    score: float
    why: str
    raised: tuple[Ground, ...] = ()
    lowered: tuple[Ground, ...] = ()
    by_name: float = 0.0

    @property
    def is_weak(self) -> bool:
        """True where a weak name met and nothing else agrees."""
        return any(ground.name == "weak_name" for ground in self.lowered)
