"""A name taken apart once, so that it can be compared many times."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

import msgspec

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.fold import LONGEST, fold, is_han
from tidewaiter.names.foreign import is_foreign
from tidewaiter.names.forms import FORM_WORDS, take_forms
from tidewaiter.names.han import korean_reading, mandarin_reading
from tidewaiter.names.korean import KoreanName, read_names
from tidewaiter.names.likeness import korean_sound
from tidewaiter.names.numbers import ROMAN, SINGLE, read_number, with_numbers
from tidewaiter.names.table import LATEST, load_table
from tidewaiter.names.trade import translate
from tidewaiter.names.words import (
    COMMON,
    COMMON_NAMES,
    COUNTRIES_IN_FULL,
    FIRM_FORMS_ON_PERSONS,
    GENERIC,
    HOME,
    HOME_IN_FULL,
    HONORIFICS,
    PARTICLES,
    PLACES,
    SERVANTS,
    STOPWORDS,
    SYNONYMS,
    TRANSLATED,
    VESSEL_PREFIXES,
)

MOST_WORDS = 24  # of a name that are compared
_TRAILING_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_TITLES = re.compile(rf"^\s*(?:(?:{'|'.join(sorted(HONORIFICS))})\b\.?\s*)+", re.IGNORECASE)
_OF = re.compile(r"\bof (\w+)", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
# several names in one text: after a slash or a semicolon, or in a row with commas
_MANY = re.compile(r"[^\W\d]{3}\s*[/;]\s*[^\W\d]{3}|,[^,]*,|\ba\.?k\.?a\b", re.IGNORECASE)
_PARTS = re.compile(r"[/;,]|\ba\.?k\.?a\b\.?", re.IGNORECASE)
MOST_VIEWS = 8
REMEMBERED = 1 << 17  # words
_EAST_ASIAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
_LETTER_THEN_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")

_MERGED = str.maketrans(
    {"g": "k", "q": "k", "c": "k", "x": "k", "d": "t", "b": "p", "f": "p", "v": "p", "z": "s"}
    | {"r": "l", "j": "y"}
    | dict.fromkeys("aeiouhw")
)
_CH = re.compile(r"t?ch|dj")
_VOWELS = frozenset("aeiou")
_VOWEL_GROUPS = re.compile(r"[aeiouy]+")


# words, what each tells, and legal forms
Worded = tuple[tuple[str, ...], tuple[float, ...], frozenset[str]]


class Parsed(msgspec.Struct, frozen=True, gc=False):
    """A name ready to compare.

    `words` are its plain words without legal forms, honorifics or prefixes; `sounds` their
    Korean sounds, empty for a word that is no Korean one; `weights` how much each tells, and
    `total` their sum. `compact` is the words without spaces, `letters` all there was without
    spaces, `telling` the words neither generic nor numbers, `forms` the legal forms. `views` are
    other names that stand in the same text: in brackets, after a slash, in a row of names.
    """

    text: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    sounds: tuple[str, ...]
    numbers: frozenset[str]
    han: str
    korean: tuple[KoreanName, ...]
    compact: str
    telling: tuple[str, ...]
    total: float
    forms: frozenset[str]
    letters: str
    views: tuple["Parsed", ...] = ()


def fold_name(text: str) -> str:
    """The plain form of a name without what stands in brackets at its end."""
    return fold(without_bracket(text)[0])


def without_bracket(text: str) -> tuple[str, str]:
    """A name, cut where it is too long to be one, and what stands in brackets at its end."""
    text = text[:LONGEST]
    if ")" not in text:
        return text, ""
    match = _TRAILING_BRACKET.search(text)
    if match is None or match.start() == 0:
        return text, ""
    return text[: match.start()], match[1]


def said_of(text: str) -> frozenset[str]:
    """Words that a name has in brackets or after `of`: mostly where the same firm is."""
    found = _OF.findall(text)
    if "(" in text:
        found += _BRACKETS.findall(text)
    return frozenset(fold(" ".join(found)).split())


def parse(
    text: str, kind: ListingKind, folded: str | None = None, worded: Worded | None = None
) -> Parsed:
    """The name taken apart as a name of that kind.

    Args:
        text: The name.
        kind: What it is a name of.
        folded: Its plain form, where at hand.
        worded: What `words_of` makes of that, where at hand.
    """
    text = text[: LONGEST + 1]
    parts = _PARTS.split(text) if holds_many(text) else ()
    if len(parts) > 1 and all(_is_name(part, kind) for part in parts):
        views = tuple(_parse(part, kind) for part in parts[:MOST_VIEWS])
        return msgspec.structs.replace(_parse(text, kind, folded, worded), views=views)
    return _parse(text, kind, folded, worded)


def holds_many(text: str) -> bool:
    """True where the text may hold several names."""
    marked = (
        "/" in text
        or ";" in text
        or text.count(",") > 1
        or "a.k.a" in text
        or "aka " in text
        or "AKA " in text
        or "A.K.A" in text
    )
    return marked and _MANY.search(text) is not None


def _is_name(part: str, kind: ListingKind) -> bool:
    words = part.split()
    return len(words) > 1 or (kind != "person" and len(part) > 3)


def _parse(
    text: str, kind: ListingKind, folded: str | None = None, worded: Worded | None = None
) -> Parsed:
    plain = without_bracket(text)[0]
    folded = fold(plain) if folded is None else folded
    han = "" if folded.isascii() else "".join(filter(is_han, folded))
    words, weights, forms = words_of(folded, kind) if worded is None else worded
    person, compact = kind == "person", "".join(words)
    return Parsed(
        text=text,
        words=words,
        weights=weights,
        sounds=() if person else _sounds(words, weights),
        numbers=_NONE if compact.isalpha() else frozenset(filter(str.isdigit, words)),
        han=han,
        korean=read_korean(text) if person else (),
        compact=compact,
        telling=tuple([w for w, g in zip(words, weights, strict=True) if g >= 0.5]),
        total=sum(weights),
        forms=forms,
        letters=folded.replace(" ", ""),
    )


_NONE: frozenset[str] = frozenset()


class Weights(dict[str, float | None]):
    """What each plain word of one kind of names tells; None for one that some rule changes."""

    def __init__(self, kind: ListingKind) -> None:
        super().__init__()
        self._kind, self._is_ruled = kind, _RULED.get(kind, _is_ruled_of_firm)

    def __missing__(self, word: str) -> float | None:
        if len(self) >= REMEMBERED:
            self.clear()
        ruled = not word.isascii() or self._is_ruled(word)
        weight = self[word] = None if ruled else weigh(word, self._kind)
        return weight


def words_of(folded: str, kind: ListingKind) -> Worded:
    """The words of a plain text that name a subject of that kind, what each tells, the forms."""
    plain, known = folded.split(), weights_of(kind)
    weights = [weight for word in plain if (weight := known[word]) is not None]
    if 0 < len(plain) == len(weights) <= MOST_WORDS:
        return tuple(plain), tuple(weights), _NONE
    words, forms = _WORDS.get(kind, _words_of_organization)(folded)
    words = words[:MOST_WORDS] or tuple(plain[:MOST_WORDS])
    return words, tuple([weigh(word, kind) for word in words]), forms


def _is_ruled_of_person(word: str) -> bool:
    return word in HONORIFICS or word in FIRM_FORMS_ON_PERSONS


def _is_ruled_of_firm(word: str) -> bool:
    """True for a word of a firm that some rule changes, wherever it stands."""
    ruled = word in FORM_WORDS or word in SYNONYMS or word in STOPWORDS or word in HOME
    number = word in SINGLE or read_number(word) is not None
    return ruled or number or word.startswith(_LAST_OF_COUNTRIES) or translate(word) != word


def _is_ruled_of_vessel(word: str) -> bool:
    ruled = word in VESSEL_PREFIXES or word in ROMAN or word in {"no", "number", "hao"}
    return ruled or not word.isalpha()


_RULED: dict[ListingKind, Callable[[str], bool]] = {
    "person": _is_ruled_of_person,
    "vessel": _is_ruled_of_vessel,
    "aircraft": _is_ruled_of_vessel,
}
weights_of = cache(Weights)


def _words_of_person(folded: str) -> tuple[tuple[str, ...], frozenset[str]]:
    kept = [word for word in folded.split() if word not in HONORIFICS]
    while len(kept) > 2 and kept[-1] in FIRM_FORMS_ON_PERSONS:
        kept.pop()
    return tuple(kept), _NONE


def _words_of_organization(folded: str) -> tuple[tuple[str, ...], frozenset[str]]:
    latin = _latin(folded).replace(HOME_IN_FULL, "dprk")
    for name, country in COUNTRIES_IN_FULL.items():
        if name in latin:
            latin = latin.replace(name, country)
    words, forms = take_forms(latin)
    words = " ".join([SYNONYMS.get(word) or translate(word) for word in words]).split()
    words = with_numbers(words)
    named = [word for word in words if word not in STOPWORDS]
    without_home = [word for word in named if word not in HOME]
    return tuple(without_home if len(without_home) > 1 else named), forms


_LAST_OF_COUNTRIES = tuple(name.split()[-1] for name in (HOME_IN_FULL, *COUNTRIES_IN_FULL))


def _words_of_vessel(folded: str) -> tuple[tuple[str, ...], frozenset[str]]:
    words = _LETTER_THEN_DIGIT.sub(" ", _latin(folded)).split()
    while len(words) > 1 and words[0] in VESSEL_PREFIXES:
        words = words[2:] if words[:2] == ["m", "v"] else words[1:]
    last = len(words) - 1
    read = [
        ROMAN[word]
        if word in ROMAN and at > 0 and (word not in SINGLE or at == last)
        else word.lstrip("0") or word
        for at, word in enumerate(words)
    ]
    return tuple(word for word in read if word not in {"no", "number", "hao"}), _NONE


_WORDS: dict[ListingKind, Callable[[str], tuple[tuple[str, ...], frozenset[str]]]] = {
    "person": _words_of_person,
    "organization": _words_of_organization,
    "vessel": _words_of_vessel,
    "aircraft": _words_of_vessel,
}


def _latin(folded: str) -> str:
    """A firm's Han and Hangul words in Latin where they can be read, else as they are."""
    if folded.isascii() or _EAST_ASIAN.search(folded) is None:
        return folded
    for written, meaning in TRANSLATED:
        folded = folded.replace(written, f" {meaning} ")
    words = [_read_han(word, "korea" in folded) for word in folded.split()]
    return " ".join(words)


def _read_han(word: str, of_korea: bool) -> str:
    """A Han word as it is read where the firm is from: in Korean after 朝鲜, else in Mandarin."""
    if not is_han(word[0]):
        return word
    reading = korean_reading(word) if of_korea else mandarin_reading(word)
    return reading or word


@lru_cache(maxsize=REMEMBERED)
def weigh(word: str, kind: ListingKind, version: str = LATEST) -> float:
    """How much a word tells about whose name it is, as a word of that kind of name."""
    return load_table(version).weights[sort_of(word, kind)].weight


def sort_of(word: str, kind: ListingKind) -> str:
    """Which sort of word it is; the table of weights has one weight a sort."""
    if word.isdigit():
        return "number"
    sorts = _SORTS.get(kind, _FIRM_SORTS)
    found = next((sort for sort, words in sorts if word in words), "telling")
    return "common" if len(word) == 1 and sorts is _FIRM_SORTS else found


_FIRM_SORTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("place", PLACES),
    ("generic", GENERIC),
    ("common", COMMON),
)
_SORTS: dict[ListingKind, tuple[tuple[str, frozenset[str]], ...]] = {
    "person": (("servant", SERVANTS), ("particle", PARTICLES), ("common name", COMMON_NAMES)),
    "vessel": (),
    "aircraft": (),
}


def _sounds(words: tuple[str, ...], weights: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(
        [
            korean_sound(word) if weight >= 0.5 else ""
            for word, weight in zip(words, weights, strict=True)
        ]
    )


def read_korean(text: str) -> tuple[KoreanName, ...]:
    """The name of a person read as a Korean one, in every way; mostly in none."""
    plain = without_bracket(text)[0]
    return () if is_foreign(plain) else read_names(_TITLES.sub("", plain))


def skeleton(word: str) -> str:
    """The consonants of a word, those that spellings mix as one.

    Two consonants alone tell little: the number of syllables is added. A word with fewer stays
    as it is.
    """
    softened = _CH.sub("j", word) if "ch" in word or "dj" in word else word
    bones = softened.replace("y", "").translate(_MERGED)
    if len(bones) < 2:
        return word
    if len(bones) == 2:
        return f"{bones}{len(_VOWEL_GROUPS.findall(word))}"
    return "a" + bones if word[0] in _VOWELS else bones


def forget() -> None:
    """Forget what words tell, as after a change of weights."""
    weigh.cache_clear()
    weights_of.cache_clear()
