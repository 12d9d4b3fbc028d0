"""How fast consignments are examined, documents screened, names looked up, events verified."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.results import Measurement
from benchmarks.synthetic import write_cuscar
from benchmarks.timing import RUNS, Timing, best, say, timed
from tidewaiter import cargo, lists
from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger
from tidewaiter.model import Consignment, Subject, Verdict
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.lookup import KINDS, look_up
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.screening import Register

TODAY = datetime.date(2026, 11, 1)
GROUNDS = 0.01
QUERIES = 50


def measure(folder: Path, megabytes: float) -> Iterator[Measurement]:
    """Rows from one consignment examined to a document screened and its ledger verified."""
    listed = listed_names()
    for grounds in (0.0, GROUNDS):
        path = folder / "manifest.edi"
        write_cuscar(path, int(megabytes * 1e6), grounds=grounds, listed=listed)
        yield _examine(path, grounds)
    yield _screen(path)
    yield from _record(path, folder)
    path.unlink()
    yield from _look_up(listed)


def listed_names() -> list[str]:
    """Names of listed firms that an EDIFACT message of character set A can hold."""
    return [
        name.text.upper()
        for listing in lists.embedded().listings
        if listing.kind == "organization"
        for name in listing.names
        if name.text.isascii()
    ]


def new_examiner() -> Examiner:
    """An examiner of the embedded law and list that remembers nothing yet."""
    return Examiner(law=load_law(), target=load_target(), lists=[lists.embedded()], today=TODAY)


def row(what: str, amount: str, timing: Timing, things: str, note: str = "") -> Measurement:
    """A row whose rate is in things a second of the processor."""
    rate = f"{timing.count / timing.cpu:,.0f} {things}/s"
    return Measurement(what, amount, timing.seconds, timing.cpu, rate, note=note)


def _examine(path: Path, grounds: float) -> Measurement:
    what = f"Examiner.examine, {grounds:.0%} with grounds"
    say(what)
    consignments = [each for each in cargo.read(path) if isinstance(each, Consignment)]
    runs = [_examine_once(new_examiner(), consignments) for _ in range(RUNS)]
    timing, actions = min(runs, key=lambda run: run[0].cpu)
    note = ", ".join(f"{count:,} {action}" for action, count in sorted(actions.items()))
    return row(what, f"{timing.count:,} consignments", timing, "consignments", note)


def _examine_once(
    examiner: Examiner, consignments: list[Consignment]
) -> tuple[Timing, Counter[str]]:
    actions: Counter[str] = Counter()

    def examine() -> int:
        actions.update(examiner.examine(each).action for each in consignments)
        return len(consignments)

    return timed(examine), actions


def _screen(path: Path) -> Measurement:
    what = "screen_document, CUSCAR, no ledger"
    say(what)
    timing = timed(
        lambda: screen_document(path, new_examiner(), record=None, show=_ignore).consignments
    )
    return _of_document(what, path, timing)


def _record(path: Path, folder: Path) -> Iterator[Measurement]:
    """The same screening recorded in a new SQLite ledger, then that ledger verified."""
    what = "screen_document, CUSCAR, recorded in SQLite"
    say(what)
    database = folder / "ledger.db"
    with Ledger.open(f"sqlite:///{database}") as ledger:
        timing = timed(lambda: record_document(path, ledger, _ignore))
        say("Ledger.verify")
        verified = _verify(ledger)
    # Closed, the ledger has taken in its log.
    size = database.stat().st_size / 1e6
    yield _of_document(what, path, timing, f"ledger of {size:,.1f} MB")
    yield verified
    database.unlink()


def record_document(path: Path, ledger: Ledger, show: Callable[[Verdict], None]) -> int:
    """Screen one document by a new examiner and record it; gives its consignments."""
    at = datetime.datetime.combine(TODAY, datetime.time(), datetime.UTC)
    record = Record(ledger=ledger, actor="benchmark", at=at)
    return screen_document(path, new_examiner(), record=record, show=show).consignments


def _verify(ledger: Ledger) -> Measurement:
    def verify() -> int:
        faults = ledger.verify()
        if len(faults) > 0:
            raise RuntimeError(f"the ledger has faults: {faults[:3]}")
        return ledger.anchor().number

    timing = timed(verify)
    return row("Ledger.verify", f"{timing.count:,} events", timing, "events")


def _of_document(what: str, path: Path, timing: Timing, note: str = "") -> Measurement:
    megabytes = path.stat().st_size / 1e6
    amount = f"{megabytes:,.1f} MB, {timing.count:,} consignments"
    speed = f"{megabytes / timing.cpu:.2f} MB/s"
    return row(what, amount, timing, "consignments", "; ".join(filter(None, (speed, note))))


def _look_up(listed: list[str]) -> Iterator[Measurement]:
    say("look_up")
    register = Register([lists.embedded()], remembered=0)
    names = list(islice(cycle(listed[::7]), QUERIES))
    amount = f"{QUERIES} listed names"
    timing = best(lambda: sum(_asked(name, register) for name in names))
    yield row("look_up, register at hand", amount, timing, "queries", f"{timing.count} found")


def _asked(name: str, register: Register) -> bool:
    subject = Subject(names=(name,), kinds=KINDS["any"])
    return len(look_up(subject, register, on=TODAY, limit=10)) > 0


def _ignore(_: Verdict) -> None:
    pass
