# ruff: noqa: SIM905 - tables of words read better as text
"""What a spelling of a Korean syllable may stand for, and how far two syllables are apart.

A syllable is written as three parts: onset, vowel, coda. Each part is spelled in Hangul letters
or as a system of spelling writes it, and stands for one or more Hangul letters. A letter after
which a number stands costs that many hundredths: the spelling allows it, another reading is
nearer. Two syllables are as far apart as the two nearest readings they allow.
"""

from functools import cache, lru_cache
from itertools import pairwise

Syllable = tuple[str, str, str]

FAR_ONSET, FAR_VOWEL, FAR_CODA = 0.45, 0.42, 0.4

_HANGUL_ONSETS = "ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ".split()
HANGUL_VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ".split()
# a coda is one of seven sounds, whatever it is written with
_HANGUL_CODAS = [
    "", *"ㄱ ㄱ ㄱ ㄴ ㄴ ㄴ ㄷ ㄹ ㄱ ㅁ ㄹ ㄹ ㄹ ㅂ ㄹ ㅁ ㅂ ㅂ ㄷ ㄷ ㅇ ㄷ ㄷ ㄱ ㄷ ㅂ ㄷ".split()
]  # fmt: skip

_ONSET_ROWS = """
k ㄱ ㅋ3 ㄲ6, g ㄱ ㄲ8 ㅋ12, k' ㅋ, kh ㅋ, kk ㄲ ㄱ6, gg ㄲ ㄱ6, q ㄱ2 ㅋ2, n ㄴ, t ㄷ ㅌ3 ㄸ6,
d ㄷ ㄸ8, t' ㅌ, th ㅌ, tt ㄸ ㄷ6, dd ㄸ ㄷ6, r ㄹ, l ㄹ, rr ㄹ3, ll ㄹ3, m ㅁ, p ㅂ ㅍ3 ㅃ6,
b ㅂ ㅃ8, p' ㅍ, ph ㅍ, f ㅍ3, pp ㅃ ㅂ6, bb ㅃ ㅂ6, s ㅅ ㅆ4, sh ㅅ, ss ㅆ ㅅ4, j ㅈ ㅉ4 ㅊ10,
dj ㅈ1, jj ㅉ ㅈ6, ch ㅈ ㅊ ㅉ6, ch= ㅈ ㅊ8, ch+ ㅊ ㅈ6, k+ ㅋ ㄱ3, t+ ㅌ ㄷ3, p+ ㅍ ㅂ3,
ch' ㅊ, cch ㅉ ㅈ6, tch ㅊ1 ㅉ3 ㅈ6, c ㅈ4 ㅊ4, ts ㅊ3 ㅈ3, tz ㅊ3 ㅈ3, z ㅈ3, h ㅎ
"""
_VOWEL_ROWS = """
a ㅏ, ah ㅏ1, ya ㅑ, ae ㅐ ㅔ6, ai ㅐ2 ㅔ8, ay ㅐ2 ㅔ8, yae ㅒ ㅐ10, e ㅔ ㅐ5, eh ㅔ1 ㅐ5,
ei ㅔ2 ㅐ6, ey ㅔ2 ㅐ6, ye ㅖ ㅔ10, ŏ ㅓ, eo ㅓ, uh ㅓ2, o ㅗ ㅓ3, oh ㅗ1 ㅓ5, o= ㅗ ㅓ32,
u ㅜ ㅡ4 ㅓ5, u= ㅜ ㅡ28 ㅓ32, oo ㅜ, ou ㅜ2 ㅗ9 ㅓ9, wu ㅜ, woo ㅜ, ŭ ㅡ, eu ㅡ, yo ㅛ ㅕ3,
yo= ㅛ ㅕ32, yŏ ㅕ, yeo ㅕ, yeŏ ㅕ4, eŏ ㅓ4, eŭ ㅡ4, you ㅕ2 ㅠ4, yu ㅠ ㅕ6, yoo ㅠ, yuh ㅕ3,
yŭ ㅕ6, i ㅣ ㅢ6, ee ㅣ ㅢ4, ie ㅣ2 ㅢ6, yi ㅣ ㅢ5, y ㅣ2 ㅢ6, wa ㅘ, oa ㅘ3, wae ㅙ, oe ㅚ,
oi ㅚ2, woe ㅚ2, we ㅞ ㅚ2 ㅙ4, wŏ ㅝ, weo ㅝ, wo ㅝ, uo ㅝ4, wi ㅟ, wee ㅟ, ui ㅢ ㅟ5, uy ㅢ3,
eui ㅢ, ŭi ㅢ, o~ ㅗ1 ㅓ1, u~ ㅜ1 ㅡ1, e~ ㅔ1 ㅐ1 ㅖ2 ㅚ4, yo~ ㅛ1 ㅕ1, ye~ ㅖ1 ㅔ2 ㅕ2 ㅐ4,
i~ ㅣ1 ㅢ2, we~ ㅚ1 ㅞ1 ㅙ1, ŏ~ ㅓ1 ㅔ2 ㅐ4, wi~ ㅟ1 ㅢ1
"""
_CODA_ROWS = """
k ㄱ, g ㄱ, ck ㄱ, kk ㄱ4, q ㄱ, c ㄱ, n ㄴ, t ㄷ, d ㄷ, s ㄷ, tt ㄷ, l ㄹ, r ㄹ, ll ㄹ2, m ㅁ,
p ㅂ, b ㅂ, ng ㅇ, n~ ㄴ1 ㅇ1 ㅁ8
"""
_NEAR_ONSETS = """
ㄱㅋ20 ㄷㅌ20 ㅂㅍ20 ㅈㅊ20 ㄱㄲ12 ㄷㄸ12 ㅂㅃ12 ㅈㅉ12 ㅅㅆ6 ㅋㄲ20 ㅌㄸ20 ㅍㅃ20 ㅊㅉ20 ㅎㅇ32
ㅅㅈ35 ㅅㅊ38 ㄴㄹ35
"""
_NEAR_VOWELS = """
ㅐㅔ8 ㅚㅙ6 ㅚㅞ6 ㅙㅞ6 ㅗㅓ32 ㅜㅡ28 ㅓㅡ30 ㅗㅜ30 ㅓㅜ32 ㅕㅛ32 ㅕㅠ30 ㅛㅠ32 ㅕㅓ32 ㅢㅣ10
ㅢㅡ25 ㅢㅟ15 ㅣㅡ38 ㅖㅔ25 ㅖㅕ25 ㅒㅐ20 ㅝㅓ32 ㅝㅗ32 ㅝㅜ25 ㅘㅏ34 ㅑㅏ36 ㅠㅜ30 ㅛㅗ32
ㅟㅜ36 ㅟㅣ36 ㅔㅓ34 ㅚㅗ34
"""
_NEAR_CODAS = "ㄴㅇ35 ㄱㄷ36 ㄷㅂ36"
_GLIDES = frozenset("ㅑㅒㅕㅖㅛㅠㅣㅢ")


def _options(rows: str) -> dict[str, tuple[tuple[str, int], ...]]:
    table = {}
    for row in rows.replace("\n", " ").split(","):
        spelling, *letters = row.split()
        table[spelling] = tuple((letter[0], int(letter[1:] or 0)) for letter in letters)
    return table


def _itself(letters: list[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {letter: ((letter, 0),) for letter in letters}


ONSETS = {"": (("ㅇ", 0),)} | _itself(_HANGUL_ONSETS) | _options(_ONSET_ROWS)
VOWELS = _itself(HANGUL_VOWELS) | _options(_VOWEL_ROWS)
CODAS = {"": (("", 0),)} | _itself(_HANGUL_CODAS) | _options(_CODA_ROWS)


def _distances(rows: str) -> dict[str, int]:
    table = {row[:2]: int(row[2:]) for row in rows.split()}
    return table | {pair[::-1]: cost for pair, cost in table.items()}


_ONSET_DISTANCES = _distances(_NEAR_ONSETS)
_VOWEL_DISTANCES = _distances(_NEAR_VOWELS)
_CODA_DISTANCES = _distances(_NEAR_CODAS)


def of_hangul(letter: str) -> Syllable:
    """The three parts of one Hangul syllable, the coda as it sounds.

    >>> of_hangul("혁")
    ('ㅎ', 'ㅕ', 'ㄱ')
    """
    onset, rest = divmod(ord(letter) - 0xAC00, 588)
    vowel, coda = divmod(rest, 28)
    return _HANGUL_ONSETS[onset], HANGUL_VOWELS[vowel], _HANGUL_CODAS[coda]


@lru_cache(maxsize=1 << 16)
def distance(first: Syllable, second: Syllable, initial: bool) -> float:
    """How far two syllables are apart; 0 for the same, 0.4 or more for one clear other sound.

    Args:
        first: A syllable in its three parts.
        second: The other.
        initial: True where both begin the given name: the South drops r and n there before i
            and y and writes n for r elsewhere, the North does not.
    """
    if first == second:
        return 0.0
    return (
        _onset_distance(first, second, initial)
        + _part_distance(VOWELS[first[1]], VOWELS[second[1]], _VOWEL_DISTANCES, FAR_VOWEL)
        + _part_distance(CODAS[first[2]], CODAS[second[2]], _CODA_DISTANCES, FAR_CODA)
    )


def _onset_distance(first: Syllable, second: Syllable, initial: bool) -> float:
    one, other = ONSETS[first[0]], ONSETS[second[0]]
    pair = {one[0][0], other[0][0]}
    if pair in ({"ㄹ", "ㅇ"}, {"ㄴ", "ㅇ"}) and _glides(first[1]) and _glides(second[1]):
        return 0.06 if initial else 0.15 if "ㄹ" in pair else 0.2
    if pair == {"ㄹ", "ㄴ"} and initial:
        return 0.06
    return _part_distance(one, other, _ONSET_DISTANCES, FAR_ONSET)


@cache
def vowels_apart(first: str, second: str) -> float:
    """How far two vowels are apart, as spelled: the least that their syllables can be."""
    if first == second:
        return 0.0
    return _part_distance(VOWELS[first], VOWELS[second], _VOWEL_DISTANCES, FAR_VOWEL)


def vowels_within(vowel: str, most: int) -> set[str]:
    """The vowels of Hangul no more than so many hundredths away from one as spelled."""
    return {letter for letter in HANGUL_VOWELS if round(vowels_apart(vowel, letter) * 100) <= most}


def _glides(vowel: str) -> bool:
    return VOWELS[vowel][0][0] in _GLIDES


def _part_distance(
    one: tuple[tuple[str, int], ...],
    other: tuple[tuple[str, int], ...],
    near: dict[str, int],
    far: float,
) -> float:
    least = far * 100
    for letter, cost in one:
        for another, more in other:
            apart = cost + more
            if letter != another:
                apart += near.get(letter + another, 100)
            least = min(least, apart)
    return least / 100


def hangul_of(syllable: Syllable, within: int = 6) -> tuple[str, ...]:
    """The Hangul syllables a spelling may stand for, at a cost of so many hundredths at most."""
    found = []
    for onset, first in ONSETS[syllable[0]]:
        for vowel, second in VOWELS[syllable[1]]:
            for coda, third in CODAS[syllable[2]]:
                if first + second + third <= within:
                    found.append(_compose(onset, vowel, coda))
    return tuple(found)


def _compose(onset: str, vowel: str, coda: str) -> str:
    index = _HANGUL_ONSETS.index(onset) * 21 + HANGUL_VOWELS.index(vowel)
    return chr(0xAC00 + index * 28 + _PLAIN_CODAS[coda])


_PLAIN_CODAS = {"": 0, "ㄱ": 1, "ㄴ": 4, "ㄷ": 7, "ㄹ": 8, "ㅁ": 16, "ㅂ": 17, "ㅇ": 21}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}


@lru_cache(maxsize=1 << 14)
def surface(syllables: tuple[Syllable, ...]) -> tuple[tuple[Syllable, ...], float]:
    """The syllables as they sound where they join, and what the change costs; 0 for none.

    A stop before n, m or r becomes a nasal, r after a nasal n, and n meeting r becomes ll.
    """
    parts = [list(syllable) for syllable in syllables]
    changed = 0.0
    for before, after in pairwise(parts):
        onset = ONSETS[after[0]][0][0]
        coda = before[2] if before[2] == "n~" else CODAS[before[2]][0][0]
        new = _joined(coda, onset)
        if new != (coda, onset):
            changed += 0.03 if new[0] == coda else 0.08
            before[2], after[0] = new
    return tuple((p[0], p[1], p[2]) for p in parts), changed


def _joined(coda: str, onset: str) -> tuple[str, str]:
    if {coda, onset} == {"ㄴ", "ㄹ"}:
        return "ㄹ", "ㄹ"
    if onset == "ㄹ" and coda in {"ㅁ", "ㅇ", "n~", *_NASAL}:
        return _NASAL.get(coda, coda), "ㄴ"
    if onset in {"ㄴ", "ㅁ"} and coda in _NASAL:
        return _NASAL[coda], onset
    return coda, onset
