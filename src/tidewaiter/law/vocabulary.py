"""The closed vocabulary of facts: whether a name and a value belong to it."""

import re
from collections.abc import Callable, Mapping

from tidewaiter.model.law import FactWord

UNKNOWN = "unknown"
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_COUNTRY = re.compile(r"[A-Z]{2}|other")

_FITS: dict[str, tuple[Callable[[FactWord, str], bool], str]] = {
    "choice": (lambda fact, value: value in fact.values, "one of: {values}"),
    "country": (
        lambda fact, value: _COUNTRY.fullmatch(value) is not None,
        "an ISO 3166-1 alpha-2 code or `other`",
    ),
    "number": (lambda fact, value: _NUMBER.fullmatch(value) is not None, "a number"),
    "date": (lambda fact, value: _DATE.fullmatch(value) is not None, "a day or month (2017-08)"),
    "place": (lambda fact, value: value != "", "a place"),
    "text": (lambda fact, value: value != "", "text"),
}


def fault_of(words: Mapping[str, FactWord], name: str, value: str) -> str | None:
    """What is wrong with a stated fact, in words, or None where it belongs to the vocabulary."""
    fact = words.get(name)
    if fact is None:
        return f"fact {name} is not in the vocabulary"
    fits, wanted = _FITS[fact.type]
    if value == UNKNOWN or fits(fact, value):
        return None
    return f"fact {name} cannot be {value!r}: give " + wanted.format(values=", ".join(fact.values))
