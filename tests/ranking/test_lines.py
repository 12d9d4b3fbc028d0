"""Consignments of every kind of paper give lines that can be ranked."""

import datetime
import math

import pytest

from tidewaiter.model import Consignment, Goods, Identifier, Money, Party, Port, Transport
from tidewaiter.ranking import Declaration, declared

DAY = datetime.date(2017, 8, 6)


def consignment(**fields: object) -> Consignment:
    return Consignment(document="made-up.csv", format="table-csv", reference="R1", **fields)  # type: ignore[arg-type]


def test_a_declaration_gives_a_line_for_each_goods_item() -> None:
    importer = Party("importer", name="Blue Heron", identifiers=(Identifier("tax", "T-1"),))
    first, second = declared(
        consignment(
            parties=(importer, Party("seller", name="Kite  & Sons")),
            ports=(Port("customs_office", code="40"),),
            transports=(Transport(mode="sea"),),
            goods=(Goods(hs=("2701.11",), origin="RU", value=Money(5.0, "EUR")), Goods()),
            country_of_export="RU",
        ),
        DAY,
    )
    assert first == Declaration(
        id="made-up.csv#R1#1",
        date=DAY,
        importer="tax:T-1",
        seller="KITE SONS",
        hs="270111",
        origin="RU",
        departure="RU",
        office="40",
        mode="sea",
        value=5.0,
        currency="EUR",
    )
    assert (second.id, second.hs, second.value) == ("made-up.csv#R1#2", "", None)


def test_a_bill_of_lading_fills_a_line_with_the_nearest_it_has() -> None:
    (line,) = declared(
        consignment(
            parties=(Party("consignee", name="Blue Heron Co., Ltd."), Party("consignor", name="X")),
            ports=(Port("port_of_loading", code="RUNJK"), Port("port_of_discharge", name="Busan")),
            transports=(Transport(mode="sea", name="Grey Gull", carrier="Line"),),
            goods=(Goods(hs=("2701",)),),
            gross_weight_kg=5000.0,
            value=Money(9.0, "USD"),
        ),
        DAY,
    )
    assert (line.importer, line.seller) == ("BLUE HERON CO LTD", "X")
    assert (line.loading, line.departure, line.office) == ("RUNJK", "RU", "BUSAN")
    assert (line.vessel, line.courier) == ("GREY GULL", "Line")
    assert (line.net_weight_kg, line.value, line.currency) == (5000.0, 9.0, "USD")


def test_the_weight_of_the_whole_is_the_weight_of_no_line_among_several() -> None:
    lines = declared(consignment(goods=(Goods(), Goods()), gross_weight_kg=5000.0), DAY)
    assert [line.net_weight_kg for line in lines] == [None, None]


def test_a_consignment_without_goods_is_one_line() -> None:
    (line,) = declared(consignment(parties=(Party("consignee", name="Blue Heron"),)), DAY)
    assert (line.importer, line.hs) == ("BLUE HERON", "")


@pytest.mark.parametrize("amount", [-1.0, math.nan, math.inf])
def test_an_amount_that_cannot_be_is_unknown(amount: float) -> None:
    goods = Goods(net_weight_kg=amount, value=Money(amount, "EUR"))
    (line,) = declared(consignment(goods=(goods,)), DAY)
    assert (line.net_weight_kg, line.value) == (None, None)
