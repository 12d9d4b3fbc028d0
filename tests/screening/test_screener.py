"""Consignments against lists: days, numbers, names, and who must not be stopped."""

import datetime
from pathlib import Path

import pytest

from tidewaiter.lists import LoadedList, embedded, read
from tidewaiter.model import (
    Consignment,
    Decision,
    Extra,
    Goods,
    Hit,
    Identifier,
    ListedName,
    Listing,
    ListVersion,
    Party,
    Transport,
)
from tidewaiter.screening import Screener

LATER = datetime.date(2019, 1, 1)
VALID_IMO = "9074729"  # of no listed ship


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener([embedded()])


def with_ship(**values: str) -> Consignment:
    return Consignment("d", "f", "r", transports=(Transport(**values),))  # type: ignore[arg-type]


def with_party(name: str = "", **values: object) -> Consignment:
    return Consignment("d", "f", "r", parties=(Party("consignee", name, **values),))  # type: ignore[arg-type]


def refs(hits: tuple[Hit, ...]) -> set[str]:
    return {hit.ref for hit in hits}


@pytest.mark.parametrize("imo", ["8602531", "9163154", "9163166", "8511823"])
def test_four_hulls_hit_on_5_march_2016_and_not_on_25_march(screener: Screener, imo: str) -> None:
    ship = with_ship(name="ANY NAME", imo=imo)
    (hit,) = screener.hits(ship, datetime.date(2016, 3, 5))
    assert (hit.strength, hit.decisions[0].measure) == ("certain", "omm_asset")
    assert screener.hits(ship, datetime.date(2016, 3, 25)) == ()
    (past,) = screener.history(ship, datetime.date(2016, 3, 25))
    assert past.why == "not listed on 2016-03-25: omm asset until 2016-03-20"


def test_a_person_hits_from_the_day_of_listing(screener: Screener) -> None:
    party = with_party(identifiers=(Identifier("passport", "563110024"),))
    assert screener.hits(party, datetime.date(2016, 3, 1)) == ()
    (past,) = screener.history(party, datetime.date(2016, 3, 1))
    assert "asset freeze from 2016-03-02" in past.why
    (hit,) = screener.hits(party, datetime.date(2016, 3, 2))
    assert [decision.measure for decision in hit.decisions] == ["asset_freeze", "travel_ban"]


@pytest.mark.parametrize("imo", ["8914934", "IMO 8914934", "IMO8914934"])
def test_a_renamed_hull_is_met_by_number_and_told_by_both_names(
    screener: Screener, imo: str
) -> None:
    (hit,) = screener.hits(with_ship(name="HAPPY DOLPHIN", imo=imo), LATER)
    assert (hit.ref, hit.name, hit.strength) == ("1718/8914934", "FAN KE", "certain")
    assert "the document says HAPPY DOLPHIN, listed as FAN KE" in hit.why


def test_the_name_of_the_hull_before_its_relisting_is_history(screener: Screener) -> None:
    ship = with_ship(name="EVER BRIGHT 88")
    assert screener.hits(ship, LATER) == ()
    assert len(screener.history(ship, LATER)) == 1


def test_hao_fan_6_carries_one_decision_then_two(screener: Screener) -> None:
    ship = with_ship(imo="8628597")
    for on, count in (((2017, 10, 2), 0), ((2017, 10, 3), 1), ((2018, 3, 30), 2)):
        hits = screener.hits(ship, datetime.date(*on))
        assert sum(len(hit.decisions) for hit in hits) == count


def test_the_mmsi_on_two_hulls_alone_is_possible_for_both(screener: Screener) -> None:
    hits = screener.hits(with_ship(mmsi="445114000"), LATER)
    assert {(hit.ref, hit.strength) for hit in hits} == {
        ("1718/8909575", "possible"),
        ("1718/7937317", "possible"),
    }
    assert all("to 2 ships" in hit.why for hit in hits)


def test_the_mmsi_on_two_hulls_with_a_name_points_at_one(screener: Screener) -> None:
    hits = screener.hits(with_ship(name="Chong Chon Gang", mmsi="445114000"), LATER)
    assert {hit.ref: hit.strength for hit in hits} == {
        "1718/7937317": "strong",
        "1718/8909575": "possible",
    }


@pytest.mark.parametrize(
    ("values", "strength"),
    [
        ({"mmsi": "445498000"}, "certain"),
        ({"mmsi": "445498000", "name": "MI RIM"}, "certain"),
        ({"mmsi": "445498000", "name": "HAPPY DOLPHIN"}, "possible"),
        ({"mmsi": "445498000", "imo": VALID_IMO}, "possible"),
        ({"mmsi": "445498000", "imo": "9074728"}, "certain"),
        ({"call_sign": "HMMS"}, "certain"),
        ({"call_sign": "HMMS", "name": "HAPPY DOLPHIN"}, "possible"),
    ],
)
def test_numbers_of_radio_need_a_second_sign(
    screener: Screener, values: dict[str, str], strength: str
) -> None:
    hit = next(h for h in screener.hits(with_ship(**values), LATER) if h.ref == "1718/8713471")
    assert hit.strength == strength


def test_a_name_on_another_valid_imo_number_is_possible_only(screener: Screener) -> None:
    (hit,) = screener.hits(with_ship(name="MV PETREL 8", imo=VALID_IMO), LATER)
    assert hit.strength == "possible"
    assert f"declared IMO number {VALID_IMO} is valid and not that of the listed ship" in hit.why


def test_a_failed_check_digit_does_not_clear_the_name(screener: Screener) -> None:
    (hit,) = screener.hits(with_ship(name="MV PETREL 8", imo="9074728"), LATER)
    assert hit.strength == "strong"


def test_the_ship_without_a_number_is_strong_by_name(screener: Screener) -> None:
    (hit,) = screener.hits(with_ship(name="Min Ning De You 078"), LATER)
    assert hit.strength == "strong"


def test_another_number_after_the_name_is_another_ship(screener: Screener) -> None:
    assert screener.hits(with_ship(name="MI RIM 3"), LATER) == ()


def test_a_company_number_in_a_ships_place_is_possible(screener: Screener) -> None:
    (hit,) = screener.hits(with_ship(imo="1790183"), LATER)
    assert (hit.ref, hit.strength) == ("KPe.020", "possible")


def test_a_company_number_of_an_owner_is_certain(screener: Screener) -> None:
    owner = with_party("HAPPY DOLPHIN LTD", identifiers=(Identifier("imo", "1790183"),))
    (hit,) = screener.hits(owner, LATER)
    assert (hit.ref, hit.strength) == ("KPe.020", "certain")


def test_a_number_in_running_text_is_possible(screener: Screener) -> None:
    consignment = Consignment("d", "f", "r", remarks="ex MV OTHER, IMO No. 8914934")
    (hit,) = screener.hits(consignment, LATER)
    assert (hit.strength, hit.evidence.field) == ("possible", "remarks")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Ocean Maritime Management Co Ltd", "KPe.020"),
        ("KOREA MINING DEVELOPMENT TRADING CORP.", "KPe.001"),
        ("TO THE ORDER OF KOREA DAESONG BANK", "KPe.035"),
        ("HAPPY DOLPHIN LTD C/O TANCHON COMMERCIAL BANK", "KPe.003"),
        ("长安海连技术有限公司", "KPe.055"),
    ],
)
def test_a_full_distinctive_name_is_strong(screener: Screener, text: str, ref: str) -> None:
    hit = next(h for h in screener.hits(with_party(text), LATER) if h.ref == ref)
    assert hit.strength == "strong"
    assert hit.evidence.field == "parties[0].name"


def test_a_name_inside_an_address_is_met(screener: Screener) -> None:
    party = with_party("HAPPY DOLPHIN LTD", address="c/o Tanchon Commercial Bank, Sample Road 1")
    (hit,) = screener.hits(party, LATER)
    assert (hit.ref, hit.evidence.field) == ("KPe.003", "parties[0].address")
    assert hit.evidence.value == "Tanchon Commercial Bank"


def test_the_carrier_of_a_leg_is_screened(screener: Screener) -> None:
    (hit,) = screener.hits(with_ship(carrier="Myohyang Shipping Co"), LATER)
    assert (hit.ref, hit.evidence.field) == ("KPe.068", "transports[0].carrier")


@pytest.mark.parametrize("role", ["consignor", "notify", "owner", "manager", "declarant", "other"])
def test_every_role_is_screened(screener: Screener, role: str) -> None:
    party = Party(role, "Hesong Trading Company")  # type: ignore[arg-type]
    assert refs(screener.hits(Consignment("d", "f", "r", parties=(party,)), LATER)) == {"KPe.024"}


@pytest.mark.parametrize("text", ["KOTI Corp", "Ministry of National Defence"])
def test_short_and_common_names_are_possible_at_most(screener: Screener, text: str) -> None:
    hits = screener.hits(with_party(text), LATER)
    assert len(hits) > 0
    assert {hit.strength for hit in hits} == {"possible"}


@pytest.mark.parametrize("text", ["Mun Jong Chol", "문정철", "Mun Jeong-cheol"])
def test_a_persons_name_alone_is_possible(screener: Screener, text: str) -> None:
    (hit,) = screener.hits(with_party(text), LATER)
    assert (hit.ref, hit.strength) == ("KPi.012", "possible")


def test_a_person_whose_country_agrees_is_strong(screener: Screener) -> None:
    (hit,) = screener.hits(with_party("Mun Jong Chol", country="KP"), LATER)
    assert hit.strength == "strong"


@pytest.mark.parametrize(
    ("born", "strength"), [("1964-12-23", "strong"), ("1964", "strong"), ("1990-01-01", "possible")]
)
def test_a_date_of_birth_settles_a_persons_name(
    screener: Screener, born: str, strength: str
) -> None:
    party = Party("consignee", "Mun Jong Chol")
    extra = Extra("parties[0].birth_date", born)
    (hit,) = screener.hits(Consignment("d", "f", "r", parties=(party,), extras=(extra,)), LATER)
    assert hit.strength == strength


def test_another_age_and_nationality_keep_a_namesake_in_history(screener: Screener) -> None:
    told = (
        Extra("parties[0].birth_date", "1990-05-06"),
        Extra("parties[0].nationality", "South Korea"),
    )
    party = Consignment("d", "f", "r", parties=(Party("consignee", "Mun Jong Chol"),), extras=told)
    assert screener.hits(party, LATER) == ()
    (past,) = screener.history(party, LATER)
    assert past.why.startswith("no hit: born 1990-05-06, listed as 1964-12-23: another age")


def test_a_number_of_a_person_born_on_another_day_says_so(screener: Screener) -> None:
    told = (Extra("parties[0].birth_date", "1990-05-06"),)
    party = Party("consignee", identifiers=(Identifier("passport", "563110024"),))
    (hit,) = screener.hits(Consignment("d", "f", "r", parties=(party,), extras=told), LATER)
    assert hit.strength == "certain"
    assert "but born 1990-05-06, listed as" in hit.why


def test_a_passport_of_another_country_and_name_is_possible(screener: Screener) -> None:
    number = (Identifier("passport", "563 110 024"),)
    (hit,) = screener.hits(with_party("Sam Ple", country="BR", identifiers=number), LATER)
    assert hit.strength == "possible"
    (hit,) = screener.hits(with_party("Jang Yong Son", country="BR", identifiers=number), LATER)
    assert hit.strength == "certain"


@pytest.mark.parametrize(
    "text",
    [
        "Hanbit Steel Trading Co., Ltd.",
        "Korea Hana Logistics Corporation",
        "Korea General Shipping Corp",
        "Busan Ocean Logistics Inc",
        "Korea Marine Insurance Co",
        "Korea Trading Corporation",
        "Korea Shipping Company",
        "Korean International Trading Company Ltd",
        "Gwangju First Oil Supply Co",
        "Korea Natural Resources Institute",
        "Seoul Machinery Joint Venture Corporation",
        "East Sea Fisheries Co",
        "Taeyang Steel Corporation",
        "Korea United Bank of Commerce",
        "Korea Foreign Trade Association",
        "Kangwon Trading Corporation",
        "Ministry of Trade",
        "한빛무역주식회사",
        "조선해운",
    ],
)
def test_invented_firms_of_the_south_are_not_stopped(screener: Screener, text: str) -> None:
    assert screener.hits(with_party(text, country="KR"), LATER) == ()


def test_evidence_says_where_the_value_stood(screener: Screener) -> None:
    consignment = Consignment(
        "d",
        "f",
        "r",
        transports=(Transport(imo="8914934"),),
        parties=(Party("consignee", "Hesong Trading Company"),),
        places={"transports[0].imo": "segment 4", "parties[0]": "line 9"},
    )
    places = {hit.evidence.field: hit.evidence.at for hit in screener.hits(consignment, LATER)}
    assert places == {"transports[0].imo": "segment 4", "parties[0].name": "line 9"}


def test_two_signs_of_one_ship_are_one_hit_that_tells_both(screener: Screener) -> None:
    (hit,) = screener.hits(with_ship(name="MI RIM", imo="8713471", mmsi="445498000"), LATER)
    assert hit.strength == "certain"
    assert "MMSI 445498000" in hit.why


def test_an_empty_consignment_has_no_hits(screener: Screener) -> None:
    assert screener.hits(Consignment("d", "f", "r", goods=(Goods(),)), LATER) == ()


def test_the_strongest_hit_stands_first(screener: Screener) -> None:
    consignment = Consignment(
        "d",
        "f",
        "r",
        parties=(Party("consignee", "Mun Jong Chol"), Party("notify", "Hesong Trading Company")),
        transports=(Transport(imo="8914934"),),
    )
    strengths = [hit.strength for hit in screener.hits(consignment, LATER)]
    assert strengths == ["certain", "strong", "possible"]


def loaded(source: str, list_name: str, *decisions: Decision) -> LoadedList:
    listing = Listing(
        list_name,
        "KPe.024",
        "organization",
        (ListedName("HESONG TRADING COMPANY"),),
        decisions=decisions,
    )
    return LoadedList(ListVersion(name=list_name, source=source), (listing,))


def test_one_entry_in_two_editions_is_one_hit_with_both_decisions() -> None:
    screener = Screener([embedded(), loaded("un", "un", Decision("listed"))])
    (hit,) = screener.hits(with_party("Hesong Trading Company"), LATER)
    assert [decision.measure for decision in hit.decisions] == ["asset_freeze", "listed"]


def test_a_ground_of_the_united_states_keeps_its_source() -> None:
    screener = Screener([embedded(), loaded("us", "us-ofac", Decision("listed"))])
    hits = screener.hits(with_party("Hesong Trading Company"), LATER)
    assert {(hit.list, hit.source) for hit in hits} == {("un", "un"), ("us-ofac", "us")}
    assert [version.source for version in screener.versions] == ["un", "us"]


def test_a_listing_without_decision_gives_no_hit() -> None:
    assert Screener([loaded("un", "un")]).hits(with_party("Hesong Trading Company"), LATER) == ()


def test_a_plate_is_no_firms_registration() -> None:
    firm = Listing(
        "t",
        "1",
        "organization",
        (ListedName("GREY HERON LTD"),),
        (Identifier("registration", "AB-12345"),),
        decisions=(Decision("listed"),),
    )
    screener = Screener([LoadedList(ListVersion("t", "un"), (firm,))])
    assert screener.hits(with_ship(registration="AB 12345"), LATER) == ()
    party = with_party("OTHER LTD", identifiers=(Identifier("registration", "ab12345"),))
    (hit,) = screener.hits(party, LATER)
    assert hit.strength == "possible"


def test_what_was_remembered_changes_no_answer(screener: Screener) -> None:
    party = with_party("Hesong Trading Company")
    small = Screener([embedded()], remembered=1)
    assert screener.hits(party, LATER) == screener.hits(party, LATER) == small.hits(party, LATER)


def test_a_number_remembered_is_judged_anew_beside_another_name(screener: Screener) -> None:
    ships = [with_ship(name=name, imo="8602531") for name in ("ANY NAME", "OTHER NAME")] * 2
    whys = [hit.why for ship in ships for hit in screener.hits(ship, datetime.date(2016, 3, 5))]
    assert len(whys) == 4
    assert ["ANY NAME" in why for why in whys] == [True, False, True, False]


@pytest.mark.shared
def test_real_lists_together(shared: Path) -> None:
    folder = shared / "data" / "lists"
    lists = [
        embedded(),
        read(folder / "un_consolidated_2025-04-19.xml"),
        read(folder / "ofac_sdn_2022-01.csv"),
    ]
    screener = Screener(lists)
    ship = with_ship(name="ANY NAME", imo="8602531")
    assert {hit.source for hit in screener.hits(ship, datetime.date(2016, 3, 5))} == {"un", "us"}
    assert {hit.source for hit in screener.hits(ship, datetime.date(2016, 3, 25))} == {"us"}
