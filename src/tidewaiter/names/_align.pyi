from collections.abc import Callable
from typing import Any

from tidewaiter.names._edits import Likeness, Words
from tidewaiter.names.parsed import Parsed

class Aligner:
    def __init__(
        self,
        meeting: Callable[..., Any],
        likeness: Likeness,
        least: float,
        least_joined: float,
        least_initials: float,
        initial: float,
        joined: float,
    ) -> None: ...
    def align(
        self, first: Parsed, second: Parsed, without: frozenset[str]
    ) -> tuple[list[Any], list[int], list[int]]: ...

class Persons:
    def __init__(
        self, aligner: Aligner, rules: dict[str, float], tells: float, fathers: tuple[str, ...]
    ) -> None: ...
    def score(self, first: Parsed, second: Parsed, without: frozenset[str]) -> float: ...

class Asked:
    def __init__(
        self, words: tuple[str, ...], weights: tuple[float, ...], korean: bool, abjad: bool
    ) -> None: ...

class Listed:
    def __init__(
        self,
        persons: Persons,
        words: Words,
        starts: memoryview,
        names: memoryview,
        firsts: memoryview,
        signs: memoryview,
        rules: dict[str, float],
    ) -> None: ...
    def score(self, asked: Asked, number: int, at_least: float) -> float: ...
    def nearest(self, asked: Asked, first: int, last: int) -> tuple[int, float]: ...
