"""What a product's word means among its neighbours: the goods, perhaps, or something else."""

import re

from tidewaiter.goods.text import Script, Unit
from tidewaiter.goods.vocabulary import Entry, Vocabulary
from tidewaiter.model import Record
from tidewaiter.model.facts import Strength

_GRADE = re.compile("[a-z]{1,2}|[b-df-hj-np-tv-xz]{3,6}")
_REACH_OF_NEGATION = 4
_LINKS = {"of", "for", "with", "without", "and"}


class Chunk(Record, frozen=True, gc=False):
    """A phrase of the description: its entry (None if unknown), units, script and place."""

    entry: Entry | None
    script: Script
    start: int
    end: int
    is_grade: bool = False

    @property
    def kind(self) -> str:
        """The entry's kind, `number` (a grade without vowels is one), or `unknown`."""
        if self.entry is not None:
            return self.entry.kind
        return "number" if self.script == "number" or self.is_grade else "unknown"


def segments(units: list[Unit], vocabulary: Vocabulary) -> list[list[Chunk]]:
    """The phrases of a description, cut where punctuation or a change of script ends them."""
    texts = [unit.text for unit in units]
    parts: list[list[Chunk]] = [[]]
    index = 0
    while index < len(units):
        unit = units[index]
        if unit.script == "break":
            parts.append([])
            index += 1
            continue
        entry, end = vocabulary.longest(texts, index)
        grade = unit.script == "spaced" and _GRADE.fullmatch(unit.text) is not None
        chunk = Chunk(entry, unit.script, unit.start, units[end - 1].end, grade)
        if len(parts[-1]) > 0 and _script_changes(parts[-1][-1], chunk):
            parts.append([])
        parts[-1].append(chunk)
        index = end
    return [part for part in parts if len(part) > 0]


def judge(segment: list[Chunk], at: int) -> Strength | None:
    """How surely the phrase at `at` names the goods; None where it names something else.

    The words before govern it (`bags of`, `for`, `without`), the words after can turn it into
    what something else is made of (`coal mining equipment`).
    """
    before = _judge_before(segment, at)
    if before is None:
        return None
    after = _judge_after(segment, at)
    if after is None:
        return None
    sure = before == after == "certain" and not _follows_proper(segment, at)
    return "certain" if sure else "possible"


def is_whole_of_parts(segment: list[Chunk], at: int) -> bool:
    """True where the phrase at `at` is what parts are for (`spare parts for aircraft`)."""
    return _has(segment[:at], "part")


def _follows_proper(segment: list[Chunk], at: int) -> bool:
    """`Rolex watches`: the make says what the goods are, the noun only repeats it."""
    before = [chunk for chunk in segment[:at] if chunk.kind != "number"]
    last = before[-1].entry if len(before) > 0 else None
    own = segment[at].entry
    if last is None or own is None or last.kind != "product":
        return False
    named = {sense.product for sense in own.senses}
    return any(sense.proper and sense.product not in named for sense in last.senses)


def stands_alone(segment: list[Chunk], at: int) -> bool:
    """True where only words of shape, amount and packing stand beside the phrase at `at`.

    What follows a link (`of DPRK make`) says nothing against it.
    """
    for chunk in segment[at + 1 :]:
        if chunk.kind in _LINKS:
            break
        if chunk.kind in ("unknown", "product"):
            return False
    return all(chunk.kind in ("form", "number", "of", "and") for chunk in segment[:at])


def is_plain(parts: list[list[Chunk]]) -> bool:
    """True where a description names goods, shapes and amounts and nothing unknown.

    Only then is a word such as `silver` surely not the colour of something named elsewhere.
    """
    return all(_is_plain(part) for part in parts)


def _is_plain(segment: list[Chunk]) -> bool:
    for index, chunk in enumerate(segment):
        if chunk.kind in _LINKS and index > 0:
            return True
        if chunk.kind in ("unknown", "head", "decoy"):
            return False
    return True


def _script_changes(last: Chunk, new: Chunk) -> bool:
    return last.script != new.script and "number" not in (last.script, new.script)


def _judge_before(segment: list[Chunk], at: int) -> Strength | None:
    strength: Strength = "certain"
    listed = False
    for index in range(at - 1, -1, -1):
        kind = segment[index].kind
        if at - index <= _REACH_OF_NEGATION and kind in ("without", "unlike"):
            return None
        listed = listed or kind == "and"
        if listed:
            continue
        if kind == "for" and (_has(segment[:index], "head") or _has(segment[:index], "form")):
            return None
        if kind in ("for", "with"):
            strength = "possible"
        if kind == "of":
            governed = _governed(segment[:index])
            if governed is None:
                return None
            strength = governed if governed == "possible" else strength
        if kind == "head" and _is_head_first(segment[at]):
            return None
        if _is_governed(segment[index], segment[at]):
            return None
    return strength


def _governed(before: list[Chunk]) -> Strength | None:
    """What stands before `of`: a pack or shape (`bars of`) changes nothing."""
    if len(before) > 0 and before[-1].kind in ("form", "number"):
        return "certain"
    if len(before) == 0:
        return "possible"
    return None if before[-1].kind in ("head", "decoy") else "possible"


def _judge_after(segment: list[Chunk], at: int) -> Strength | None:
    chunk = segment[at]
    if chunk.entry is None or chunk.entry.head_first:
        return _judge_adjective(segment, at)
    own = {sense.product for sense in chunk.entry.senses}
    proper = any(sense.proper for sense in chunk.entry.senses)
    stuff = any(sense.stuff for sense in chunk.entry.senses)
    strength: Strength = "certain"
    for following in segment[at + 1 :]:
        kind = "unknown" if _is_doubtful(following) else following.kind
        if kind == "of" and not _is_head_first(following) and _ends_elsewhere(segment):
            strength = "possible"
        if kind in _LINKS or kind == "number":
            break
        if kind in ("head", "unlike", "decoy"):
            return None
        if kind == "product" and following.entry is not None:
            if proper or not own.isdisjoint(sense.product for sense in following.entry.senses):
                break
            return None
        if kind == "unknown" and stuff:
            strength = "possible"
    return strength


def _is_doubtful(chunk: Chunk) -> bool:
    """A word that names goods only where it stands alone (`sand` in `monazite sand`)."""
    senses = () if chunk.entry is None else chunk.entry.senses
    return len(senses) > 0 and all(sense.alone for sense in senses)


def _ends_elsewhere(segment: list[Chunk]) -> bool:
    """`statue of liberty postcards`: the last word may be the noun of the whole."""
    return segment[-1].kind in ("head", "unlike")


def _judge_adjective(segment: list[Chunk], at: int) -> Strength | None:
    """Where the noun stands first, only an adjective that unmakes it counts (`jouet`)."""
    return None if _has(segment[at + 1 : at + 2], "unlike") else "certain"


def _is_head_first(chunk: Chunk) -> bool:
    return chunk.entry is not None and chunk.entry.head_first


def _is_governed(before: Chunk, chunk: Chunk) -> bool:
    """Where nouns follow without a link, the first names the goods and the later what of."""
    if before.entry is None or chunk.entry is None or not chunk.entry.unlinked:
        return False
    named = {sense.product for sense in before.entry.senses}
    return len(named) > 0 and named.isdisjoint(sense.product for sense in chunk.entry.senses)


def _has(chunks: list[Chunk], kind: str) -> bool:
    return any(chunk.kind == kind for chunk in chunks)
