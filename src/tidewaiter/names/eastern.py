"""Personal names of Korea and China compared by their readings."""

from tidewaiter.names.han import mandarin_reading
from tidewaiter.names.korean import similarity
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.score import NONE, Score


def compare_korean(first: Parsed, second: Parsed) -> Score:
    """The best of every two Korean readings of two personal names."""
    best = NONE
    for one in first.korean:
        for other in second.korean:
            if one.families.isdisjoint(other.families):
                continue
            value = similarity(one.given, other.given)
            if one.exact != "" and other.exact not in {"", one.exact}:
                value = min(value, 0.6)
            if one.family != other.family:
                value -= 0.02
            if value > best.value:
                why = (
                    f"the family name {one.family} and {other.family} is one Korean family, "
                    f"the given names sound alike ({value:.0%})"
                )
                best = Score(value=round(value, 3), why=why)
    return best


def compare_mandarin(first: Parsed, second: Parsed) -> Score:
    """A name in Chinese characters and one in Latin letters that may be its Mandarin reading."""
    han, latin = (first, second) if first.han != "" else (second, first)
    reading = mandarin_reading(han.compact)
    if reading is None or latin.han != "" or len(han.compact) < 2:
        return NONE
    family, _, given = reading.partition(" ")
    spellings = {family + given.replace(" ", ""), given.replace(" ", "") + family}
    if latin.compact in spellings:
        return Score(value=0.85, why=f"{han.text} is read {reading} in Mandarin")
    return NONE
