"""Korean names on public pairs, where they are at hand: recall, and strangers of one family."""

import csv
import random
from pathlib import Path

import pytest

from tidewaiter.names import compare

pytestmark = pytest.mark.shared
THRESHOLD = 0.7
EACH = 20


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / "benchmarks" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def meets(one: str, other: str) -> bool:
    return compare(one, other, "person").value >= THRESHOLD


def test_hangul_against_many_others_of_the_family(shared: Path) -> None:
    pairs = [
        (row["hangul"].strip(), row["mccune_reischauer"])
        for row in rows(shared, "hangul_mr_names.csv")
    ]
    assert sum(meets(*pair) for pair in pairs) / len(pairs) >= 0.99
    pick = random.Random(1)
    asked = wrong = 0
    for hangul, _ in pairs:
        others = [b for a, b in pairs if a != hangul and a[0] == hangul[0]]
        for latin in pick.sample(others, min(EACH, len(others))):
            asked += 1
            wrong += meets(hangul, latin)
    assert wrong / asked <= 0.0005


def test_aliases_of_one_sound_are_found(shared: Path) -> None:
    """One in six of the listed aliases share no sound with the name: only the list knows them."""
    aliases = rows(shared, "dprk_alias_pairs.csv")
    found = sum(meets(r["name1"], r["name2"]) for r in aliases if r["is_match"] == "true")
    wrong = sum(meets(r["name1"], r["name2"]) for r in aliases if r["is_match"] == "false")
    assert wrong == 0
    assert found / sum(r["is_match"] == "true" for r in aliases) >= 0.82
