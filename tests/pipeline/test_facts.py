import datetime
from collections.abc import Mapping

import pytest

from tidewaiter.law import load_law
from tidewaiter.model import (
    BadInput,
    Consignment,
    Evidence,
    Facts,
    Goods,
    GoodsFact,
    Money,
    Nexus,
    Transport,
)
from tidewaiter.model.facts import Direction, Strength
from tidewaiter.pipeline.facts import Gatherer, directions

DAY = datetime.date(2017, 8, 6)


def recognize(goods: Goods, field: str, places: Mapping[str, str]) -> GoodsFact:
    return GoodsFact(field=field, description=goods.description, hs=goods.hs)


def sign(
    field: str, direction: Direction, strength: Strength = "certain", kind: str = "port"
) -> Nexus:
    return Nexus(kind, direction, strength, Evidence(field, "KPNAM"), "a sign", place="Nampo")


def gather(consignment: Consignment, *nexus: Nexus) -> list[Facts]:
    gatherer = Gatherer(recognize, law=load_law(), stated={"notified": "before"})
    return list(gatherer.gather(consignment, nexus=nexus, hits=(), dates=(DAY, DAY)))


def of(*goods: Goods) -> Consignment:
    return Consignment(
        document="d",
        format="f",
        reference="r",
        goods=goods,
        transports=(Transport(mode="sea", flag="PA"),),
        places={"goods[0].origin": "line 2"},
    )


def test_one_item_of_the_target_does_not_make_its_neighbours_suspect() -> None:
    facts = gather(
        of(Goods(description="a", origin="CN"), Goods(description="b", origin="XX")),
        sign("goods[1].origin", "from_target", kind="origin"),
    )
    assert [each.directions for each in facts] == [("other",), ("from_target",)]
    assert [item.field for each in facts for item in each.goods] == ["goods[0]", "goods[1]"]


def test_a_sign_of_the_voyage_speaks_for_all_goods() -> None:
    facts = gather(of(Goods(origin="CN"), Goods(origin="RU")), sign("ports[0].code", "from_target"))
    assert [each.directions for each in facts] == [("from_target",), ("from_target",)]


def test_goods_alike_are_judged_together() -> None:
    facts = gather(of(Goods(origin="CN"), Goods(origin="CN")))
    assert [len(each.goods) for each in facts] == [2]


def test_papers_without_goods_are_still_judged() -> None:
    facts = gather(of(), sign("ports[0].code", "to_target"))
    assert [each.directions for each in facts] == [("to_target",)]


def test_certain_signs_silence_possible_ones() -> None:
    signs = [sign("a", "to_target", "possible"), sign("b", "from_target")]
    assert directions(signs) == ("from_target",)
    assert directions(signs[:1]) == ("to_target",)
    assert directions([]) == ("other",)


def test_what_papers_cannot_show_is_unknown_and_the_users_word_wins() -> None:
    facts = gather(of(Goods(origin="CN")))[0]
    assert facts.says("livelihood") == "unknown"
    assert facts.says("notified") == "before"
    assert facts.statements["notified"].evidence.field == "notified, stated by the user"


def test_amounts_carry_their_places() -> None:
    goods = Goods(origin="CN", gross_weight_kg=25_000.0, quantity=10.0, value=Money(5000.0, "USD"))
    facts = gather(of(goods))[0]
    assert facts.says("tonnes") == "25"
    assert facts.says("unit_value_usd") == "500.00"
    assert facts.statements["declared_origin"].evidence.at == "line 2"


def test_a_value_in_another_currency_is_not_taken_for_dollars() -> None:
    facts = gather(of(Goods(quantity=1.0, value=Money(5000.0, "KRW"))))[0]
    assert facts.says("value_usd") is None


def test_goods_of_foreign_origin_loaded_in_the_target_came_via_it() -> None:
    facts = gather(of(Goods(origin="RU")), sign("ports[0].code", "from_target"))[0]
    assert facts.says("via") == "Nampo"


def test_goods_without_declared_origin_are_not_said_to_come_via() -> None:
    assert gather(of(Goods()), sign("ports[0].code", "from_target"))[0].says("via") is None


def test_an_origin_in_words_serves_where_no_field_holds_one() -> None:
    goods = Goods(description="COAL IN BULK, ORIGIN RUSSIA")
    facts = gather(of(goods), sign("ports[0].code", "from_target"))[0]
    assert facts.says("declared_origin") == "RU"
    assert facts.says("via") == "Nampo"


def test_a_flag_in_words_is_stated_by_its_code_and_an_unknown_one_is_left_out() -> None:
    def flag(written: str) -> str | None:
        consignment = Consignment(
            document="d", format="f", reference="r", transports=(Transport(flag=written),)
        )
        return gather(consignment)[0].says("vessel_flag")

    assert flag("Panama") == "PA"
    assert flag("ATLANTIS") is None


def test_a_fact_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(BadInput, match="not in the vocabulary"):
        Gatherer(recognize, law=load_law(), stated={"weather": "fair"})
