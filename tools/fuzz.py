"""Mutate sample documents and read them: no crash, and no loss of what was left alone.

    python -m tools.fuzz --documents 100000 --seed 1

Two things are faults. A crash: anything but `BadInput` leaves a reader, or it hangs. A loss: a
mutation that stays inside one consignment makes another one disappear, or changes its parties,
goods or HS codes; so for the containers of a stow list and for vessel calls. Every document follows
from the seed and its number alone; a fault is replayed with `--seed S --only NUMBER`, which also
writes the mutated document.
"""

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tidewaiter import cargo
from tidewaiter.model import BadInput, Consignment, Defect, Permit, Stowed, StowList, VesselCall
from tools.fuzz_seeds import Seed, load_seeds

SAMPLES = Path(__file__).parents[1] / "src" / "tidewaiter" / "pipeline" / "samples"
SECONDS = 20
BATCH = 500
# A line end, with the segment terminator before it.
END_BYTES = 2
FAULTS_SHOWN = 20

Fingerprint = tuple[object, ...]
Mutation = Callable[[bytes, random.Random], bytes]

SEPARATORS = b"',+:?\"<>&;|\t\r\n{}[]/=\\#^\x1c\x1d"
JUNK = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\x81",
    b"\xc3",
    b"\x1b$B",
    b"\xfe",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One document that was read wrongly."""

    number: int
    seed: str
    mutation: str
    problem: str


def flip(data: bytes, source: random.Random) -> bytes:
    """One bit turned."""
    at = source.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << source.randrange(8))]) + data[at + 1 :]


def delete(data: bytes, source: random.Random) -> bytes:
    """Up to twenty bytes taken out."""
    at = source.randrange(len(data))
    return data[:at] + data[at + source.randint(1, 20) :]


def duplicate(data: bytes, source: random.Random) -> bytes:
    """Up to forty bytes said twice."""
    at = source.randrange(len(data))
    end = at + source.randint(1, 40)
    return data[:end] + data[at:end] + data[end:]


def swap(data: bytes, source: random.Random) -> bytes:
    """Two neighbouring pieces exchanged."""
    at = source.randrange(len(data))
    middle, end = at + source.randint(1, 10), at + source.randint(11, 20)
    return data[:at] + data[middle:end] + data[at:middle] + data[end:]


def separate(data: bytes, source: random.Random) -> bytes:
    """A sign that means something to some format, put in or put in place of another."""
    at = source.randrange(len(data))
    sign = bytes([source.choice(SEPARATORS)]) * source.randint(1, 3)
    return data[:at] + sign + data[at + source.randint(0, 1) :]


def uncode(data: bytes, source: random.Random) -> bytes:
    """Bytes of another encoding, or of none."""
    at = source.randrange(len(data))
    return data[:at] + source.choice(JUNK) + data[at:]


LOCAL: tuple[Mutation, ...] = (flip, delete, duplicate, swap, separate, uncode)


def truncate(data: bytes, source: random.Random) -> bytes:
    """The rest cut off."""
    return data[: source.randrange(1, len(data))]


def recode(data: bytes, source: random.Random) -> bytes:
    """The whole in another encoding."""
    text = data.decode("latin-1")
    return text.encode(source.choice(("utf-16", "utf-8", "utf-32", "cp037")), errors="replace")


def wreck(data: bytes, source: random.Random) -> bytes:
    """Many local mutations, anywhere."""
    for _ in range(source.randint(2, 12)):
        data = source.choice(LOCAL)(data, source) or b"x"
    return data


WHOLE: tuple[Mutation, ...] = (truncate, recode, wreck)


def mutate(seed: Seed, source: random.Random) -> tuple[str, bytes, frozenset[int] | None]:
    """A mutated document; the consignments that were damaged, or None where it may be any.

    The sign that ends a consignment also separates it from the next: where it goes, both are
    damaged.
    """
    if source.random() < 0.15:
        change = source.choice(WHOLE)
        return change.__name__, change(seed.content, source), None
    index = source.choices(
        range(len(seed.stretches)), [len(one.content) for one in seed.stretches]
    )[0]
    change = source.choice(LOCAL)
    parts = [one.content for one in seed.stretches]
    parts[index] = change(parts[index], source)
    owner = seed.stretches[index].owner
    if owner is None:
        return change.__name__, b"".join(parts), None
    ended = parts[index].endswith(seed.stretches[index].content[-END_BYTES:])
    return change.__name__, b"".join(parts), frozenset({owner} if ended else {owner, owner + 1})


def fingerprint(each: Consignment | Stowed | VesselCall | Permit) -> Fingerprint:
    """What must not change in what a document holds where it is left alone."""
    if isinstance(each, Stowed):
        ports = each.port_of_loading, each.port_of_discharge
        return each.container, each.cell, each.full, each.gross_weight_kg, *ports
    if isinstance(each, VesselCall):
        return each.vessel_name or each.vessel_imo, each.port, each.arrived, each.departed
    if isinstance(each, Permit):
        return each.permit, each.employer_name, each.issued, each.valid_until
    return _declared(each)


def _declared(consignment: Consignment) -> Fingerprint:
    parties = tuple((one.role, one.name, one.address) for one in consignment.parties)
    goods = tuple((one.description, one.hs) for one in consignment.goods)
    return consignment.reference, parties, goods


def fingerprints(path: Path) -> list[Fingerprint]:
    """Every consignment, listed container and call of a document; a refused one has none."""
    try:
        return [fingerprint(one) for content in cargo.read(path) for one in _parts(content)]
    except BadInput:
        return []


def _parts(content: cargo.Content) -> tuple[Consignment | Stowed | VesselCall | Permit, ...]:
    if isinstance(content, StowList):
        return content.containers
    return () if isinstance(content, Defect) else (content,)


class Bench:
    """The seeds with what each declares, and a folder to write mutations to."""

    def __init__(self, samples: Path, folder: Path) -> None:
        self.seeds = load_seeds(samples)
        self.path = folder / "document"
        self.sound = [self._read(seed.content) for seed in self.seeds]

    def _read(self, data: bytes) -> list[Fingerprint]:
        self.path.write_bytes(data)
        return fingerprints(self.path)

    def try_one(self, run: int, number: int) -> Fault | None:
        """Mutate and read document `number` of run `run`."""
        source = random.Random(f"{run}:{number}")
        index = source.randrange(len(self.seeds))
        seed, sound = self.seeds[index], self.sound[index]
        name, data, damaged = mutate(seed, source)
        signal.alarm(SECONDS)
        try:
            found = self._read(data)
        # Whatever leaves a reader is the fault this looks for.
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            problem = f"crash: {type(error).__name__} {error} at {where.filename}:{where.lineno}"
            return Fault(number, seed.name, name, problem)
        finally:
            signal.alarm(0)
        lost = missing(sound, found, damaged)
        return Fault(number, seed.name, name, f"lost: {lost}") if lost else None


def missing(
    sound: list[Fingerprint], found: list[Fingerprint], damaged: frozenset[int] | None
) -> str:
    """The numbers of consignments that were left alone and did not come out the same."""
    if damaged is None:
        return ""
    left = [one for index, one in enumerate(sound) if index not in damaged and one not in found]
    return ", ".join(str(one[0]) for one in left)


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"no answer within {SECONDS} seconds")


def _work(run: int, numbers: range, samples: Path, sender: Connection) -> None:
    """Try documents one by one: announce each number before, and send each fault after."""
    signal.signal(signal.SIGALRM, _too_slow)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(samples, Path(folder))
        for number in numbers:
            sender.send(number)
            fault = bench.try_one(run, number)
            if fault is not None:
                sender.send(fault)


def run_batch(run: int, numbers: range, samples: Path) -> list[Fault]:
    """Try documents in a process of their own; one that kills it is a fault, the rest goes on."""
    found: list[Fault] = []
    context = multiprocessing.get_context("spawn")
    while len(numbers) > 0:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(run, numbers, samples, sender))
        process.start()
        sender.close()
        last = numbers[0]
        for message in _messages(receiver):
            if isinstance(message, Fault):
                found.append(message)
            else:
                last = message
        process.join()
        if process.exitcode == 0:
            break
        found.append(Fault(last, "?", "?", f"crash: the process died ({process.exitcode})"))
        numbers = range(last + 1, numbers.stop)
    return found


def _messages(receiver: Connection) -> Iterator[int | Fault]:
    """What a process sends until it ends, by itself or not."""
    with receiver:
        while True:
            try:
                yield receiver.recv()
            except EOFError:
                return


def faults(documents: int, run: int, processes: int, samples: Path = SAMPLES) -> Iterator[Fault]:
    """Try so many documents, in so many processes at a time."""
    batches = [range(start, min(start + BATCH, documents)) for start in range(0, documents, BATCH)]
    with ThreadPoolExecutor(processes) as pool:
        results = pool.map(lambda numbers: run_batch(run, numbers, samples), batches)
        shown = track(
            results, "Reading", total=len(batches), console=Console(stderr=True), transient=True
        )
        for found in shown:
            yield from found


def replay(run: int, number: int) -> Fault | None:
    """Try one document again and leave it in the current folder."""
    signal.signal(signal.SIGALRM, _too_slow)
    bench = Bench(SAMPLES, Path.cwd())
    bench.path = Path.cwd() / f"fuzz-{run}-{number}"
    return bench.try_one(run, number)


def main() -> int:
    """Run from the command line; 1 where there are faults."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--only", type=int, help="replay the document of this number")
    chosen = options.parse_args()
    if chosen.only is not None:
        fault = replay(chosen.seed, chosen.only)
        sys.stdout.write(f"{fault}\n")
        return 0 if fault is None else 1
    found = list(faults(chosen.documents, chosen.seed, chosen.processes))
    for fault in found[:FAULTS_SHOWN]:
        sys.stdout.write(
            f"{fault.seed} ({fault.mutation}): {fault.problem}\n"
            f"  replay: python -m tools.fuzz --seed {chosen.seed} --only {fault.number}\n"
        )
    sys.stdout.write(f"{chosen.documents} documents, seed {chosen.seed}: {len(found)} faults\n")
    return 0 if len(found) == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
