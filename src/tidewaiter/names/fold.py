# ruff: noqa: SIM905 - tables of words read better as text
"""One plain form of a text for comparing: case, accents, punctuation, Cyrillic and Han variants."""

import re
import unicodedata

from tidewaiter.names.han import SIMPLIFIED

APOSTROPHES = "'’‘`´ʼʹʻ′＇"
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфхыэіїєґў",
            "a b v g d e z i y k l m n o p r s t u f kh y e i yi ye g u".split(),
            strict=True,
        )
    )
    | {"ё": "yo", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "yu", "я": "ya"}
)
_DROPPED = str.maketrans("", "", APOSTROPHES)
_INITIALS = re.compile(r"\b(\w)[./](?=\w\b)")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The text in small plain letters with single spaces; Hangul stays, Han is simplified.

    >>> fold("Société  d'Énergie, S.A.")
    'societe denergie sa'
    """
    if not text.isascii():
        text = _plain_letters(text)
    lowered = text.casefold().translate(_DROPPED).replace("&", " and ")
    return _NOT_WORD.sub(" ", _INITIALS.sub(r"\1", lowered)).strip()


def _plain_letters(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFKD", _from_tables(lowered))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    # a letter under a mark the tables do not know (ѐ, ǽ) is known once it is bare
    return _from_tables(unicodedata.normalize("NFC", bare).casefold())


def _from_tables(text: str) -> str:
    return text.translate(_LETTERS).translate(_CYRILLIC).translate(SIMPLIFIED)


def is_han(letter: str) -> bool:
    """True for a Chinese character, whoever writes it."""
    return "\u4e00" <= letter <= "\u9fff" or "\u3400" <= letter <= "\u4dbf"


def is_hangul(letter: str) -> bool:
    """True for a composed Hangul syllable."""
    return "\uac00" <= letter <= "\ud7a3"
