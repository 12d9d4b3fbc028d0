"""The words of one name laid beside the words of another, each with the word it is most like."""

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from tidewaiter.names import compiled
from tidewaiter.names.likeness import ALL_RULES, LEAST, LEAST_JOINED, compared, likeness
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.table import LATEST, load_table

if TYPE_CHECKING:
    from tidewaiter.names._align import Aligner

LEAST_INITIALS = 0.5  # the weight of a word that may be initials; al and de are words

# the version of the table, and the rules of likeness that do not hold
Rules = tuple[str, frozenset[str]]


class Meeting(msgspec.Struct, frozen=True, gc=False):
    """Words of one name that meet words of the other: which, how alike, by which rule."""

    words: tuple[str, ...]
    others: tuple[str, ...]
    weight: float
    value: float
    rule: str


class Alignment(msgspec.Struct):
    """What met what, and the positions of the words that met nothing."""

    meetings: list[Meeting] = []
    alone: list[int] = []
    alone_there: list[int] = []

    @property
    def weight(self) -> float:
        """The weight of the words that met."""
        return sum([meeting.weight for meeting in self.meetings])

    @property
    def quality(self) -> float:
        """How alike the words are that met, by weight; 0 where none did."""
        weight = self.weight
        if weight == 0:
            return 0.0
        return sum([meeting.weight * meeting.value for meeting in self.meetings]) / weight


def align(
    first: Parsed, second: Parsed, version: str = LATEST, without: frozenset[str] = ALL_RULES
) -> Alignment:
    """Every word of two names beside its like, equal words first, then the most alike.

    `without` names rules of likeness that do not hold for these names.
    """
    if compiled.alignment is not None:
        return Alignment(*aligner(version).align(first, second, without))
    found, rules = Alignment(), (version, without)
    _meet_equal(first, second, found)
    if len(found.alone) + len(found.alone_there) > 2:
        _meet_split(first, second, found, rules)
    if len(found.alone) > 0 and len(found.alone_there) > 0:
        _meet_alike(first, second, found, rules)
    if len(found.alone) > 0 and len(found.alone_there) > 0:
        _meet_joined(first, second, found, rules)
    return found


@cache
def aligner(version: str) -> "Aligner":
    """What lays words beside each other, where compiled code is at hand."""
    table, least = load_table(version), (LEAST, LEAST_JOINED, LEAST_INITIALS)
    likes = (table.word("initial"), table.word("joined"))
    return compiled.alignment.Aligner(Meeting, compared(version), *least, *likes)


def _meet_equal(first: Parsed, second: Parsed, found: Alignment) -> None:
    left: dict[str, list[int]] = {}
    for j, other in enumerate(second.words):
        left.setdefault(other, []).append(j)
    for i, word in enumerate(first.words):
        places = left.get(word)
        if places:
            j = places.pop(0)
            weight = (first.weights[i] + second.weights[j]) / 2
            found.meetings.append(Meeting((word,), (word,), weight, 1.0, "same"))
        else:
            found.alone.append(i)
    found.alone_there = sorted(j for places in left.values() for j in places)


def _meet_split(first: Parsed, second: Parsed, found: Alignment, rules: Rules) -> None:
    """A word that the other name writes as two."""
    for at in range(len(found.alone) - 1):
        pair = found.alone[at : at + 2]
        word = first.words[pair[0]] + first.words[pair[1]]
        for j in found.alone_there:
            if second.words[j] == word:
                _join(first, second, (pair, [j]), found, rules)
                return
    for at in range(len(found.alone_there) - 1):
        pair = found.alone_there[at : at + 2]
        word = second.words[pair[0]] + second.words[pair[1]]
        for i in found.alone:
            if first.words[i] == word:
                _join(first, second, ([i], pair), found, rules)
                return


def _meet_alike(first: Parsed, second: Parsed, found: Alignment, rules: Rules) -> None:
    likes = []
    for i in found.alone:
        for j in found.alone_there:
            value, rule = likeness(first.words[i], second.words[j], *rules)
            if value >= LEAST:
                weight = (first.weights[i] + second.weights[j]) / 2
                likes.append((-value * weight, i, j, value, rule, weight))
    likes.sort()
    for _, i, j, value, rule, weight in likes:
        if i in found.alone and j in found.alone_there:
            found.alone.remove(i)
            found.alone_there.remove(j)
            found.meetings.append(
                Meeting((first.words[i],), (second.words[j],), weight, value, rule)
            )


def _meet_joined(first: Parsed, second: Parsed, found: Alignment, rules: Rules) -> None:
    """Words that were joined, split, or whose space moved: all that is left, then by two."""
    here, there = found.alone, found.alone_there
    if len(here) == 1 and len(there) == 1:
        return
    if _join(first, second, (here, there), found, rules) or len(found.meetings) == 0:
        return
    if min(len(here), len(there)) > 2:  # each keeps a word the other lacks, whatever is joined
        return
    for at in range(len(here) - 1):
        for j in there:
            if _join(first, second, (here[at : at + 2], [j]), found, rules):
                return
    for at in range(len(there) - 1):
        for i in here:
            if _join(first, second, ([i], there[at : at + 2]), found, rules):
                return


def _may_join(here: list[str], there: list[str]) -> bool:
    """A cheap look: lengths and first or last letters agree, or initials may."""
    length, other = sum(map(len, here)), sum(map(len, there))
    if length == len(there) or other == len(here):
        return True
    ends = here[0][0] == there[0][0] or here[-1][-1] == there[-1][-1]
    return ends and -4 < length - other < 4 and length > 3 and other > 3


def _join(
    first: Parsed,
    second: Parsed,
    places: tuple[list[int], list[int]],
    found: Alignment,
    rules: Rules,
) -> bool:
    here, there = [first.words[i] for i in places[0]], [second.words[j] for j in places[1]]
    if not _may_join(here, there):
        return False
    words, others = tuple(here), tuple(there)
    one, two = "".join(words), "".join(others)
    lone = min((first, words, places[0]), (second, others, places[1]), key=lambda x: len(x[1]))
    if len(lone[1]) == 1 and lone[0].weights[lone[2][0]] >= LEAST_INITIALS:
        short, full = (one, others) if len(words) == 1 else (two, words)
        if len(short) == len(full) and short == "".join([word[0] for word in full]):
            value, rule = load_table(rules[0]).word("initial"), "initial"
            _take(places, found, Meeting(words, others, min(len(full), 2) / 2, value, rule))
            return True
    if len(one) < 4 or len(two) < 4 or not -4 < len(one) - len(two) < 4:
        return False
    value, rule = (1.0, "joined") if one == two else likeness(one, two, *rules)
    if value < LEAST_JOINED or (rule == "Korean sounds" and len(found.meetings) == 0):
        return False
    weight = sum([first.weights[i] for i in places[0]])
    weight = (weight + sum([second.weights[j] for j in places[1]])) / 2
    value *= load_table(rules[0]).word("joined")
    _take(places, found, Meeting(words, others, weight, value, rule))
    return True


def _take(places: tuple[list[int], list[int]], found: Alignment, meeting: Meeting) -> None:
    found.meetings.append(meeting)
    found.alone = [i for i in found.alone if i not in places[0]]
    found.alone_there = [j for j in found.alone_there if j not in places[1]]
