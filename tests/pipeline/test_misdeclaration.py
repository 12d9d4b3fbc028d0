"""Signs of misdeclaration ask for a look at goods tied to the territory; they never detain."""

import datetime

import pytest

from tidewaiter import lists
from tidewaiter.law import load_law, load_target
from tidewaiter.model import Consignment, Dated, Goods, Port, Verdict
from tidewaiter.pipeline.examine import Examiner

TODAY = datetime.date(2026, 1, 1)
HEAVIER_THAN_ANYTHING = Goods(
    description="FROZEN SQUID", hs=("030743",), gross_weight_kg=1000.0, net_weight_kg=4000.0
)
PLAIN = Goods(
    description="FROZEN SQUID", hs=("030743",), gross_weight_kg=1000.0, net_weight_kg=900.0
)


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(law=load_law(), target=load_target(), lists=[lists.embedded()], today=TODAY)


def verdict(examiner: Examiner, goods: Goods, loaded_at: str) -> Verdict:
    consignment = Consignment(
        document="d",
        format="f",
        reference="r",
        dates=(Dated("document", "2016-01-15"),),
        ports=(Port("port_of_loading", loaded_at), Port("port_of_discharge", "PHMNL")),
        goods=(goods,),
    )
    return examiner.examine(consignment)


def test_a_net_weight_above_the_gross_is_told_and_looked_at(examiner: Examiner) -> None:
    told = verdict(examiner, HEAVIER_THAN_ANYTHING, "KPRJN")
    assert any("Sign of misdeclaration" in reason for reason in told.reasons)
    assert told.action in {"inspect", "review"}
    plain = verdict(examiner, PLAIN, "KPRJN")
    assert not any("misdeclaration" in reason for reason in plain.reasons)


def test_goods_with_no_tie_to_the_territory_are_left_to_other_customs_work(
    examiner: Examiner,
) -> None:
    told = verdict(examiner, HEAVIER_THAN_ANYTHING, "VNSGN")
    assert told.action == "pass"
    assert not any("misdeclaration" in reason for reason in told.reasons)
