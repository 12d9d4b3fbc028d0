"""The words of listed names, and which of them a word asked for is like."""

from array import array
from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from tidewaiter.names import compiled
from tidewaiter.names.flat import Flat, view
from tidewaiter.names.keys import (
    find_pieces,
    listed_pieces,
    met_by_ends,
    open_keys,
    table,
    whole,
)
from tidewaiter.names.likeness import LEAST, compared, know, likeness, most_edits, sounded
from tidewaiter.names.respelled import asked_rules, asked_slips, listed_keys
from tidewaiter.names.table import LATEST, load_table

REMEMBERED = 50_000
Near = tuple["array[int]", "array[float]"]  # words by number, and how like each is at most


class Vocabulary:
    """Distinct words by number, found by whatever rule makes two words alike."""

    def __init__(self, flat: Flat) -> None:
        self.words, self.sounded = _lines(flat["words"]), _lines(flat["sounded"])
        self._keys = open_keys(flat.part("keys."))
        self._initial = load_table(LATEST).word("initial")
        self.met_before: dict[str, Near] = {}
        if compiled.edits is not None:
            known = (_lines(flat["bare"]), _lines(flat["korean"]), flat["signs"])
            self.listed = compiled.edits.Words(compared(LATEST), self.words, self.sounded, *known)

    def near(self, word: str) -> Near:
        """The words it may be like, each with how like at most; remembered."""
        known = self.met_before.get(word)
        if known is None:
            if len(self.met_before) >= REMEMBERED:
                self.met_before.clear()
            found = self.measure(word)
            known = self.met_before[word] = array("I", found), array("d", found.values())
        return known

    def measure(self, word: str) -> dict[int, float]:
        """As `near`, found anew."""
        keys = self._keys
        by_rules, by_slips = keys.find(asked_rules(word)), keys.find(asked_slips(word))
        if compiled.edits is not None:
            most = most_edits(len(word))
            near = compared(LATEST).near(self.listed, word, by_rules, by_slips, most, LEAST)
        else:
            near = self._alike(word, by_rules | self._slips(word, by_slips))
        near.update(dict.fromkeys(keys.find(map(whole, word[:1])), self._initial))
        for number in keys.find((whole(word),)):
            near[number] = 1.0
        return near

    def _alike(self, word: str, numbers: set[int]) -> dict[int, float]:
        """Those of the words that are alike enough."""
        words, near = self.words, {}
        for number in numbers:
            like = likeness(word, words[number])[0]
            if like >= LEAST:
                near[number] = like
        return near

    def _slips(self, word: str, numbers: set[int]) -> set[int]:
        """Those that so few slips of letters or sounds make of it that they may be like."""
        listed = list(numbers)
        most = most_edits(len(word))
        others = [self.words[number] for number in listed]
        seen = extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None)
        sounds = [self.sounded[number] for number in listed]
        heard = extract(sounded(word), sounds, scorer=OSA.distance, score_cutoff=most, limit=None)
        return {listed[at] for _, _, at in (*seen, *heard)}


def _lines(section: memoryview) -> list[str]:
    return str(section, "utf-8").split("\n")


def build_words(words: Iterable[str]) -> Flat:
    """The sections of a vocabulary; a word's number is its place among them."""
    listed = list(words)
    pairs = ((key, number) for number, word in enumerate(listed) for key in listed_keys(word))
    sections = {
        "words": "\n".join(listed).encode(),
        "sounded": "\n".join(map(sounded, listed)).encode(),
        "bare": "\n".join([know(word).bare for word in listed]).encode(),
        "korean": "\n".join([know(word).korean for word in listed]).encode(),
        "signs": bytes([know(word).without_vowels | know(word).wade << 1 for word in listed]),
    }
    return view(sections).joined({"keys.": table(pairs)})


class Spellings:
    """Whole names without spaces, each once with its rows, found when spelled nearly alike.

    Args:
        flat: The texts and their keys.
        rows: Where the rows of each text start, and the rows.
        least: How alike in spelling.
    """

    def __init__(self, flat: Flat, rows: tuple[memoryview, memoryview], least: float) -> None:
        self._texts, self._least = _lines(flat["texts"]), least
        self._keys, (self._starts, self._rows) = open_keys(flat.part("keys.")), rows
        self.compiled = None
        if compiled.walks is not None:
            texts = (self._texts, self._keys, *rows)
            self.compiled = compiled.walks.Spellings(*texts, least, met_by_ends(least))

    def rows_of(self, text: str) -> set[int]:
        """The rows of those that are alike enough."""
        if self.compiled is not None:
            found = self.compiled.rows_of(text)
            if found is not None:
                return found
        texts, least, starts, rows = self._texts, self._least, self._starts, set[int]()
        for number in find_pieces(self._keys, text, least):
            if OSA.normalized_similarity(text, texts[number], score_cutoff=least) > 0:
                rows.update(self._rows[starts[number] : starts[number + 1]])
        return rows


def build_spellings(texts: Iterable[str]) -> Flat:
    """The sections of `Spellings`; a text's number is its place among them."""
    listed = list(texts)
    pairs = ((key, number) for number, text in enumerate(listed) for key in listed_pieces(text))
    return view({"texts": "\n".join(listed).encode()}).joined({"keys.": table(pairs)})
