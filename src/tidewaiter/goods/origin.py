"""The origin a description states in words, where the paper has no field for it."""

import re

from tidewaiter.codes import Countries

STATED = re.compile(
    r"\b(?:country\s+of\s+)?origin(?:\s+is)?\s*[:=]?\s+|\b(?:made|produced|mined)\s+in\s+(?:the\s+)?",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w.'-]*")
LONGEST_NAME = 5


def stated_origin(description: str, countries: Countries) -> str | None:
    """The alpha-2 code of the country a description names as its origin; None if it names none.

    >>> stated_origin("COAL IN BULK, ORIGIN RUSSIA. 25,000 T", Countries())
    'RU'
    >>> stated_origin("coal of unknown origin", Countries()) is None
    True
    """
    for start in STATED.finditer(description):
        clause = re.split(r"[,;:()/\n]|\.\s", description[start.end() :], maxsplit=1)[0]
        words = WORD.findall(clause)[:LONGEST_NAME]
        for length in range(len(words), 0, -1):
            found = countries.find(" ".join(words[:length]).rstrip("."))
            if found is not None:
                return found
    return None
