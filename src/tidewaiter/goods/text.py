"""Cutting a description into units that words of any script can be matched against.

Latin and Cyrillic words, runs of one kana, and numbers are one unit each; Han, Hangul and Thai have
no safe word boundaries, so every sign is a unit. Signs that end a phrase become `BREAK`.
"""

import re
import unicodedata
from typing import Literal

from tidewaiter.model import Record

BREAK = "\n"
NUMBER = "0"

Script = Literal["spaced", "dense", "number", "break"]

_UNIT = re.compile(
    r"([a-z]+[0-9][a-z0-9]*|[a-z]{1,2}-[0-9][a-z0-9]*|[0-9][0-9.,]*[0-9]|[0-9])"
    r"|([a-zа-яіїє]+)"
    r"|([\u30a1-\u30ff]+|[\u3041-\u309f]+|[\u3400-\u9fff]|[\uac00-\ud7a3]|[\u0e00-\u0e7f])"
    r"|(&)|(\s[-–—]+\s|\.(?=\s|$)|[^\s\w.\-–—'’\"“”&%#*_])"
)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_SCRIPTS: tuple[Script, ...] = ("break", "number", "spaced", "dense", "spaced", "break")
_BARE = {
    code: base
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
} | {ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("đ"): "d", ord("ё"): "е", ord("ß"): "ss"}


class Unit(Record, frozen=True, gc=False):
    """One unit: the text to match on, its script, and where it stands in the folded description.

    A model or grade with a digit in it (`a16`, `a-16`) has script `number` and keeps its text,
    without a hyphen.
    """

    text: str
    script: Script
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, full-width signs made plain, accents taken off Latin letters."""
    if text.isascii():
        return _joined(text.lower())
    folded = unicodedata.normalize("NFKC", text).lower().translate(_BARE)
    return _joined(folded)


def _joined(folded: str) -> str:
    """Dotted abbreviations without their dots (`s.t.c.`), as long as they were."""
    return _DOTTED.sub(lambda match: match[0].replace(".", "").ljust(len(match[0])), folded)


def cut(folded: str) -> list[Unit]:
    """The units of a folded description, in order."""
    return [_unit(match) for match in _UNIT.finditer(folded)]


def _unit(match: re.Match[str]) -> Unit:
    text, kind = match[0], _SCRIPTS[match.lastindex or 0]
    if kind == "break":
        text = BREAK
    elif kind == "number":
        text = text.replace("-", "") if text[0].isalpha() else NUMBER
    return Unit(text, kind, match.start(), match.end())
