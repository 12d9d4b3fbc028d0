"""Cutting a description into units that words of any script can be matched against.

Latin and Cyrillic words, runs of one kana, and numbers are one unit each; Han and Hangul have no
safe word boundaries, so every sign is a unit. Signs that end a phrase become `BREAK`.
"""

import re
import unicodedata

from tidewaiter.model import Record

BREAK = "\n"
NUMBER = "0"

_UNIT = re.compile(
    r"[a-z]+[0-9][a-z0-9]*|[a-z]+|[а-яіїє]+"
    r"|[\u30a1-\u30ff]+|[\u3041-\u309f]+|[\u3400-\u9fff]|[\uac00-\ud7a3]"
    r"|[0-9][0-9.,]*[0-9]|[0-9]"
    r"|\s[-–—]+\s|\.(?=\s|$)|[^\s\w.\-–—'’\"“”&%#*_]|&"
)
_WORDS = re.compile(r"[a-zа-яіїє]")
_BARE = {
    code: base
    for code in range(0xC0, 0x180)
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
} | {ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("ё"): "е", ord("ß"): "ss"}


class Unit(Record, frozen=True, gc=False):
    """One unit: the text to match on, and where it stands in the folded description."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, full-width signs made plain, accents taken off Latin letters."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).lower().translate(_BARE)


def cut(folded: str) -> list[Unit]:
    """The units of a folded description, in order."""
    return [
        Unit(_classify(match[0]), match.start(), match.end()) for match in _UNIT.finditer(folded)
    ]


def script(unit: str) -> str:
    """`spaced` for Latin and Cyrillic words, `number` for what holds a digit, else `dense`."""
    if any(sign.isdecimal() for sign in unit):
        return "number"
    return "spaced" if _WORDS.match(unit) else "dense"


def _classify(sign: str) -> str:
    if sign[0].isalpha() or sign == "&":
        return sign
    return NUMBER if sign[0].isdecimal() else BREAK
