"""Answers that took long to work out, given again for some seconds."""

import datetime
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was made, when, up to which event, and how many seconds it took."""

    made: Any
    at: datetime.datetime
    end: int
    cost: float


class Lately:
    """Keeps answers by key. What is cheap is made again after every event of the ledger.

    What is dear may be as old as `GOOD_FOR`. Then it is made anew: beside, where it takes long
    and the last answer is not older than `TOLD_FOR`, else while who asks waits. The others get
    the last answer meanwhile, so nobody waits for the work of another.

    Args:
        clock: What time it is.
        end: The number of the ledger's last event.
    """

    GOOD_FOR = datetime.timedelta(seconds=20)
    TOLD_FOR = datetime.timedelta(minutes=5)
    CHEAP = 0.25  # seconds
    LONG = 1.0  # seconds
    MOST = 48

    def __init__(self, clock: Callable[[], datetime.datetime], end: Callable[[], int]) -> None:
        self._clock, self._end = clock, end
        self._locks = tuple(threading.Lock() for _ in range(64))
        self._beside: threading.Thread | None = None
        self._answers: dict[Hashable, _Answer] = {}

    def get(self, key: Hashable, make: Callable[[], Made], *, fresh: bool = False) -> Made:
        """The answer of that key; `fresh` has it made now, whatever there is."""
        known = self._answers.get(key)
        if known is not None and not fresh and self._holds(known):
            return cast(Made, known.made)
        making = self._making(key)
        free = making.acquire(blocking=fresh or known is None)
        if not free and known is not None:
            return cast(Made, known.made)
        if known is not None and not fresh and self._may_wait(known):
            self._beside = threading.Thread(target=self._make, args=(key, make), daemon=True)
            self._beside.start()
            return cast(Made, known.made)
        return cast(Made, self._make(key, make))

    def forget(self) -> None:
        """Have every answer made anew: whoever asks next has just changed something."""
        self._answers.clear()

    def close(self) -> None:
        """Wait a little for what is made beside."""
        if self._beside is not None:
            self._beside.join(10)

    def _make(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Make an answer and keep it; the lock is held, and given up at the end."""
        try:
            at, end, started = self._clock(), self._end(), time.monotonic()
            made = make()
            while len(self._answers) >= self.MOST:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = _Answer(made, at, end, time.monotonic() - started)
            return made
        finally:
            self._making(key).release()

    def _making(self, key: Hashable) -> threading.Lock:
        """Held while an answer is made; one of a few, so that keys cannot heap them up."""
        return self._locks[hash(key) % len(self._locks)]

    def _may_wait(self, known: _Answer) -> bool:
        return known.cost > self.LONG and self._clock() - known.at <= self.TOLD_FOR

    def _holds(self, known: _Answer) -> bool:
        if self._clock() - known.at > self.GOOD_FOR:
            return False
        return known.cost > self.CHEAP or known.end == self._end()
