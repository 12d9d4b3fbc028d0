"""How fast EDIFACT is read on one core, and in how much memory.

Run alone as `python -m benchmarks.edifact [MEGABYTES]`.
"""

import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.synthetic import write_cuscar
from tidewaiter.cargo import read
from tidewaiter.cargo.edifact import read_batches
from tidewaiter.model import Consignment

Figures = dict[str, float]


def measure_tokenizer(path: Path) -> Figures:
    """Megabytes and segments a second of the tokenizer alone."""
    content = path.read_bytes()
    start = time.perf_counter()
    segments = sum(len(batch.segments) for batch in read_batches(io.BytesIO(content)))
    seconds = time.perf_counter() - start
    megabytes = len(content) / 1e6
    return {
        "seconds": seconds,
        "mb_per_s": megabytes / seconds,
        "segments_per_s": segments / seconds,
    }


def measure_reader(path: Path) -> Figures:
    """Megabytes and consignments a second of reading into records, and the peak memory in MB.

    `mb_per_cpu_s` counts the time this process ran, so that others on the machine do not slow it.
    """
    start, cpu_start = time.perf_counter(), time.process_time()
    consignments = sum(isinstance(record, Consignment) for record in read(path))
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    megabytes = path.stat().st_size / 1e6
    return {
        "seconds": seconds,
        "mb_per_s": megabytes / seconds,
        "mb_per_cpu_s": megabytes / cpu,
        "consignments": consignments,
        "consignments_per_s": consignments / seconds,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run(megabytes: float = 10.0) -> dict[str, Figures]:
    """Measure on a synthetic CUSCAR of that size; expects every consignment back."""
    measures: dict[str, Callable[[Path], Figures]] = {"reader": measure_reader}
    if megabytes <= 100:
        measures["tokenizer"] = measure_tokenizer
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "synthetic.edi"
        expected = write_cuscar(path, int(megabytes * 1e6))
        figures = {name: measure(path) for name, measure in measures.items()}
    if figures["reader"]["consignments"] != expected:
        raise RuntimeError(f"{expected} consignments written, {figures['reader']} read")
    return figures


if __name__ == "__main__":
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    for name, figures in run(size).items():
        shown = ", ".join(f"{figure} {value:,.1f}" for figure, value in figures.items())
        sys.stdout.write(f"{name}: {shown}\n")
