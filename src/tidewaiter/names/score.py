"""How alike two names are, and why."""

from tidewaiter.model import Record


class Score(Record, frozen=True):
    """How alike two names are, from 0 to 1, and what met what."""

    value: float
    why: str


NONE = Score(value=0.0, why="nothing in common")
