from collections.abc import Callable, Mapping

from tidewaiter.names import keys, postings
from tidewaiter.names.bounds import Bounds
from tidewaiter.names.flat import Flat
from tidewaiter.names.spaced import Pairs, Texts

def deletions(data: bytes, width: int, sort: int) -> list[int]: ...
def shortened(keys: keys.Keys, words: tuple[str, ...], of_a_firm: bool) -> set[int]: ...

class Keys(keys.MarkedKeys):
    def __init__(self, flat: Flat, marked: bool = False) -> None: ...

class Names(postings.Names):
    def __init__(
        self, flat: Flat, vocabulary: int, measure: Callable[[str], dict[int, float]]
    ) -> None: ...

class Postings(postings.Postings):
    def __init__(
        self,
        kind: int,
        names: postings.Names,
        singles: Texts,
        pairs: Pairs,
        flat: Flat,
        bounds: Bounds,
        slack: float,
        tells: float,
    ) -> None: ...

class Spellings:
    def __init__(
        self,
        texts: list[str],
        keys: keys.Keys,
        starts: memoryview,
        rows: memoryview,
        least: float,
        shortest: int,
    ) -> None: ...
    def rows_of(self, text: str) -> set[int] | None: ...

class Kind:
    def __init__(
        self,
        postings: postings.Postings,
        spellings: Spellings | None,
        readings: keys.Keys | None,
        families: Mapping[str, object] | frozenset[str],
        weights: dict[str, float | None],
    ) -> None: ...
    def likely(self, folded: str, at_least: float) -> dict[int, float] | None: ...
