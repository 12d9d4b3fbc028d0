"""Weak names: no hit alone, kept in history; a hit with a second ground."""

import datetime

import pytest

from tidewaiter.lists import embedded
from tidewaiter.model import Consignment, Party
from tidewaiter.screening import Screener

LATER = datetime.date(2019, 1, 1)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener([embedded()])


def with_party(name: str, address: str = "") -> Consignment:
    return Consignment("d", "f", "r", parties=(Party("consignee", name, address),))


@pytest.mark.parametrize("text", ["OMM", "Unsan"])
def test_a_weak_name_alone_is_kept_in_history_with_the_reason(
    screener: Screener, text: str
) -> None:
    assert screener.hits(with_party(text), LATER) == ()
    past = next(p for p in screener.history(with_party(text), LATER) if p.hit.decisions)
    assert "is a weak name, and nothing else agrees" in past.why


def test_a_weak_name_with_the_country_of_the_listing_is_possible(screener: Screener) -> None:
    (hit,) = screener.hits(with_party("OMM", address="Donghung Dong, Pyongyang"), LATER)
    assert (hit.ref, hit.strength) == ("KPe.020", "possible")
    assert "the address agrees" in hit.why


def test_a_weak_name_beside_another_party_of_its_listing_is_possible(screener: Screener) -> None:
    parties = (Party("consignee", "OMM"), Party("owner", "Ocean Maritime Management Co Ltd"))
    hits = screener.hits(Consignment("d", "f", "r", parties=parties), LATER)
    strengths = {hit.evidence.value: hit.strength for hit in hits}
    assert strengths == {"OMM": "possible", "Ocean Maritime Management Co Ltd": "strong"}
    twice = (Party("consignee", "OMM"), Party("owner", "OMM"))
    assert screener.hits(Consignment("d", "f", "r", parties=twice), LATER) == ()
