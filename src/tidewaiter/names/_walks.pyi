from tidewaiter.names import keys, postings
from tidewaiter.names.bounds import Bounds
from tidewaiter.names.flat import Flat
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
