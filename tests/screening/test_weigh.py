"""What other grounds make of a name: raised, lowered, and said in words."""

from typing import Any

import pytest

from tidewaiter.lists import LoadedList
from tidewaiter.model import Identifier, ListedName, Listing, ListVersion, Subject, Weighed
from tidewaiter.names import Candidate, Score
from tidewaiter.screening import Register, weigh
from tidewaiter.screening.addresses import compare_addresses
from tidewaiter.screening.weights import current_weights

PERSON = Listing(
    list="sample",
    ref="S.1",
    kind="person",
    names=(ListedName("PAK SAM PYO"), ListedName("SP", "strong"), ListedName("Teacher", "weak")),
    identifiers=(Identifier("passport", "SMP 123456"),),
    birth_dates=("1964-12-23",),
    countries=("KP",),
    addresses=("12 Sample Street, Nampo City, North Korea",),
    gender="male",
)
SHIP = Listing(
    list="sample",
    ref="S.2",
    kind="vessel",
    names=(ListedName("SAMPLE STAR"),),
    identifiers=(Identifier("imo", "9074729"),),
)
REGISTER = Register([LoadedList(ListVersion("sample", "un"), (PERSON, SHIP))])


def weighed(name: float = 1.0, listed: int = 0, **known: Any) -> Weighed:
    candidate = Candidate(PERSON, PERSON.names[listed], Score(value=name, why="alike"))
    return weigh(candidate, Subject(**known))


@pytest.mark.parametrize("born", ["1965-12-23", "1964-12-24", "1966", "1971", "1979", "1969-05-03"])
def test_an_altered_date_alone_does_not_sink_an_equal_name(born: str) -> None:
    answer = weighed(born=(born,))
    assert 0.7 <= answer.score < 1
    assert f"but born {born}, listed as 1964-12-23" in answer.why


@pytest.mark.parametrize(
    "known",
    [
        {"born": ("1979-05-03",)},
        {"born": ("1971",), "countries": ("Brazil",)},
        {"born": ("1979",), "countries": ("BR",), "gender": "female"},
    ],
)
def test_a_namesake_is_cleared_by_what_differs(known: dict[str, Any]) -> None:
    assert weighed(**known).score < 0.7


def test_each_ground_is_named_with_its_weight_and_words() -> None:
    answer = weighed(0.8, born=("1964-12-23",), countries=("Brazil",))
    weights = current_weights()
    (raised,), (lowered,) = answer.raised, answer.lowered
    assert (raised.name, raised.weight) == ("born_same_day", weights["born_same_day"].raises)
    assert (lowered.name, lowered.weight) == ("other_country", weights["other_country"].lowers)
    assert answer.why == "alike; born on the same day, 1964-12-23; but of BR, listed as of KP"
    assert answer.score == pytest.approx((1 - 0.2 * 0.55) * 0.87, abs=0.001)


def test_a_poor_name_with_the_same_day_of_birth_is_found_and_without_it_not() -> None:
    assert weighed(0.6, born=("1964-12-23",)).score >= 0.7
    assert weighed(0.6, born=("1964",), countries=("KP",)).score < 0.7


@pytest.mark.parametrize(
    "number", [Identifier("passport", "smp-123456"), Identifier("imo", "IMO 9074729")]
)
def test_a_valid_number_finds_whatever_the_name_says(number: Identifier) -> None:
    for names in ((), ("Quite Another",)):
        (found,) = REGISTER.find(Subject(names=names, identifiers=(number,)))
        assert found.weighed.score >= 0.9


def test_contradictions_stay_visible_beside_the_same_passport() -> None:
    passport = (Identifier("passport", "SMP123456"),)
    (found,) = REGISTER.find(
        Subject(names=("Ann Other",), identifiers=passport, born=("1990-05-06",))
    )
    assert found.listing.ref == "S.1"
    assert "but born 1990-05-06, listed as 1964-12-23" in found.weighed.why


def test_a_ship_of_that_name_under_another_valid_number_is_below_the_threshold() -> None:
    other = Subject(names=("Sample Star",), identifiers=(Identifier("imo", "9163166"),))
    (found,) = REGISTER.find(other)
    assert found.weighed.score < 0.7
    failed = Subject(names=("Sample Star",), identifiers=(Identifier("imo", "9163167"),))
    assert REGISTER.find(failed)[0].weighed.score == 1.0
    for like in (*REGISTER.find(other), *REGISTER.find(failed)):
        assert (like.score, like.raised) == (like.weighed.score, len(like.weighed.raised))


def test_a_weak_name_needs_a_second_ground() -> None:
    listed = 2
    assert weighed(listed=listed).is_weak
    assert weighed(listed=listed).score < 0.7
    grounds: tuple[dict[str, Any], ...] = (
        {"countries": ("KP",)},
        {"born": ("1964",)},
        {"addresses": ("Nampo",)},
    )
    for known in grounds:
        answer = weighed(listed=listed, **known)
        assert not answer.is_weak
        assert answer.score >= 0.7


@pytest.mark.parametrize(
    ("asked", "ground"),
    [
        ("12 sample street; Nampo", "same_address"),
        ("Other Street 9, Nampo, KP", "same_town"),
        ("Wonsan, DPRK", "same_land"),
        ("Nagasaki, Japan", None),
        ("", None),
    ],
)
def test_what_two_addresses_share(asked: str, ground: str | None) -> None:
    found = compare_addresses((asked,), PERSON.addresses)
    assert (found and found[0]) == ground


def test_every_weight_has_a_reason_and_one_direction() -> None:
    for weight in current_weights().values():
        assert len(weight.reason) > 20
        assert 0 < weight.raises + weight.lowers < 1
        assert 0 in {weight.raises, weight.lowers}
