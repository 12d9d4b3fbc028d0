"""Signs of misdeclaration: what each check sees, and what it must not."""

import pytest

from tidewaiter.goods import Signal, signals
from tidewaiter.model import Consignment, Goods
from tidewaiter.model.consignment import Money, Packages


def shown(goods: Goods) -> tuple[Signal, ...]:
    return signals(goods, Consignment(document="d", format="table", reference="r", goods=(goods,)))


def kinds(goods: Goods) -> set[tuple[str, str]]:
    return {(signal.kind, signal.asks) for signal in shown(goods)}


@pytest.mark.parametrize(
    ("goods", "kind", "asks"),
    [
        (
            Goods(description="ANTHRACITE IN BULK", hs=("8413.70",)),
            "heading_against_text",
            "inspect",
        ),
        (
            Goods(
                description="PIG IRON", hs=("7201",), net_weight_kg=5e6, value=Money(325_000, "USD")
            ),
            "value",
            "inspect",
        ),
        (
            Goods(description="shoes", net_weight_kg=120.0, gross_weight_kg=100.0),
            "weight",
            "review",
        ),
        (
            Goods(description="shoes", gross_weight_kg=90_000.0, containers=("CSQU3054383",)),
            "weight",
            "inspect",
        ),
        (
            Goods(
                description="sugar",
                gross_weight_kg=20_000.0,
                packages=(Packages(count=4, kind="CT"),),
            ),
            "packing",
            "inspect",
        ),
        (
            Goods(description="anthracite", packages=(Packages(count=40, kind="cartons"),)),
            "packing",
            "inspect",
        ),
        (Goods(description="steam coal", origin="HK"), "origin", "inspect"),
        (Goods(description="frozen squid", hs=("0307",), origin="MN"), "origin", "inspect"),
        (Goods(description="MACHINE PARTS", gross_weight_kg=18_000.0), "vague_text", "inspect"),
        (Goods(description="杂货 500件", gross_weight_kg=2_000.0), "vague_text", "review"),
        (Goods(description="gold necklaces"), "luxury_words", "review"),
        (Goods(description="maraging steel rods"), "dual_use_words", "review"),
    ],
)
def test_sign_is_shown(goods: Goods, kind: str, asks: str) -> None:
    assert (kind, asks) in kinds(goods)


@pytest.mark.parametrize(
    "goods",
    [
        Goods(description=""),
        Goods(description="steam coal", hs=("2701.12",), origin="RU", net_weight_kg=2.5e7),
        Goods(
            description="steam coal",
            hs=("2701",),
            net_weight_kg=1e6,
            value=Money(95_000, "USD"),
        ),
        Goods(
            description="men's shirts",
            hs=("6205",),
            gross_weight_kg=8_000.0,
            net_weight_kg=7_500.0,
            volume_m3=60.0,
            packages=(Packages(count=600, kind="CT"),),
            containers=("CSQU3054383",),
        ),
        Goods(description="machine parts", gross_weight_kg=40.0),
        Goods(description="steam coal", value=Money(1.0, "XXX"), net_weight_kg=1e6),
    ],
)
def test_plain_goods_show_no_sign(goods: Goods) -> None:
    assert shown(goods) == ()


def test_sign_says_why_and_where() -> None:
    goods = Goods(description="coal", origin="HK")
    consignment = Consignment(
        document="d",
        format="table",
        reference="r",
        goods=(Goods(description="tea"), goods),
        places={"goods[1].origin": "row 3"},
    )
    (signal,) = signals(goods, consignment)
    assert (signal.evidence.field, signal.evidence.at) == ("goods[1].origin", "row 3")
    assert "HK" in signal.why
