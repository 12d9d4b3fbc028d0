"""The embedded 1718 list: counts, days in force, and the traps of its ships."""

import datetime
from collections import Counter

import pytest

from tidewaiter.codes import parse_imo, parse_mmsi
from tidewaiter.lists import LoadedList, embedded
from tidewaiter.model import Decision, Listing

DAY = datetime.timedelta(days=1)
ON_ANNEX_III = datetime.date(2016, 3, 2)
REMOVED_IN_MARCH = {"8602531", "9163154", "9163166", "8511823"}
REMOVED_IN_DECEMBER = {"9110236", "8914934", "8405402", "9333589", "9138680"}
# persons and entities by the day of the decision that listed them
LISTED = {
    datetime.date(2009, 4, 24): (0, 3),
    datetime.date(2009, 7, 16): (5, 5),
    datetime.date(2012, 5, 2): (0, 3),
    datetime.date(2013, 1, 22): (4, 6),
    datetime.date(2013, 3, 7): (3, 2),
    datetime.date(2014, 7, 28): (0, 1),
    datetime.date(2016, 3, 2): (16, 12),
    datetime.date(2016, 11, 30): (11, 10),
    datetime.date(2017, 6, 2): (14, 4),
    datetime.date(2017, 8, 5): (9, 4),
    datetime.date(2017, 9, 11): (1, 3),
    datetime.date(2017, 12, 22): (16, 1),
    datetime.date(2018, 3, 30): (1, 21),
}


@pytest.fixture(scope="module")
def loaded() -> LoadedList:
    return embedded()


def numbers(listing: Listing, scheme: str) -> list[str]:
    return [i.value for i in listing.identifiers if i.scheme == scheme]


def in_force(listing: Listing, on: datetime.date) -> list[Decision]:
    return [decision for decision in listing.decisions if decision.in_force(on)]


def by_imo(loaded: LoadedList, imo: str) -> list[Listing]:
    return [listing for listing in loaded.listings if imo in numbers(listing, "imo")]


def test_the_list_holds_80_persons_75_entities_59_ships_and_the_nine_removed(
    loaded: LoadedList,
) -> None:
    kinds = Counter(listing.kind for listing in loaded.listings)
    assert kinds == {"person": 80, "organization": 75, "vessel": 59 + 9}
    assert sum(listing.ref.startswith("1718/") for listing in loaded.listings) == 59
    assert loaded.version.entries == len(loaded.listings)
    assert loaded.version.source == "un"
    assert loaded.defects == ()


def test_references_are_unique(loaded: LoadedList) -> None:
    assert len({listing.ref for listing in loaded.listings}) == len(loaded.listings)


@pytest.mark.parametrize("day", LISTED)
def test_who_is_listed_changes_on_the_day_of_each_decision(
    loaded: LoadedList, day: datetime.date
) -> None:
    def listed(on: datetime.date, kind: str) -> int:
        return sum(
            len(in_force(listing, on)) > 0 for listing in loaded.listings if listing.kind == kind
        )

    persons, entities = LISTED[day]
    assert listed(day, "person") - listed(day - DAY, "person") == persons
    assert listed(day, "organization") - listed(day - DAY, "organization") == entities
    assert listed(day + DAY, "person") == listed(day, "person")


def test_persons_are_frozen_and_banned_from_travel_entities_frozen(loaded: LoadedList) -> None:
    measures = {
        (listing.kind, tuple(decision.measure for decision in listing.decisions))
        for listing in loaded.listings
        if listing.kind != "vessel"
    }
    assert measures == {
        ("person", ("asset_freeze", "travel_ban")),
        ("organization", ("asset_freeze",)),
    }


def test_every_decision_has_a_first_day_and_an_instrument(loaded: LoadedList) -> None:
    for listing in loaded.listings:
        assert len(listing.decisions) > 0
        for decision in listing.decisions:
            assert decision.since is not None
            assert decision.instrument != ""
            assert decision.until is None or decision.since < decision.until


def test_annex_iii_holds_31_ships_from_the_day_of_the_resolution(loaded: LoadedList) -> None:
    def count(on: datetime.date) -> int:
        return sum(
            any(decision.measure == "omm_asset" for decision in in_force(listing, on))
            for listing in loaded.listings
        )

    days = [
        (2016, 3, 1),
        (2016, 3, 2),
        (2016, 3, 20),
        (2016, 3, 21),
        (2016, 12, 16),
        (2016, 12, 17),
    ]
    assert [count(datetime.date(*day)) for day in days] == [0, 31, 31, 27, 27, 22]


@pytest.mark.parametrize(
    ("imos", "last"),
    [
        (REMOVED_IN_MARCH, datetime.date(2016, 3, 20)),
        (REMOVED_IN_DECEMBER, datetime.date(2016, 12, 16)),
    ],
)
def test_the_day_of_removal_is_the_first_day_free(
    loaded: LoadedList, imos: set[str], last: datetime.date
) -> None:
    for imo in imos:
        ship = next(s for s in by_imo(loaded, imo) if s.ref.startswith("2270-III/"))
        assert in_force(ship, ON_ANNEX_III - DAY) == []
        assert len(in_force(ship, ON_ANNEX_III)) == 1
        assert len(in_force(ship, last)) == 1
        assert in_force(ship, last + DAY) == []


def test_omm_ships_are_frozen_from_2016_not_from_the_later_date_of_the_list(
    loaded: LoadedList,
) -> None:
    (ship,) = by_imo(loaded, "7937317")
    assert ship.decisions[0].since == ON_ANNEX_III
    assert ship.decisions[0].instrument == "S/RES/2270 (2016) para 23 and Annex III"


def test_one_hull_is_listed_under_two_names_with_a_gap(loaded: LoadedList) -> None:
    ships = by_imo(loaded, "8914934")
    assert {ship.names[0].text for ship in ships} == {"Ever Bright 88", "FAN KE"}
    days = [(2016, 12, 16), (2016, 12, 17), (2018, 3, 29), (2018, 3, 30)]
    listed = [
        [ship.names[0].text for ship in ships if len(in_force(ship, datetime.date(*day))) > 0]
        for day in days
    ]
    assert listed == [["Ever Bright 88"], [], [], ["FAN KE"]]


def test_hao_fan_6_has_two_decisions(loaded: LoadedList) -> None:
    (ship,) = by_imo(loaded, "8628597")
    decisions = {decision.measure: decision.since for decision in ship.decisions}
    assert decisions == {
        "port_ban": datetime.date(2017, 10, 3),
        "deflag": datetime.date(2018, 3, 30),
    }


def test_one_ship_has_no_imo_number(loaded: LoadedList) -> None:
    without = [
        listing.names[0].text
        for listing in loaded.listings
        if listing.kind == "vessel" and len(numbers(listing, "imo")) == 0
    ]
    assert without == ["MIN NING DE YOU 078"]


def test_company_numbers_are_never_ship_numbers(loaded: LoadedList) -> None:
    companies = [listing for listing in loaded.listings if len(numbers(listing, "company_imo")) > 0]
    assert len(companies) == 16
    for company in companies:
        assert company.kind == "organization"
        assert numbers(company, "imo") == []
        number = parse_imo(numbers(company, "company_imo")[0])
        assert number is not None
        assert number.company_check


def test_every_ship_number_passes_its_check(loaded: LoadedList) -> None:
    for listing in loaded.listings:
        for value in numbers(listing, "imo"):
            number = parse_imo(value)
            assert number is not None
            assert number.ship_check
        for value in numbers(listing, "mmsi"):
            assert parse_mmsi(value) is not None


def test_one_mmsi_stands_on_two_hulls_and_the_entries_say_so(loaded: LoadedList) -> None:
    ships = [s for s in loaded.listings if "445114000" in numbers(s, "mmsi")]
    assert {ship.names[0].text for ship in ships} == {"Blue Nouvelle", "Chong Chon Gang"}
    assert all("445114000 to two hulls" in ship.remarks for ship in ships)


def test_what_is_derived_looks_derived(loaded: LoadedList) -> None:
    for imo in REMOVED_IN_DECEMBER:
        ship = next(s for s in by_imo(loaded, imo) if s.ref.startswith("2270-III/"))
        assert "unverified" in ship.check
        assert ship.source != ""


def test_renamed_entities_say_that_their_names_are_later(loaded: LoadedList) -> None:
    for ref in ("KPe.029", "KPe.054"):
        listing = next(item for item in loaded.listings if item.ref == ref)
        assert "names are those of 2025" in listing.remarks


def test_acronyms_are_weak_names(loaded: LoadedList) -> None:
    omm = next(item for item in loaded.listings if item.ref == "KPe.020")
    assert {name.text: name.quality for name in omm.names}["OMM"] == "weak"
