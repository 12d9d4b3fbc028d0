"""How well names are told apart on public labelled pairs, where they are at hand.

The pairs stand in `../shared` beside the repository and are not part of it.
"""

import csv
import importlib.util
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peer
from benchmarks.results import Measurement
from benchmarks.timing import say, timed
from tidewaiter.lists import embedded
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher, compare

SHARED = Path(__file__).parents[1].parent / "shared" / "data" / "benchmarks"
THRESHOLD = 0.7
KINDS: dict[str, ListingKind] = {
    "Person": "person",
    "Company": "organization",
    "Organization": "organization",
    "LegalEntity": "organization",
    "Vessel": "vessel",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, what they are names of, and whether they are of one bearer."""

    first: str
    second: str
    kind: ListingKind
    same: bool


Score = Callable[[Pair], float]


def read_hangul(path: Path) -> list[Pair]:
    """Each Korean name with its romanisation, and with another's of the same first syllable."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(r["hangul"].strip(), r["mccune_reischauer"]) for r in csv.DictReader(file)]
    pick = random.Random(1)
    pairs = [Pair(hangul, latin, "person", True) for hangul, latin in rows]
    for hangul, _ in rows:
        others = [b for a, b in rows if a != hangul and a[0] == hangul[0]]
        if len(others) > 0:
            pairs.append(Pair(hangul, pick.choice(others), "person", False))
    return pairs


def read_labelled(path: Path) -> list[Pair]:
    """Pairs with a label each; of persons where the file names no schema."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["name1"],
                row["name2"],
                KINDS[row.get("schema", "Person")],
                row["is_match"].casefold() == "true",
            )
            for row in csv.DictReader(file)
        ]


FILES: tuple[tuple[str, Callable[[Path], list[Pair]]], ...] = (
    ("hangul_mr_names.csv", read_hangul),
    ("dprk_alias_pairs.csv", read_labelled),
    ("name_pairs.csv", read_labelled),
)
STRANGERS = ("queries_negatives_global.csv", "queries_negatives_us.csv")


def measure(folder: Path = SHARED) -> Iterator[Measurement]:
    """A row for each file and each comparer, and one for each list of strangers."""
    for name, read in FILES:
        path = folder / name
        if not path.exists():
            yield Measurement(f"pairs of {name}", note="skipped: no ../shared")
            continue
        yield _judged(f"compare, {name}", read(path), _compared)
        yield _peer(f"nomenklatura, {name}", read(path))
    for name in STRANGERS:
        path = folder / name
        if path.exists():
            yield _strangers(path)
        else:
            yield Measurement(f"strangers of {name}", note="skipped: no ../shared")


def _judged(what: str, pairs: Sequence[Pair], score: Score) -> Measurement:
    say(what)
    answers: list[bool] = []

    def judge() -> int:
        answers.extend(score(pair) >= THRESHOLD for pair in pairs)
        return len(pairs)

    timing = timed(judge)
    right = sum(said and pair.same for said, pair in zip(answers, pairs, strict=True))
    wrong, same = sum(answers) - right, sum(pair.same for pair in pairs)
    precision = "none found" if sum(answers) == 0 else f"{right / sum(answers):.1%}"
    return Measurement(
        what,
        f"{len(pairs):,} pairs, {same:,} the same",
        timing.seconds,
        timing.cpu,
        f"{len(pairs) / timing.cpu:,.0f} pairs/s",
        note=(
            f"at {THRESHOLD}: precision {precision}, recall {right / same:.1%}"
            f" ({same - right} missed, {wrong} wrong)"
        ),
    )


def _compared(pair: Pair) -> float:
    return compare(pair.first, pair.second, pair.kind).value


def _peer(what: str, pairs: Sequence[Pair]) -> Measurement:
    """The same pairs by nomenklatura's `logic-v2`, where it is installed."""
    if importlib.util.find_spec("nomenklatura") is None:
        return Measurement(what, note="skipped: nomenklatura is not installed (extra `bench`)")
    score = peer.scorer()
    return _judged(what, pairs, lambda pair: score(pair.first, pair.second, pair.kind))


def _strangers(path: Path) -> Measurement:
    """Persons of no list, looked up in the embedded list: each alert is one too many."""
    say(path.name)
    matcher = Matcher(embedded().listings)
    with path.open(encoding="utf-8", newline="") as file:
        names = [row["full_name"] for row in csv.DictReader(file)]
    alerts = 0

    def search() -> int:
        nonlocal alerts
        alerts = sum(len(matcher.search(name, ("person", "organization"))) > 0 for name in names)
        return len(names)

    timing = timed(search)
    return Measurement(
        f"Matcher.search, strangers of {path.name}",
        f"{len(names):,} names",
        timing.seconds,
        timing.cpu,
        f"{timing.count / timing.cpu:,.0f} names/s",
        note=f"{alerts} with a candidate at {THRESHOLD}, {alerts / len(names):.2%}",
    )
