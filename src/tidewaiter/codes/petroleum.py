"""Barrels and tonnes of petroleum: a factor for each product, with its source."""

import re
from functools import cache
from typing import NamedTuple

from tidewaiter.codes.table import read_table


class Conversion(NamedTuple):
    """How many barrels a tonne of a product holds, and how far that was verified.

    `check` is `verified`, `derived` (worked out from figures a source gives in both units) or
    `unverified`.
    """

    product: str
    barrels_per_tonne: float
    check: str
    source: str


def find_conversion(description: str) -> Conversion:
    """The factor of the product a description names; of the mixed basket where it names none."""
    folded = description.casefold()
    for words, conversion in _table():
        if any(word.search(folded) for word in words):
            return conversion
    return _table()[-1][1]


@cache
def _table() -> tuple[tuple[tuple[re.Pattern[str], ...], Conversion], ...]:
    return tuple(
        (
            tuple(_whole(word) for word in row["words"].split("|") if word != ""),
            Conversion(
                row["product"], float(row["barrels_per_tonne"]), row["check"], row["source"]
            ),
        )
        for row in read_table("petroleum.csv")
    )


def _whole(word: str) -> re.Pattern[str]:
    """A word in Latin letters whole (`petrol`, not `petroleum`), any other wherever it stands."""
    escaped = re.escape(word)
    return re.compile(rf"\b{escaped}\b" if word.isascii() else escaped)
