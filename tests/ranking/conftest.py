"""A small fictional port: one importer declares falsely most times, the others seldom."""

import datetime
import random
from collections.abc import Callable
from typing import Any

import pytest

from tidewaiter.ranking import Declaration, Opening

FIRST = datetime.date(2017, 1, 2)
Make = Callable[..., Opening]


def opening(
    number: int, *, false: bool, day: int, known: int | None = None, **fields: Any
) -> Opening:
    """The result of line `number`, declared on `day` and known on `known` (days from the first)."""
    date = FIRST + datetime.timedelta(days=day)
    known_on = FIRST + datetime.timedelta(days=day if known is None else known)
    return Opening(Declaration(id=f"line-{number}", date=date, **fields), false, known_on)


@pytest.fixture(scope="session")
def make() -> Make:
    return opening


@pytest.fixture(scope="session")
def year() -> list[Opening]:
    pick = random.Random(2270)
    found = []
    for number in range(1200):
        importer = pick.choice(["BLUE HERON"] + ["OTHER"] * 4)
        false = pick.random() < (0.8 if importer == "BLUE HERON" else 0.1)
        origin = pick.choice(["FR", "BR"])
        hs = pick.choice(["090111", "392690"])
        day = number // 4
        found.append(opening(number, false=false, day=day, importer=importer, origin=origin, hs=hs))
    return found
