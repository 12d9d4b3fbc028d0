"""A hit ruled out stays visible, counts no longer, and comes back when either side changes."""

import datetime
from typing import Any

import msgspec
import pytest

from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    Consignment,
    Decision,
    Hit,
    Identifier,
    ListedName,
    Listing,
    ListVersion,
    Party,
    Standing,
)
from tidewaiter.screening import Rulings, Screener, rule, subject_of

DAY = datetime.date(2019, 1, 1)
MADE = datetime.datetime(2019, 1, 2, tzinfo=datetime.UTC)
LISTING = Listing(
    list="sample",
    ref="S.1",
    kind="person",
    names=(ListedName("PAK SAM PYO"),),
    birth_dates=("1964-12-23",),
    decisions=(Decision("asset_freeze"),),
    remarks="amended 2018",
)
PARTY = Party("consignee", "Pak Sam Pyo", address="Sample Road 5")


def listed(**changes: Any) -> list[LoadedList]:
    listing = msgspec.structs.replace(LISTING, **changes)
    return [LoadedList(ListVersion("sample", "un"), (listing,))]


def consignment(**changes: Any) -> Consignment:
    party = msgspec.structs.replace(PARTY, **changes)
    return Consignment("d", "f", "r", parties=(party,))


def standing() -> Standing:
    subject = subject_of(consignment(), "parties[0]")
    version = ListVersion("sample", "un", published="2018-01-01")
    ruling = rule(subject, LISTING, version, why="Another man", at=(7, "parties[0].name"))
    return Standing(number=9, by="desk-4", at=MADE, ruling=ruling)


def hit_of(lists: list[LoadedList], papers: Consignment) -> Hit:
    (hit,) = Screener(lists, rulings=[standing()]).hits(papers, DAY)
    return hit


def test_a_ruled_out_hit_shows_who_when_and_why_and_does_not_count() -> None:
    hit = hit_of(listed(), consignment())
    assert hit.ruled_out is not None
    assert (hit.ruled_out.by, hit.ruled_out.at, hit.ruled_out.why) == (
        "desk-4",
        MADE,
        "Another man",
    )
    assert not hit.counts


@pytest.mark.parametrize(
    "changes",
    [
        {"remarks": "amended 2019"},
        {"source": "edition of 2019"},
        {"decisions": (*LISTING.decisions, Decision("travel_ban"))},
    ],
)
def test_a_new_edition_or_decision_alone_does_not_bring_it_back(changes: dict[str, Any]) -> None:
    assert not hit_of(listed(**changes), consignment()).counts


@pytest.mark.parametrize("changes", [{"role": "notify"}, {"name": "PAK  SAM PYO"}])
def test_another_role_or_spacing_is_the_same_party(changes: dict[str, Any]) -> None:
    assert not hit_of(listed(), consignment(**changes)).counts


@pytest.mark.parametrize(
    ("entry", "party", "changed"),
    [
        ({"birth_dates": ("1970",)}, {}, "the entry's birth dates: 1970 added; 1964-12-23 removed"),
        (
            {"names": (*LISTING.names, ListedName("PAK SP", "weak"))},
            {},
            "the entry's names: PAK SP (weak) added",
        ),
        (
            {},
            {"identifiers": (Identifier("passport", "SMP123456"),)},
            "the party's identifiers: passport SMP123456 added",
        ),
        (
            {},
            {"address": "Other Road 6"},
            "the party's addresses: other road 6 added; sample road 5 removed",
        ),
    ],
)
def test_a_change_on_either_side_brings_it_back_and_says_what_changed(
    entry: dict[str, Any], party: dict[str, Any], changed: str
) -> None:
    hit = hit_of(listed(**entry), consignment(**party))
    assert hit.counts
    assert hit.ruled_out is not None
    assert hit.ruled_out.changed == (changed,)


def test_a_namesake_in_spelling_only_is_another_party() -> None:
    assert hit_of(listed(), consignment(name="Park Sam-pyo")).ruled_out is None


def test_what_stands_has_a_digest_and_nothing_has_none() -> None:
    assert Rulings([]).digest == ""
    assert len(Rulings([standing()]).digest) == 64
