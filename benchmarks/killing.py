"""A bulk screening killed again and again: `python -m benchmarks.killing` (minutes; `make kill`).

A folder of invented manifests is screened and recorded by the command itself, which is killed with
SIGKILL at random moments and started again with `--resume`: most often in the midst of its work,
sometimes while it starts. After each kill the ledger must hold whole documents alone, none twice,
and all that it held before; after each tenth, and at the end, the whole chain is verified. At the
end each consignment must be recorded once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import FOLDER, load, markdown, write_page
from benchmarks.screening import GROUNDS, listed_names
from benchmarks.synthetic import CONSIGNMENTS_PER_MESSAGE, reference, write_cuscar_files
from benchmarks.timing import say
from tidewaiter.ledger import Ledger
from tidewaiter.model import Anchor

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "tidewaiter", "screen", "--resume", "--json")
# The share of runs that are killed while they start, and how long that may be.
EARLY, START_SECONDS = 0.1, 2.0
# After the last line that was waited for, so that kills fall into the writing too.
MORE_SECONDS = 0.3
VERIFIED_EVERY = 10


class LostError(Exception):
    """The ledger holds less, more or other than it must."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many manifests, how many kills in how many minutes at most, and the seed of chance."""

    files: int
    kills: int
    seed: int
    minutes: float = 600


@dataclass(slots=True)
class Tally:
    """What was seen on the way."""

    kills: int = 0
    early: int = 0
    without_progress: int = 0
    seconds: float = 0.0
    documents: int = 0
    verified: int = 0


def environment(home: Path, url: str) -> dict[str, str]:
    """What the command needs to know."""
    given = {"TIDEWAITER_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    return {**os.environ, **given, **({"TIDEWAITER_DATABASE_URL": url} if url else {})}


def run_until(folder: Path, env: dict[str, str], rng: random.Random, lines: int) -> bool:
    """Run the command and kill it at a random moment; True where it ended before that."""
    with subprocess.Popen(
        [*COMMAND, str(folder)], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        assert running.stdout is not None
        if lines == 0:
            time.sleep(rng.random() * START_SECONDS)
        else:
            seen = sum(1 for _, _line in zip(range(lines), running.stdout, strict=False))
            if seen < lines:
                return running.wait() == 0
            time.sleep(rng.random() * MORE_SECONDS)
        running.send_signal(signal.SIGKILL)
        running.stdout.close()
    return False


def run_whole(folder: Path, env: dict[str, str]) -> None:
    """Run the command to its end."""
    subprocess.run(
        [*COMMAND, str(folder)],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


def look(url: str, before: Anchor, *, whole: bool) -> tuple[Anchor, int]:
    """Check a ledger after a kill; its end and the number of its documents.

    Raises:
        LostError: an event was lost, doubled, altered or left without its document.
    """
    with Ledger.open(url) as ledger:
        end = ledger.anchor()
        files, written = set(), 0
        for event, screening in ledger.documents():
            if event.document in files:
                raise LostError(f"event {event.number} records a document again")
            if screening.first != written + 1:
                raise LostError(f"event {event.number} does not close what stands before it")
            files.add(event.document)
            written = event.number
        known = None if before.number == 0 else ledger.get(before.number)
        if known is not None and known.digest != before.digest:
            raise LostError(f"event {before.number} is another one than before")
        faults = ledger.verify(before) if whole else ()
    if len(faults) > 0 or end.number < before.number:
        raise LostError(f"the chain is broken, or ends before event {before.number}: {faults[:3]}")
    if written != end.number:
        raise LostError(f"events after {written} belong to no document")
    return end, len(files)


def check_references(url: str, count: int) -> None:
    """Each consignment that was written is recorded, and recorded once.

    Raises:
        LostError: one is lost, or doubled.
    """
    with Ledger.open(url) as ledger:
        found = Counter(event.subject for event in ledger.events(kind="screened"))
    wanted = {reference(number) for number in range(1, count + 1)}
    if found.keys() != wanted or found.total() != count:
        raise LostError(f"{found.total():,} consignments of {count:,}, {len(found):,} of them once")


def kill_often(folder: Path, home: Path, plan: Plan, url: str = "") -> Tally:
    """Screen a folder, killed so many times, then to the end; check after each kill.

    The ledger is that at the URL, or else SQLite in the home folder.

    Raises:
        LostError: an event was lost, doubled, altered or left without its document.
    """
    files, kills, minutes = plan.files, plan.kills, plan.minutes
    rng = random.Random(plan.seed)
    env, began = environment(home, url), time.monotonic()
    url = url or f"sqlite:///{home / 'ledger.db'}"
    home.mkdir(exist_ok=True)
    tally, end = Tally(), Anchor(number=0, digest="")
    # So much that about four fifths of the work are done in runs that were killed.
    most = max(2, 2 * files * CONSIGNMENTS_PER_MESSAGE // kills)
    while tally.kills < kills and time.monotonic() - began < minutes * 60:
        lines = 0 if rng.random() < EARLY else rng.randrange(1, most)
        if run_until(folder, env, rng, lines):
            raise LostError(f"the work was done after {tally.kills} kills: ask for fewer")
        tally.kills += 1
        tally.early += lines == 0
        whole = tally.kills % VERIFIED_EVERY == 0
        before, (end, tally.documents) = end.number, look(url, end, whole=whole)
        tally.verified += whole
        tally.without_progress += before == end.number
        if whole:
            spent = time.monotonic() - began
            say(f"{tally.kills} of {kills} kills, {tally.documents} documents, {spent:.0f} s")
    run_whole(folder, env)
    _, documents = look(url, end, whole=True)
    if documents != files:
        raise LostError(f"{documents} documents of {files} are recorded")
    check_references(url, files * CONSIGNMENTS_PER_MESSAGE)
    tally.seconds = time.monotonic() - began
    return tally


def report(plan: Plan) -> list[list[str]]:
    """The rows of the table: what was asked and what was found.

    Raises:
        LostError: an event was lost, doubled, altered or left without its document.
    """
    files = plan.files
    with tempfile.TemporaryDirectory(prefix="tidewaiter-kill-") as work:
        folder = Path(work) / "manifests"
        count = write_cuscar_files(folder, files, grounds=GROUNDS, listed=listed_names())
        say(f"{count:,} consignments in {files} manifests")
        tally = kill_often(folder, Path(work) / "home", plan)
    asked = f"{plan.kills} asked for in {plan.minutes:g} minutes at most"
    return [
        ["consignments, in manifests of 200", f"{count:,} in {files}"],
        [
            "killed with SIGKILL at a random moment and resumed",
            f"{tally.kills} times of {asked} (seed {plan.seed})",
        ],
        ["of these while the program started", f"{tally.early}"],
        ["runs that recorded no document before their kill", f"{tally.without_progress}"],
        ["documents recorded when the last kill came", f"{tally.documents} of {files}"],
        ["looked at after each kill: whole documents alone, none twice, none lost", "each held"],
        ["whole chain verified on the way and at the end", f"{tally.verified + 1} times, no fault"],
        ["consignments recorded at the end", f"{count:,}, each once"],
        ["wall time, all runs and checks", f"{tally.seconds:,.0f} s"],
    ]


def main(arguments: list[str] | None = None) -> int:
    """Kill and look as asked; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.killing", description=__doc__)
    parser.add_argument("--files", type=int, default=500, help="manifests of 200 consignments")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2270)
    parser.add_argument("--minutes", type=float, default=600, help="kill no longer than this")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the page")
    asked = parser.parse_args(arguments)
    before = load()
    try:
        rows = report(Plan(asked.files, asked.kills, asked.seed, asked.minutes))
    except LostError as problem:
        say(f"FAILED: {problem}")
        return 1
    text = markdown(("what", "found"), rows)
    title = "A bulk screening killed and resumed"
    say(text)
    write_page("kill", title, text, before=before, folder=asked.results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
