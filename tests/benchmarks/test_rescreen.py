"""The benchmark of re-screening runs at toy size and gives whole rows; no time is asserted."""

import json
import random
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import rescreen
from benchmarks.timing import Timing
from tidewaiter.screening import changed_listings


def test_every_step_gives_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(name: str, folder: Path, number: int = 0) -> list[tuple[Timing, float | None]]:
        lines = map(json.loads, rescreen.run_step(name, folder, number))
        return [(Timing(**line["timing"]), line["peak"]) for line in lines]

    monkeypatch.setattr(rescreen, "_step", step)
    monkeypatch.setattr(rescreen, "LIST", tmp_path / "absent")
    rows = {row.what: row for row in rescreen.measure(tmp_path, 60, 30)}
    assert len(rows) == 7
    touched = int(rows["touched, 50 entries changed"].note.split()[0])
    assert touched > rescreen.CHANGED // rescreen.TO_A_CONSIGNMENT
    assert rows["rescreen once more, nothing changed"].note == "0 examined again"


def test_the_change_is_of_fifty_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescreen, "LIST", tmp_path / "absent")
    old, new = rescreen.change()
    assert len(changed_listings([old], [new])) == rescreen.CHANGED


def test_names_are_distinct_and_the_same_every_time() -> None:
    first, second = (list(islice(rescreen.names(random.Random(1)), 500)) for _ in range(2))
    assert first == second
    assert len(set(first)) == 500
