"""How alike two names are, and why."""

from collections.abc import Callable
from typing import Literal

from tidewaiter.model import Record


class Part(Record, frozen=True):
    """A part of one name beside a part of the other.

    `what` says which part; `first` and `second` are the parts, empty where one name has no such
    part; `rule` says in words how they meet; `value` is how alike they are, from 0 to 1.
    """

    what: Literal["name", "family name", "given name", "word", "number", "legal form"]
    first: str
    second: str
    rule: str
    value: float

    @property
    def met(self) -> bool:
        """True where both names have it, and it agrees more than it differs."""
        return self.first != "" and self.second != "" and self.value >= 0.5


Parts = tuple[Part, ...]


class Score:
    """How alike two names are, from 0 to 1, and what met what.

    `why` is text for a file. It is put into words when it is read, so a score that nobody asks
    about costs no words; `parts` are taken apart likewise.
    """

    __slots__ = ("_parts", "_why", "value")

    def __init__(
        self,
        *,
        value: float,
        why: str | Callable[[], str],
        parts: Callable[[], Parts] | None = None,
    ) -> None:
        self.value = value
        self._why = why
        self._parts = parts

    @property
    def why(self) -> str:
        """Which part met which, by which rule, and what did not meet."""
        if not isinstance(self._why, str):
            self._why = self._why()
        return self._why

    @property
    def parts(self) -> Parts:
        """The same part by part; nothing where the names were only compared whole."""
        return () if self._parts is None else self._parts()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Score):
            return NotImplemented
        return self.value == other.value and self.why == other.why

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"Score(value={self.value}, why={self.why!r})"


NONE = Score(value=0.0, why="nothing in common")
