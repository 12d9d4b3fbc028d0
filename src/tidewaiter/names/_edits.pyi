from collections.abc import Callable, Iterable
from typing import Any

class Edits:
    def __init__(
        self, edits: dict[str, float], swap: Callable[[str, str, dict[str, float]], float]
    ) -> None: ...
    def cost(self, word: str, other: str) -> float: ...

class Likeness:
    def __init__(
        self,
        edits: Edits,
        weights: dict[str, float],
        costs: dict[str, float],
        know: Callable[[str], Any],
        tables: tuple[Any, Any, Any],
        rules: tuple[Any, Any, Any, Any],
        sounds: Callable[[str, str], float],
        gaps: dict[str, float],
        most: int,
    ) -> None: ...
    def likeness(self, word: str, other: str, without: frozenset[str]) -> tuple[float, str]: ...
    def near(
        self,
        listed: Words,
        word: str,
        by_rules: set[int],
        by_slips: set[int],
        most: int,
        least: float,
    ) -> dict[int, float]: ...
    def spaced(
        self,
        text: str,
        texts: list[str],
        sounds: list[str],
        numbers: Iterable[int],
        most: int,
        least: float,
    ) -> list[tuple[int, float]]: ...

class Words:
    def __init__(
        self,
        likeness: Likeness,
        texts: list[str],
        sounds: list[str],
        bare: list[str],
        korean: list[str],
        signs: memoryview,
    ) -> None: ...
