"""How alike two words of names are: a pure function of the two, symmetric, and remembered.

Words come folded (small plain letters, one script). What a whole name makes of its words is
said elsewhere; here stands only what two words are to each other.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import log2
from typing import TYPE_CHECKING

import msgspec
from rapidfuzz.distance import OSA

from tidewaiter.names import compiled
from tidewaiter.names.chinese import has_wade, romanised_alike
from tidewaiter.names.korean import reads_as_korean, similarity, sound
from tidewaiter.names.sounds import GAPS, substitution
from tidewaiter.names.table import LATEST, load_table
from tidewaiter.names.variants import OTHER_SEX, SHORT_FORMS, SPELLINGS, one_name, short_form

if TYPE_CHECKING:
    from tidewaiter.names._edits import Edits, Likeness

NOTHING = (0.0, "")
ALL_RULES: frozenset[str] = frozenset()  # none is left out
REMEMBERED = 1 << 17
MOST_EDITS = 3
LEAST = 0.4  # of two words that are laid beside each other
LEAST_JOINED = 0.6  # of words that are otherwise spaced
LONGEST_WORD = 60
_LONGEST_COMPILED = 255

_VOWELS = frozenset("aeiou")
_SOUNDED = {
    "tsch": "4", "tch": "4", "ch": "4", "cz": "4", "sch": "6", "sh": "6", "zh": "j", "dzh": "j",
    "dj": "j", "kh": "h", "gh": "g", "ph": "f", "th": "t", "dh": "d", "ck": "k", "q": "k",
    "ce": "se", "ci": "si", "cy": "si", "c": "k", "x": "ks", "w": "v", "ou": "u", "oo": "u",
    "ee": "i", "ie": "i", "yy": "i", "yj": "i", "ij": "i", "iy": "i", "ii": "i", "y": "i",
    "ts": "z", "tz": "z", "aa": "a", "uu": "u", "iu": "u", "yu": "u", "ju": "u", "ya": "a",
    "ia": "a", "ja": "a", "ff": "f",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDED, key=len, reverse=True)))
_DOUBLED_CONSONANT = re.compile(r"([b-df-hj-np-tv-z])\1+")
_GLIDE = re.compile(r"(?<=[aeiou])js?$")
_DOUBLED = re.compile(r"(.)\1+")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LOOK = {"0o", "1i", "1l", "5s", "3e", "4a", "7t", "9g", "8b", "6g", "2z", "6b"}
_VOICED = frozenset({"zs", "sz", "bp", "pb", "dt", "td", "gk", "kg", "vf", "fv", "jz", "zj"})
_UNWRITTEN = frozenset("eiou")  # vowels that a script without vowel signs has no letter for
_MERGED = str.maketrans("pg", "bk")
_ABJAD = re.compile(r"[aeiouwy]|h$")


class _Word(msgspec.Struct, frozen=True, gc=False):
    """What can be known of a word by itself: how it sounds, and what it may be."""

    sounds: str
    bare: str
    without_vowels: bool
    korean: str
    wade: bool


def likeness(
    word: str, other: str, version: str = LATEST, without: frozenset[str] = ALL_RULES
) -> tuple[float, str]:
    """How alike two folded words are, from 0 to 1, and the rule by which they meet.

    `without` names rules that do not hold for the names the words are of.

    >>> likeness("mohammed", "muhamad")[1]
    'variant'
    """
    if compiled.edits is not None:
        return compared(version).likeness(word, other, without)
    return _likeness(word, other, version, without)


@lru_cache(maxsize=REMEMBERED)
def _likeness(word: str, other: str, version: str, without: frozenset[str]) -> tuple[float, str]:
    if word == other:
        return 1.0, "same"
    shorter, longer = len(word), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if shorter <= 1:
        met = word[:1] == other[:1] and word.isalpha() and other.isalpha()
        return _said("initial", version) if met else NOTHING
    if word in SPELLINGS and other in SPELLINGS and one_name(word, other):
        return _said("variant", version)
    if word in SHORT_FORMS and other in SHORT_FORMS and short_form(word, other):
        return _said("short form", version)
    if word.isdigit() or other.isdigit() or longer > LONGEST_WORD:
        return NOTHING
    return _compare(word, other, version, without)


def _compare(word: str, other: str, version: str, without: frozenset[str]) -> tuple[float, str]:
    if word in OTHER_SEX and other in OTHER_SEX[word]:
        return _said("other sex", version)
    one, two = know(word), know(other)
    best = NOTHING
    if abs(len(word) - len(other)) <= MOST_EDITS:
        if one.sounds == two.sounds:
            return _said("transliteration", version)
        most = most_edits(min(len(word), len(other)))
        near = OSA.distance(word, other, score_cutoff=most) <= most
        if near or OSA.distance(one.sounds, two.sounds, score_cutoff=most) <= most:
            best = _slipped(word, other, near, version)
    vowels_differ = one.without_vowels is not two.without_vowels and one.bare == two.bare
    if vowels_differ and "consonants" not in without:
        bare, full = (word, other) if one.without_vowels else (other, word)
        if _vowels_agree(bare, full):
            best = max(best, _said("consonants", version))
    if (one.wade or two.wade) and romanised_alike(word, other):
        best = max(best, _said("Wade-Giles", version))
    if len(one.korean) > 3 and len(two.korean) > 3 and "Korean sounds" not in without:
        best = max(best, _sound_korean(one.korean, two.korean, version))
    return best


def _vowels_agree(bare: str, full: str) -> bool:
    """True where the vowels that the bare word does write stand in the full one."""
    begins = bare[0] in _VOWELS
    if len(know(bare).bare) + begins < 3:
        return False
    if begins is not (full[0] in _VOWELS):
        return False
    if (bare[-1] == "y") is not (full[-1] in "iye") or (bare[-1] == "h" and full[-1] not in "aeh"):
        return False
    long_i = sum(full.count(letter) for letter in "iye")
    return bare.count("y") <= long_i and bare.count("w") <= sum(map(full.count, "uow"))


@lru_cache(maxsize=REMEMBERED)
def know(word: str) -> _Word:
    """What the rules ask about a word, found once."""
    sounds = sounded(word)
    return _Word(
        sounds=sounds,
        bare=_ABJAD.sub("", sounds.translate(_MERGED)).replace("v", ""),
        without_vowels=_lacks_vowels(word),
        korean=korean_sound(word),
        wade=has_wade(word),
    )


def most_edits(length: int) -> int:
    """How many edits two words may be apart, the shorter of so many letters."""
    if length < 5:
        return 1
    return 2 if length < 10 else MOST_EDITS


def _lacks_vowels(word: str) -> bool:
    """True for a word with next to no vowels, as one out of a script without them."""
    written = word[1:-1].count("a")
    return len(word) > 2 and written * 5 <= len(word) and _UNWRITTEN.isdisjoint(word[1:])


def _said(rule: str, version: str) -> tuple[float, str]:
    return load_table(version).word(rule), rule


def _sound_korean(one: str, two: str, version: str) -> tuple[float, str]:
    value = similarity(one, two)
    if value <= 0.5:
        return NOTHING
    table = load_table(version)
    value *= table.word("Korean sounds")
    return (value, "Korean sounds") if value >= table.word("least Korean") else NOTHING


@lru_cache(maxsize=REMEMBERED)
def korean_sound(word: str) -> str:
    """The Korean sounds of a word; empty where it cannot be a Korean one."""
    if "\uac00" <= word[0] <= "\ud7a3" or (len(word) > 2 and reads_as_korean(word)):
        return sound(word)
    return ""


def _slipped(word: str, other: str, near: bool, version: str) -> tuple[float, str]:
    """One word with slips that its length bears, in its letters or in its sounds."""
    shorter = min(len(word), len(other))
    if shorter < 3:
        return NOTHING
    table = load_table(version)
    budget = table.edits["budget"].weight * log2(shorter - 1)
    if shorter > 3 and know(word).without_vowels and know(other).without_vowels:
        budget *= table.edits["budget without vowels"].weight
    cost = budget + 1
    if near:
        cost = edit_cost(word, other, version)
    spelling = table.edits["spelling"].weight
    if cost > spelling:
        cost = min(cost, edit_cost(sounded(word), sounded(other), version) + spelling)
    if cost > budget:
        return NOTHING
    top, floor = table.word("slip"), table.word("slip at its limit")
    return top - (top - floor) * cost / budget, "slip"


@lru_cache(maxsize=REMEMBERED)
def sounded(word: str) -> str:
    """A word as it sounds, whichever Latin spelling writes the sounds.

    >>> sounded("selenskyj") == sounded("selenskiy")
    True
    """
    single = _GLIDE.sub("i", _DOUBLED_CONSONANT.sub(r"\1", word))
    if single[0] == "x":
        single = "s" + single[1:]
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUNDED[match[0]], single))


def edit_cost(word: str, other: str, version: str = LATEST) -> float:
    """What it costs to make one word of the other, slips that are easily made costing less."""
    if compiled.edits is not None and max(len(word), len(other)) <= _LONGEST_COMPILED:
        return _edits(version).cost(word, other)
    edits = _costs(version)
    gaps = [_gap(word, i, edits) for i in range(len(word))]
    others = [_gap(other, j, edits) for j in range(len(other))]
    rows = [[0.0, *accumulate(others)]]
    for i, letter in enumerate(word):
        above = rows[-1]
        row = [above[0] + gaps[i]]
        for j, wanted in enumerate(other):
            best = above[j] if letter == wanted else above[j] + _swap(letter, wanted, edits)
            if i == j == 0 and letter != wanted:
                best += edits["first letter"]
            best = min(best, above[j + 1] + gaps[i], row[j] + others[j])
            if i > 0 and j > 0 and letter == other[j - 1] and word[i - 1] == wanted:
                best = min(best, rows[i - 1][j - 1] + edits["transposed"])
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@cache
def _edits(version: str) -> "Edits":
    return compiled.edits.Edits(_costs(version), _swap)


@cache
def compared(version: str) -> "Likeness":
    """How alike two words are by that version, in compiled code where it is at hand."""
    weights = {name: rule.weight for name, rule in load_table(version).words.items()}
    return compiled.edits.Likeness(
        _edits(version),
        weights,
        _costs(version),
        know,
        (SPELLINGS, SHORT_FORMS, OTHER_SEX),
        (one_name, short_form, romanised_alike, OSA.distance),
        substitution,
        GAPS,
        REMEMBERED,
    )


@cache
def _costs(version: str) -> dict[str, float]:
    return {name: rule.weight for name, rule in load_table(version).edits.items()}


def _gap(word: str, at: int, edits: dict[str, float]) -> float:
    letter = word[at]
    before = word[at - 1] if at > 0 else ""
    if letter in {before, word[at + 1 : at + 2]}:
        return edits["doubled"]
    if at == len(word) - 1 and (letter == "s" or (letter == "g" and before == "n")):
        return edits["ending"]
    if letter in _VOWELS:
        woman = letter == "a" and at == len(word) - 1 and before not in _VOWELS
        return edits["woman's ending" if woman else "vowel dropped"]
    return edits["weak letter"] if letter in "hjwy" else edits["letter"]


def _swap(letter: str, other: str, edits: dict[str, float]) -> float:
    if letter in _VOWELS and other in _VOWELS:
        return edits["vowel swapped"]
    if letter + other in _LOOK or other + letter in _LOOK:
        return edits["looks alike"]
    if letter + other in _NEAR:
        return edits["keyboard"]
    if letter in "46" or other in "46":
        return edits["voiced" if letter in "46" and other in "46" else "letter of two"]
    if letter + other in _VOICED:
        return edits["voiced"]
    return edits["letter"]


def _neighbours() -> frozenset[str]:
    pairs = set()
    for row in _KEYBOARD:
        for one, two in pairwise(row):
            pairs |= {one + two, two + one}
    return frozenset(pairs)


_NEAR = _neighbours()


def forget() -> None:
    """Forget what is remembered of words, as after a change of weights."""
    for remembered in (_likeness, _costs, _edits, compared):
        remembered.cache_clear()
