"""Keys that survive another spelling, as stable hashes, and numbers found under them.

A key is never kept as text: only its checksum is, so that a table of them is three plain arrays.
What is found under a key is verified by whoever asks; a checksum met by chance costs a moment.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from zlib import crc32

from tidewaiter.names import compiled
from tidewaiter.names.flat import Flat, held, view

_WHOLE, _LESS, _START, _END = 1, 2, 3, 4  # sorts of keys: those of one never meet another's
_FEWEST, _FEW = 5, 8  # letters of a whole name of which one may differ
_FIRST_SORT = 0x9E3779B1  # a checksum carries a small seed into the letters; a large one is none
_TWO_EDITS = 8  # letters; two edits in fewer leave too little


# how long an untouched start or end is, and where the checksum of either begins
Ends = tuple[tuple[int, int, int], ...]


class Keys:
    """Numbers under hashed keys: `starts` by the first bits of the hash, then hash and number."""

    def __init__(self, flat: Flat) -> None:
        self.starts, self.hashes = held(flat["starts"]), held(flat["hashes"])
        self.values = held(flat["values"])
        self.shift = 32 - (len(self.starts) - 1).bit_length() + 1

    def find_pieces(self, text: str, ends: Ends) -> set[int]:
        """The numbers under the key of a plain text, and under those of its ends."""
        keys = [whole(text)]
        for size, start, end in ends:
            keys += (crc32(text[:size].encode(), start), crc32(text[-size:].encode(), end))
        return self.find(keys)

    def find(self, hashes: Iterable[int]) -> set[int]:
        """The numbers under any of the keys."""
        starts, known, values, shift = self.starts, self.hashes, self.values, self.shift
        found = set[int]()
        for key in hashes:
            bucket = key >> shift
            start, end = starts[bucket], starts[bucket + 1]
            if start == end:
                continue
            if known[start] == key == known[end - 1]:
                found.update(values[start:end])
                continue
            for at in range(start, end):
                if known[at] == key:
                    found.add(values[at])
        return found


_HALF = 32
_LOW = (1 << _HALF) - 1
ANY = (1 << 2 * _HALF) - 1  # the marks of a key that has nothing to tell by them


def both(one: int, two: int) -> int:
    """Two sets of marks as one number; of each half one must be met."""
    return one | two << _HALF


class MarkedKeys(Keys):
    """Keys that hold marks too, some of which those asked for must have; see `both`."""

    def __init__(self, flat: Flat) -> None:
        super().__init__(flat)
        self.marks = held(flat["marks"])

    def find_marked(self, asked: Iterable[tuple[int, int]]) -> set[int]:
        """The numbers under any of the keys, where the marks agree."""
        starts, known, shift = self.starts, self.hashes, self.shift
        values, marks = self.values, self.marks
        found = set[int]()
        for key, mark in asked:
            bucket = key >> shift
            for at in range(starts[bucket], starts[bucket + 1]):
                if known[at] == key:
                    met = marks[at] & mark
                    if met & _LOW and met >> _HALF:
                        found.add(values[at])
        return found


def open_keys(flat: Flat) -> Keys:
    """The keys of these sections, walked by compiled code where it is at hand."""
    return Keys(flat) if compiled.walks is None else compiled.walks.Keys(flat)


def open_marked(flat: Flat) -> MarkedKeys:
    """As `open_keys`, with marks."""
    return MarkedKeys(flat) if compiled.walks is None else compiled.walks.Keys(flat, marked=True)


def marked_table(marked: Iterable[tuple[int, int, int]]) -> Flat:
    """The arrays of `MarkedKeys` from a key, its marks and a number each."""
    marks: dict[tuple[int, int], int] = defaultdict(int)
    for key, mark, value in marked:
        marks[key, value] |= mark
    ordered = array("Q", (marks[pair] for pair in sorted(marks)))
    return table(marks).joined({"": view({"marks": ordered})})


def table(pairs: Iterable[tuple[int, int]]) -> Flat:
    """The arrays of `Keys` from pairs of a key and a number."""
    packed = sorted({key << 32 | value for key, value in pairs})
    bits = max(1, len(packed).bit_length())
    counts = [0] * ((1 << bits) + 1)
    for pair in packed:
        counts[(pair >> (64 - bits)) + 1] += 1
    starts = array("I", accumulate(counts))
    hashes = array("I", (pair >> 32 for pair in packed))
    values = array("I", (pair & 0xFFFFFFFF for pair in packed))
    return view({"starts": starts, "hashes": hashes, "values": values})


def seed_of(sort: int) -> int:
    """Where the checksum of a key of that sort begins."""
    return sort * _FIRST_SORT & 0xFFFFFFFF


def whole(text: str, sort: int = _WHOLE) -> int:
    """The key of a text met letter by letter."""
    return crc32(text.encode(), sort * _FIRST_SORT & 0xFFFFFFFF)


def listed_edits(word: str) -> list[int]:
    """The keys under which a known word waits for another that is spelled nearly like it."""
    data, width = _letters(word)
    found = _deletions(data, width, _LESS)
    length = len(word)
    if length >= _TWO_EDITS:
        found += _halves(data, width, length // 2)
    return found


def asked_edits(word: str) -> list[int]:
    """The keys that lead from a word to those spelled nearly like it.

    One edit leaves some letter out of both. Two, in a word of ten letters or more, or three in
    one of fifteen, leave the start or the end with one at most.
    """
    data, width = _letters(word)
    found = _deletions(data, width, _LESS)
    length = len(word)
    if length < _TWO_EDITS - 1:
        return found
    reach = 2 if length < 12 else 3
    shortest = (length - reach) // 2
    for half in range(max(shortest, _TWO_EDITS // 2), (length + reach) // 2 + 1):
        found += _halves(data, width, half)
    return found


def _letters(word: str) -> tuple[bytes, int]:
    """The word in bytes, and how many bytes a letter takes."""
    return (word.encode(), 1) if word.isascii() else (word.encode("utf-32-le"), 4)


def _halves(data: bytes, width: int, half: int) -> list[int]:
    size = half * width
    return _deletions(data[:size], width, _START) + _deletions(data[-size:], width, _END)


def _deletions(data: bytes, width: int, sort: int) -> list[int]:
    """The hash of the text, and of each text with one letter less."""
    if compiled.walks is not None:
        return compiled.walks.deletions(data, width, sort)
    found, seed = [], seed_of(sort)
    for end in range(width, len(data) + 1, width):
        found.append(crc32(data[end:], seed))
        seed = crc32(data[end - width : end], seed)
    found.append(seed)
    return found


def listed_pieces(text: str) -> list[int]:
    """The keys of a whole name without spaces: all of it, its start and its end.

    A short one also waits with each letter left out.
    """
    length = len(text)
    found = [whole(text)]
    if _FEWEST <= length <= _FEW:
        found += _deletions(*_letters(text), _LESS)
    if length >= _TWO_EDITS:
        size = _piece(length)
        found += (whole(text[:size], _START + 8 * length), whole(text[-size:], _END + 8 * length))
    return found


def find_pieces(keys: Keys, text: str, least: float) -> set[int]:
    """The numbers of whole names with few edits, their start or their end untouched.

    Args:
        keys: The keys of whole names, as `listed_pieces` gives them.
        text: The whole name without spaces.
        least: The likeness wanted, which says how many letters more or less to look among.
    """
    length = len(text)
    if text.isascii():
        found = keys.find_pieces(text, _ends(length, least))
    else:
        found = Keys.find_pieces(keys, text, _ends(length, least))
    if _FEWEST <= length < met_by_ends(least):
        found |= keys.find(_deletions(*_letters(text), _LESS))
    return found


def met_by_ends(least: float) -> int:
    """From how many letters on a whole name is met as it is or by its ends alone."""
    return _FEW + 1 if least <= 1 - 1 / _FEW else 0


@lru_cache(maxsize=1 << 10)
def _ends(length: int, least: float) -> Ends:
    """What parts of a whole name of that length may be untouched."""
    if length < _TWO_EDITS:
        return ()
    reach = min(3, int(length * (1 - least) + 0.5))
    lengths = range(max(_TWO_EDITS, length - reach), length + reach + 1)
    return tuple((_piece(n), seed_of(_START + 8 * n), seed_of(_END + 8 * n)) for n in lengths)


def _piece(length: int) -> int:
    return length // 2 if length < 17 else length // 3
