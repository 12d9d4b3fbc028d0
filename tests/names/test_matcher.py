"""Candidates are found in another spelling, and few strangers with them."""

from tidewaiter.lists import embedded
from tidewaiter.model import ListedName, Listing
from tidewaiter.names import Matcher, is_distinctive

LISTINGS = (
    Listing("t", "1", "organization", (ListedName("GREY HERON SHIPPING CO"),)),
    Listing("t", "2", "organization", (ListedName("WORLD TRADE BANK"),)),
    Listing("t", "3", "vessel", (ListedName("GREY HERON 7"), ListedName("EGRET", "former"))),
    Listing("t", "4", "person", (ListedName("PAK SAM IL"),)),
)


def refs(text: str, *kinds: str) -> list[str]:
    matcher = Matcher(LISTINGS)
    found = matcher.search(text) if len(kinds) == 0 else matcher.search(text, kinds)  # type: ignore[arg-type]
    return [candidate.listing.ref for candidate in found]


def test_a_name_is_found_among_its_kind_only() -> None:
    assert refs("Grey Heron Shipping") == ["1"]
    assert refs("MV Grey Heron 7", "vessel") == ["3"]
    assert refs("Grey Heron Shipping", "person") == []


def test_a_typing_fault_does_not_hide_the_candidate() -> None:
    assert refs("Grey Hern Shipping") == ["1"]


def test_a_name_of_generic_words_needs_all_of_them() -> None:
    assert refs("World Trade Bank Ltd") == ["2"]
    assert refs("World Trade Center") == []


def test_a_former_name_leads_to_the_listing() -> None:
    assert refs("EGRET", "vessel") == ["3"]


def test_hangul_leads_to_a_latin_listing() -> None:
    assert refs("박삼일", "person") == ["4"]


def test_one_listing_gives_one_candidate_and_the_best_name() -> None:
    (candidate,) = Matcher(LISTINGS).search("Egret", ("vessel",))
    assert candidate.name.text == "EGRET"


def test_the_limit_holds() -> None:
    matcher = Matcher(embedded().listings)
    assert len(matcher.search("Korea Daesong Trading", at_least=0.5, limit=2)) == 2


def test_the_listed_names_find_themselves() -> None:
    listings = embedded().listings
    matcher = Matcher(listings)
    for listing in listings:
        for name in listing.names:
            found = matcher.search(name.text, (listing.kind,), at_least=0.96, limit=50)
            assert listing.ref in [candidate.listing.ref for candidate in found], name.text


def test_what_is_distinctive() -> None:
    assert is_distinctive("GREY HERON SHIPPING CO", "organization")
    assert not is_distinctive("WORLD TRADE BANK", "organization")
    assert not is_distinctive("KOTI CORP", "organization")
    assert not is_distinctive("PAK SAM IL", "person")
    assert is_distinctive("Chong Chon Gang", "vessel")
    assert not is_distinctive("Mi Rim", "vessel")
