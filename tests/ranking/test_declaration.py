"""Lines and openings that cannot be are refused."""

import datetime
import math

import pytest

from tidewaiter.model import BadInput
from tidewaiter.ranking import Declaration, Opening, Trait
from tidewaiter.ranking.traits import band

DAY = datetime.date(2017, 8, 6)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"id": ""}, "has no id"),
        ({"hs": "27.01"}, "'27.01' is not digits"),
        ({"hs": "2"}, "'2' is not digits"),
        ({"net_weight_kg": -1.0}, "net weight -1.0"),
        ({"value": math.nan}, "value nan"),
    ],
)
def test_a_line_that_cannot_be_is_refused(fields: dict[str, str | float], what: str) -> None:
    with pytest.raises(BadInput, match=what):
        Declaration(**{"id": "a", "date": DAY, **fields})  # type: ignore[arg-type]


def test_an_opening_that_cannot_be_is_refused() -> None:
    line = Declaration(id="a", date=DAY)
    with pytest.raises(BadInput, match="before the line was declared"):
        Opening(line, False, DAY - datetime.timedelta(days=1))
    with pytest.raises(BadInput, match=r"stand for 0\.5"):
        Opening(line, False, DAY, stands_for=0.5)


def test_a_trait_of_an_unknown_field_is_refused() -> None:
    with pytest.raises(BadInput, match="no field 'colour'"):
        Trait(("colour",))
    with pytest.raises(BadInput, match="has no field"):
        Trait(())


def test_a_trait_with_an_unknown_part_counts_nothing() -> None:
    line = Declaration(id="a", date=DAY, hs="0901", origin="BR")
    assert Trait(("subheading", "origin")).key(line) == ""
    assert Trait(("heading", "origin")).key(line) == "0901\x1fBR"


@pytest.mark.parametrize(
    ("amount", "words"),
    [(None, ""), (0, "0"), (1, "1 to 1.8"), (999, "560 to 1000"), (1000, "1000 to 1800")],
)
def test_bands_are_four_to_each_tenfold(amount: float | None, words: str) -> None:
    assert band(amount) == words
