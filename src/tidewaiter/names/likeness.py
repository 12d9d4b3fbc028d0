"""How alike two words of names are: a pure function of the two, symmetric, and remembered.

Words come folded (small plain letters, one script). What a whole name makes of its words is
said elsewhere; here stands only what two words are to each other.
"""

import re
from functools import lru_cache
from itertools import pairwise
from math import log2

from rapidfuzz.distance import OSA

from tidewaiter.names.chinese import romanised_alike
from tidewaiter.names.korean import reads_as_korean, similarity, sound
from tidewaiter.names.table import LATEST, Table, load_table
from tidewaiter.names.variants import one_name, short_form

NOTHING = (0.0, "")
REMEMBERED = 1 << 17
MOST_EDITS = 3
LONGEST_WORD = 60

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
_ABJAD = re.compile(r"[aeiouwyh']")


@lru_cache(maxsize=REMEMBERED)
def likeness(word: str, other: str, version: str = LATEST) -> tuple[float, str]:
    """How alike two folded words are, from 0 to 1, and the rule by which they meet.

    >>> likeness("mohammed", "muhamad")[1]
    'variant'
    """
    if word == other:
        return 1.0, "same"
    if other < word:
        return likeness(other, word, version)
    table = load_table(version)
    if len(word) == 1 or len(other) == 1:
        return _said("initial", table) if word[0] == other[0] and _letters(word, other) else NOTHING
    if one_name(word, other):
        return _said("variant", table)
    if word.isdigit() or other.isdigit():
        return NOTHING
    return max(_slipped(word, other, table), _read_alike(word, other, table))


def _said(rule: str, table: Table) -> tuple[float, str]:
    return table.word(rule), rule


def _letters(word: str, other: str) -> bool:
    return word.isalpha() and other.isalpha()


def _read_alike(word: str, other: str, table: Table) -> tuple[float, str]:
    """The rules that do not look at the letters one by one."""
    if short_form(word, other):
        return _said("short form", table)
    if not (word.isascii() and other.isascii()):
        return _korean_alike(word, other, table)
    if romanised_alike(word, other):
        return _said("Wade-Giles", table)
    if _bare_alike(word, other):
        return _said("consonants", table)
    return _korean_alike(word, other, table)


def _korean_alike(word: str, other: str, table: Table) -> tuple[float, str]:
    one, two = korean_sound(word), korean_sound(other)
    if min(len(one), len(two)) < 4:
        return NOTHING
    value = similarity(one, two) * table.word("Korean sounds")
    return (value, "Korean sounds") if value >= table.word("least Korean") else NOTHING


@lru_cache(maxsize=REMEMBERED)
def korean_sound(word: str) -> str:
    """The Korean sounds of a word; empty where it cannot be a Korean one."""
    if "\uac00" <= word[0] <= "\ud7a3" or (len(word) > 2 and reads_as_korean(word)):
        return sound(word)
    return ""


def _slipped(word: str, other: str, table: Table) -> tuple[float, str]:
    """Two spellings of one sound, or one word with slips that its length bears."""
    shorter, longer = sorted((len(word), len(other)))
    if longer - shorter > MOST_EDITS or longer > LONGEST_WORD:
        return NOTHING
    one, two = sounded(word), sounded(other)
    if one == two:
        return _said("transliteration", table)
    if shorter < 3:
        return NOTHING
    budget = table.edits["budget"].weight * log2(shorter - 1)
    cost = budget + 1
    if OSA.distance(word, other, score_cutoff=MOST_EDITS) <= MOST_EDITS:
        cost = edit_cost(word, other, table)
    if OSA.distance(one, two, score_cutoff=2) <= 2:
        cost = min(cost, edit_cost(one, two, table) + table.edits["spelling"].weight)
    if cost > budget:
        return NOTHING
    top, floor = table.word("slip"), table.word("slip at its limit")
    return top - (top - floor) * cost / budget, "slip"


@lru_cache(maxsize=REMEMBERED)
def sounded(word: str) -> str:
    """A word as it sounds, whichever Latin spelling writes the sounds.

    >>> sounded("Selenskyj".lower()) == sounded("selenskiy")
    True
    """
    single = _GLIDE.sub("i", _DOUBLED_CONSONANT.sub(r"\1", word))
    if single[0] == "x":
        single = "s" + single[1:]
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUNDED[match[0]], single))


def _bare_alike(word: str, other: str) -> bool:
    """A word without its vowels, as Arabic and Hebrew are written, and the word with them."""
    if not (is_bare(word) or is_bare(other)):
        return False
    one, two = bare(word), bare(other)
    return one == two and len(one) > 1


@lru_cache(maxsize=REMEMBERED)
def bare(word: str) -> str:
    """The consonants of a word as its Arabic spelling shows them."""
    return _ABJAD.sub("", sounded(word).replace("p", "b").replace("v", ""))


def is_bare(word: str) -> bool:
    """True for a word that has next to no vowels, as one out of a script without them."""
    vowels = sum(letter in _VOWELS for letter in word)
    return len(word) > 2 and vowels * 5 <= len(word)


@lru_cache(maxsize=REMEMBERED)
def edit_cost(word: str, other: str, table: Table) -> float:
    """What it costs to make one word of the other, slips that are easily made costing less."""
    edits = {name: rule.weight for name, rule in table.edits.items()}
    rows = [[0.0] * (len(other) + 1) for _ in range(len(word) + 1)]
    for i in range(1, len(word) + 1):
        rows[i][0] = rows[i - 1][0] + _gap(word, i - 1, edits)
    for j in range(1, len(other) + 1):
        rows[0][j] = rows[0][j - 1] + _gap(other, j - 1, edits)
    for i, letter in enumerate(word, 1):
        for j, wanted in enumerate(other, 1):
            best = rows[i - 1][j - 1] + _swap(letter, wanted, edits)
            best = min(best, rows[i - 1][j] + _gap(word, i - 1, edits))
            best = min(best, rows[i][j - 1] + _gap(other, j - 1, edits))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                best = min(best, rows[i - 2][j - 2] + edits["transposed"])
            rows[i][j] = best
    return rows[-1][-1]


def _gap(word: str, at: int, edits: dict[str, float]) -> float:
    letter = word[at]
    if letter in {word[at - 1] if at > 0 else "", word[at + 1 : at + 2]}:
        return edits["doubled"]
    if letter == "s" and at == len(word) - 1:
        return edits["ending"]
    if letter in _VOWELS:
        return edits["vowel dropped"]
    return edits["weak letter"] if letter in "hwy" else edits["letter"]


def _swap(letter: str, other: str, edits: dict[str, float]) -> float:
    if letter == other:
        return 0.0
    if letter in _VOWELS and other in _VOWELS:
        return edits["vowel swapped"]
    if letter + other in _LOOK or other + letter in _LOOK:
        return edits["looks alike"]
    if letter + other in _NEAR:
        return edits["keyboard"]
    return edits["letter"]


def _neighbours() -> frozenset[str]:
    pairs = set()
    for row in _KEYBOARD:
        for one, two in pairwise(row):
            pairs |= {one + two, two + one}
    return frozenset(pairs)


_NEAR = _neighbours()
