"""Acronyms beside the full names they stand for: KOMID, CNOOC, PLA China."""

from functools import lru_cache

from tidewaiter.names.fold import fold
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.score import NONE, Score
from tidewaiter.names.table import Table
from tidewaiter.names.words import PLACES, STOPWORDS

SHORTEST, LONGEST = 3, 8
MOST_LETTERS = 3  # that one word lends: KOrea MIning Development


def compare_acronym(first: Parsed, second: Parsed, table: Table) -> Score:
    """One name that is an acronym, a country beside it or not, and one that it may stand for."""
    for short, full in ((first, second), (second, first)):
        if len(short.words) > 2 or len(full.letters) < 2 * len(short.compact):
            continue
        said = [word for word in short.words if word not in PLACES]
        if len(said) != 1 or not SHORTEST <= len(said[0]) <= LONGEST:
            continue
        words = _all_words(full.text)
        if len(words) > 2 and (used := spells(said[0], words)) > 2:
            more = min(2, len(said[0]) - SHORTEST) * table.name("many letters")
            value = round(table.name("acronym") + more, 3)
            why = f"{said[0].upper()} stands for {' '.join(words[:used])}"
            return Score(value=value, why=why)
    return NONE


@lru_cache(maxsize=1 << 14)
def _all_words(text: str) -> tuple[str, ...]:
    """The words of a name with its legal form: an acronym counts it or does not."""
    return tuple(word for word in fold(text).split() if word not in STOPWORDS or word == "co")


def spells(acronym: str, words: tuple[str, ...]) -> int:
    """How many words from the first on lend their first letters to the acronym; 0 if none do.

    >>> spells("komid", ("korea", "mining", "development", "trading", "corporation"))
    3
    """
    best = 0
    ends = {0}
    for count, word in enumerate(words, 1):
        ends = {
            end + taken
            for end in ends
            for taken in range(1, MOST_LETTERS + 1)
            if acronym[end : end + taken] == word[:taken] and end + taken <= len(acronym)
        }
        if len(acronym) in ends:
            best = count
    enough = best * 3 >= len(words) and best >= len(words) - 2
    return best if enough else 0
