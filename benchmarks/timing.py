"""Clocks, and work done in a process of its own so that its memory can be told."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RUNS = 3
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds on the wall and of the processor, and how many things came of it."""

    seconds: float
    cpu: float
    count: int = 0


def timed(work: Callable[[], int]) -> Timing:
    """One run; `work` gives how many things came of it."""
    start, cpu = time.perf_counter(), time.process_time()
    count = work()
    return Timing(time.perf_counter() - start, time.process_time() - cpu, count)


def best(work: Callable[[], int], runs: int = RUNS) -> Timing:
    """The run that took the processor least time."""
    return min((timed(work) for _ in range(runs)), key=lambda timing: timing.cpu)


def peak_megabytes() -> float | None:
    """The most memory this process held, in MB; None where the system does not tell.

    `ru_maxrss` is not asked: on Linux it begins with what the parent held.
    """
    if not STATUS.exists():
        return None
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return None


def in_child(task: str, path: Path) -> dict[str, float]:
    """The figures of one task of `benchmarks.child`, done in a new process."""
    command = [sys.executable, "-m", "benchmarks.child", task, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def say(text: str) -> None:
    """Progress, for who waits."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


class Progress:
    """Counts steps, and says now and then how many there were."""

    def __init__(self, what: str, every: int) -> None:
        self.count = 0
        self._what = what
        self._every = every

    def step(self, *_: object) -> None:
        """One more."""
        self.count += 1
        if self.count % self._every == 0:
            say(f"{self.count:,} {self._what}")
