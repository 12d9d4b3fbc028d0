"""Direct SQL at random places: `make tamper` does the same a thousand times."""

from pathlib import Path

from benchmarks.tampering import run
from benchmarks.tampering_ways import WAYS
from tests.ledger.sample import sqlite_url


def test_every_tampering_names_just_the_events_it_touched(tmp_path: Path) -> None:
    cases = run(sqlite_url(tmp_path), 200, seed=18)
    assert {case.way for case in cases} == {way.__name__ for way in WAYS}
    assert [case for case in cases if not case.right] == []


def test_every_tampering_in_postgresql_too(postgresql_url: str) -> None:
    cases = run(postgresql_url, 50, seed=17)
    assert [case for case in cases if not case.right] == []
