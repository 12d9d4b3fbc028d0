"""Codes that changed between the 2012, 2017 and 2022 editions of the Harmonized System.

`hs_editions.csv` is our own table for the headings that matter to the regime, from general
knowledge of the WCO's correlation tables, which were not at hand. `verified` says how far a row
was checked: `2022_only` where the code after was found in the 2022 texts (datasets/
harmonized-system), `unverified` where nothing was checked. Codes it does not name kept their
meaning, as far as we know: coal, ores, metals and petroleum did.
"""

from functools import cache
from typing import Literal

from tidewaiter.codes.table import read_table
from tidewaiter.model import Record

Edition = Literal[2012, 2017, 2022]
EDITIONS: tuple[Edition, ...] = (2012, 2017, 2022)


class Correlation(Record, frozen=True):
    """One code of an edition with a code of the next that holds its goods, or part of them."""

    before: int
    code: str
    after: int
    code_after: str
    relation: str
    what: str
    verified: str


@cache
def correlations() -> tuple[Correlation, ...]:
    """Every row of the table."""
    return tuple(
        Correlation(
            before=int(row["before"]),
            code=row["code"],
            after=int(row["after"]),
            code_after=row["code_after"],
            relation=row["relation"],
            what=row["what"],
            verified=row["verified"],
        )
        for row in read_table("hs_editions.csv")
    )


def correlate(digits: str, edition: Edition, to: Edition) -> tuple[str, ...]:
    """The codes of edition `to` that may hold the goods of a code of another edition.

    A code the table does not name is given back as it is. Works both ways. Longer codes than
    six digits are cut to six where the table names their subheading; a heading is given with the
    headings that took part of it over.

    >>> correlate("854140", 2017, 2022)
    ('854141', '854142', '854143', '854149')
    >>> correlate("880730", 2022, 2017)
    ('880330',)
    >>> correlate("270112", 2012, 2022)
    ('270112',)
    """
    codes: tuple[str, ...] = (digits,)
    first, last = EDITIONS.index(edition), EDITIONS.index(to)
    step = 1 if last > first else -1
    for place in range(first, last, step):
        pair = (EDITIONS[place], EDITIONS[place + step])
        codes = tuple(dict.fromkeys(new for code in codes for new in _next(code, pair)))
    return codes


def _next(digits: str, pair: tuple[int, int]) -> tuple[str, ...]:
    found = []
    for row in correlations():
        codes = {(row.before, row.after): (row.code, row.code_after)}
        codes[row.after, row.before] = (row.code_after, row.code)
        old, new = codes.get(pair, ("", ""))
        if old != "" and digits.startswith(old):
            found.append(new)
        elif old != "" and old.startswith(digits):
            found += [digits, new[: len(digits)]]
    return tuple(dict.fromkeys(found)) or (digits,)
