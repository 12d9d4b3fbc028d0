"""Names of persons: what the words that met, and those that did not, make of the whole."""

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from tidewaiter.names import compiled
from tidewaiter.names.align import Alignment, align, aligner
from tidewaiter.names.likeness import ALL_RULES, sounded
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.saying import say, take_apart
from tidewaiter.names.score import NONE, Score
from tidewaiter.names.table import Table, load_table

if TYPE_CHECKING:
    from tidewaiter.names._align import Persons as Scorer

FATHERS = ("ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "ovitch", "evitch")
KOREAN, ABJAD = frozenset({"Korean sounds"}), frozenset({"consonants"})
_ABJAD = re.compile("[\u0590-\u07bf]")
TELLS = 0.35  # the least weight of a word that tells one person from another


def compare_persons(first: Parsed, second: Parsed, table: Table, at_least: float = 0.0) -> Score:
    """How alike two names of persons are, word by word.

    What scores less than `at_least` may come back as nothing.
    """
    if table.name("one word") < at_least and _is_lone(first, second):
        return NONE
    without = _foreign_rules(first, second)
    if compiled.alignment is not None:
        value = scorer(table.version).score(first, second, without)
        return (
            NONE
            if value < 0
            else Score(value=round(value, 3), why=partial(_say, first, second, without, table))
        )
    found = align(first, second, table.version, without)
    if len(found.meetings) == 0:
        return NONE
    value = _value(first, second, found, table)
    both = (first, second, found, table)
    return Score(value=round(value, 3), why=partial(say, *both), parts=partial(take_apart, *both))


def _say(first: Parsed, second: Parsed, without: frozenset[str], table: Table) -> str:
    return say(first, second, align(first, second, table.version, without), table)


@cache
def scorer(version: str) -> "Scorer":
    """What scores two names by their words, where compiled code is at hand."""
    rules = {name: rule.weight for name, rule in load_table(version).names.items()}
    return compiled.alignment.Persons(aligner(version), rules, TELLS, FATHERS)


def written_alike(first: Parsed, second: Parsed, table: Table) -> Score:
    """As `compare_persons`, where every word meets in the same letters or the same sounds.

    For two Korean names: one letter makes another name of a short syllable.
    """
    if not _may_be_respelled(first, second):
        return NONE
    found = align(first, second, table.version)
    alike = all(m.rule in {"same", "transliteration", "joined"} for m in found.meetings)
    if not alike or len(found.alone) + len(found.alone_there) > 0:
        return NONE
    value = _value(first, second, found, table)
    both = (first, second, found, table)
    return Score(value=round(value, 3), why=partial(say, *both), parts=partial(take_apart, *both))


def _is_lone(first: Parsed, second: Parsed) -> bool:
    """A cheap look: True for one word that cannot be all that tells in a fuller name, joined."""
    if len(first.words) > 1 and len(second.words) > 1:
        return False
    lone, full = (first, second) if len(first.words) == 1 else (second, first)
    if len(lone.words) > 1 or _told(full) < 2:
        return False
    length = len(lone.compact)
    if length <= len(full.words):  # may be initials
        return False
    telling = sum(
        len(word) for word, weight in zip(full.words, full.weights, strict=True) if weight >= TELLS
    )
    return length < 4 or len(full.compact) < 4 or not telling - 4 < length < len(full.compact) + 4


def _may_be_respelled(first: Parsed, second: Parsed) -> bool:
    """A cheap look: no word is left that surely meets none in the same letters or sounds."""
    if first.compact.isascii() is not second.compact.isascii():
        return False
    here, there = list(first.words), []
    for word in second.words:
        if word in here:
            here.remove(word)
        else:
            there.append(word)
    if len(here) == 0 or len(there) == 0:
        return len(here) == len(there)
    if sorted(map(sounded, here)) == sorted(map(sounded, there)):
        return True
    if len(here) == 1 and len(there) == 1:
        return False
    joined = len("".join(here)) - len("".join(there))
    if len(here) == 2 and len(there) == 2:
        return abs(joined) < 4 and sounded("".join(here)) == sounded("".join(there))
    return abs(joined) < 4 * min(len(here), len(there))


def _value(first: Parsed, second: Parsed, found: Alignment, table: Table) -> float:
    quality, met = found.quality, found.weight
    if met == 0:
        return 0.0
    here, there = _told_alone(first, found.alone), _told_alone(second, found.alone_there)
    value = quality * 2 * met / (first.total + second.total)
    if here > 0 and there > 0:
        return min(value, table.name("each tells another"))
    lone = 1 in {_told(first), _told(second)}
    if lone and here + there > 0:
        return min(value, table.name("one word"))
    if _only_initials(found):
        return min(value, table.name("one word"))
    fathers = table.name("added father's name") / table.name("added word")
    added = _added(first, found, 0, fathers) + _added(second, found, 1, fathers)
    quality = min(quality, table.name("respelled"))
    if added == 0:
        return quality
    borne = max(0.4, 1 + table.name("added to much") * (met - 2))
    slipped = any(m.rule == "slip" and m.weight >= TELLS for m in found.meetings)
    cost = table.name("added word") * added / borne
    if slipped:
        cost += table.name("slip beside an added word")
    return max(0.0, quality - cost)


def _foreign_rules(first: Parsed, second: Parsed) -> frozenset[str]:
    """The rules for names in a script that neither is written in.

    Consonants stand for a name only where a script leaves its vowels out, and Korean sounds only
    in a Korean name.
    """
    rules = ALL_RULES if first.korean or second.korean else KOREAN
    if is_abjad(first.text) or is_abjad(second.text):
        return rules
    return rules | ABJAD


def is_abjad(text: str) -> bool:
    """True for a text in a script that leaves its vowels out."""
    return not text.isascii() and _ABJAD.search(text) is not None


def _told(name: Parsed) -> int:
    return len([weight for weight in name.weights if weight >= TELLS])


def _told_alone(name: Parsed, alone: list[int]) -> float:
    weights = name.weights
    return sum([weights[i] for i in alone if weights[i] >= TELLS])


def _added(name: Parsed, found: Alignment, side: int, fathers: float) -> float:
    """How much more a name tells by words that met nothing, those said twice left out.

    A Russian father's name, which a form leaves out, and an initial count less.
    """
    alone = found.alone_there if side == 1 else found.alone
    if len(alone) == 0:
        return 0.0
    met = {word for m in found.meetings for word in (m.others if side == 1 else m.words)}
    return sum(
        fathers if len(word) == 1 or word.endswith(FATHERS) else 0.5 + name.weights[i] / 2
        for i in alone
        if name.weights[i] >= TELLS and (word := name.words[i]) not in met
    )


def _only_initials(found: Alignment) -> bool:
    """True where no word in full met another."""
    return all(meeting.rule == "initial" or meeting.weight < TELLS for meeting in found.meetings)


def forget() -> None:
    """Forget the weights of rules, as after a change of them."""
    scorer.cache_clear()
    aligner.cache_clear()
