# ruff: noqa: SIM905 - tables of words read better as text
"""Korean words by their sounds: one notation shared by Hangul and every Latin spelling.

Hangul, McCune-Reischauer, Revised Romanisation, the spelling of the DPRK and ad hoc spellings are
written in one alphabet of sounds: consonants that the systems mix are one letter (k, kk, k' and
g are `K`), vowels keep apart what a spelling keeps apart. `O` and `U` stand for a bare Latin o
and u, which may each be two Korean vowels. Sounds are compared by a weighted edit distance.
"""

import re

from rapidfuzz.distance import OSA

from tidewaiter.names.fold import APOSTROPHES, fold, is_hangul

WORTH_MEASURING = 0.45  # of plain edit similarity; below it no weighting reaches a likeness of 0.7

_ONSETS = "K K N T T L M P P S S - C C C K T P H".split()
_VOWELS = "a e ya ye v e yv ye o wa we we yo u wv we wi yu x xi i".split()
_CODAS = "- K K K N N N T L K M P L T P L M P P T T Q T T K T P T".split()

_LATIN = {
    "C": "tch cch ch dj jj j ts tz z",
    "S": "sh ss s",
    "K": "kh kk gg ck k g q c",
    "T": "tt dd th t d",
    "P": "pp ph bb p b f",
    "Q": "ng",
    "L": "ll rr lr l r",
    "N": "n",
    "M": "m",
    "H": "h",
    "yv": "yeo yŏ you",
    "wv": "weo wŏ",
    "u": "woo wu oo ou",
    "yu": "yoo",
    "ye": "yae yai ye",
    "we": "wae we oe oi",
    "ya": "ya",
    "wa": "wa",
    "wi": "wi",
    "yO": "yo",
    "yU": "yu",
    "wO": "wo",
    "xi": "eui ŭi",
    "Ui": "ui",
    "v": "eo ŏ uh",
    "x": "eu ŭ",
    "e": "ae ai ay eh ei ey e",
    "i": "ee ie yi i",
    "a": "ah a",
    "O": "oh o",
    "U": "u",
}
_SPELLINGS = {spelling: sound for sound, row in _LATIN.items() for spelling in row.split()}
_BY_LENGTH = sorted(_SPELLINGS, key=len, reverse=True)
_BEFORE_CONSONANT = frozenset({"uh", "oh", "ah", "eh", "ay", "ey"})
_TOKEN = re.compile(
    "|".join(
        f"{spelling}(?![aeiouŏŭwy])" if spelling in _BEFORE_CONSONANT else spelling
        for spelling in _BY_LENGTH
    )
)
_SYLLABLE = (
    r"(?:tch|ch|jj|ts|sh|ss|kk|kh|tt|th|pp|ph|ll|[bcdfghjklmnprst])?h?"
    r"[wy]?(?:eui|yeo|eo|eu|ae|ai|oe|oi|ui|oo|ou|ee|ie|ah|oh|uh|ay|ey|ea|[aeiouŏŭ])"
    r"(?:ng|ck|[kgnlrmpbts](?![aeiouŏŭwy]))?"
)
_KOREAN_WORD = re.compile(rf"(?:{_SYLLABLE}){{1,5}}")
# ng before a vowel is one sound or two: G is an n or an ng, k a K that may be missing
_NG_BEFORE_VOWEL = re.compile(r"Q(?=[aeiovxuOUyw])")
_FREE_PAIRS = {"Oo": 0.0, "Ov": 0.0, "Uu": 0.0, "Ux": 0.0, "GQ": 0.0, "GN": 0.0, "Kk": 0.0}
_PAIRS = _FREE_PAIRS | {
    "ov": 0.5,
    "ux": 0.5,
    "Uv": 0.3,
    "vx": 0.4,
    "OU": 0.5,
    "Ou": 0.7,
    "ou": 0.7,
    "GL": 0.3,
    "ae": 0.7,
    "ei": 0.7,
    "ix": 0.6,
    "LN": 0.3,
    "NQ": 0.5,
    "KQ": 0.6,
    "ST": 0.7,
    "CS": 0.8,
    "CT": 0.8,
    "NT": 0.7,
    "MP": 0.7,
}
_SUBSTITUTION = _PAIRS | {pair[::-1]: cost for pair, cost in _PAIRS.items()}
_SOUND_VOWELS = frozenset("aeiovxuOU")
GAPS = {"y": 0.5, "w": 0.5, "H": 0.7, "k": 0.0}
_CYRILLIC = {"чх": "ch", "кх": "k", "тх": "t", "пх": "p", "дж": "j", "ы": "ŭ", "ё": "yŏ"}


def sound(text: str) -> str:
    """The sounds of a Korean word, whatever it is written in; letters it cannot read are left out.

    >>> sound("철민") == sound("Ch'ŏl-min")
    True
    """
    return "".join(
        _hangul_sound(part) if is_hangul(part[0]) else _latin_sound(part)
        for part in re.findall(r"[\uac00-\ud7a3]+|[^\W\d_]+", marked(text))
    )


def marked(text: str) -> str:
    """Small letters with the breve kept, and an apostrophe after o or u read as the breve."""
    lowered = text.casefold()
    if not lowered.isascii():
        for cyrillic, latin in _CYRILLIC.items():
            lowered = lowered.replace(cyrillic, latin)
    lowered = re.sub(rf"([ou])[{APOSTROPHES}]", lambda m: "ŏ" if m[1] == "o" else "ŭ", lowered)
    lowered = re.sub(rf"n[{APOSTROPHES}](?=g)", "n-", lowered)
    lowered = re.sub(rf"[{APOSTROPHES}]", "", lowered)
    if lowered.isascii():
        return lowered
    kept = lowered.replace("ŏ", "\ue000").replace("ŭ", "\ue001").replace("ǒ", "\ue000")
    plain = "".join(part if is_private(part) else fold_letter(part) for part in kept)
    return plain.replace("\ue000", "ŏ").replace("\ue001", "ŭ")


def is_private(letter: str) -> bool:
    """True for the two marks that hold the place of a breve while the rest is made plain."""
    return letter in "\ue000\ue001"


def fold_letter(letter: str) -> str:
    """One letter made plain; what is no letter stays as it is."""
    return fold(letter) if letter.isalpha() else letter


def _hangul_sound(text: str) -> str:
    sounds = []
    for letter in text:
        index = ord(letter) - 0xAC00
        onset, rest = divmod(index, 588)
        vowel, coda = divmod(rest, 28)
        sounds.append(_ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda])
    return "".join(sounds).replace("-", "")


def _latin_sound(word: str) -> str:
    sounds = "".join(_SPELLINGS[token] for token in _TOKEN.findall(word))
    return _NG_BEFORE_VOWEL.sub("Gk", sounds)


def reads_as_korean(word: str) -> bool:
    """True where a plain Latin word can be divided into Korean syllables."""
    return _KOREAN_WORD.fullmatch(word) is not None


def similarity(first: str, second: str) -> float:
    """How alike two strings of sounds are, 0 to 1; one clear sound in seven costs 0.3."""
    if first == second:
        return 1.0
    longest = max(len(first), len(second))
    if longest == 0 or abs(len(first) - len(second)) > longest * 0.4:
        return 0.0
    if OSA.normalized_similarity(first, second) < WORTH_MEASURING:
        return 0.0
    return max(0.0, 1 - 2 * _distance(first, second) / longest)


def _distance(first: str, second: str) -> float:
    row = [0.0]
    for letter in second:
        row.append(row[-1] + GAPS.get(letter, 1.0))
    for letter in first:
        gap = GAPS.get(letter, 1.0)
        previous, row = row, [row[0] + gap]
        for index, other in enumerate(second):
            best = previous[index]
            if letter != other:
                best += substitution(letter, other)
            best = min(best, previous[index + 1] + gap, row[index] + GAPS.get(other, 1.0))
            row.append(best)
    return row[-1]


def substitution(letter: str, other: str) -> float:
    """What it costs to put one Korean sound for another."""
    cost = _SUBSTITUTION.get(letter + other)
    if cost is not None:
        return cost
    return 1.1 if letter in _SOUND_VOWELS and other in _SOUND_VOWELS else 1.3
