"""The words that tell how a score came about, for a file."""

from tidewaiter.names.align import Alignment, Meeting
from tidewaiter.names.parsed import Parsed
from tidewaiter.names.table import Table


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
