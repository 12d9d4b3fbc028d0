"""Personal names of Korea and China compared by their readings."""

from functools import partial

from rapidfuzz.distance import OSA

from tidewaiter.names.hanja import mandarin_readings
from tidewaiter.names.jamo import hangul_of
from tidewaiter.names.korean import DOUBTFUL_FAMILY, SLIP, KoreanName, apart
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.pinyin import meets
from tidewaiter.names.saying import as_written
from tidewaiter.names.score import NONE, Part, Parts, Score

NEXT_TO_SAME = 0.99  # in two spellings; only the same letters are 1
OTHER_SPELLING_OF_FAMILY = 0.01
OTHER_HANGUL = 0.6  # both written in Hangul or Hanja, and not the same
BY_MANDARIN = 0.8
BY_CHARACTERS = 0.85
ROUNDED = 0.001  # scores have three places


def compare_korean(first: Parsed, second: Parsed, at_least: float = 0.0) -> Score:
    """The best of every two readings of two personal names, in Korean or in Mandarin.

    What scores less than `at_least` may come back as nothing.
    """
    best, pair = max(0.0, at_least - ROUNDED), None
    most = OTHER_HANGUL if _other_characters(first.han, second.han) else 1.0
    for one in first.korean:
        for other in second.korean:
            if NEXT_TO_SAME - one.cost - other.cost <= best or not _may_meet(one, other):
                continue
            value = min(_value(one, other, best), most)
            if value > best:
                best, pair = value, (one, other)
    if pair is None:
        return NONE
    parts = partial(_parts, (first, second), pair, best)
    return Score(value=round(best, 3), why=_why(*pair, best), parts=parts)


def vowels_apart_at(score: float) -> int:
    """How many hundredths two vowels may be apart in readings that score so much."""
    return int((NEXT_TO_SAME - score + 2 * ROUNDED) * 100)


def _may_meet(one: KoreanName, other: KoreanName) -> bool:
    """A cheap look: of one family, or both of none and one of them in Hangul."""
    if one.families.isdisjoint(other.families):
        whole = len(one.families) + len(other.families) == 0
        return whole and (one.exact == "") is not (other.exact == "")
    return len(one.syllables) == len(other.syllables) or "pinyin" in {one.script, other.script}


def _other_characters(first: str, second: str) -> bool:
    """True for two names in Chinese characters that differ, however they sound."""
    return first != "" and second != "" and sorted(first) != sorted(second)


def _value(one: KoreanName, other: KoreanName, least: float) -> float:
    """How alike two readings are; what is below `least` need not be exact."""
    if one.families.isdisjoint(other.families):
        return _value_of_wholes(one, other, least)
    if one.script == "pinyin" or other.script == "pinyin":
        return _value_by_mandarin(one, other)
    costs = one.cost + other.cost
    far = apart(one.syllables, other.syllables, NEXT_TO_SAME - costs - least)
    value = NEXT_TO_SAME - far - one.cost - other.cost
    if one.family != other.family:
        value -= OTHER_SPELLING_OF_FAMILY
    if one.exact != "" and other.exact != "" and _other_hangul(one, other):
        return min(value, OTHER_HANGUL)
    return value


def _value_of_wholes(one: KoreanName, other: KoreanName, least: float) -> float:
    """Names without a known family name, compared whole; one of them in Hangul or Hanja."""
    if len(one.families) + len(other.families) > 0 or (one.exact == "") is (other.exact == ""):
        return 0.0
    return NEXT_TO_SAME - apart(one.syllables, other.syllables, NEXT_TO_SAME - least)


def _other_hangul(one: KoreanName, other: KoreanName) -> bool:
    """True for two names in Hangul that differ by more than North and South write."""
    return one.exact != other.exact and apart(one.syllables, other.syllables) > 0.061


def _value_by_mandarin(one: KoreanName, other: KoreanName) -> float:
    if one.script == other.script:
        spelled = OSA.normalized_similarity("".join(one.pinyin), "".join(other.pinyin))
        return spelled * 0.97 if one.family == other.family else 0.0
    pinyin, korean = (one, other) if one.script == "pinyin" else (other, one)
    if korean.script == "Hanja":  # its characters are known, and `compare_mandarin` reads them
        return 0.0
    return BY_MANDARIN - korean.cost if meets(pinyin.pinyin, korean.syllables) else 0.0


def _why(one: KoreanName, other: KoreanName, value: float) -> str:
    if one.script == other.script == "pinyin":
        return "names spelled alike in pinyin"
    if one.script == "pinyin" or other.script == "pinyin":
        pinyin, korean = (one, other) if one.script == "pinyin" else (other, one)
        return (
            f"{pinyin.family} {' '.join(pinyin.pinyin)} is a Mandarin reading of characters that"
            f" Korean reads as {korean.family} and this given name"
        )
    if one.family == "" or other.family == "":
        return f"the whole names sound alike in Korean ({value:.0%})"
    slip = _said_of_cost(max(one.cost, other.cost))
    scripts = "" if one.script == other.script else f" ({one.script} and {other.script})"
    return (
        f"the family name {one.family} and {other.family} is one Korean family, "
        f"the given names sound alike ({value:.0%}){scripts}{slip}"
    )


def _parts(
    names: tuple[Parsed, Parsed], pair: tuple[KoreanName, KoreanName], value: float
) -> Parts:
    """The family names and the given names of the two readings, each as it is written."""
    one, other = pair
    whole = one.family == "" or other.family == ""
    by_mandarin = "pinyin" in {one.script, other.script}
    if by_mandarin:
        rule = "one may be the Mandarin reading of the other"
    else:
        common = _common(one, other)
        rule = f"both may be read {common}" if common != "" else "they sound alike in Korean"
    written = [
        _given(name, reading, whole=whole) for name, reading in zip(names, pair, strict=True)
    ]
    given = Part("name" if whole else "given name", written[0], written[1], rule, value)
    if whole:
        return (given,)
    rule = "the same letters" if one.family == other.family else "one Korean family"
    rule += _said_of_cost(max(one.cost, other.cost))
    here, there = (as_written(n.text, (r.family,)) for n, r in zip(names, pair, strict=True))
    family = Part("family name", here, there, rule, 1.0)
    return (family, given)


def _common(one: KoreanName, other: KoreanName) -> str:
    """The Hangul of one that the other may stand for too; empty where there is none."""
    known = one.exact != "" or other.exact != ""
    if not known or len(one.syllables) != len(other.syllables):
        return ""
    pairs = zip(one.syllables, other.syllables, strict=True)
    shared = [[h for h in hangul_of(a) if h in hangul_of(b)] for a, b in pairs]
    return "".join(each[0] for each in shared) if all(shared) else ""


def _given(name: Parsed, reading: KoreanName, *, whole: bool) -> str:
    """The given name as it is written."""
    words = list(name.words)
    if not whole and reading.family in words:
        words.remove(reading.family)
    written = as_written(name.text, words)
    if not whole and len(words) == len(name.words):
        written = written.removeprefix(reading.family)
    return written


def _said_of_cost(cost: float) -> str:
    if cost >= DOUBTFUL_FAMILY:
        return ", the family name properly another's"
    return ", a slip of one letter put right" if cost >= SLIP else ""


def compare_mandarin(first: Parsed, second: Parsed) -> Score:
    """A name in Chinese characters and one in Latin letters that may be its Mandarin reading."""
    han, latin = (first, second) if first.han != "" else (second, first)
    if latin.han != "" or not 2 <= len(han.compact) <= 4 or not latin.compact.isascii():
        return NONE
    rest = "".join(mandarin_readings(letter)[0] for letter in han.compact[1:])
    for reading in mandarin_readings(han.compact[0]):
        if latin.compact in {reading + rest, rest + reading}:
            why = f"{han.text} is read {reading} {rest} in Mandarin"
            return Score(value=BY_CHARACTERS, why=why)
    return NONE
