"""Lines that cannot be are refused; consignments give lines."""

import datetime
import math

import pytest

from tidewaiter.model import (
    BadInput,
    Consignment,
    Goods,
    Identifier,
    Money,
    Party,
    Port,
    Transport,
)
from tidewaiter.ranking import Declaration, Opening, Trait, declared
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


def test_a_consignment_gives_a_line_for_each_goods_item() -> None:
    importer = Party("importer", name="Blue Heron", identifiers=(Identifier("tax", "T-1"),))
    consignment = Consignment(
        document="made-up.xml",
        format="sad",
        reference="R1",
        parties=(importer, Party("seller", name="Kite  & Sons")),
        ports=(Port("customs_office", code="40"),),
        transports=(Transport(mode="sea"),),
        goods=(Goods(hs=("2701.11",), origin="RU", value=Money(5.0, "EUR")), Goods()),
        country_of_export="RU",
    )
    first, second = declared(consignment, DAY)
    assert first == Declaration(
        id="made-up.xml#R1#1",
        date=DAY,
        importer="tax:T-1",
        seller="KITE & SONS",
        hs="270111",
        origin="RU",
        departure="RU",
        office="40",
        mode="sea",
        value=5.0,
        currency="EUR",
    )
    assert (second.id, second.hs, second.value) == ("made-up.xml#R1#2", "", None)
