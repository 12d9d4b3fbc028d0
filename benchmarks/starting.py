"""How long it takes until work can begin: loading of data, and the command line's own start."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.results import Measurement
from benchmarks.synthetic import write_cuscar
from benchmarks.timing import RUNS, Timing, best, say
from tidewaiter import lists
from tidewaiter.goods import Recognizer
from tidewaiter.law import load_law, load_target
from tidewaiter.screening import NexusFinder, Screener

COMMAND = (sys.executable, "-c", "from tidewaiter.cli import main; main()")
# The first load of anything reads its files and compiles what it needs; that is what is told.
LOADS: tuple[tuple[str, Callable[[], object]], ...] = (
    ("load_law", load_law),
    ("load_target", load_target),
    ("NexusFinder of the target", lambda: NexusFinder(load_target())),
    ("lists.embedded", lists.embedded),
    ("Screener of the embedded list", lambda: Screener([lists.embedded()])),
    ("Recognizer", Recognizer),
)


def measure(folder: Path) -> Iterator[Measurement]:
    """Rows of the parts loaded in this process, then of whole commands on the wall."""
    for what, load in LOADS:
        say(what)
        timing = best(lambda: _once(load))  # noqa: B023 - called before the next turn
        yield Measurement(what, "once", timing.seconds, timing.cpu, note=f"best of {RUNS}")
    path = folder / "small.edi"
    count = write_cuscar(path, 1)
    yield _command("tidewaiter --version", folder, ("--version",))
    yield _command(
        f"tidewaiter screen, {count} consignments", folder, ("screen", "--no-save", str(path))
    )
    yield _command(
        f"tidewaiter screen, {count} consignments, recorded", folder, ("screen", str(path))
    )


def _once(load: Callable[[], object]) -> int:
    load()
    return 1


def _command(what: str, folder: Path, arguments: tuple[str, ...]) -> Measurement:
    say(what)
    runs = []
    for number in range(RUNS):
        home = folder / f"home{number}{len(arguments)}"
        runs.append(_run((*COMMAND, *arguments), os.environ | {"TIDEWAITER_HOME": str(home)}))
    timing = min(runs, key=lambda run: run.seconds)
    note = f"a process of its own, best of {RUNS}"
    return Measurement(what, "once", timing.seconds, timing.cpu, note=note)


def _run(command: tuple[str, ...], environment: dict[str, str]) -> Timing:
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    return Timing(after.elapsed - before.elapsed, cpu, 1)
