# ruff: noqa: SIM905 - tables of words read better as text
"""Letters of other scripts in Latin where names are written another way than signs are named.

Arabic and Hebrew letters are given as the Latin spelling of names has them, the letters that
also stand for vowels as vowels. Whatever is not here is left to `anyascii`.
"""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхыэіїєґў",
        "a b v g d e z i y k l m n o p r s t u f kh y e i yi ye g u".split(),
        strict=True,
    )
) | {"ё": "yo", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
     "ю": "yu", "я": "ya", "қ": "k", "ғ": "gh", "ң": "ng", "ө": "o", "ү": "u", "ұ": "u", "һ": "h",
     "ә": "a", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"}  # fmt: skip
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ئ": "y", "ؤ": "u", "ى": "a",
    "ة": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "ہ": "h", "ھ": "h", "و": "w", "ي": "y",
    "ی": "y", "ے": "e", "ټ": "t", "ډ": "d", "ړ": "r", "ښ": "sh", "ۍ": "y", "ې": "e", "ڼ": "n",
    "ځ": "z", "څ": "ts", "ږ": "g", "ګ": "g", "ـ": "", "\u200c": "", "\u200d": "",
}  # fmt: skip
_HEBREW = dict(
    zip(
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        "a b g d h w z h t y k k l m m n n s a p f ts ts k r sh t".split(),
        strict=True,
    )
)
# Khmer: a mark makes p of b; a consonant that has no vowel sign and begins a syllable has an o
_KHMER_P = "ប\u17c9"
_KHMER_BARE = re.compile(
    r"(?<![\u1780-\u17d3])([\u1780-\u17a2])(?=[\u1780-\u17a2](?![\u17b6-\u17c5]))"
)
# Indic scripts of the north: a consonant before another, with no sign between, has an a
_INDIC = "\u0915-\u0939\u0995-\u09b9\u0a15-\u0a39\u0a95-\u0ab9"
_INDIC_BARE = re.compile(f"(?<=[{_INDIC}])(?=[{_INDIC}])")
TABLES = str.maketrans(_CYRILLIC | _ARABIC | _HEBREW)
_MASKS = str.maketrans(
    dict(zip("аеорсухіјѕһԁԛԝкмтвнг", "aeopcyxijshdqwkmtbhr", strict=True))
    | dict(zip("αβεικνορτυχϲ", "abeikvoptuxc", strict=True))
)
_CAPITAL_MASKS = str.maketrans(
    dict(zip("АВЕКМНОРСТХУІЈЅԌ", "ABEKMHOPCTXYIJSG", strict=True))
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
)
# Arabic phrases of names: God's servant, the article written to its word, a silent h before a joint
_ARABIC_PHRASES = (
    (re.compile("عبد ?الله"), "abdullah"),
    (re.compile("الله"), "allah"),
    (re.compile("عبدال"), "abd al "),
    (re.compile(r"\bال(?=\w{3})"), "al "),
    (re.compile("ه\u200c"), "e"),
)
_WORD = re.compile(r"[^\W\d_]+")
_IN_ARABIC = re.compile("[\u0600-\u06ff]")
# all letters of Greek and Cyrillic, and all of Latin, with what lies between
_MAY_MASK = re.compile("[\u0370-\u052f\u1c80-\u1fff\ua640-\uab65\U00010140-\U0001018b]")
_MAY_BE_LATIN = re.compile(
    "[A-Za-z\u00aa-\u02af\u1d00-\u1eff\u2090-\u2c7f\ua722-\uab68\ufb00-\ufb06\U0001df00-\U0001df1e]"
)
_INVISIBLE = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f]"
)


def unmask(text: str) -> str:
    """The text without invisible signs, and with a Latin word's Greek or Cyrillic letters Latin.

    >>> unmask("Kim \u0421hol")
    'Kim Chol'
    """
    text = _INVISIBLE.sub("", text)
    if text != "" and max(text) >= "\u0915":
        text = _INDIC_BARE.sub("a", text)
    if _IN_ARABIC.search(text) is not None:
        for phrase, latin in _ARABIC_PHRASES:
            text = phrase.sub(latin, text)
    if text != "" and "\u1780" <= max(text) <= "\u17ff":
        text = _KHMER_BARE.sub(r"\1o", text.replace(_KHMER_P, "p"))
    if _MAY_MASK.search(text) is None or _MAY_BE_LATIN.search(text) is None:
        return text
    return _WORD.sub(lambda match: _unmask_word(match[0]), text)


def _unmask_word(word: str) -> str:
    if word.isascii():
        return word
    latin = sum(letter.isascii() or _script(letter) == "LATIN" for letter in word)
    masked = sum(_script(letter) in {"CYRILLIC", "GREEK"} for letter in word)
    if latin == 0 or masked == 0:
        return word
    return word.translate(_MASKS).translate(_CAPITAL_MASKS)


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
