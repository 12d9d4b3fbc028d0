"""Names of ships and aircraft: letters and numbers, each by itself."""

from functools import partial

from rapidfuzz.distance import OSA

from tidewaiter.names.korean import similarity
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.saying import as_written
from tidewaiter.names.score import Part, Parts, Score
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
        parts = partial(_parts, first, second, (value, why))
        value = min(value, table.name("other number"))
        return Score(value=value, why=f"{why}, but another number", parts=parts)
    parts = partial(_parts, first, second, (value, why))
    return Score(value=round(value, 3), why=why, parts=parts)


def _parts(first: Parsed, second: Parsed, letters: tuple[float, str]) -> Parts:
    """The letters of the two names, then their numbers where there are any."""
    named = [
        as_written(name.text, [w for w in name.words if not w.isdigit()])
        for name in (first, second)
    ]
    value, rule = letters
    parts = [Part("name", named[0], named[1], rule, value)]
    if first.numbers or second.numbers:
        same = first.numbers == second.numbers
        rule = "the same number" if same else "another number is another ship"
        here, there = (" ".join(sorted(name.numbers)) for name in (first, second))
        parts.append(Part("number", here, there, rule, float(same)))
    return tuple(parts)


def _letter_sounds(name: Parsed) -> list[str]:
    return [s for w, s in zip(name.words, name.sounds, strict=True) if not w.isdigit()]
