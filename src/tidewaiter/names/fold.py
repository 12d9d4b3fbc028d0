"""One plain form of a text for comparing: case, accents, punctuation, other scripts in Latin."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from tidewaiter.names.han import SIMPLIFIED
from tidewaiter.names.scripts import TABLES, unmask

APOSTROPHES = "'’‘`´ʼʹʻ′＇"
LONGEST = 400  # letters of a name that are compared; a longer text is no name
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_DROPPED = str.maketrans("", "", APOSTROPHES)
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {
    ord("'"): None,
    ord("`"): None,
}
# an apostrophe that an encoding lost stands as a question mark inside a word
_LOST = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_INITIALS = re.compile(r"\b(\w)[./](?=\w\b)")
_NOT_WORD = re.compile(r"[\W_]+")
# what is neither Latin, Greek, Cyrillic, Hangul nor Han, and what is left once these are plain
_FOREIGN = re.compile(r"[^\x00-\u052f\u1e00-\u1fff\u3400-\u9fff\uac00-\ud7a3]+")
_REST = re.compile(r"[^\x00-\x7f\u3400-\u9fff\uac00-\ud7a3]+")


def fold(text: str) -> str:
    """The text in small plain letters with single spaces; Hangul stays, Han is simplified.

    Every other script is written in Latin letters. Of a text longer than `LONGEST` only the
    beginning is kept.

    >>> fold("Société  d'Énergie, S.A.")
    'societe denergie sa'
    """
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if not text.isascii():
        text = _plain_letters(text)
    elif text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    if "&" in text or "?" in text or "%" in text:
        text = _LOST.sub("", text).replace("&", " and ").replace("%", " percent")
    if "." in text or "/" in text:
        text = _INITIALS.sub(r"\1", text.translate(_DROPPED))
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    return _NOT_WORD.sub(" ", text.casefold().translate(_DROPPED)).strip()


def _plain_letters(text: str) -> str:
    if max(text) < _FIRST_OTHER and "µ" not in text:
        return text.translate(_latin_letters)
    return _any_letters(text)


class _LatinLetters(dict[int, str]):
    """What each letter of Latin becomes by itself: none of them changes another."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _any_letters(chr(code))
        return plain


_latin_letters = _LatinLetters()
_FIRST_OTHER = "\u0250"  # from here on are signs that change the letter before them


def _any_letters(text: str) -> str:
    lowered = unmask(unicodedata.normalize("NFKC", text)).casefold().translate(_DROPPED)
    # signs of one letter in Kana, Indic and other scripts come apart below and lose their sound
    lowered = _FOREIGN.sub(lambda match: _latin(match[0]), lowered.translate(TABLES))
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", _from_tables(lowered))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    # a letter under a mark the tables do not know (ѐ, ǽ) is known once it is bare
    plain = _from_tables(unicodedata.normalize("NFC", bare).casefold())
    return _REST.sub(lambda match: _latin(match[0]), plain)


def _from_tables(text: str) -> str:
    return text.translate(_LETTERS).translate(TABLES).translate(SIMPLIFIED)


@lru_cache(maxsize=1 << 14)
def _latin(text: str) -> str:
    """A run of another script in Latin; its signs that are no letters part words."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    return anyascii("".join(kept)).translate(_DROPPED).casefold()


def is_han(letter: str) -> bool:
    """True for a Chinese character, whoever writes it."""
    return "\u4e00" <= letter <= "\u9fff" or "\u3400" <= letter <= "\u4dbf"


def is_hangul(letter: str) -> bool:
    """True for a composed Hangul syllable."""
    return "\uac00" <= letter <= "\ud7a3"
