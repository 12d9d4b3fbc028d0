"""A match in four groups: nothing both sides say is left out, and nothing is said twice."""

from tidewaiter.lists import embedded
from tidewaiter.model import Identifier, ListedName, Listing, Subject
from tidewaiter.screening import Explanation, Register, explain

ENTRY = Listing(
    "sample",
    "S.1",
    "person",
    (ListedName("RI, Chol Su"), ListedName("Ri Chol-su", "strong")),
    identifiers=(Identifier("passport", "000000001"),),
    birth_dates=("1958-08-08",),
    countries=("KP",),
    programmes=("SAMPLE",),
)


def groups(found: Explanation) -> dict[str, list[str]]:
    names = ("agrees", "disagrees", "not_compared", "not_used")
    return {name: [row.what for row in getattr(found, name)] for name in names}


def test_each_thing_stands_in_one_group() -> None:
    found = explain(Subject(names=("리철수",), kinds=("person",), born=("1961",)), ENTRY)
    assert groups(found) == {
        "agrees": ["family name", "given name"],
        "disagrees": ["born"],
        "not_compared": ["country", "passport"],
        "not_used": ["other names", "remarks"],
    }
    assert found.weighed.score < found.name_score


def test_another_passport_is_no_ground_and_says_why() -> None:
    numbers = (Identifier("passport", "000000002"),)
    found = explain(Subject(names=("Ri Chol Su",), identifiers=numbers), ENTRY)
    row = next(row for row in found.not_used if row.what == "passport")
    assert (row.asked, row.listed) == ("000000002", "000000001")
    assert "no ground against" in row.reading


def test_a_number_that_agrees_needs_no_name() -> None:
    found = explain(Subject(identifiers=(Identifier("passport", "000000001"),)), ENTRY)
    assert groups(found)["agrees"] == ["document"]
    assert found.asked == ""


def test_listings_that_share_the_name_are_counted() -> None:
    listing = embedded().listings[0]
    register = Register([embedded()])
    assert explain(Subject(names=(listing.names[0].text,)), listing, register).shared >= 1
