"""How fast EDIFACT is read on one core, and in how much memory, beside another parser.

Run alone as `python -m benchmarks.edifact [MEGABYTES]`.
"""

import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading import measure_reader, measure_segments
from benchmarks.results import Measurement, table
from benchmarks.stowage import write_baplie
from benchmarks.synthetic import write_cuscar


def measure(folder: Path, megabytes: float) -> Iterator[Measurement]:
    """Reader, tokenizer and pydifact on one synthetic CUSCAR; a BAPLIE of a third of its size."""
    path = folder / "manifest.edi"
    expected = write_cuscar(path, int(megabytes * 1e6))
    yield measure_reader("CUSCAR reader", path, expected)
    yield measure_segments("CUSCAR tokenizer alone", path, "tokenize")
    peer = "pydifact's parser on the same file"
    if importlib.util.find_spec("pydifact") is None:
        yield Measurement(peer, note="skipped: pydifact is not installed")
    else:
        yield measure_segments(peer, path, "pydifact")
    expected = write_baplie(path, int(megabytes * 1e6 / 3))
    yield measure_reader("BAPLIE reader", path, expected, "read-stowed", "containers")
    path.unlink()


if __name__ == "__main__":
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(table(list(measure(Path(name), size))))
