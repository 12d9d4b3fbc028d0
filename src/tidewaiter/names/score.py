"""How alike two names are, and why."""

from collections.abc import Callable


class Score:
    """How alike two names are, from 0 to 1, and what met what.

    `why` is text for a file. It is put into words when it is read, so a score that nobody asks
    about costs no words.
    """

    __slots__ = ("_why", "value")

    def __init__(self, *, value: float, why: str | Callable[[], str]) -> None:
        self.value = value
        self._why = why

    @property
    def why(self) -> str:
        """Which part met which, by which rule, and what did not meet."""
        if not isinstance(self._why, str):
            self._why = self._why()
        return self._why

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Score):
            return NotImplemented
        return self.value == other.value and self.why == other.why

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"Score(value={self.value}, why={self.why!r})"


NONE = Score(value=0.0, why="nothing in common")
