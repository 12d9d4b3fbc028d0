"""Words divided into Korean syllables: every way a Latin, Cyrillic or kana spelling allows.

Cyrillic and kana are first written in the notation of `jamo`: Latin letters, with `~` after a
vowel or an n that the script does not tell apart.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tidewaiter.names.jamo import CODAS, ONSETS, VOWELS, Syllable, of_hangul

LONGEST = 20  # letters of a word; Korean ones are shorter
MOST_READINGS = 6
_ONSETS = frozenset(spelling for spelling in ONSETS if spelling < "ㄱ")
_VOWELS = frozenset(s for s in VOWELS if s < "ㄱ" and s[-1] != "=")
_CODAS = frozenset(spelling for spelling in CODAS if spelling < "ㄱ")
_NOT_KOREAN = re.compile(r"[vx0-9]|[bcdfghjklmnpqrstz]{5}")
_VOWEL_LETTERS = frozenset("aeiouŏŭwy")
_DOUBLED = re.compile(r"(.)\1+")

Syllables = tuple[Syllable, ...]


@lru_cache(maxsize=1 << 14)
def divided(word: str) -> tuple[Syllables, ...]:
    """Every way to divide a word in one to four Korean syllables, likelier ones first.

    >>> [len(reading) for reading in divided("sunyŏng")]
    [2, 2]
    """
    if len(word) > LONGEST or _NOT_KOREAN.search(word) is not None:
        return ()
    found = list(dict.fromkeys(_divide(word.replace("wh", "hw"), 4)))
    found.sort(key=lambda reading: (abs(len(reading) - 2), sum(map(_oddness, reading))))
    return tuple(found[:MOST_READINGS])


@lru_cache(maxsize=1 << 14)
def single(word: str) -> tuple[Syllables, ...]:
    """The readings of a word that stands for itself: as one syllable where it can be one."""
    readings = divided(word)
    ones = tuple(reading for reading in readings if len(reading) == 1)
    return ones or readings


def _oddness(syllable: Syllable) -> int:
    return ONSETS[syllable[0]][0][1] + VOWELS[syllable[1]][0][1] + CODAS[syllable[2]][0][1]


def _divide(word: str, most: int) -> Iterator[Syllables]:
    if most == 0:
        return
    for onset, rest in _starts(word, _ONSETS):
        if rest == "" or rest[0] not in _VOWEL_LETTERS:
            continue
        for vowel, after in _starts(rest, _VOWELS):
            if vowel == "" or (vowel == "y" and after != ""):
                continue
            for coda, others in _starts(after, _CODAS):
                if others == "":
                    yield ((onset, vowel, coda),)
                else:
                    for more in _divide(others, most - 1):
                        yield ((onset, vowel, coda), *more)


def _starts(word: str, spellings: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What a word begins with among some spellings, longest first, and what is left of it."""
    for length in range(min(4, len(word)), -1, -1):
        if word[:length] in spellings:
            yield word[:length], word[length:]


def of_word(text: str) -> Syllables:
    """The syllables of a Hangul word."""
    return tuple(of_hangul(letter) for letter in text)


def marked(syllables: Syllables, revised: bool) -> Syllables:
    """The syllables of a name that marks its vowels: a bare o or u is what it seems.

    A bare ch is ㅈ where the mark is a breve, and k, t, p, ch are aspirates in Revised.
    """
    sure = ("ch", "k", "t", "p") if revised else ("ch",)
    return tuple(
        (
            onset + ("+" if revised else "=") if onset in sure else onset,
            vowel + "=" if vowel in {"o", "u", "yo"} else vowel,
            coda,
        )
        for onset, vowel, coda in syllables
    )


def repairs(word: str) -> Iterator[str]:
    """The word with one letter left out, with two neighbours in each other's place, or undoubled.

    Undoubled, every letter written several times over stands once.
    """
    seen = {word}
    undoubled = _DOUBLED.sub(r"\1", word)
    if len(word) - len(undoubled) > 1:
        seen.add(undoubled)
        yield undoubled
    for i in range(len(word)):
        for other in (
            word[:i] + word[i + 1 :],
            word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :],
        ):
            if other not in seen:
                seen.add(other)
                yield other
