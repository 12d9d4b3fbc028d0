"""How fast documents of every format are read on one core, and in how much memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import edifact
from benchmarks.documents import write_awmds, write_csv, write_dcsa, write_parquet, write_wco
from benchmarks.reading import measure_reader
from benchmarks.results import Measurement

READERS: tuple[tuple[str, str, Callable[[Path, int], int]], ...] = (
    ("ASYCUDA World manifest (XML)", "awmds.xml", write_awmds),
    ("WCO Data Model declarations (XML)", "wco.xml", write_wco),
    ("DCSA bills of lading (JSON)", "dcsa.json", write_dcsa),
    ("CSV table", "table.csv", write_csv),
    ("Parquet table", "table.parquet", write_parquet),
)


def measure(folder: Path, megabytes: float) -> Iterator[Measurement]:
    """A row for each reader: `megabytes` of CUSCAR, and a third of that of each other format."""
    yield from edifact.measure(folder, megabytes)
    for what, name, write in READERS:
        path = folder / name
        expected = write(path, int(megabytes * 1e6 / 3))
        yield measure_reader(what, path, expected)
        path.unlink()
