"""Headings of described goods: how often the right one is first, or among three."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tidewaiter.goods import headings

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
DESCRIPTIONS = SHARED / "benchmarks" / "goods_descriptions.csv"
TEXTS = SHARED / "codes" / "harmonized-system.csv"
Ranker = Callable[[str], Sequence[str]]


def ours(text: str) -> tuple[str, ...]:
    """The project's own first three."""
    return tuple(candidate.heading for candidate in headings(text, k=3))


def measure(rankers: Sequence[Ranker], path: Path = DESCRIPTIONS) -> Iterator[tuple[str, ...]]:
    """The lines of the page: what is measured, what is to be reached, each side's figure."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    english = [row for row in rows if row["language"] == "en"]
    for name, part, target in (
        ("all languages", rows, ".80"),
        ("English", english, ""),
        ("other languages", [row for row in rows if row["language"] != "en"], ""),
    ):
        for first in (1, 3):
            title = f"goods_descriptions.csv, {name}, heading in the first {first} ({len(part)})"
            figures = (share(ranker, part, first) for ranker in rankers)
            yield (title, target if first == 3 else "", *(f"{each:.3f}" for each in figures))


def share(ranker: Ranker, rows: Sequence[dict[str, str]], first: int) -> float:
    """The share of rows whose heading stands among the first so many."""
    right = sum(row["expected_hs_code"][:4] in ranker(row["text"])[:first] for row in rows)
    return right / max(len(rows), 1)
