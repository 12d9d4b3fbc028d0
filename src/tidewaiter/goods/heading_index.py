"""What words say of headings: the trade vocabulary's phrases and the official texts' words."""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from tidewaiter.goods.jargon import noise
from tidewaiter.goods.text import BREAK, NUMBER, cut, fold
from tidewaiter.goods.trade import trade_rows
from tidewaiter.model import Record

_SUBJECT, _TEXT, _TRADE, _BELOW, _WEAK = 1.1, 0.8, 0.9, 0.5, 0.6
_ENDINGS = (
    *("ами", "ями", "ыми", "ими", "ого", "его", "ому", "ему", "ная", "ное", "ные", "ный", "ной"),
    *("ных", "ная", "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ей", "ых", "их", "ую"),
    *("ов", "ев", "ам", "ям", "ах", "ях", "ом", "ем", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь"),
)
LONGEST_PHRASE = 24


class Reading(Record, frozen=True, gc=False):
    """One heading a phrase names: the share of the phrase's weight, and its language."""

    heading: str
    share: float
    language: str


class HeadingIndex:
    """The phrases and the weighted words of every heading."""

    def __init__(self) -> None:
        self.phrases: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
        self.texts: dict[str, str] = {}
        self.words: dict[str, dict[str, float]] = defaultdict(dict)
        for row in _rows("headings.csv"):
            heading, text = row["heading"], row["text"]
            self.texts[heading] = text
            self._add_words(heading, stems(re.split("[;,(]", text)[0]), _SUBJECT)
            self._add_words(heading, stems(text), _TEXT)
            self._add_words(heading, stems(row["words"]), _BELOW)
        for row in trade_rows():
            heading = row.pop("heading")
            for language, cell in row.items():
                self._add_phrases(heading, language, cell or "")
        self._share_out()
        count = len(self.texts)
        self.rarity = {word: math.log(1 + count / len(held)) for word, held in self.words.items()}
        self.spellings = [word for word in self.words if len(word) >= 5 and word.isalpha()]

    def _add_phrases(self, heading: str, language: str, cell: str) -> None:
        for phrase in cell.split(";"):
            units = tuple(stems(phrase.rstrip("?")))
            if len(units) == 0:
                continue
            share = _WEAK if phrase.endswith("?") else 1.0
            self.phrases[units].append(Reading(heading, share, language))
            self._add_words(heading, terms(units), _TRADE * share)

    def _add_words(self, heading: str, words: Iterable[str], weight: float) -> None:
        for word in words:
            if word != BREAK and word not in noise():
                held = self.words[word]
                held[heading] = max(held.get(heading, 0.0), weight)

    def _share_out(self) -> None:
        """A phrase that many headings claim says less for each."""
        for units, readings in self.phrases.items():
            claims = len({reading.heading for reading in readings if reading.share == 1.0})
            fair = max(claims, 1) ** -0.25
            self.phrases[units] = [
                Reading(each.heading, each.share * fair, each.language) for each in readings
            ]


@cache
def heading_index() -> HeadingIndex:
    """The index, read once."""
    return HeadingIndex()


def stems(text: str) -> list[str]:
    """The units of a text with endings taken off; numbers are left out, breaks kept.

    A run of kana falls into signs, as compounds join there without a mark.
    """
    return folded_stems(fold(text))


def folded_stems(folded: str) -> list[str]:
    """As `stems`, of a text folded already."""
    found: list[str] = []
    for unit in cut(folded):
        if unit.script == "break":
            found.append(BREAK)
        elif unit.script == "dense":
            found.extend(unit.text)
        elif unit.text not in (NUMBER, "&"):
            found.append(_stem(unit.text))
    return found


def terms(units: Iterable[str]) -> list[str]:
    """The words of a run of units; where every unit is one sign, each pair of neighbours."""
    words, last = [], ""
    for unit in units:
        dense = len(unit) == 1 and not unit.isascii()
        if not dense:
            words.append(unit)
        elif last != "":
            words.append(last + unit)
        last = unit if dense else ""
    return words


@cache
def _stem(word: str) -> str:
    if word.isascii():
        return _singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses", "oes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _rows(name: str) -> list[dict[str, str]]:
    text = files("tidewaiter.goods").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
