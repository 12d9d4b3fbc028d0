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
ROOM_TO_READ = 1.1
# The waiting verdicts, the ledger and its log: each several times what was screened.
ROOM_TO_RECORD = 35


class NoRoomError(Exception):
    """The folder for temporary files cannot hold what is to be written."""


def check_room(folder: Path, needed: float) -> None:
    """Look whether the folder has so many megabytes.

    Raises:
        NoRoomError: it cannot; the message says how much is there and how much is needed.
    """
    free = shutil.disk_usage(folder).free / 1e6
    if free < needed:
        raise NoRoomError(
            f"{folder} has {free:,.0f} MB free, {needed:,.0f} MB are needed;"
            " name another folder in TMPDIR"
        )


def measure_reading(folder: Path, megabytes: float) -> Iterator[Measurement]:
    """A row of the whole manifest read, in a process of its own."""
    path, expected = _written(folder, megabytes, megabytes * ROOM_TO_READ)
    what = "CUSCAR read into consignments"
    yield _bounded(measure_reader(what, path, expected, "read-large"))


def measure_screening(folder: Path, megabytes: float) -> Iterator[Measurement]:
    """A row of the first tenth of it screened and recorded, in a process of its own."""
    tenth = megabytes / 10
    # The same seed: the tenth holds the first consignments of the whole.
    path, expected = _written(folder, tenth, tenth * ROOM_TO_RECORD)
    what = "screened and recorded in SQLite"
    yield _bounded(measure_reader(what, path, expected, "screen-large"))


def _written(folder: Path, megabytes: float, room: float) -> tuple[Path, int]:
    check_room(folder, room)
    say(f"writing {megabytes:,.1f} MB to {folder}")
    path = folder / "manifest.edi"
    count = write_cuscar(path, int(megabytes * 1e6), grounds=GROUNDS, listed=listed_names())
    return path, count


def _bounded(measured: Measurement) -> Measurement:
    """The row with what its memory is against the bound."""
    held = float(measured.peak_memory.split()[0]) if "MB" in measured.peak_memory else None
    if held is None:
        return measured
    word = "under" if held < MEMORY_LIMIT_MB else "OVER"
    return replace(measured, note=f"{word} the bound of {MEMORY_LIMIT_MB} MB")
