"""`python -m benchmarks.standing`: what stands of a million consignments, and how soon told."""

import argparse
import datetime
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import desk
from benchmarks.results import FOLDER, Measurement, load, write
from benchmarks.timing import timed
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.coverage import Asked, coverage
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor

CONSIGNMENTS = 1_000_000
RUNS = 5
ACTOR = Actor(name="bench", roles=("supervisor",))
Query = Callable[[], object]


def measure(folder: Path, consignments: int, url: str = "") -> Iterator[Measurement]:
    """Record, make the tables, then ask what pages ask; each question at its median."""
    url = url or f"sqlite:///{folder / 'ledger.db'}"
    with Ledger.open(url) as ledger:
        took = _timed(lambda: desk.fill(ledger, consignments, lists=True))
        yield Measurement("recorded", f"{consignments:,}", took)
        standing = Standing(ledger)
        took = _timed(standing.catch_up)
        rate = f"{consignments / took:,.0f} consignments/s"
        yield Measurement(
            "standing tables made", f"{ledger.anchor().number:,} events", took, rate=rate
        )
        last = desk.day_of(consignments // desk.PER_MANIFEST - 1)
        for number in range(1, 101):
            Cases(ledger).open(number, ACTOR, last)
        yield Measurement("caught up with 100 cases", "", _timed(standing.catch_up))
        for what, query in _questions(standing, last).items():
            yield _asked(what, query)
        yield Measurement("ledger verified", "", _timed(ledger.verify))


def _questions(standing: Standing, last: datetime.datetime) -> dict[str, Query]:
    limits, day = load_limits(), last.date()
    month = Asked(first=day - datetime.timedelta(days=22), last=day, most=0)
    page = Asked(first=month.first, last=day, most=50)
    here = Asked(first=month.first, last=day, port="KRPUS", most=50)
    whole = Asked(last=day, most=0)

    def ask(wanted: Asked) -> Query:
        return lambda: coverage(standing, limits, last, wanted)

    def look(wanted: Wanted) -> Query:
        return lambda: queue(standing, limits, wanted)

    return {
        "queue, first page": look(Wanted()),
        "queue, page 100": look(Wanted(page=100)),
        "queue, free, detain": look(Wanted(action="detain", free=True)),
        "queue, one ship": look(Wanted(vessel=desk.ship(7))),
        "queue, one port": look(Wanted(port="KRPUS")),
        "coverage of 23 days, numbers": ask(month),
        "coverage of 23 days, 50 items of each gap": ask(page),
        "coverage of 23 days at one port": ask(here),
        "coverage of the whole record, numbers": ask(whole),
    }


def _asked(what: str, query: Query) -> Measurement:
    """The median of some runs; the first, which finds nothing worked out before, in the note."""
    first, *later = [timed(lambda: _once(query)) for _ in range(RUNS)]
    middle = sorted(later, key=lambda timing: timing.cpu)[len(later) // 2]
    note = f"the first time {first.seconds:.2f} s, cpu {first.cpu:.2f} s"
    return Measurement(what, "", middle.seconds, middle.cpu, note=note)


def _once(query: Query) -> int:
    query()
    return 1


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(arguments: list[str] | None = None) -> int:
    """Measure and write `benchmarks/results/standing.md`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standing", description=__doc__)
    parser.add_argument("--consignments", type=int, default=CONSIGNMENTS)
    parser.add_argument("--database", default="", help="the URL of an empty one; SQLite without")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the page")
    asked = parser.parse_args(arguments)
    before = load()
    rows = []
    with tempfile.TemporaryDirectory(prefix="tidewaiter-standing-") as folder:
        for row in measure(Path(folder), asked.consignments, asked.database):
            sys.stderr.write(f"{row.what}: {row.seconds:.3f} s\n")
            rows.append(row)
    title = f"What stands of {asked.consignments:,} consignments"
    write("standing", title, rows, before=before, folder=asked.results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
