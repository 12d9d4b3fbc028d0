"""The words that tell how a score came about, for a file; and the same part by part."""

import re
from collections.abc import Iterable, Iterator

from tidewaiter.names.align import Alignment, Meeting
from tidewaiter.names.fold import fold
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.score import Part, Parts
from tidewaiter.names.table import Table

_GAP = re.compile(r"[\s,;:./()\u2010-\u2015-]+")


def say(first: Parsed, second: Parsed, found: Alignment, table: Table) -> str:
    """Which part met which, by which rule, and what met nothing."""
    if len(found.meetings) == 0:
        return "nothing in common"
    parts = [_say_meeting(meeting, table) for meeting in found.meetings]
    told = f"words in common: {', '.join(parts)}"
    for name, alone, which in (
        (first, found.alone, "first"),
        (second, found.alone_there, "second"),
    ):
        words = [name.words[i] for i in alone]
        if len(words) > 0:
            told += f"; only in the {which} name: {', '.join(words)}"
    return told


def _say_meeting(meeting: Meeting, table: Table) -> str:
    one, two = " ".join(meeting.words), " ".join(meeting.others)
    if meeting.rule == "same":
        return one
    return f"{one} meets {two} ({table.words[meeting.rule].means}, {meeting.value:.0%})"


def as_written(text: str, words: Iterable[str]) -> str:
    """Plain words of a name in the letters the text has them in, where it has them.

    >>> as_written("RI, Chol-Su", ("chol", "su"))
    'Chol Su'
    """
    said = {fold(token).replace(" ", ""): token for token in _GAP.split(text)}
    return " ".join(said.get(word, word) for word in words)


def take_apart(first: Parsed, second: Parsed, found: Alignment, table: Table) -> Parts:
    """Each word beside the one it met, then those that met none, and the legal forms."""
    met = (
        Part(
            what="word",
            first=as_written(first.text, meeting.words),
            second=as_written(second.text, meeting.others),
            rule=table.words[meeting.rule].means,
            value=meeting.value,
        )
        for meeting in found.meetings
    )
    return (*met, *_alone(first, second, found), *_forms(first, second))


def _alone(first: Parsed, second: Parsed, found: Alignment) -> Iterator[Part]:
    only = "only in one of the names"
    for i in found.alone:
        yield Part("word", as_written(first.text, (first.words[i],)), "", only, 0.0)
    for j in found.alone_there:
        yield Part("word", "", as_written(second.text, (second.words[j],)), only, 0.0)


def _forms(first: Parsed, second: Parsed) -> Iterator[Part]:
    if len(first.forms) == 0 or len(second.forms) == 0:
        return
    alike = not first.forms.isdisjoint(second.forms)
    rule = "the same legal form" if alike else "another legal form"
    here, there = (" ".join(sorted(each.forms)) for each in (first, second))
    yield Part("legal form", here, there, rule, float(alike))
