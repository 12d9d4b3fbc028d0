"""The words of listed names, and which of them a word asked for is like."""

from array import array
from collections.abc import Iterable
from functools import cache
from math import log2

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from tidewaiter.names.flat import Flat, view
from tidewaiter.names.keys import find_pieces, listed_pieces, open_keys, table, whole
from tidewaiter.names.likeness import MOST_EDITS, sounded
from tidewaiter.names.respelled import asked_rules, asked_slips, bones, listed_keys
from tidewaiter.names.table import LATEST, load_table

REMEMBERED = 50_000
Near = tuple["array[int]", "array[float]"]  # words by number, and how like each is at most
SLACK = 1e-6  # of a quotient that should be whole
# what a slip costs at least, by what it touches, and what a word bears; see the table of weights
_LEAST_SLIP, _ANY_SLIP, _CONSONANT, _BORNE = 0.3, 0.6, 0.9, 0.65


class Vocabulary:
    """Distinct words by number, found by whatever rule makes two words alike."""

    def __init__(self, flat: Flat) -> None:
        self.words = _lines(flat["words"])
        self._sounded, self._bones = _lines(flat["sounded"]), _lines(flat["bones"])
        self._keys = open_keys(flat.part("keys."))
        rules = load_table(LATEST)
        self._slip, self._limit = rules.word("slip"), rules.word("slip at its limit")
        self._initial = rules.word("initial")
        self._most = max(r.weight for name, r in rules.words.items() if name not in {"same"})
        self.met_before: dict[str, Near] = {}

    def near(self, word: str) -> Near:
        """The words it may be like, each with how like at most; remembered."""
        known = self.met_before.get(word)
        if known is None:
            if len(self.met_before) >= REMEMBERED:
                self.met_before.clear()
            found = self._measure(word)
            known = array("I", found), array("d", found.values())
            self.met_before[word] = known
        return known

    def _measure(self, word: str) -> dict[int, float]:
        near = self._slips(word)
        for number in self._keys.find(asked_rules(word)):
            near[number] = self._most
        near.update(dict.fromkeys(self._keys.find(map(whole, word[:1])), self._initial))
        for number in self._keys.find((whole(word),)):
            near[number] = 1.0
        return near

    def _slips(self, word: str) -> dict[int, float]:
        """The words that slips may make of it, few enough edits away, and how like at most."""
        skeletons, skeleton, length = self._bones, bones(word), len(word)
        top, fall = self._slip, self._slip - self._limit
        listed = list(self._keys.find(asked_slips(word)))
        others = [self.words[number] for number in listed]
        near, spelled = self._near_sounds(word, listed, others)
        found = {}
        for at, slips in near.items():
            other = others[at]
            if abs(length - len(other)) > MOST_EDITS:
                continue
            borne, cost = _borne(min(length, len(other))), slips * _ANY_SLIP
            if slips > 1 and cost <= borne:
                hard = OSA.distance(skeleton, skeletons[listed[at]], score_cutoff=2)
                cost += hard * (_CONSONANT - _ANY_SLIP)
            if cost <= borne or at in spelled:
                found[listed[at]] = top - fall * min(1.0, max(cost, _LEAST_SLIP) / borne)
        return found

    def _near_sounds(
        self, word: str, listed: list[int], others: list[str]
    ) -> tuple[dict[int, int], set[int]]:
        """Which of the words sound near enough, by how many slips; and which are one letter off."""
        sound, sounds = sounded(word), [self._sounded[number] for number in listed]
        most = min(MOST_EDITS, int(_borne(len(word)) / _ANY_SLIP + SLACK))
        heard = extract(sound, sounds, scorer=OSA.distance, score_cutoff=most, limit=None)
        near = {at: slips for _, slips, at in heard}
        seen = extract(word, others, scorer=OSA.distance, score_cutoff=1, limit=None)
        spelled = {at for _, _, at in seen}
        for at in spelled - near.keys():
            slips = OSA.distance(sound, sounds[at], score_cutoff=MOST_EDITS)
            if slips <= MOST_EDITS:
                near[at] = slips
        return near, spelled


@cache
def _borne(length: int) -> float:
    """The cost of slips that a word of that length bears."""
    return _BORNE * log2(length - 1) if length > 2 else _LEAST_SLIP / 2


def _lines(section: memoryview) -> list[str]:
    return str(section, "utf-8").split("\n")


def build_words(words: Iterable[str]) -> Flat:
    """The sections of a vocabulary; a word's number is its place among them."""
    listed = list(words)
    pairs = ((key, number) for number, word in enumerate(listed) for key in listed_keys(word))
    sections = {
        "words": "\n".join(listed).encode(),
        "sounded": "\n".join(map(sounded, listed)).encode(),
        "bones": "\n".join(map(bones, listed)).encode(),
    }
    return view(sections).joined({"keys.": table(pairs)})


class Spellings:
    """Whole names without spaces, each once, found when spelled nearly alike."""

    def __init__(self, flat: Flat) -> None:
        self._texts = _lines(flat["texts"])
        self._keys = open_keys(flat.part("keys."))

    def near(self, text: str, least: float) -> list[int]:
        """The numbers of those at least so alike in spelling."""
        texts = self._texts
        return [
            number
            for number in find_pieces(self._keys, text, least)
            if OSA.normalized_similarity(text, texts[number], score_cutoff=least) > 0
        ]


def build_spellings(texts: Iterable[str]) -> Flat:
    """The sections of `Spellings`; a text's number is its place among them."""
    listed = list(texts)
    pairs = ((key, number) for number, text in enumerate(listed) for key in listed_pieces(text))
    return view({"texts": "\n".join(listed).encode()}).joined({"keys.": table(pairs)})
