"""The compiled walks and those in Python give the same candidates, scores and reasons."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.names import data
from tests.names.test_index import respelled
from tidewaiter.cli.app import app
from tidewaiter.lists import embedded
from tidewaiter.model import Listing, Subject, Weighed
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher, compiled
from tidewaiter.names.keys import asked_edits
from tidewaiter.names.likeness import edit_cost, likeness
from tidewaiter.names.parsed import fold_name
from tidewaiter.screening import Register

pytestmark = pytest.mark.skipif(not compiled.is_compiled(), reason="no compiled walks here")
OTHERS = (
    "Abdul Rahman al-Sample",
    "Samplim E. Exemplari",
    "박삼일",
    "朴三一",
    "GHMB",
    "Ким Чен Ир",
)
SLIPPED = "aeioumnhjwysgbkpdl46015з한"

Answer = tuple[str, str, float, str]


def answers(listings: Sequence[Listing], texts: Sequence[str], at_least: float) -> list[Answer]:
    matcher = Matcher(listings)
    return [
        (found.listing.ref, found.name.text, found.score.value, found.score.why)
        for text in texts
        for found in matcher.search(text, at_least=at_least)
    ]


def texts_of(listings: Sequence[Listing], count: int) -> list[str]:
    pick = random.Random(3)
    names = [name.text for each in listings for name in each.names if len(name.text) > 5]
    some = pick.sample(names, min(count, len(names)))
    return [*some, *(respelled(text, pick) for text in some), *OTHERS]


def use_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "walks", None)
    monkeypatch.setattr(compiled, "alignment", None)
    monkeypatch.setattr(compiled, "edits", None)


@pytest.mark.parametrize("at_least", [0.7, 0.5])
def test_both_ways_give_the_same_answers(monkeypatch: pytest.MonkeyPatch, at_least: float) -> None:
    listings = embedded().listings
    texts = texts_of(listings, 100)
    found = answers(listings, texts, at_least)
    use_python(monkeypatch)
    assert found == answers(listings, texts, at_least)
    assert len(found) > len(texts) / 2


@pytest.mark.shared
def test_both_ways_give_the_same_answers_of_a_large_list(
    monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    listings = data.watchlist(shared / "data" / "benchmarks")[::13]
    texts = texts_of(listings, 300)
    found = answers(listings, texts, 0.7)
    use_python(monkeypatch)
    assert found == answers(listings, texts, 0.7)


@pytest.mark.parametrize("kinds", [("person", "other"), ("vessel",), ("organization", "person")])
def test_both_ways_find_the_same_of_a_subject(
    monkeypatch: pytest.MonkeyPatch, kinds: tuple[ListingKind, ...]
) -> None:
    lists, texts = [embedded()], texts_of(embedded().listings, 60)
    born = [day for each in embedded().listings for day in each.birth_dates]
    subjects = [
        Subject(names=(text,), kinds=kinds, born=(day,), countries=("KP",))
        for text, day in zip(texts, born, strict=False)
    ]

    def found() -> list[tuple[str, str, Weighed]]:
        register = Register(lists)
        return [
            (like.listing.ref, like.name.text, like.weighed)
            for subject in subjects
            for like in register.find(subject, at_least=0.6)
        ]

    both = found()
    use_python(monkeypatch)
    assert both == found()
    assert len(both) > 10


def test_both_ways_find_two_words_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(5)
    names = [name.text for each in embedded().listings for name in each.names]
    words = sorted({word for text in names for word in fold_name(text).split()})
    words = [
        *pick.sample(words, 150),
        "mhmd",
        "mohammed",
        "muhamad",
        "sasha",
        "tsetung",
        "x" * 61,
        "12",
        "k",
    ]
    slipped = [respelled(word, pick) for word in words if len(word) > 2]
    pairs = [(word, other) for word in [*words, *slipped] for other in words]
    rules = [frozenset[str](), frozenset({"Korean sounds"}), frozenset({"consonants"})]
    both = [likeness(*pair, without=without) for pair in pairs for without in rules]
    use_python(monkeypatch)
    assert both == [likeness(*pair, without=without) for pair in pairs for without in rules]
    assert {rule for _, rule in both} > {"", "same", "slip", "Korean sounds", "initial", "variant"}


@pytest.mark.parametrize("word", ["exemplari", "한국무역", "x", "samplimexemplari"])
def test_both_ways_give_the_same_keys(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    keys = asked_edits(word)
    use_python(monkeypatch)
    assert keys == asked_edits(word)


def test_both_ways_give_the_same_costs_of_slips(monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(4)
    words = ["".join(pick.choices(SLIPPED, k=pick.randrange(1, 9))) for _ in range(100)]
    pairs = [(word, other) for word in words for other in (*words[:20], "x" * 300)]
    costs = [edit_cost(*pair) for pair in pairs]
    use_python(monkeypatch)
    assert costs == [edit_cost(*pair) for pair in pairs]


def test_the_version_says_where_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "compiled" not in CliRunner().invoke(app, ["--version"]).output
    use_python(monkeypatch)
    assert "without compiled code" in CliRunner().invoke(app, ["--version"]).output
