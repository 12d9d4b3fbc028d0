"""Mandarin readings of Korean names: pinyin in syllables, and the Korean syllables they meet."""

import re
from functools import lru_cache

from tidewaiter.names.jamo import Syllable, hangul_of, of_hangul

_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|iu|in"
    r"|ua|uo|ui|un|ue|a|o|e|i|u)"
)


@lru_cache(maxsize=1 << 12)
def divided_pinyin(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to divide a word in one or two syllables of pinyin.

    >>> divided_pinyin("tiesan")
    (('tie', 'san'),)
    """
    ways = [(word,)] if _SYLLABLE.fullmatch(word) is not None else []
    return (
        *ways,
        *(
            (word[:cut], word[cut:])
            for cut in range(1, len(word))
            if _SYLLABLE.fullmatch(word[:cut]) is not None
            and _SYLLABLE.fullmatch(word[cut:]) is not None
            and word[cut] not in "aeiou"
        ),
    )


@lru_cache(maxsize=1 << 12)
def mandarin_of_syllable(syllable: Syllable) -> frozenset[str]:
    """The pinyin of every character that may be written with this Korean syllable."""
    from tidewaiter.names.hanja import mandarin_of

    found: set[str] = set()
    for hangul in hangul_of(syllable):
        found |= mandarin_of(hangul)
        onset, vowel, coda = of_hangul(hangul)
        if onset == "ㄹ":
            found |= mandarin_of(hangul_of(("ㅇ", vowel, coda))[0])
    return frozenset(found)


def meets(pinyin: tuple[str, ...], syllables: tuple[Syllable, ...]) -> bool:
    """True where characters with these Mandarin readings can have these Korean ones."""
    return len(pinyin) == len(syllables) and all(
        read in mandarin_of_syllable(syllable)
        for read, syllable in zip(pinyin, syllables, strict=True)
    )
