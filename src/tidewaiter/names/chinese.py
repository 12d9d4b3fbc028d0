"""Chinese syllables in Latin letters: pinyin and Wade-Giles brought to one form.

Foreign names in Chinese characters, whose parts stand between dots, go by their consonants.
"""

import re
from functools import lru_cache

from anyascii import anyascii

# what Wade-Giles without its apostrophes cannot tell apart is one sound here
_ONSETS = {
    "hs": "X", "x": "X", "sh": "S", "ssu": "sI", "szu": "sI", "zh": "C", "ch": "C", "j": "C",
    "q": "C", "tzu": "ZI", "tz": "Z", "ts": "Z", "z": "Z", "c": "Z", "k": "K", "g": "K", "t": "T",
    "d": "T", "p": "P", "b": "P", "r": "R", "": "",
}  # fmt: skip
_SYLLABLE = re.compile(
    r"(hs|sh|zh|ch|tz|ts|[xjqzckgtdpbrfhlmnswy]|)"
    r"(iang|iong|uang|ueng|iung|ang|eng|ing|ong|ung|ian|ien|iao|uan|uai|ueh|iai|iu|ai|ei|ao|ou|an"
    r"|en|in|un|ia|ie|ieh|uo|ua|ui|ue|eh|ih|a|e|i|o|u)"
)
_RIMES = {"ung": "ong", "ien": "ian", "ieh": "ie", "ueh": "ue", "iung": "iong", "eh": "e",
          "ih": "i", "uei": "ui", "yu": "u"}  # fmt: skip
_WADE_ONLY = re.compile(r"hs|tz|ts[aeou]|ung|ien|ieh|ueh|ih$|ch(?=in|ia|ie|iu|ing)|^(?:jen|jih)")
_NO_WADE = re.compile(r"[xqgdbz]|ong|ian")


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> str:
    """The word's syllables in one form for both systems; empty where it is none of theirs."""
    sounds, at = [], 0
    while at < len(word):
        match = _SYLLABLE.match(word, at)
        if match is None or match.end() == at:
            return ""
        onset, rime = match[1], _RIMES.get(match[2], match[2])
        # a final n or ng belongs to the syllable before unless a vowel follows
        sounds.append(_ONSETS.get(onset, onset) + rime)
        at = match.end()
    return "-".join(sounds)


def romanised_alike(word: str, other: str) -> bool:
    """True where one word is the Wade-Giles spelling of what the other writes in pinyin.

    >>> romanised_alike("tsetung", "zedong")
    True
    """
    if not (has_wade(word) or has_wade(other)) or _NO_WADE.search(word + other) is None:
        return False
    one = syllables(word)
    return one != "" and one == syllables(other)


def has_wade(word: str) -> bool:
    """True for a word with a spelling that Wade-Giles has and pinyin has not."""
    return _WADE_ONLY.search(word) is not None


_DOTS = re.compile(r"[·・•‧]")
_LOOSE = str.maketrans("bgdzrvfcq", "pktslwwkk", "aeiouyh")


def transcribed_alike(han: str, words: tuple[str, ...]) -> bool:
    """True where the dotted parts of a name in Han have the consonants of the words, in order."""
    parts = _DOTS.split(han)
    if len(parts) < 2 or len(parts) != len(words):
        return False
    pairs = zip(parts, words, strict=True)
    return all(_loose(anyascii(part).casefold()) == _loose(word) for part, word in pairs)


def _loose(word: str) -> str:
    bare = re.sub(r"ck", "k", word).translate(_LOOSE)
    return re.sub(r"(.)\1+", r"\1", bare)
