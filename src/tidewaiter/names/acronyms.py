"""Acronyms beside the full names they stand for: KOMID, CNOOC, PLA China."""

from functools import lru_cache

from tidewaiter.names.align import Alignment
from tidewaiter.names.fold import fold
from tidewaiter.names.parsed import Parsed, without_bracket
from tidewaiter.names.score import NONE, Score
from tidewaiter.names.table import Table
from tidewaiter.names.words import PLACES, STOPWORDS

SHORTEST, LONGEST = 3, 8
MOST_LETTERS = 3  # that one word lends: KOrea MIning Development


def compare_acronym(first: Parsed, second: Parsed, found: Alignment, table: Table) -> Score:
    """Two names of which what one has alone is an acronym of what the other has alone."""
    sides = (
        (first, found.alone, second, {word for m in found.meetings for word in m.others}),
        (second, found.alone_there, first, {word for m in found.meetings for word in m.words}),
    )
    for short, alone, full, met in sides:
        said = [short.words[i] for i in alone if short.words[i] not in PLACES]
        if (
            not is_of_a_firm(full.weights, full.forms)
            or len(said) != 1
            or not SHORTEST <= len(said[0]) <= LONGEST
        ):
            continue
        for words in _all_words(full.text):
            left = tuple(word for word in words if word not in met)
            if len(left) > 2 and (used := spells(said[0], left)) > 2:
                more = min(2, len(said[0]) - SHORTEST) * table.name("many letters")
                value = round(table.name("acronym") + more, 3)
                why = f"{said[0].upper()} stands for {' '.join(left[:used])}"
                return Score(value=value, why=why)
    return NONE


def is_of_a_firm(weights: tuple[float, ...], forms: frozenset[str]) -> bool:
    """True for a name with a legal form or a word of trade; other words may be a person's."""
    return len(forms) > 0 or any(weight < 1 for weight in weights)


@lru_cache(maxsize=1 << 14)
def _all_words(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name with its legal form, without the small words and with them."""
    words = tuple(fold(without_bracket(text)[0]).split())
    telling = tuple(word for word in words if word not in STOPWORDS or word == "co")
    return (telling,) if telling == words else (telling, words)


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
