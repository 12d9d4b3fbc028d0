"""Cutting a description into phrases: chunks of words, gathered between punctuation."""

import re

from tidewaiter.goods.text import Script, Unit
from tidewaiter.goods.vocabulary import Entry, Vocabulary
from tidewaiter.model import Record

_GRADE = re.compile("[a-z]{1,2}|[b-df-hj-np-tv-xz]{3,6}")
_WORD = re.compile("[a-z]+")


class Chunk(Record, frozen=True, gc=False):
    """A phrase of the description: its entry (None if unknown), script, place and last unit."""

    entry: Entry | None
    script: Script
    start: int
    end: int
    last: str = ""

    @property
    def kind(self) -> str:
        """The entry's kind, `number` (a grade without vowels is one), or `unknown`."""
        if self.entry is not None:
            return self.entry.kind
        is_grade = self.script == "spaced" and _GRADE.fullmatch(self.last) is not None
        return "number" if self.script == "number" or is_grade else "unknown"

    @property
    def is_plural(self) -> bool:
        """True for English plurals: what a compound is made of stands in the singular."""
        english = self.script == "spaced" and not is_head_first(self)
        return (
            english and len(self.last) > 3 and self.last[-1] == "s" and self.last[-2] not in "sui"
        )


def segments(units: list[Unit], vocabulary: Vocabulary) -> list[list[Chunk]]:
    """The phrases of a description, cut where punctuation or a change of script ends them."""
    units = vocabulary.divided(units)
    texts = [unit.text for unit in units]
    parts: list[list[Chunk]] = [[]]
    index = 0
    while index < len(units):
        unit = units[index]
        if unit.script == "break":
            parts.append([])
            index += 1
            continue
        entry, end = _phrase(texts, index, vocabulary)
        last = units[end - 1]
        chunk = Chunk(entry, unit.script, unit.start, last.end, last.text)
        if len(parts[-1]) > 0 and _script_changes(parts[-1][-1], chunk):
            parts.append([])
        parts[-1].append(chunk)
        index = end
    return [part for part in parts if len(part) > 0]


def is_head_first(chunk: Chunk) -> bool:
    """True for a phrase of a language that puts the noun first."""
    return chunk.entry is not None and chunk.entry.head_first


def _phrase(texts: list[str], start: int, vocabulary: Vocabulary) -> tuple[Entry | None, int]:
    """The longest phrase at a place, cut where a noun begins in it and ends after it.

    So `diesel engine oil` is engine oil, where the noun comes last. Signs without spaces are only
    drawn together where both phrases name the same goods: elsewhere the cut may be by chance.
    """
    entry, end = vocabulary.longest(texts, start)
    if entry is None or entry.head_first:
        return entry, end
    for inner in range(start + 1, end):
        later, later_end = vocabulary.longest(texts, inner)
        if later is None or later_end <= end or later.head_first:
            continue
        if _WORD.fullmatch(texts[start]) is None:
            if _share(entry, later):
                return later, later_end
        elif later.kind in ("product", "decoy"):
            before, before_end = vocabulary.longest(texts[:inner], start)
            return (before if before_end == inner else None), inner
    return entry, end


def _share(one: Entry, other: Entry) -> bool:
    named = {sense.product for sense in one.senses}
    return any(sense.product in named for sense in other.senses)


def _script_changes(last: Chunk, new: Chunk) -> bool:
    return last.script != new.script and "number" not in (last.script, new.script)
