"""The index opened in a process of its own: its memory, and how fast words are met the first time.

`python -m benchmarks.names.opened FOLDER` prints the figures of the index saved in that folder.
"""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.names import data
from benchmarks.names.ours import Ours
from benchmarks.timing import peak_megabytes


def figures(folder: Path) -> dict[str, float | None]:
    """The figures, from a new process: `megabytes` once opened, `asked` queries, their `rate`."""
    command = [sys.executable, "-m", "benchmarks.names.opened", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: dict[str, float | None] = json.loads(done.stdout)
    return found


def _measure(folder: Path) -> dict[str, float | None]:
    ours = Ours()
    ours.open(folder)
    megabytes = peak_megabytes()
    queries = data.mixed(list(data.listed(data.watchlist())))
    answers = ours.search(queries, by_name_alone=False)
    return {"megabytes": megabytes, "asked": len(queries), "rate": answers.rate}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]))))
