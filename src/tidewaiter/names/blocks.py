"""Keys under which two readings of Korean names find each other before they are compared."""

from tidewaiter.names.jamo import CODAS, ONSETS
from tidewaiter.names.korean import KoreanName
from tidewaiter.names.pinyin import mandarin_of_syllable

# onsets that differ by so little that names may still score 0.7 are one
_CLASSES = dict(zip("ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅅㅆㅈㅉㅊㅎㅁㄴㄹㅇ", "KKKTTTPPPSSCCCHMNNN", strict=True))


def keys(name: KoreanName) -> set[str]:
    """The keys of one reading; readings that score 0.7 or more share one.

    A key of sounds is the family, the class of the first onset, the last coda and the number of
    given syllables: what no two names that score 0.7 differ in. A key of Mandarin is the family
    and the pinyin of the first given syllable.
    """
    families = name.families or frozenset({""})
    if len(name.syllables) == 0:
        return {f"{family}:{name.pinyin[0]}" for family in families}
    first, last = name.syllables[0], name.syllables[-1]
    onset = _CLASSES[ONSETS[first[0]][0][0]]
    codas = {letter for letter, _ in CODAS[last[2]]}
    found = {
        f"{family}/{onset}{coda}{len(name.syllables)}" for family in families for coda in codas
    }
    if len(name.families) > 0:
        found |= {f"{f}:{read}" for f in families for read in mandarin_of_syllable(first)}
    return found
