"""`python -m benchmarks.queue`: twenty people at one queue, and what came of it.

Each process takes the next consignment, boards and concludes it, as fast as it can, and now and
then writes to a case as it was some time ago, which has to be refused. Afterwards the ledger
itself must show that nothing was decided twice and nothing was lost.
"""

import argparse
import datetime
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks import desk
from benchmarks.postgresql import server
from benchmarks.results import FOLDER, Measurement, load, write
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.queue import claim
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, Assigned, Case, Concluded, Conflict, LedgerError

WORKERS = 20
SECONDS = 300.0
CONSIGNMENTS = 60_000
STALE = 0.05  # of the decisions, after which an old copy of a case is written to


@dataclass(slots=True)
class Tally:
    """What one process did: the cases it concluded, and what was refused to it."""

    name: str
    decided: list[str] = field(default_factory=list)
    conflicts: int = 0
    accepted_stale: int = 0
    failures: list[str] = field(default_factory=list)


def work(url: str, name: str, seconds: float) -> Tally:
    """Decide consignments for so long, or until none waits."""
    actor = Actor(name=name, roles=("officer", "supervisor"))
    limits, chance, tally = load_limits(), random.Random(name), Tally(name)
    old: Case | None = None
    with Ledger.open(url) as ledger:
        cases = Cases(ledger)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                case = claim(ledger, limits, actor, _now())
                if case is None:
                    break
                old = case if old is None or chance.random() < STALE else old
                case = cases.take(case, cases.boarded(case), actor, _now())
                cases.take(case, Concluded(outcome="nothing_found"), actor, _now())
                tally.decided.append(case.id)
                if chance.random() < STALE:
                    cases.take(old, Assigned(to="nobody"), actor, _now())
                    tally.accepted_stale += 1
            except Conflict:
                tally.conflicts += 1
            except LedgerError as error:
                tally.failures.append(f"{error.what}: {error.__cause__}")
    return tally


def run(url: str, workers: int, seconds: float) -> tuple[list[Tally], float]:
    """Let so many processes work at once; what each did, and how long it took."""
    context = multiprocessing.get_context("spawn")
    results: Queue[Tally] = context.Queue()
    ready = context.Barrier(workers + 1)
    names = [f"worker-{number}" for number in range(workers)]
    processes = [
        context.Process(target=_report, args=(ready, results, url, name, seconds)) for name in names
    ]
    for process in processes:
        process.start()
    ready.wait(timeout=300)
    started = time.perf_counter()
    tallies = [results.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join()
    return tallies, time.perf_counter() - started


def faults(ledger: Ledger, tallies: list[Tally]) -> list[str]:
    """What is wrong on record: decided twice, lost, or by another than it was given to."""
    found = [f"{each.name}: {what}" for each in tallies for what in each.failures]
    found += [f"{each.name}: an old copy was accepted" for each in tallies if each.accepted_stale]
    decided = Counter(name for each in tallies for name in each.decided)
    found += [f"{name}: decided {count} times" for name, count in decided.items() if count > 1]
    by = {name: each.name for each in tallies for name in each.decided}
    concluded = 0
    for case in Cases(ledger).all():
        ends = [each for each in case.history if isinstance(each.step, Concluded)]
        concluded += len(ends)
        if len(ends) > 1:
            found.append(f"{case.id}: concluded {len(ends)} times")
        if {each.by for each in case.history} != {case.assignee}:
            found.append(f"{case.id}: not one person's")
        if len(ends) > 0 and by.get(case.id) != case.assignee:
            found.append(f"{case.id}: its decision was lost by who took it")
    if concluded != sum(decided.values()):
        found.append(f"{sum(decided.values())} decided, {concluded} on record")
    found += [f"chain: event {fault.number} {fault.kind}" for fault in ledger.verify()]
    return found


def _report(ready: Barrier, results: "Queue[Tally]", url: str, name: str, seconds: float) -> None:
    ready.wait(timeout=300)
    results.put(work(url, name, seconds))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def measure(url: str, workers: int, seconds: float, consignments: int) -> list[Measurement]:
    """Fill a queue, let everybody work, and check what is on record."""
    with Ledger.open(url) as ledger:
        _say(f"recording {consignments:,} consignments")
        desk.fill(ledger, consignments, asks=100)
        started = time.perf_counter()
        Standing(ledger).catch_up()
        rows = [_caught_up(consignments, time.perf_counter() - started)]
        _say(f"{workers} processes for {seconds:.0f} s")
        tallies, took = run(url, workers, seconds)
        _say("checking the record")
        wrong = faults(ledger, tallies)
        events = ledger.anchor().number
    decided = [len(each.decided) for each in tallies]
    conflicts = sum(each.conflicts for each in tallies)
    shares = f"each {min(decided):,} to {max(decided):,}"
    rate = f"{sum(decided) / took:.1f} decisions/s"
    rows.append(Measurement("decided by all", f"{sum(decided):,}", took, rate=rate, note=shares))
    rows.append(Measurement("old copies written to, refused", f"{conflicts:,}"))
    rows.append(Measurement("old copies accepted", f"{sum(e.accepted_stale for e in tallies)}"))
    rows.append(Measurement("deadlocks the server broke", f"{_deadlocks(url)}"))
    rows.append(Measurement("decided twice, lost, or wrong on record", f"{len(wrong)}"))
    rows.append(Measurement("events, chain verified", f"{events:,}"))
    for each in wrong[:20]:
        _say(each)
    return rows


def _caught_up(consignments: int, took: float) -> Measurement:
    rate = f"{consignments / took:,.0f} consignments/s"
    return Measurement("standing tables made", f"{consignments:,}", took, rate=rate)


def _deadlocks(url: str) -> int:
    engine = create_engine(url)
    counted = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    with engine.connect() as connection:
        found = int(connection.execute(text(counted)).scalar_one())
    engine.dispose()
    return found


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main(arguments: list[str] | None = None) -> int:
    """Measure and write `benchmarks/results/queue.md`; exits 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queue", description=__doc__)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--consignments", type=int, default=CONSIGNMENTS)
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the page")
    asked = parser.parse_args(arguments)
    before = load()
    with tempfile.TemporaryDirectory(prefix="tidewaiter-queue-") as folder:
        Path(folder).chmod(0o755)
        with server(Path(folder) / "server") as url:
            rows = measure(url, asked.workers, asked.seconds, asked.consignments)
            version = _version(url)
    title = f"{asked.workers} processes at one queue, {version}"
    write("queue", title, rows, before=before, folder=asked.results)
    wrong = [
        row for row in rows if row.what.startswith(("old copies acc", "deadlocks", "decided t"))
    ]
    return 0 if all(row.amount == "0" for row in wrong) else 1


def _version(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = str(connection.execute(text("SHOW server_version")).scalar_one())
    engine.dispose()
    return f"PostgreSQL {found.split(maxsplit=1)[0]}"


if __name__ == "__main__":
    sys.exit(main())
