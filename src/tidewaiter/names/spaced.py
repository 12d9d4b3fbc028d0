"""Words that another name writes as two, or two as one, beside a word that only one name has.

Where nothing else differs the whole names meet as one text. Else the space that moved is met here:
two neighbouring words joined beside one word, of either name. Between them may stand a word that
tells little.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from rapidfuzz.distance import OSA

from tidewaiter.names import compiled
from tidewaiter.names.flat import Flat, view
from tidewaiter.names.keys import find_pieces, listed_pieces, open_keys, table
from tidewaiter.names.likeness import (
    LEAST_JOINED,
    MOST_EDITS,
    compared,
    likeness,
    most_edits,
    sounded,
)
from tidewaiter.names.respelled import by_bones
from tidewaiter.names.table import LATEST, load_table

TELLS_ALONE = 0.5  # the weight of a person's word that is no part of the next
REMEMBERED = 50_000
_SHORTEST = 4  # letters
_SOUNDS_LIKE = 0.7  # of sounds; see `keys.find_pieces`
_PLACE = 8  # bits

# by number, texts that may be the one asked for, and how like each is
Like = tuple[tuple[int, float], ...]
# the words that stand for one another: which asked for (bits), what they weigh, how like at most
Asked = tuple[int, float, float]
# by number, the listed word, or the row and the places of two listed words
Met = list[tuple[int, Asked]]


class Texts:
    """Texts by number, found by one that is written nearly like them.

    Args:
        texts: The texts.
        sounds: How each sounds.
        flat: Their keys.
    """

    def __init__(self, texts: list[str], sounds: list[str], flat: Flat) -> None:
        self._texts, self._sounds, self._keys = texts, sounds, open_keys(flat)
        self._joined = load_table(LATEST).word("joined")
        self.met_before: dict[str, Like] = {}

    def like(self, text: str) -> Like:
        """Those that may be it, and how like they are; remembered."""
        known = self.met_before.get(text)
        if known is None:
            if len(self.met_before) >= REMEMBERED:
                self.met_before.clear()
            known = self.met_before[text] = self._like(text)
        return known

    def _like(self, text: str) -> Like:
        if len(text) < _SHORTEST:
            return ()
        keys, heard, most = self._keys, sounded(text), most_edits(len(text))
        numbers = find_pieces(keys, heard, _SOUNDS_LIKE) | keys.find(by_bones(text))
        if compiled.edits is not None:
            sides, least = (self._texts, self._sounds), LEAST_JOINED
            found = compared(LATEST).spaced(text, *sides, numbers, most, least)
        else:
            found = self._alike(text, heard, numbers, most)
        return tuple([(number, value * self._joined) for number, value in found])

    def _alike(
        self, text: str, heard: str, numbers: set[int], most: int
    ) -> list[tuple[int, float]]:
        """Those of the texts that are alike enough."""
        found = []
        for number in numbers:
            other = self._texts[number]
            if abs(len(other) - len(text)) > MOST_EDITS:
                continue
            if (
                OSA.distance(text, other, score_cutoff=most) > most
                and OSA.distance(heard, self._sounds[number], score_cutoff=most) > most
            ):
                continue
            value = likeness(text, other)[0]
            if value >= LEAST_JOINED:
                found.append((number, value))
        return found


def build_texts(texts: Iterable[str]) -> Flat:
    """The sections of `Texts`."""
    heard = (listed_pieces(sounded(text)) + by_bones(text) for text in texts)
    return table((key, number) for number, keys in enumerate(heard) for key in keys)


class Pairs:
    """Neighbouring words of listed names, joined."""

    def __init__(self, flat: Flat) -> None:
        texts, sounds = (str(flat[part], "utf-8").split("\n") for part in ("texts", "sounds"))
        self.texts = Texts(texts, sounds, flat.part("keys."))
        self.starts, self.rows = flat["starts"], flat["rows"]

    def met_by(self, words: Sequence[str], weights: Sequence[float]) -> Met:
        """The pairs that one of the words may be."""
        found = []
        for at, word in enumerate(words):
            if weights[at] < TELLS_ALONE:
                continue
            for number, like in self.texts.like(word):
                asked = (1 << at, weights[at] / 2, like)
                rows = self.rows[self.starts[number] : self.starts[number + 1]]
                found += [(row, asked) for row in rows]
        return found


def met_by_pairs(words: Sequence[str], weights: Sequence[float], singles: Texts) -> Met:
    """The listed words that two of the words may be as one."""
    found = []
    for one, two in neighbours(weights):
        for number, like in singles.like(words[one] + words[two]):
            found.append((number, (1 << one | 1 << two, weights[one] + weights[two], like)))
    return found


def neighbours(weights: Sequence[float]) -> Iterable[tuple[int, int]]:
    """The places of words next to one another, with or without words that tell little between.

    One that tells little is joined to the word before it; to the next it is by `with_servants`.
    """
    last = -1
    for at, weight in enumerate(weights):
        if last >= 0 and (weight >= TELLS_ALONE or last == at - 1):
            yield last, at
        if weight >= TELLS_ALONE:
            last = at


def places(packed: int) -> tuple[int, int, int]:
    """The row and the two places of a listed pair."""
    mask = (1 << _PLACE) - 1
    return packed >> 2 * _PLACE, packed >> _PLACE & mask, packed & mask


def build_pairs(names: Iterable[tuple[int, Sequence[str], Sequence[float]]]) -> Flat:
    """The sections of `Pairs`, from the row of each name, its words and their weights."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, words, weights in names:
        for one, two in neighbours(weights):
            joined = words[one] + words[two]
            if len(joined) >= _SHORTEST:
                rows[joined].append((row << _PLACE | one) << _PLACE | two)
    texts, flat = "\n".join(rows).encode(), build_texts(rows)
    sounds = "\n".join(map(sounded, rows)).encode()
    starts = array("I", accumulate(map(len, rows.values()), initial=0))
    packed = array("Q", (row for found in rows.values() for row in found))
    return view({"texts": texts, "sounds": sounds, "starts": starts, "rows": packed}).joined(
        {"keys.": flat}
    )
