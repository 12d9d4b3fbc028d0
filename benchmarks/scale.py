"""One gigabyte of manifest read in bounded memory, and its first tenth screened and recorded."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.reading import measure_reader
from benchmarks.results import Measurement
from benchmarks.screening import GROUNDS, listed_names
from benchmarks.synthetic import write_cuscar
from benchmarks.timing import say

MEMORY_LIMIT_MB = 300
# The ledger and its waiting verdicts take several times what the screened part takes.
ROOM_PER_MEGABYTE = 2.5


class NoRoomError(Exception):
    """The folder for temporary files cannot hold what is to be written."""


def check_room(folder: Path, megabytes: float) -> None:
    """Look whether the folder can hold a manifest of that size and the ledger.

    Raises:
        NoRoomError: it cannot; the message says how much is there and how much is needed.
    """
    free = shutil.disk_usage(folder).free / 1e6
    needed = megabytes * ROOM_PER_MEGABYTE
    if free < needed:
        raise NoRoomError(
            f"{folder} has {free:,.0f} MB free, {needed:,.0f} MB are needed;"
            " name another folder in TMPDIR"
        )


def measure(folder: Path, megabytes: float) -> Iterator[Measurement]:
    """Rows of the whole manifest read and of a tenth of it screened, each in its own process."""
    check_room(folder, megabytes)
    path = folder / "manifest.edi"
    say(f"writing {megabytes:,.0f} MB to {folder}")
    listed = listed_names()
    expected = write_cuscar(path, int(megabytes * 1e6), grounds=GROUNDS, listed=listed)
    read = measure_reader("CUSCAR read into consignments", path, expected, "read-large")
    path.unlink()
    yield _bounded(read)
    say(f"writing {megabytes / 10:,.0f} MB to {folder}")
    # The same seed: the tenth holds the first consignments of the whole.
    expected = write_cuscar(path, int(megabytes * 1e5), grounds=GROUNDS, listed=listed)
    what = "the first tenth screened and recorded in SQLite"
    yield _bounded(measure_reader(what, path, expected, "screen-large"))
    path.unlink()


def _bounded(measured: Measurement) -> Measurement:
    """The row with what its memory is against the bound."""
    held = float(measured.peak_memory.split()[0]) if "MB" in measured.peak_memory else None
    if held is None:
        return measured
    word = "under" if held < MEMORY_LIMIT_MB else "OVER"
    return replace(measured, note=f"{word} the bound of {MEMORY_LIMIT_MB} MB")
