"""Recall and precision on public labelled pairs, where they are at hand; floors, not targets."""

import csv
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from tidewaiter.lists import embedded
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher, compare

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


def test_names_of_the_world(shared: Path) -> None:
    pairs: list[Pair] = [
        (row["name1"], row["name2"], KINDS[row["schema"]], row["is_match"] == "true")
        for row in rows(shared, "name_pairs.csv")
    ]
    precision, recall = measure(pairs)
    assert precision >= 0.85
    assert recall >= 0.69


@pytest.mark.parametrize("name", ["queries_negatives_global.csv", "queries_negatives_us.csv"])
def test_strangers_raise_few_alerts(shared: Path, name: str) -> None:
    matcher = Matcher(embedded().listings)
    names = [row["full_name"] for row in rows(shared, name)][:2000]
    alerts = sum(len(matcher.search(text, ("person", "organization"))) > 0 for text in names)
    assert alerts / len(names) <= 0.002
