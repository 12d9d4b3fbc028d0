"""Keys under which two readings of Korean names find each other before they are compared.

With a key goes what its first and its last vowel stand for: a vowel that is far from the other's
makes another name, whatever the rest.
"""

from functools import lru_cache

from tidewaiter.names.jamo import CODAS, HANGUL_VOWELS, ONSETS, VOWELS, vowels_within
from tidewaiter.names.keys import ANY, both
from tidewaiter.names.korean import KoreanName
from tidewaiter.names.pinyin import mandarin_of_syllable

# onsets that differ by so little that names may still score 0.7 are one
_CLASSES = dict(zip("ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅅㅆㅈㅉㅊㅎㅁㄴㄹㅇ", "KKKTTTPPPSSCCCHMNNN", strict=True))
_BITS = {letter: 1 << at for at, letter in enumerate(HANGUL_VOWELS)}
_BY_READING, _BY_MANDARIN = both(1, 1), both(2, 2)

Marked = dict[str, int]  # keys, each with its marks


def keys(name: KoreanName, within: int | None = None) -> Marked:
    """The keys of one reading; readings that score 0.7 or more share one, and its marks.

    A key of sounds is the family, the class of the first onset, the last coda and the number of
    given syllables: what no two names that score 0.7 differ in; its marks are the first and the
    last vowel. A key of Mandarin is the family and the pinyin of the first given syllable; one
    side at least must be a Mandarin reading.

    Args:
        name: The reading.
        within: Of a name asked for, how many hundredths its vowels may be away from those met.
    """
    families = name.families or frozenset({""})
    if len(name.syllables) == 0:
        marks = _BY_MANDARIN if within is None else ANY
        return {f"{family}:{name.pinyin[0]}": marks for family in families}
    first, last = name.syllables[0], name.syllables[-1]
    onset = _CLASSES[ONSETS[first[0]][0][0]]
    codas = {letter for letter, _ in CODAS[last[2]]}
    vowels = both(_bits(first[1], within), _bits(last[1], within))
    found = {
        f"{family}/{onset}{coda}{len(name.syllables)}": vowels
        for family in families
        for coda in codas
    }
    if len(name.families) > 0:
        marks = _BY_READING if within is None else _BY_MANDARIN
        read = mandarin_of_syllable(first)
        found |= {f"{family}:{pinyin}": marks for family in families for pinyin in read}
    return found


@lru_cache(maxsize=1 << 12)
def _bits(vowel: str, within: int | None) -> int:
    if within is None:
        return sum(_BITS[letter] for letter, _ in VOWELS[vowel])
    return sum(_BITS[letter] for letter in vowels_within(vowel, within))
