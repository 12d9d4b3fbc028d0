"""Long work in the background: its result is kept, and nothing is half done."""

import datetime
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput
from tidewaiter.pipeline.chores import (
    Chore,
    Chores,
    Told,
    backing_up,
    backup_path,
    checking,
    trying,
)
from tidewaiter.pipeline.settings import Settings

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


def clock() -> datetime.datetime:
    return NOW


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}", NOW.date(), "tests")


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    with Ledger.open(settings.database_url) as opened:
        for number in range(5):
            opened.append("note", f"n{number}", b"{}", actor="demo", at=NOW)
        yield opened


def checked(home: Path, ledger: Ledger) -> Chore:
    chores = Chores(home)
    assert chores.begin(Chore("check", "kim", NOW), checking(ledger, chores.last("check")), clock)
    chores.wait(20)
    kept = Chores(home).last("check")
    assert kept is not None
    return kept


def test_a_check_is_kept_with_who_when_and_up_to_which_event(
    tmp_path: Path, ledger: Ledger
) -> None:
    kept = checked(tmp_path, ledger)
    assert (kept.by, kept.ended, kept.upto, kept.faults) == ("kim", NOW, 5, ())
    assert Chores(tmp_path).running("check") is None


def test_a_check_finds_what_was_cut_since_the_last_one(tmp_path: Path, ledger: Ledger) -> None:
    checked(tmp_path, ledger)
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("DELETE FROM ledger_events WHERE number = 5")
    database.close()
    kept = checked(tmp_path, ledger)
    assert [(fault.number, fault.kind) for fault in kept.faults] == [(5, "cut")]
    assert kept.upto == 4
    # the end that was whole is remembered: the fault stays found
    assert [fault.kind for fault in checked(tmp_path, ledger).faults] == ["cut"]


def test_the_same_work_runs_once_and_a_closing_desk_keeps_nothing_of_it(tmp_path: Path) -> None:
    chores, begun, go = Chores(tmp_path), threading.Event(), threading.Event()

    def slow(chore: Chore, told: Told) -> Chore:
        begun.set()
        go.wait(20)
        told(1)
        return chore

    assert chores.begin(Chore("check", "kim", NOW, total=9), slow, clock)
    begun.wait(20)
    running = Chores(tmp_path).running("check")
    assert running is not None
    assert running.total == 9
    assert not Chores(tmp_path).begin(Chore("check", "lee", NOW), slow, clock)
    closer = threading.Thread(target=chores.close)
    closer.start()
    while not chores._closing.is_set():
        pass
    go.set()
    closer.join()
    assert chores.last("check") is None
    assert chores.running("check") is None


def test_a_backup_is_made_tried_and_left_as_it_was(
    tmp_path: Path, ledger: Ledger, settings: Settings
) -> None:
    chores = Chores(tmp_path)
    target = backup_path(tmp_path, "copies", NOW)
    chores.begin(Chore("backup", "ada", NOW), backing_up(settings, target), clock)
    chores.wait(20)
    made = chores.last("backup")
    assert made is not None
    assert (made.problem, made.upto, made.size) == ("", 5, target.stat().st_size)
    chores.begin(Chore("trial", "ada", NOW), trying(settings, target), clock)
    chores.wait(20)
    tried = chores.last("trial")
    assert tried is not None
    assert (tried.problem, tried.done) == ("", 5)
    assert not list(tmp_path.glob(".trial-*"))
    target.write_bytes(target.read_bytes()[:-200])
    chores.begin(Chore("trial", "ada", NOW), trying(settings, target), clock)
    chores.wait(20)
    damaged = chores.last("trial")
    assert damaged is not None
    assert damaged.problem != ""


@pytest.mark.parametrize("folder", ["", "..", "a/b", "/tmp", "attachments", "keys", ".hidden", "ö"])
def test_a_backup_goes_into_a_folder_of_its_own_in_the_home(tmp_path: Path, folder: str) -> None:
    with pytest.raises(BadInput):
        backup_path(tmp_path, folder, NOW)
