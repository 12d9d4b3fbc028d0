"""A name taken apart once, so that it can be compared many times."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.fold import fold, is_han, is_hangul
from tidewaiter.names.han import korean_reading, mandarin_reading
from tidewaiter.names.korean import KoreanName, read_names, reads_as_korean, sound
from tidewaiter.names.words import (
    COMMON,
    GENERIC,
    HOME,
    HOME_IN_FULL,
    HONORIFICS,
    LEGAL_FORMS,
    PARTICLES,
    PLACES,
    ROMAN,
    STOPWORDS,
    SYNONYMS,
    TRANSLATED,
    VESSEL_PREFIXES,
)

_TRAILING_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_TITLES = re.compile(rf"^\s*(?:(?:{'|'.join(sorted(HONORIFICS))})\b\.?\s*)+", re.IGNORECASE)
_EAST_ASIAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")

_MERGED = str.maketrans(
    {"g": "k", "q": "k", "c": "k", "x": "k", "d": "t", "b": "p", "f": "p", "v": "p", "z": "s"}
    | {"r": "l", "j": "y"}
    | dict.fromkeys("aeiouhw")
)
_CH = re.compile(r"t?ch|dj")
_VOWELS = frozenset("aeiou")
_VOWEL_GROUPS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name ready to compare.

    `words` are its plain words without legal forms, honorifics or prefixes; `sounds` their
    Korean sounds, empty for a word that is no Korean one; `weights` how much each tells.
    `compact` is the words without spaces, `telling` those neither generic nor numbers.
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


def fold_name(text: str) -> str:
    """The plain form of a name without what stands in brackets at its end."""
    return fold(_without_bracket(text))


def _without_bracket(text: str) -> str:
    return (_TRAILING_BRACKET.sub("", text) or text) if ")" in text else text


def parse(text: str, kind: ListingKind, folded: str | None = None) -> Parsed:
    """The name taken apart as a name of that kind; `folded` is its plain form where at hand."""
    plain = _without_bracket(text)
    folded = fold(plain) if folded is None else folded
    han = "".join(letter for letter in folded if is_han(letter)) if not folded.isascii() else ""
    words, weights = words_of(folded, kind)
    return Parsed(
        text=text,
        words=words,
        weights=weights,
        sounds=_sounds(words, weights) if kind != "person" else (),
        numbers=frozenset(word for word in words if word.isdigit()),
        han=han,
        korean=_korean(plain, words, han) if kind == "person" else (),
        compact="".join(words),
        telling=tuple(w for w, g in zip(words, weights, strict=True) if g >= 0.5),
    )


def words_of(folded: str, kind: ListingKind) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The words of a plain text that name a subject of that kind, and how much each tells."""
    words = _WORDS.get(kind, _words_of_organization)(folded)
    if len(words) == 0:
        words = tuple(folded.split())
    return words, tuple(_weight(word, kind) for word in words)


def _words_of_person(folded: str) -> tuple[str, ...]:
    return tuple(word for word in folded.split() if word not in HONORIFICS)


def _words_of_organization(folded: str) -> tuple[str, ...]:
    latin = _latin(folded).replace(HOME_IN_FULL, "dprk")
    words = [SYNONYMS.get(word, word) for word in latin.split()]
    kept = [word for word in words if word not in LEGAL_FORMS or len(word) == 2]
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept.pop()
    named = [word for word in kept if word not in STOPWORDS]
    without_home = [word for word in named if word not in HOME]
    return tuple(without_home if len(without_home) > 1 else named)


def _words_of_vessel(folded: str) -> tuple[str, ...]:
    parted = re.sub(r"(?<=[a-z])(?=\d)", " ", _latin(folded)).split()
    words = [ROMAN.get(word, word.lstrip("0") or word) for word in parted]
    while len(words) > 1 and words[0] in VESSEL_PREFIXES:
        words = words[2:] if words[:2] == ["m", "v"] else words[1:]
    return tuple(word for word in words if word not in {"no", "number"})


_WORDS: dict[ListingKind, Callable[[str], tuple[str, ...]]] = {
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


def _weight(word: str, kind: ListingKind) -> float:
    if kind == "person":
        return 0.25 if word in PARTICLES or word.isdigit() else 1.0
    if kind in {"vessel", "aircraft"}:
        return 0.25 if word.isdigit() else 1.0
    if word in PLACES:
        return 0.1
    if word in GENERIC or word.isdigit():
        return 0.25
    return 0.5 if word in COMMON or len(word) == 1 else 1.0


def _sounds(words: tuple[str, ...], weights: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(
        _sound(word) if weight >= 0.5 else "" for word, weight in zip(words, weights, strict=True)
    )


def _sound(word: str) -> str:
    if is_hangul(word[0]) or (len(word) > 2 and word.isascii() and reads_as_korean(word)):
        return sound(word)
    return ""


def _korean(text: str, words: tuple[str, ...], han: str) -> tuple[KoreanName, ...]:
    if han != "":
        reading = korean_reading("".join(words))
        return read_names(reading) if reading is not None else ()
    hangul = " ".join(word for word in words if is_hangul(word[0]))
    if hangul == "":
        return read_names(_TITLES.sub("", text))
    latin = "".join(letter for letter in text if not is_hangul(letter))
    return (*read_names(hangul), *read_names(latin.strip()))


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
