"""The words of one name laid beside the words of another, each with the word it is most like."""

from dataclasses import dataclass, field

from tidewaiter.names.likeness import likeness
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.table import LATEST, load_table

LEAST = 0.4  # likeness of two words that are laid beside each other


@dataclass(frozen=True, slots=True)
class Meeting:
    """Words of one name that meet words of the other: which, how alike, by which rule."""

    words: tuple[str, ...]
    others: tuple[str, ...]
    weight: float
    value: float
    rule: str


@dataclass(slots=True)
class Alignment:
    """What met what, and the positions of the words that met nothing."""

    meetings: list[Meeting] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    alone_there: list[int] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """The weight of the words that met."""
        return sum(meeting.weight for meeting in self.meetings)

    @property
    def quality(self) -> float:
        """How alike the words are that met, by weight; 0 where none did."""
        weight = self.weight
        if weight == 0:
            return 0.0
        return sum(meeting.weight * meeting.value for meeting in self.meetings) / weight


def align(first: Parsed, second: Parsed, version: str = LATEST) -> Alignment:
    """Every word of two names beside its like, equal words first, then the most alike."""
    found = Alignment()
    _meet_equal(first, second, found)
    if len(found.alone) > 0 and len(found.alone_there) > 0:
        _meet_alike(first, second, found, version)
    if len(found.alone) > 0 and len(found.alone_there) > 0:
        _meet_joined(first, second, found, version)
    return found


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


def _meet_alike(first: Parsed, second: Parsed, found: Alignment, version: str) -> None:
    likes = []
    for i in found.alone:
        for j in found.alone_there:
            value, rule = likeness(first.words[i], second.words[j], version)
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


def _meet_joined(first: Parsed, second: Parsed, found: Alignment, version: str) -> None:
    """Words that were joined, split, or whose space moved: all that is left, then by two."""
    here, there = found.alone, found.alone_there
    if len(here) == 1 and len(there) == 1:
        return
    if _join(first, second, (here, there), found, version):
        return
    for at in range(len(here) - 1):
        for j in there:
            if _join(first, second, (here[at : at + 2], [j]), found, version):
                return
    for at in range(len(there) - 1):
        for i in here:
            if _join(first, second, ([i], there[at : at + 2]), found, version):
                return


def _join(
    first: Parsed,
    second: Parsed,
    places: tuple[list[int], list[int]],
    found: Alignment,
    version: str,
) -> bool:
    words = tuple(first.words[i] for i in places[0])
    others = tuple(second.words[j] for j in places[1])
    one, two = "".join(words), "".join(others)
    if min(len(one), len(two)) < 4 or abs(len(one) - len(two)) > 3:
        return _spell_out(words, others, places, found)
    value, rule = (1.0, "joined") if one == two else likeness(one, two, version)
    if value < 0.6:
        return False
    weight = (
        sum(first.weights[i] for i in places[0]) + sum(second.weights[j] for j in places[1])
    ) / 2
    value *= load_table(version).word("joined")
    found.meetings.append(Meeting(words, others, weight, value, rule))
    found.alone = [i for i in found.alone if i not in places[0]]
    found.alone_there = [j for j in found.alone_there if j not in places[1]]
    return True


def _spell_out(
    words: tuple[str, ...],
    others: tuple[str, ...],
    places: tuple[list[int], list[int]],
    found: Alignment,
) -> bool:
    """Initials written as one word: `jc` and jean claude."""
    short, full = (words, others) if len(words) == 1 else (others, words)
    if len(short) != 1 or len(full) < 2 or short[0] != "".join(word[0] for word in full):
        return False
    weight = min(len(full), 2) / 2
    found.meetings.append(Meeting(words, others, weight, 0.7, "initial"))
    found.alone = [i for i in found.alone if i not in places[0]]
    found.alone_there = [j for j in found.alone_there if j not in places[1]]
    return True
