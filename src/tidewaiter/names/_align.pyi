from collections.abc import Callable
from typing import Any

from tidewaiter.names.parsed import Parsed

class Aligner:
    def __init__(
        self,
        meeting: Callable[..., Any],
        likeness: Callable[..., tuple[float, str]],
        least: float,
        least_joined: float,
        least_initials: float,
    ) -> None: ...
    def align(
        self,
        first: Parsed,
        second: Parsed,
        rules: tuple[str, frozenset[str]],
        initial: float,
        joined: float,
    ) -> tuple[list[Any], list[int], list[int]]: ...
