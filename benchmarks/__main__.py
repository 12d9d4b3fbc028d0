"""`python -m benchmarks` measures and writes `benchmarks/results/`; `--scale` takes a gigabyte.

Work is done in the folder for temporary files (`TMPDIR`) and deleted after.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import index, parse, scale, screening, starting
from benchmarks.results import FOLDER, Measurement, load, table, write
from benchmarks.timing import say


@dataclass(frozen=True, slots=True)
class Suite:
    """A page of results: its title, and what measures its rows in a folder, on megabytes."""

    title: str
    measure: Callable[[Path, float], Iterator[Measurement]]


SUITES = {
    "parse": Suite("Reading of documents, one core, each in a new process", parse.measure),
    "screening": Suite("Screening, one core", screening.measure),
    "index": Suite("Names found among 39,000 listings, one core", lambda f, _: index.measure(f)),
    "starting": Suite("Loading and starting", lambda folder, _: starting.measure(folder)),
}
SCALE = {
    "scale-reading": Suite("A manifest of a gigabyte read, one core", scale.measure_reading),
    "scale-screening": Suite("The first tenth of it screened, one core", scale.measure_screening),
}
MEGABYTES = 10.0
SCALE_MEGABYTES = 1000.0


def run(name: str, suite: Suite, megabytes: float, results: Path) -> Path:
    """Measure one suite and write its page."""
    before = load()
    with tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as folder:
        rows = list(suite.measure(Path(folder), megabytes))
    sys.stdout.write(f"\n{suite.title}\n\n{table(rows)}")
    sys.stdout.flush()
    return write(name, suite.title, rows, before=before, folder=results)


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--scale", action="store_true", help="one gigabyte instead; minutes")
    parser.add_argument("--only", choices=SUITES | SCALE, help="one suite alone")
    parser.add_argument("--megabytes", type=float, help="another size than 10, or 1000")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the pages")
    asked = parser.parse_args(arguments)
    suites = SCALE if asked.scale else SUITES
    if asked.only:
        suites = {asked.only: (SUITES | SCALE)[asked.only]}
    megabytes = asked.megabytes or (SCALE_MEGABYTES if suites.keys() <= SCALE.keys() else MEGABYTES)
    for name, suite in suites.items():
        try:
            say(f"{suite.title}: {run(name, suite, megabytes, asked.results)}")
        except scale.NoRoomError as problem:
            say(f"not measured: {problem}")
            return 1
    return 0


if __name__ == "__main__":
    # Ended from outside, the run still deletes what it wrote.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
