"""`python -m benchmarks.names` measures both sides on one pinned core and writes the page."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import results
from benchmarks.names import data, finding, peer, quality
from benchmarks.names.ours import Ours
from benchmarks.names.side import Side
from benchmarks.timing import say

NAME = "names"
TITLE = "Names, beside the best open matcher"


def main(arguments: list[str] | None = None) -> int:
    """Measure and write; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__)
    parser.add_argument(
        "--alone", action="store_true", help="without the peer, which takes minutes"
    )
    parser.add_argument("--results", type=Path, default=results.FOLDER, help="where to write")
    asked = parser.parse_args(arguments)
    if not data.SHARED.exists():
        say("not measured: the labelled data is not at hand (../shared)")
        return 1
    sides: list[Side] = [Ours()]
    if not asked.alone:
        if not peer.is_installed():
            say("not measured: nomenklatura is absent; install the extra `bench`, or --alone")
            return 1
        sides.append(peer.Peer())
    _pin()
    before = results.load()
    with tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as folder:
        rows = [*quality.measure(sides), *finding.measure(sides, Path(folder))]
    heads = ("measure", "to reach", *(side.name for side in sides))
    text = results.markdown(heads, [row.cells() for row in rows])
    sys.stdout.write(f"\n{TITLE}\n\n{text}")
    if not asked.alone:
        say(str(results.write_page(NAME, TITLE, text, before=before, folder=asked.results)))
    return 0


def _pin() -> None:
    """Keep to one core, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    sys.exit(main())
