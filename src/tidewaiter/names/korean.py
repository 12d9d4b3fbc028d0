"""Korean personal names: every way to read a text as one, in any script that writes them.

A reading is a family name and the syllables of the given name, in the parts of `jamo`. How far
two readings are apart says `apart`; `eastern` makes a score of it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from tidewaiter.names import cyrillic, kana
from tidewaiter.names.fold import APOSTROPHES, fold
from tidewaiter.names.jamo import (
    ONSETS,
    Syllable,
    distance,
    hangul_of,
    of_hangul,
    surface,
    vowels_apart,
)
from tidewaiter.names.pinyin import divided_pinyin
from tidewaiter.names.sounds import reads_as_korean, similarity, sound
from tidewaiter.names.surnames import (
    FAMILIES,
    HANGUL_FAMILIES,
    doubtful_families_of,
    families_of,
    families_of_pinyin,
    may_be_family,
)
from tidewaiter.names.syllables import (
    Syllables,
    divided,
    marked,
    of_word,
    repairs,
    single,
)

__all__ = ["KoreanName", "apart", "read_names", "reads_as_korean", "similarity", "sound"]

Script = Literal["Hangul", "Hanja", "Latin", "Cyrillic", "katakana", "pinyin"]
SLIP = 0.08  # what a repaired slip of one letter costs
FAMILY_LAST = 0.02
DOUBTFUL_FAMILY = 0.2  # the family name is properly written otherwise
MOST_NAMES = 12
LONGEST_FAMILY = 7  # letters, with one too many

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*")
_MARK = re.compile(r"[ŏŭ]|eo")
_HAN = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[a-zA-Z]")
_BREVES = str.maketrans("ǒôõöōǔûũū", "ŏŏŏŏŏŭŭŭŭ")
_SCRIPTS = (
    ("Hangul", re.compile(r"[\uac00-\ud7a3]+")),
    ("katakana", re.compile(r"[\u30a1-\u30fa\u30fc]+")),
    ("Cyrillic", re.compile(r"[\u0400-\u04ff]+")),
)


@dataclass(frozen=True, slots=True)
class KoreanName:
    """One reading of a text as a Korean name.

    `families` are the families it may be of, in the Hangul of the South; empty for a name read
    whole, such as one of the stage. `family` is the family name as written. `syllables` are those
    of the given name, or of the whole. `given` are the same in the rough sounds of `sounds`; keys
    for an index are those of `blocks`.
    `exact` is the given name where it is known in Hangul. `pinyin` holds the given name where
    the reading is a Mandarin one; `syllables` are empty then. `cost` is what the reading costs:
    a repaired slip, a family name that stands last.
    """

    families: frozenset[str]
    family: str
    syllables: Syllables
    exact: str = ""
    script: Script = "Latin"
    pinyin: tuple[str, ...] = ()
    cost: float = 0.0

    @property
    def given(self) -> str:
        """The rough sounds of the given name, for keys of an index."""
        return "".join(map(_flat, self.syllables))


@lru_cache(maxsize=1 << 12)
def _flat(syllable: Syllable) -> str:
    letters = "".join(syllable)
    return sound(re.sub("[~=+']", "", letters) if syllable[1] < "ㄱ" else hangul_of(syllable)[0])


def apart(first: Syllables, second: Syllables, most: float = 1.0) -> float:
    """How far two given names are apart: 0 for the same, 1 for other numbers of syllables.

    Each may be written as it sounds where its syllables join, which changes no vowel. Of names
    further apart than `most` it says no more than that.
    """
    if len(first) != len(second):
        return 1.0
    least = 0.0
    for one, other in zip(first, second, strict=True):
        least += vowels_apart(one[1], other[1])
        if least > most:
            return max(least, 1.0)
    least = _sum(first, second)
    if least == 0 or len(first) == 1:
        return least
    spoken, cost = surface(first)
    other_spoken, other_cost = surface(second)
    if cost > 0:
        least = min(least, cost + _sum(spoken, second))
    if other_cost > 0:
        least = min(least, other_cost + _sum(first, other_spoken))
    if cost > 0 and other_cost > 0:
        least = min(least, cost + other_cost + _sum(spoken, other_spoken))
    return least


def _sum(first: Syllables, second: Syllables) -> float:
    total = 0.0
    for index, (one, other) in enumerate(zip(first, second, strict=True)):
        step = distance(one, other, index == 0)
        if {_NASALS.get(one[2]), _NASALS.get(other[2])} == {"ㄴ", "ㅇ"} and _meets_velar(
            first, second, index
        ):
            step -= 0.2
        total += step
    return total


_NASALS = {"n": "ㄴ", "ㄴ": "ㄴ", "ng": "ㅇ", "ㅇ": "ㅇ"}


def _meets_velar(first: Syllables, second: Syllables, index: int) -> bool:
    """True where n and ng are easily taken for each other: before k."""
    after = first[index + 1 : index + 2] + second[index + 1 : index + 2]
    return len(after) > 0 and {ONSETS[syllable[0]][0][0] for syllable in after} <= {"ㄱ", "ㄲ"}


def read_names(text: str) -> tuple[KoreanName, ...]:
    """Every way to read a text as a Korean personal name, family first or last; often none."""
    if text.count(",") > 1:
        parts = [part for part in text.split(",") if len(part.split()) > 1]
        return tuple(name for part in parts[:MOST_NAMES] for name in read_names(part))
    if text.isascii():
        return _latin_names(text)
    found: list[KoreanName] = []
    text = unicodedata.normalize("NFKC", text)
    for script, pattern in _SCRIPTS:
        words = pattern.findall(text)
        if len(words) > 0:
            found += _READERS[script](words)
            text = pattern.sub(" ", text)
    words = _HAN.findall(text)
    if len(words) > 0:
        found += _han_names(words)
        text = _HAN.sub(" ", text)
    return (*found, *_latin_names(text)) if LATIN.search(text) is not None else tuple(found)


def as_spelled(text: str) -> str:
    """Small Latin letters with the breve kept; an apostrophe only where it marks aspiration."""
    lowered = text.casefold()
    if not lowered.isascii():
        lowered = "".join(map(_plain, lowered.translate(_BREVES)))
    if "'" in lowered:
        lowered = re.sub(r"'+", "'", lowered)
        lowered = re.sub(r"y'o", "yo'", lowered)
        lowered = re.sub(r"([ou])'", lambda m: "ŏ" if m[1] == "o" else "ŭ", lowered)
        lowered = re.sub(r"(?<![kptch])'|'(?![aeiouŏŭwy])", "-", lowered)
    if "." not in lowered and "(" not in lowered:
        return lowered
    return re.sub(r"(?<=[a-zŏŭ])[.(]-?[).]?(?=[a-zŏŭ])", "-", lowered)


@lru_cache(maxsize=1 << 12)
def _plain(letter: str) -> str:
    if letter.isascii() or letter in "ŏŭ":
        return letter
    if letter in APOSTROPHES:
        return "'"
    return fold(letter) if letter.isalpha() else ""


def _latin_names(text: str) -> tuple[KoreanName, ...]:
    spelled = as_spelled(text.replace(",", " "))
    words = _WORD.findall(spelled)
    if not 1 <= len(words) <= 4:
        return ()
    found_mark = _MARK.search(spelled)
    mark = "" if found_mark is None else found_mark[0]
    whole = _wholes(words, mark) if " " not in spelled.strip() else []
    if len(words) == 1:
        return tuple(whole)
    plain = mark == "" and "'" not in spelled and len(whole) == 0
    if plain and not (may_be_family(words[0]) or may_be_family(words[-1])):
        return tuple(_repaired_names(words, mark))
    found = [
        name
        for family, given, cost in (
            (words[0], words[1:], 0.0),
            (words[-1], words[:-1], FAMILY_LAST),
        )
        for name in _latin_name(family, given, mark, cost)
    ]
    if all(name.cost > 0 or len(name.syllables) > 2 for name in found):
        found += _repaired_names(words, mark)
    if len(found) + len(whole) == 0 and re.search("[ŏŭ']", spelled) is not None:
        whole = _wholes(["".join(words)], mark)
    return (*found, *whole, *_pinyin_names(words))


def _wholes(words: list[str], mark: str) -> list[KoreanName]:
    """A name of one word read whole: its bearer goes by the given name or by one of the stage."""
    return [
        KoreanName(frozenset(), "", syllables)
        for syllables in _given(words, mark)
        if len(syllables) > 1
    ]


def _latin_name(family: str, given: list[str], mark: str, cost: float) -> list[KoreanName]:
    bare = _bare(family)
    families = families_of(bare)
    doubtful = doubtful_families_of(bare)
    if len(families) + len(doubtful) == 0:
        return []
    return [
        KoreanName(meant, bare, syllables, cost=price)
        for syllables in _given(given, mark)
        for meant, price in ((families, cost), (doubtful, cost + DOUBTFUL_FAMILY))
        if len(meant) > 0
    ]


def _bare(word: str) -> str:
    return word.replace("ŏ", "o").replace("ŭ", "u").replace("'", "")


def _given(words: list[str], mark: str) -> tuple[Syllables, ...]:
    """The ways to divide the words of a given name in syllables, as written."""
    if len(words) == 1:
        readings = divided(words[0])
    else:
        each = [single(word) for word in words]
        readings = tuple(
            tuple(syllable for part in parts for syllable in part) for parts in product(*each)
        )
    readings = tuple(reading for reading in readings if len(reading) <= 4)[:MOST_NAMES]
    if mark == "":
        return readings
    return tuple(marked(reading, mark == "eo") for reading in readings)


def _repaired_names(words: list[str], mark: str) -> list[KoreanName]:
    """Readings of a name of two syllables with one slip: in the family name or in the given."""
    if not 2 <= len(words) <= 3 or sum(map(len, words)) > 18:
        return []
    found: list[KoreanName] = []
    for family in repaired_families(words[0]) if len(words[0]) <= LONGEST_FAMILY else ():
        found += _latin_name(family, words[1:], mark, SLIP)
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        families = families_of(_bare(family))
        if len(families) > 0:
            found += [
                KoreanName(families, _bare(family), syllables, cost=SLIP)
                for syllables in _repaired_given(given, mark)
            ]
    return [name for name in found if len(name.syllables) == 2][:MOST_NAMES]


@lru_cache(maxsize=1 << 14)
def repaired_families(word: str) -> tuple[str, ...]:
    """The families' names that a word is with one slip put right."""
    return tuple(family for family in repairs(word) if len(families_of(family)) > 0)


def _repaired_given(words: list[str], mark: str) -> list[Syllables]:
    joined: list[Syllables] = [
        reading for reading in _given(["".join(words)], mark) if len(reading) == 2
    ]
    if len(joined) > 0:
        return joined
    broken = [i for i, word in enumerate(words) if all(len(way) > 1 for way in divided(word))]
    if len(broken) != 1:
        return []
    index = broken[0]
    return [
        reading
        for word in repairs(words[index])
        for reading in _given([*words[:index], word, *words[index + 1 :]], mark)
    ]


def _pinyin_names(words: list[str]) -> list[KoreanName]:
    """Readings as the Mandarin of a Korean name: a family name and one or two syllables."""
    found = []
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        families = families_of_pinyin(family)
        if len(families) > 0:
            found += [
                KoreanName(families, family, (), script="pinyin", pinyin=syllables)
                for syllables in divided_pinyin("".join(given))
            ]
    return found


def _hangul_names(words: list[str], script: Script = "Hangul") -> list[KoreanName]:
    if len(words) > 1 and len(words[-1]) == 1 and words[-1] in HANGUL_FAMILIES:
        words = [words[-1], *words[:-1]]
    text = "".join(words)
    if not 2 <= len(text) <= 5:
        return []
    whole = KoreanName(frozenset(), "", of_word(text), text, script)
    cut = 2 if len(text) > 2 and text[:2] in FAMILIES else 1
    families = HANGUL_FAMILIES.get(text[:cut], frozenset({text[:cut]}))
    return [KoreanName(families, text[:cut], of_word(text[cut:]), text[cut:], script), whole]


def _han_names(words: list[str]) -> list[KoreanName]:
    from tidewaiter.names.hanja import korean_readings

    letters = "".join(words)
    if not 2 <= len(letters) <= 5:
        return []
    if len(words) > 1 and len(words[-1]) == 1:
        letters = words[-1] + "".join(words[:-1])
    readings = list(product(*(korean_readings(letter) for letter in letters)))[:MOST_NAMES]
    named = [r for r in readings if r[0] in HANGUL_FAMILIES or r[0] + r[1] in FAMILIES]
    return [name for r in named or readings for name in _hangul_names(["".join(r)], "Hanja")]


def _cyrillic_names(words: list[str]) -> list[KoreanName]:
    written = [single(cyrillic.notation(word)) for word in words]
    return _sounded_names(words, written, "Cyrillic")


def _kana_names(words: list[str]) -> list[KoreanName]:
    written = [
        tuple(reading for spelled in kana.notations(word) for reading in divided(spelled))
        for word in words
    ]
    return _sounded_names(words, written, "katakana")


def _sounded_names(
    words: list[str], written: list[tuple[Syllables, ...]], script: Script
) -> list[KoreanName]:
    if not 2 <= len(words) <= 4:
        return []
    found = []
    for family, given, cost in ((0, written[1:], 0.0), (-1, written[:-1], FAMILY_LAST)):
        families = frozenset[str]().union(*map(_families_by_sound, written[family]))
        if len(families) > 0:
            for parts in list(product(*given))[:MOST_NAMES]:
                syllables = tuple(syllable for part in parts for syllable in part)
                if len(syllables) <= 4:
                    found.append(
                        KoreanName(
                            families, words[family].casefold(), syllables, "", script, (), cost
                        )
                    )
    return found


@lru_cache(maxsize=1 << 10)
def _families_by_sound(syllables: Syllables) -> frozenset[str]:
    """The families whose name sounds so, for scripts whose spellings no table holds."""
    return frozenset(
        family
        for written, families in HANGUL_FAMILIES.items()
        if len(written) == len(syllables)
        and sum(distance(of_hangul(h), s, True) for h, s in zip(written, syllables, strict=True))
        < 0.1
        for family in families
    )


_READERS = {"Hangul": _hangul_names, "katakana": _kana_names, "Cyrillic": _cyrillic_names}
