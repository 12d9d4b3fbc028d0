from collections.abc import Callable
from typing import Any

from tidewaiter.names import keys, postings
from tidewaiter.names.bounds import Bounds
from tidewaiter.names.flat import Flat
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.vocabulary import Vocabulary

def deletions(data: bytes, width: int, sort: int) -> list[int]: ...

class Keys(keys.MarkedKeys):
    def __init__(self, flat: Flat, marked: bool = False) -> None: ...

class Names(postings.Names):
    def __init__(self, flat: Flat, vocabulary: int) -> None: ...

class Postings(postings.Postings):
    def __init__(
        self,
        names: postings.Names,
        vocabulary: Vocabulary,
        flat: Flat,
        bounds: Bounds,
        slack: float,
    ) -> None: ...

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
