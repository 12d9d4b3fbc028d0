"""Three processes at one queue: nothing twice, nothing lost. `make bench-queue` takes twenty."""

from pathlib import Path

from benchmarks import desk
from benchmarks.queue import faults, run, work
from tests.ledger.sample import sqlite_url
from tidewaiter.cases import Cases
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, Concluded

COUNT = 24


def test_three_processes_decide_all_of_it_once(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        desk.fill(ledger, COUNT, asks=100)
        tallies, _ = run(url, workers=3, seconds=60)
        assert sum(len(each.decided) for each in tallies) == COUNT
        assert faults(ledger, tallies) == []


def test_a_decision_taken_twice_or_lost_would_be_found(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        desk.fill(ledger, 3, asks=100)
        tally = work(url, "one", seconds=60)
        assert faults(ledger, [tally]) == []
        assert len(faults(ledger, [tally, tally])) == 4
        tally.decided.pop()
        assert any("lost" in fault for fault in faults(ledger, [tally]))
        cases = Cases(ledger)
        case = next(iter(cases.all()))
        other = Actor(name="two", roles=("supervisor",))
        assert isinstance(case.history[-1].step, Concluded)
        cases.take(case, case.history[1].step, other, case.history[-1].at)
        assert any("not one person's" in fault for fault in faults(ledger, [tally]))
