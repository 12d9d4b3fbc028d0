"""The index loses nothing that comparing every name would find, and its file is never trusted."""

import random
from pathlib import Path

import pytest

from tidewaiter.lists import embedded
from tidewaiter.model import ListedName, Listing
from tidewaiter.names import Matcher
from tidewaiter.names import flat as flat_file
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.parsed import parse

SLIPS = 100
MOST_MISSED = 0.01  # words that are respelled and joined otherwise at once
CONTROL = "\x00\x1b\u202e\u200f"


def respelled(text: str, pick: random.Random) -> str:
    """The text with one slip: a letter lost, doubled, or changed places with the next."""
    at = pick.randrange(1, len(text) - 1)
    slips = (
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    )
    return pick.choice(slips)


def test_what_every_comparison_finds_the_index_finds() -> None:
    listings = embedded().listings
    matcher, pick = Matcher(listings), random.Random(1)
    names = [(n.text, each) for each in listings for n in each.names]
    parsed = [(parse(text, each.kind), each) for text, each in names]
    long = [(text, each) for text, each in names if len(text) > 5]
    wanted: set[tuple[str, str]] = set()
    found: set[tuple[str, str]] = set()
    for text, of in pick.sample(long, SLIPS):
        asked = respelled(text, pick)
        query = parse(asked, of.kind)
        wanted |= {
            (asked, each.ref)
            for name, each in parsed
            if each.kind == of.kind and compare_parsed(query, name, of.kind).value >= 0.7
        }
        candidates = matcher.search(asked, (of.kind,), limit=1000)
        found |= {(asked, candidate.listing.ref) for candidate in candidates}
    assert found <= wanted
    assert len(wanted - found) <= MOST_MISSED * len(wanted), wanted - found


def test_an_acronym_and_the_name_in_full_find_each_other() -> None:
    full = Listing("t", "1", "organization", (ListedName("Grey Heron Marine Bureau"),))
    short = Listing("t", "2", "organization", (ListedName("GHMB"),))
    found = Matcher((full,)).search("GHMB", ("organization",))
    assert [each.listing.ref for each in found] == ["1"]
    found = Matcher((short,)).search("Grey Heron Marine Bureau", ("organization",))
    assert [each.listing.ref for each in found] == ["2"]


def test_a_servant_may_be_joined_whatever_the_order() -> None:
    listed = Listing("t", "1", "person", (ListedName("Abdul Samplim Mustafa Exemplari"),))
    found = Matcher((listed,)).search("Exemplari Mustafa Abdulsamplim", ("person",))
    assert [each.listing.ref for each in found] == ["1"]


def test_a_candidate_has_the_score_of_the_comparison() -> None:
    matcher = Matcher(embedded().listings)
    for listing in embedded().listings[::7]:
        asked = parse(listing.names[0].text, listing.kind)
        for found in matcher.search(listing.names[0].text, (listing.kind,), limit=5):
            listed = parse(found.name.text, listing.kind)
            assert found.score == compare_parsed(asked, listed, listing.kind)


@pytest.mark.parametrize(
    "text", ["", " ", "a", "7", "🚢", CONTROL, "?!.,", "la " * 3333, "x" * 10_000, "한" * 5000]
)
def test_a_text_that_is_no_name_finds_nothing(text: str) -> None:
    assert Matcher(embedded().listings).search(text) == ()


def test_many_texts_are_answered_in_their_order() -> None:
    matcher = Matcher(embedded().listings)
    texts = [each.names[0].text for each in embedded().listings[:9]] * 2
    assert list(matcher.search_many(texts)) == [matcher.search(text) for text in texts]


def test_sections_come_back_as_they_were_written(tmp_path: Path) -> None:
    flat_file.write(tmp_path / "file", "one", flat_file.view({"a": b"text", "b": b""}))
    opened = flat_file.read(tmp_path / "file", "one")
    assert opened is not None
    assert bytes(opened["a"]) == b"text"
    assert len(opened["b"]) == 0
    assert flat_file.read(tmp_path / "file", "two") is None


def test_a_score_that_counts_is_the_same_whatever_is_asked_for() -> None:
    names = [n.text for each in embedded().listings if each.kind == "person" for n in each.names]
    parsed = [parse(text, "person") for text in (*names[::4], "박삼일", "朴三一", "Samil")]
    reached = 0
    for first in parsed:
        for second in parsed:
            score = compare_parsed(first, second, "person")
            pruned = compare_parsed(first, second, "person", at_least=0.7)
            if max(score.value, pruned.value) >= 0.7:
                reached += 1
                assert pruned == score, (first.text, second.text)
    assert reached > len(parsed)


def test_of_names_equally_alike_the_first_listed_is_told() -> None:
    names = (ListedName("SAMPLIM EXEMPLARI"), ListedName("Samplim Exemplari", "weak"))
    (found,) = Matcher((Listing("t", "1", "person", names),)).search("Samplim Exemplari")
    assert found.name is names[0]
