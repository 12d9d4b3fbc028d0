"""Rows of documents read in a process of their own."""

from pathlib import Path

from benchmarks.results import Measurement
from benchmarks.timing import in_child, say


def measure_reader(
    what: str, path: Path, expected: int, task: str = "read", things: str = "consignments"
) -> Measurement:
    """The row of one document read into consignments, or into other things.

    Raises:
        RuntimeError: other than the expected number of them came back.
    """
    say(what)
    figures = in_child(task, path)
    if figures["count"] != expected:
        raise RuntimeError(f"{what}: {expected} {things} written, {figures['count']} read")
    return row(what, path, figures, things)


def measure_segments(what: str, path: Path, task: str) -> Measurement:
    """The row of one EDIFACT file cut into segments."""
    say(what)
    return row(what, path, in_child(task, path), "segments")


def row(what: str, path: Path, figures: dict[str, float], things: str) -> Measurement:
    """The row of one file read; rates are by the processor's time."""
    megabytes = path.stat().st_size / 1e6
    return Measurement(
        what=what,
        amount=f"{megabytes:,.1f} MB, {figures['count']:,.0f} {things}",
        seconds=figures["seconds"],
        cpu=figures["cpu"],
        rate=(
            f"{megabytes / figures['cpu']:.1f} MB/s,"
            f" {figures['count'] / figures['cpu']:,.0f} {things}/s"
        ),
        peak_memory=peak(figures),
    )


def peak(figures: dict[str, float]) -> str:
    """The most memory a child held, where the system tells it."""
    return f"{figures['peak_mb']:.0f} MB" if figures.get("peak_mb") is not None else "not told"
