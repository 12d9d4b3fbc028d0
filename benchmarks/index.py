"""How fast names are found among 39,000 listings, and what is found of what there is to find.

The list and the queries stand in `../shared` beside the repository and are not part of it.
`python -m benchmarks.index` measures; `--recall N` compares N queries with every listed name.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from zlib import crc32

from benchmarks.names.data import SHARED, rows, watchlist
from benchmarks.results import Measurement, table
from benchmarks.timing import peak_megabytes, say, timed
from tidewaiter.model import Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher
from tidewaiter.names.compare import compare_parsed
from tidewaiter.names.parsed import parse

LIST = SHARED / "watchlist_39k.jsonl.gz"
ASKED: tuple[ListingKind, ...] = ("person", "organization")
QUERIES = (
    ("queries_negatives_global.csv", 2000),
    ("queries_negatives_us.csv", 2000),
    ("queries_positives_un_treated.csv", None),
    ("queries_positives_un_untreated.csv", None),
)
THRESHOLD = 0.7
SIZES = (1_000, 10_000, 39_236)


def read_queries() -> list[str]:
    """The names asked for, strangers and listed persons mixed."""
    names = [row["full_name"] for name, most in QUERIES for row in rows(name)[:most]]
    random.Random(1).shuffle(names)
    return names


def measure(folder: Path) -> Iterator[Measurement]:
    """A row each for building, loading, searching and sizes; a note where the list is absent."""
    if not LIST.exists():
        yield Measurement("index of names", note="skipped: no ../shared")
        return
    listings, queries = watchlist(), read_queries()
    for size in SIZES:
        yield from _of_size(random.Random(1).sample(listings, size), queries, folder)


def _of_size(
    listings: Sequence[Listing], queries: Sequence[str], folder: Path
) -> Iterator[Measurement]:
    amount, saved = f"{len(listings):,} listings", folder / f"{len(listings)}"
    say(amount)
    yield _row("Matcher built", amount, lambda: len(Matcher(listings)._index), "names")
    Matcher(listings, saved=saved)
    opened = "Matcher opened from its saved index"
    yield _row(opened, amount, lambda: len(Matcher(listings, saved=saved)._index), "names")
    matcher = Matcher(listings, saved=saved)
    for what in ("first", "again"):
        times: list[float] = []
        yield _row(f"Matcher.search, {what}", amount, _search(matcher, queries, times), "queries")
        times.sort()
        points = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95, 0.99, 0.9999))
        told = " / ".join(f"{point:.2f}" for point in points)
        yield Measurement(f"one query, {what}", amount, note=f"ms, p50/p95/p99/most: {told}")
    megabytes = sum(path.stat().st_size for path in saved.iterdir()) / 1e6
    memory = f"{peak_megabytes() or 0:,.0f} MB"
    yield Measurement("index file", amount, peak_memory=memory, note=f"{megabytes:,.0f} MB")


def _search(matcher: Matcher, queries: Sequence[str], times: list[float]) -> Callable[[], int]:
    def search() -> int:
        for text in queries:
            start = process_time()
            matcher.search(text, ASKED, at_least=THRESHOLD)
            times.append(process_time() - start)
        return len(queries)

    return search


def _row(what: str, amount: str, work: Callable[[], int], unit: str) -> Measurement:
    timing = timed(work)
    rate = f"{timing.count / timing.cpu:,.0f} {unit}/s"
    return Measurement(what, amount, timing.seconds, timing.cpu, rate)


def recall(count: int, size: int) -> Measurement:
    """Of the listings that every comparison finds for some of the queries, those found.

    Args:
        count: How many queries.
        size: How many listings to look among; those of the UN, which are asked for, come first.
    """
    listings = sorted(watchlist(), key=lambda each: (each.list != "UN", crc32(each.ref.encode())))
    listings = listings[:size]
    found, wanted = found_of_all(read_queries()[:count], listings, ASKED)
    share = "nothing to find" if wanted == 0 else f"{found / wanted:.3%} of {wanted:,} found"
    amount = f"{count} queries, {len(listings):,} listings"
    return Measurement("recall of comparing every name", amount, note=share)


def found_of_all(
    queries: Sequence[str], listings: Sequence[Listing], kinds: Sequence[ListingKind]
) -> tuple[int, int]:
    """How many answers the index finds, and how many comparing every name gives."""
    matcher, wanted, found = Matcher(listings), 0, 0
    listed = [(parse(n.text, x.kind), x) for x in listings for n in x.names if x.kind in kinds]
    for text in queries:
        asked = {kind: parse(text, kind) for kind in kinds}
        alike = {
            each.ref
            for name, each in listed
            if compare_parsed(asked[each.kind], name, each.kind, at_least=THRESHOLD).value
            >= THRESHOLD
        }
        got = {each.listing.ref for each in matcher.search(text, kinds, limit=len(listings))}
        wanted += len(alike)
        found += len(alike & got)
        for ref in sorted(alike - got):
            say(f"missed: {text} {ref}")
    return found, wanted


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.index", description=__doc__)
    parser.add_argument("--recall", type=int, metavar="N", help="queries to compare in full")
    parser.add_argument("--listings", type=int, default=SIZES[-1], help="among so many listings")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as folder:
        rows = (
            [recall(asked.recall, asked.listings)] if asked.recall else list(measure(Path(folder)))
        )
    sys.stdout.write(table(rows))


if __name__ == "__main__":
    main()
