"""What a further source adds to the words of the law."""

from tidewaiter.model.law import Condition, ConductWord, FactWord
from tidewaiter.model.record import LawRecord


class Extension(LawRecord, frozen=True, rename={"facts": "fact", "conditions": "condition"}):
    """Facts, kinds of conduct and conditions beside those of the first vocabulary.

    The territory and the doubts that hold for all bans are the first source's alone.
    """

    facts: tuple[FactWord, ...] = ()
    conduct: tuple[ConductWord, ...] = ()
    conditions: dict[str, Condition] = {}
