"""The closed vocabulary of facts: whether a name and a value belong to it."""

import re
from collections.abc import Mapping

from tidewaiter.law.span import read_span
from tidewaiter.model.law import FactWord

UNKNOWN = "unknown"
# The shape of the values of the open types of fact, and how to write one.
_SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "country": (re.compile(r"[A-Z]{2}|other"), "an ISO 3166-1 alpha-2 code or `other`"),
    "number": (re.compile(r"\d+(\.\d+)?(e\+?\d+)?", re.IGNORECASE), "a number"),
    "place": (re.compile(r".+"), "a place"),
    "text": (re.compile(r".+", re.DOTALL), "text"),
}


def fault_of(words: Mapping[str, FactWord], name: str, value: str) -> str | None:
    """What is wrong with a stated fact, in words, or None where it belongs to the vocabulary."""
    fact = words.get(name)
    if fact is None:
        return f"fact {name} is not in the vocabulary"
    if value == UNKNOWN or value in fact.values:
        return None
    if fact.type == "choice":
        return f"fact {name} cannot be {value!r}: give one of {', '.join(fact.values)}"
    if fact.type == "date":
        wanted = "a day or a month (2017-08)"
        return None if read_span(value) else f"fact {name} cannot be {value!r}: give {wanted}"
    shape, wanted = _SHAPES[fact.type]
    return None if shape.fullmatch(value) else f"fact {name} cannot be {value!r}: give {wanted}"
