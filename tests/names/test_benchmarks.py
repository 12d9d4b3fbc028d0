"""Recall and precision on public labelled pairs, where they are at hand; floors, not targets."""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tidewaiter.lists import embedded
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher, compare
from tidewaiter.names.fold import fold
from tidewaiter.names.parsed import parse
from tidewaiter.names.words import COUNTRIES

pytestmark = pytest.mark.shared
THRESHOLD = 0.7
KINDS: dict[str, ListingKind] = {
    "Person": "person",
    "Company": "organization",
    "Organization": "organization",
    "LegalEntity": "organization",
    "Vessel": "vessel",
}
Pair = tuple[str, str, ListingKind, bool]


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / "benchmarks" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(pairs: Iterable[Pair]) -> tuple[float, float]:
    """Precision and recall at the threshold."""
    answers = [(compare(a, b, kind).value >= THRESHOLD, match) for a, b, kind, match in pairs]
    right = sum(said and match for said, match in answers)
    said = sum(said for said, _ in answers)
    return right / said, right / sum(match for _, match in answers)


def test_hangul_meets_mccune_reischauer(shared: Path) -> None:
    pairs = [
        (row["hangul"].strip(), row["mccune_reischauer"])
        for row in rows(shared, "hangul_mr_names.csv")
    ]
    positives: list[Pair] = [(a, b, "person", True) for a, b in pairs]
    pick = random.Random(1)
    negatives: list[Pair] = []
    for hangul, _ in pairs:
        others = [b for a, b in pairs if a != hangul and a[0] == hangul[0]]
        if len(others) > 0:
            negatives.append((hangul, pick.choice(others), "person", False))
    precision, recall = measure(positives + negatives)
    assert precision >= 0.99
    assert recall >= 0.90


def test_listed_aliases_of_persons(shared: Path) -> None:
    pairs: list[Pair] = [
        (row["name1"], row["name2"], "person", row["is_match"] == "true")
        for row in rows(shared, "dprk_alias_pairs.csv")
    ]
    precision, recall = measure(pairs)
    assert precision >= 0.99
    assert recall >= 0.74


def labelled(shared: Path) -> list[Pair]:
    return [
        (row["name1"], row["name2"], KINDS[row["schema"]], row["is_match"] == "true")
        for row in rows(shared, "name_pairs.csv")
    ]


def entities(shared: Path) -> list[Pair]:
    path = shared / "data" / "benchmarks" / "entity_pairs.json"
    return [
        (_named(row["query"]), _named(row["candidate"]), KINDS[row["schema"]], row["match"])
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def _named(entity: dict[str, str]) -> str:
    parts = [entity.get(part, "") for part in ("firstName", "middleName", "lastName")]
    return entity.get("name") or " ".join(part for part in parts if part != "")


def f1(pairs: Iterable[Pair]) -> float:
    precision, recall = measure(pairs)
    return 2 * precision * recall / (precision + recall)


def fault_of_label(pair: Pair, labels: dict[frozenset[str], set[bool]]) -> str:
    """Why a label cannot stand, or an empty string; known from the names and labels alone."""
    first, second, kind, same = pair
    if len(labels[frozenset({fold(first), fold(second)})]) > 1:
        return "the same two names are labelled both ways"
    one, other = parse(first, kind), parse(second, kind)
    if not same or kind == "person":
        return ""
    if not one.numbers ^ other.numbers <= {"1"}:
        return "two numbers: two funds, two trusts, two hulls"
    countries = [{COUNTRIES[w] for w in name.words if w in COUNTRIES} for name in (one, other)]
    if all(countries) and countries[0].isdisjoint(countries[1]):
        return "two countries"
    return ""


def test_names_of_the_world(shared: Path) -> None:
    pairs = labelled(shared)
    labels: dict[frozenset[str], set[bool]] = defaultdict(set)
    for first, second, _, same in (*pairs, *entities(shared)):
        labels[frozenset({fold(first), fold(second)})].add(same)
    sound = [pair for pair in pairs if fault_of_label(pair, labels) == ""]
    assert len(pairs) - len(sound) <= 0.05 * len(pairs)
    assert f1(pairs) >= 0.88
    assert f1(sound) >= 0.91


def test_entities_of_the_world(shared: Path) -> None:
    assert f1(entities(shared)) >= 0.94


def test_changed_names_of_the_un_list(shared: Path) -> None:
    treated = rows(shared, "queries_positives_un_treated.csv")
    listed = rows(shared, "queries_positives_un_untreated.csv")
    pairs = [
        (one["full_name"], other["full_name"])
        for one, other in zip(treated, listed, strict=True)
        if one["full_name"] != other["full_name"]
    ]
    found = sum(compare(one, other, "person").value >= THRESHOLD for one, other in pairs)
    assert found >= len(pairs) - 3


@pytest.mark.parametrize("name", ["queries_negatives_global.csv", "queries_negatives_us.csv"])
def test_strangers_raise_few_alerts(shared: Path, name: str) -> None:
    matcher = Matcher(embedded().listings)
    names = [row["full_name"] for row in rows(shared, name)][:2000]
    alerts = sum(len(matcher.search(text, ("person", "organization"))) > 0 for text in names)
    assert alerts / len(names) <= 0.002
