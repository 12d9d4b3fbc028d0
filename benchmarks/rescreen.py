"""A million past parties against a change of fifty entries: `python -m benchmarks.rescreen`.

The parties are invented: half are firms, the rest persons, of whom one in twenty-five has a name
of Korean syllables. Beside them a hundred bear names of the changed entries, half misspelled.
The list is that of the United Nations in `../shared` beside the repository, or the embedded one;
of fifty of its entries some came, some went, and some are said to have lived elsewhere before.
"""

import argparse
import datetime
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.names.data import SHARED
from benchmarks.results import FOLDER, Measurement, load, table, write
from benchmarks.timing import Timing, peak_megabytes, say, timed
from tidewaiter import lists
from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import Ledger
from tidewaiter.lists import LoadedList
from tidewaiter.model import Consignment, Dated, Document, Listing, Party, Transport, Versions
from tidewaiter.model.consignment import Role
from tidewaiter.pipeline.dates import is_dated
from tidewaiter.pipeline.editions import always
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.moves import Answering
from tidewaiter.pipeline.rescreen import rescreen
from tidewaiter.screening import PastByNames, changed_listings

LIST = SHARED.parent / "lists" / "un_consolidated_2025-04-19.xml"
NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
PARTIES, MORE, CHANGED = 1_000_000, 100_000, 50
TO_A_CONSIGNMENT, TO_A_DOCUMENT = 3, 5_000
TITLE = "Past parties screened again after a change of fifty entries, one core"
ROLES: tuple[Role, ...] = ("consignor", "consignee", "notify")
SOUNDS = """
ba del for gan hem li mar no pol rus tan vex kor sun wei dra jin mo san do ri ul qua zen fa bri tor
ne lu sho tek ya gro pel ist om ark ven dun cas hol mir ost pra ked
"""
TRADES = """
Trading Co Ltd|Shipping GmbH|Fisheries Pte|Import & Export SA|Mills LLC|Logistics|Steel|Foods BV|
Maritime SA|General Trading FZE|Electronics Inc|Textile Industries|Machinery Corp|International|
Chemicals AG|Freight Services
"""
FAMILIES = "Kim Ri Pak Choe Jong Kang Jo Yun Jang Im Han O So Sin Kwon Hwang An Song Ryu Hong"
GIVEN = """
chol yong ho su nam il song hyok myong jin gwang un guk ok hui sun jong min hak ryong kum chun sok
gun u tae hyon pom rim won
"""


def names(rng: random.Random) -> Iterator[str]:
    """Distinct names of invented firms and persons, without end."""
    known: set[str] = set()
    while True:
        name = _name(rng)
        if name not in known:
            known.add(name)
            yield name


def _name(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return f"{_word(rng, 3)} {_word(rng, 2)} {rng.choice(TRADES.split('|')).strip()}"
    if rng.random() < 0.04:
        given = "".join(rng.choices(GIVEN.split(), k=2))
        return f"{rng.choice(FAMILIES.split())} {given.title()} {_word(rng, 1)[0]}"
    return f"{_word(rng, 2)} {_word(rng, 3)}"


def _word(rng: random.Random, most: int) -> str:
    return "".join(rng.choices(SOUNDS.split(), k=rng.randint(max(1, most - 1), most))).title()


def change() -> tuple[LoadedList, LoadedList]:
    """A list as it was and as it is: twenty entries came, fifteen went, fifteen changed."""
    full = lists.read(LIST) if LIST.exists() else lists.embedded()
    rng = random.Random(2)
    chosen = rng.sample(full.listings, CHANGED)
    came, went = {x.ref for x in chosen[:20]}, {x.ref for x in chosen[20:35]}
    moved = {x.ref for x in chosen[35:]}
    elsewhere = (
        msgspec.structs.replace(x, addresses=("another place",)) if x.ref in moved else x
        for x in full.listings
        if x.ref not in came
    )
    here = (x for x in full.listings if x.ref not in went)
    return _edition(full, "was", elsewhere), _edition(full, "is", here)


def _edition(full: LoadedList, name: str, listings: Iterator[Listing]) -> LoadedList:
    version = msgspec.structs.replace(full.version, sha256=name, published=name)
    return LoadedList(version, tuple(listings))


def changed_names(rng: random.Random) -> Iterator[str]:
    """A hundred names of changed entries, every second one without one of its letters."""
    old, new = change()
    pairs = changed_listings([old], [new])
    sides = [old_side or new_side for old_side, new_side in pairs]
    for number in range(2 * CHANGED):
        listing = sides[number % len(sides)]
        text = listing.names[0].text if listing is not None else ""
        at = rng.randrange(len(text))
        yield text[:at] + text[at + 1 :] if number % 2 == 1 else text


def record(ledger: Ledger, parties: Iterator[str], document: str) -> int:
    """Record consignments of such parties, as passed; gives how many."""
    old, _ = change()
    examiner = examiner_of(old)
    count = 0
    while len(held := list(islice(parties, TO_A_CONSIGNMENT * TO_A_DOCUMENT))) > 0:
        name = f"{document}-{count}"
        found = list(_consignments(name, held))
        passed = examiner.examine(Consignment(name, "table", "model", dates=found[0].dates))
        results = (
            (msgspec.structs.replace(passed, consignment=each.reference), each) for each in found
        )
        of = Document(name=name, sha256=name, format="table", size=1)
        ledger.record_screening(of, examiner.versions, results, actor="benchmark", at=NOW)
        count += len(found)
    return count


def _consignments(document: str, held: list[str]) -> Iterator[Consignment]:
    for at in range(0, len(held), TO_A_CONSIGNMENT):
        day = NOW.date() - datetime.timedelta(days=at % 700)
        yield Consignment(
            document,
            "table",
            f"{document}/{at}",
            dates=(Dated("document", day.isoformat()),),
            parties=tuple(
                Party(role, name, country="PA")
                for role, name in zip(ROLES, held[at : at + TO_A_CONSIGNMENT], strict=False)
            ),
            transports=(Transport("sea", f"SAMPLE STAR {at % 5000}"),),
        )


def examiner_of(loaded: LoadedList, saved: Path | None = None) -> Examiner:
    """An examiner of that list and the law of the United Nations."""
    law, target = load_law(), load_target()
    return Examiner(law=law, target=target, lists=[loaded], today=NOW.date(), saved=saved)


def make(folder: Path, parties: int) -> Iterator[Timing]:
    """The record of the past."""
    rng = random.Random(1)
    with open_ledger(folder) as ledger:
        yield timed(lambda: record(ledger, islice(names(rng), parties), "past"))
        yield timed(lambda: record(ledger, changed_names(rng), "listed"))


def catch_up(folder: Path, _: int) -> Iterator[Timing]:
    """The index told of all that is new: first its tables, then the names laid out."""
    with open_ledger(folder) as ledger:
        index = index_of(folder, ledger)
        yield timed(lambda: index.catch_up().number)
        yield timed(lambda: len(index.touched(change()[1].listings[:1], ())))


def add(folder: Path, more: int) -> Iterator[Timing]:
    """More of the past."""
    with open_ledger(folder) as ledger:
        yield timed(lambda: record(ledger, islice(names(random.Random(3)), more), "more"))


def ask(folder: Path, _: int) -> Iterator[Timing]:
    """What the change can touch."""
    old, new = change()
    sides = [side for pair in changed_listings([old], [new]) for side in pair if side is not None]
    with open_ledger(folder) as ledger:
        index = index_of(folder, ledger)
        bases = index.bases().keys()
        yield timed(lambda: len(index.touched(sides, bases)))


def again(folder: Path, _: int) -> Iterator[Timing]:
    """The whole re-screening, from the lists at hand to the verdicts recorded."""
    old, new = change()
    with open_ledger(folder) as ledger:
        yield timed(lambda: _rescreen(folder, ledger, old, new))
        yield timed(lambda: _rescreen(folder, ledger, old, new))


def _rescreen(folder: Path, ledger: Ledger, old: LoadedList, new: LoadedList) -> int:
    examiners: list[Examiner] = []

    def examiner_for(_: Versions) -> Examiner:
        if len(examiners) == 0:
            examiners.append(examiner_of(new, folder / "indexes"))
        return examiners[0]

    answering = Answering(always([new]), lambda _: old)
    index = index_of(folder, ledger)
    closing = rescreen(ledger, index, answering, examiner_for, stamp=("benchmark", NOW))
    say(f"{len(closing.entries)} changed, {closing.touched} touched, {closing.changed} differ")
    return closing.touched


def open_ledger(folder: Path) -> Ledger:
    """The ledger of the run."""
    return Ledger.open(f"sqlite:///{folder / 'ledger.db'}")


def index_of(folder: Path, ledger: Ledger) -> PastByNames:
    """The index of the run, opened anew."""
    return PastByNames(folder / "past", ledger, is_dated=is_dated, notice=say)


STEPS: dict[str, Callable[[Path, int], Iterator[Timing]]] = {
    "make": make,
    "catch up": catch_up,
    "add": add,
    "ask": ask,
    "again": again,
}


def measure(folder: Path, parties: int, more: int) -> Iterator[Measurement]:
    """Rows of an index made, caught up, asked, and of a re-screening, each in a new process."""
    past = f"{parties:,} parties"
    _step("make", folder, parties)
    (tables, _), (laid, peak) = _step("catch up", folder)
    yield _row("catch_up, from nothing", past, tables, peak, f"{tables.count:,} events")
    yield _row("PastNames laid out, from nothing", past, laid, peak, _size(folder / "past"))
    _step("add", folder, more)
    (tables, _), (laid, peak) = _step("catch up", folder)
    yield _row("catch_up", f"{more:,} more parties", tables, peak)
    yield _row("PastNames laid out", f"{more:,} more parties", laid, peak)
    every = f"{parties + more:,} parties"
    ((touched, peak),) = _step("ask", folder)
    note = f"{touched.count:,} consignments touched"
    yield _row(f"touched, {CHANGED} entries changed", every, touched, peak, note)
    (whole, _), (nothing, peak) = _step("again", folder)
    note = f"{whole.count:,} consignments examined again and recorded; touched included"
    yield _row(f"rescreen, {CHANGED} entries changed", every, whole, peak, note)
    note = f"{nothing.count:,} examined again"
    yield _row("rescreen once more, nothing changed", every, nothing, peak, note)


def _row(what: str, amount: str, timing: Timing, peak: float | None, note: str = "") -> Measurement:
    memory = "not told" if peak is None else f"{peak:,.0f} MB"
    return Measurement(what, amount, timing.seconds, timing.cpu, peak_memory=memory, note=note)


def _size(folder: Path) -> str:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return f"{size / 1e6:,.0f} MB on disk"


def _step(name: str, folder: Path, number: int = 0) -> list[tuple[Timing, float | None]]:
    """The timings of one step and the most memory it took, in a process of its own."""
    say(name)
    words = ("--step", name, "--folder", str(folder), "--parties", str(number))
    command = [sys.executable, "-m", "benchmarks.rescreen", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [(Timing(**line["timing"]), line["peak"]) for line in lines]


def run_step(name: str, folder: Path, number: int) -> Iterator[str]:
    """What `_step` reads: a line for each timing."""
    for timing in STEPS[name](folder, number):
        yield json.dumps({"timing": asdict(timing), "peak": peak_megabytes()})


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the page; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rescreen", description=__doc__)
    parser.add_argument("--parties", type=int, default=PARTIES, help="how many, made first")
    parser.add_argument("--more", type=int, default=MORE, help="how many are added later")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where to write the page")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.step:
        for line in run_step(asked.step, asked.folder, asked.parties):
            sys.stdout.write(f"{line}\n")
        return 0
    before = load()
    with tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as folder:
        rows = list(measure(Path(folder), asked.parties, asked.more))
    sys.stdout.write(f"\n{TITLE}\n\n{table(rows)}")
    write("rescreen", TITLE, rows, before=before, folder=asked.results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
