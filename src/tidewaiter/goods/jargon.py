"""Words of trade papers that stand beside the goods and do not name them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_PLACE = r"\s+[a-z]+(?:\s+port)?"


@cache
def _tables() -> dict[str, str]:
    text = files("tidewaiter.goods").joinpath("jargon.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


@cache
def noise() -> frozenset[str]:
    """Words of counting, packing, weighing and carriage: they weigh nothing for a heading."""
    return frozenset(_tables()["noise"].split())


@cache
def _delivery() -> re.Pattern[str]:
    terms = "|".join(re.escape(term.strip()) for term in _tables()["delivery"].split(","))
    return re.compile(rf"\b(?:{terms})\b(?:{_PLACE})?")


def without_delivery(folded: str) -> str:
    """The folded text with each term of delivery and its place made a break, no sign shorter.

    >>> without_delivery("coal cfr rizhao, 5,000 mt")
    'coal ;         , 5,000 mt'
    """
    return _delivery().sub(lambda match: ";".ljust(len(match[0])), folded)
