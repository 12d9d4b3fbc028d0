"""One task in a process of its own: `python -m benchmarks.child TASK PATH` prints its figures.

Figures are `seconds`, `cpu`, `count` and, where the system tells it, `peak_mb`.
"""

import io
import json
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks.timing import Progress, best, peak_megabytes, timed
from tidewaiter.model import Consignment, StowList

OFTEN = 200_000


def read_consignments(path: Path) -> int:
    """Read a document by the reader its content calls for."""
    from tidewaiter.cargo import read

    return sum(isinstance(record, Consignment) for record in read(path))


def read_containers(path: Path) -> int:
    """Read stow lists and count their containers."""
    from tidewaiter.cargo import read

    return sum(len(each.containers) for each in read(path) if isinstance(each, StowList))


def read_segments(path: Path) -> int:
    """Cut an EDIFACT file into segments, without making anything of them."""
    from tidewaiter.cargo.edifact import read_batches

    with io.BytesIO(path.read_bytes()) as file:
        # Batches may end in a blank text, which is no segment.
        return sum(sum(map(bool, batch.segments)) for batch in read_batches(file))


def read_by_pydifact(path: Path) -> int:
    """Cut an EDIFACT file into segments with pydifact's parser."""
    from pydifact.parser import Parser

    with warnings.catch_warnings():
        # It misses its segment tables for messages and says so each time.
        warnings.simplefilter("ignore")
        return sum(1 for _ in Parser().parse(path.read_bytes().decode("latin-1")))


def read_large(path: Path) -> int:
    """As `read_consignments`, telling how far it is."""
    from tidewaiter.cargo import read

    progress = Progress("consignments read", OFTEN)
    for record in read(path):
        if isinstance(record, Consignment):
            progress.step()
    return progress.count


def screen_large(path: Path) -> int:
    """Screen a document and record it in a new SQLite ledger beside it, telling how far it is."""
    from benchmarks.screening import record_document
    from tidewaiter.ledger import Ledger

    with (
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
        Ledger.open(f"sqlite:///{folder}/ledger.db") as ledger,
    ):
        return record_document(path, ledger, Progress("consignments screened", OFTEN // 10).step)


TASKS: dict[str, tuple[Callable[[Path], int], int]] = {
    "read": (read_consignments, 3),
    "read-stowed": (read_containers, 3),
    "tokenize": (read_segments, 3),
    "pydifact": (read_by_pydifact, 3),
    "read-large": (read_large, 1),
    "screen-large": (screen_large, 1),
}


def run(task: str, path: Path) -> dict[str, float | None]:
    """The figures of one task: the best of its runs, and the most memory of all of them."""
    work, runs = TASKS[task]
    timing = best(lambda: work(path), runs) if runs > 1 else timed(lambda: work(path))
    return {**asdict(timing), "peak_mb": peak_megabytes()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
