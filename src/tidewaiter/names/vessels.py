"""Names of ships and aircraft: letters and numbers, each by itself."""

from rapidfuzz.distance import OSA

from tidewaiter.names.korean import similarity
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.score import Score
from tidewaiter.names.table import Table


def compare_vessels(first: Parsed, second: Parsed, table: Table) -> Score:
    """How alike two ships' names are; another number is another ship."""
    letters = ["".join(w for w in name.words if not w.isdigit()) for name in (first, second)]
    sounds = ["".join(name.sounds) for name in (first, second)]
    value = OSA.normalized_similarity(*letters) if min(map(len, letters)) > 4 else 0.0
    why = "ship's names spelled nearly alike"
    if all("" not in _letter_sounds(name) for name in (first, second)):
        by_sound = similarity(*sounds) * 0.95
        if by_sound > value:
            value, why = by_sound, "ship's names that sound alike in Korean"
    if letters[0] == letters[1]:
        value, why = 0.97, "the same letters"
    if first.numbers != second.numbers:
        value = min(value, table.name("other number"))
        return Score(value=value, why=f"{why}, but another number")
    return Score(value=round(value, 3), why=why)


def _letter_sounds(name: Parsed) -> list[str]:
    return [s for w, s in zip(name.words, name.sounds, strict=True) if not w.isdigit()]
