"""`tidewaiter ledger` and `tidewaiter verify --anchors`, as a user meets them."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tidewaiter.pipeline.samples import sample_folder

with sample_folder() as _folder:
    COAL = _folder / "cases" / "coal-2017-summer.csv"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    def command(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        sources = str(Path(__file__).parents[2] / "src")
        done = subprocess.run(
            [sys.executable, "-m", "tidewaiter", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={"TIDEWAITER_HOME": str(home), "PYTHONPATH": sources, "LANG": "C.UTF-8"},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return command


def execute(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "ledger.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_anchors_kept_elsewhere_show_what_was_cut(run: Run, home: Path, tmp_path: Path) -> None:
    run("screen", COAL, "--json")
    kept = tmp_path / "anchors.jsonl"
    assert run("ledger", "anchors", "--out", kept).returncode == 0
    (anchor,) = [json.loads(line) for line in kept.read_text().splitlines()]
    assert {"number", "digest", "at"} == set(anchor)
    assert run("verify", "--anchors", kept).stdout.startswith("0 faults against 1 anchors")
    first = anchor["number"] - 1
    cut = f"DELETE FROM ledger_events WHERE number >= {first}"
    execute(home, "DROP TRIGGER ledger_events_no_delete", cut)
    assert run("verify").returncode == 0
    done = run("verify", "--anchors", kept, "--json")
    (fault,) = json.loads(done.stdout)["faults"]
    assert (done.returncode, fault["number"], fault["kind"]) == (1, first, "cut")
    assert fault["last"] == anchor["number"]


def test_anchors_that_cannot_be_read_or_written_are_told(run: Run, tmp_path: Path) -> None:
    run("screen", COAL, "--json")
    broken = tmp_path / "broken"
    broken.write_text('{"number":1,"digest":"d"}\nevent 6\n')
    assert "broken, line 2: it is no anchor" in run("verify", "--anchors", broken).stderr
    assert "cannot be read" in run("verify", "--anchors", tmp_path / "absent").stderr
    assert "cannot be written" in run("ledger", "anchors", "--out", tmp_path / "no/f").stderr
    assert "--from: '24 Nov' is not a day" in run("ledger", "anchors", "--from", "24 Nov").stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "home"]


def test_days_narrow_the_anchors(run: Run) -> None:
    run("screen", COAL, "--json")
    assert run("ledger", "anchors", "--to", "2016-03-02").stdout == ""
    assert len(run("ledger", "anchors", "--from", "2016-03-02").stdout.splitlines()) == 1


def test_older_ledger_is_upgraded_by_a_command(run: Run, home: Path) -> None:
    home.mkdir()
    schema = Path(__file__).parents[1] / "ledger" / "schema-1.sql"
    with closing(sqlite3.connect(home / "ledger.db")) as connection, connection:
        connection.executescript(schema.read_text(encoding="utf-8"))
    refused = run("screen", COAL, "--json")
    assert refused.returncode == 1
    assert "tidewaiter ledger upgrade" in refused.stderr
    assert json.loads(run("ledger", "upgrade", "--json").stdout)["before"] == 1
    assert "already" in run("ledger", "upgrade").stdout
    assert run("screen", COAL, "--json").returncode == 0


def test_wrong_time_of_the_last_event_is_put_right(run: Run, home: Path) -> None:
    run("screen", COAL, "--json")
    future = "UPDATE ledger_events SET at = '2999' || substr(at, 5)"
    guard = "DROP TRIGGER ledger_events_no_update"
    execute(home, guard, f"{future} WHERE number = (SELECT max(number) FROM ledger_events)")
    later = run("screen", COAL, "--as-of", "2016-03-05", "--json")
    assert (later.returncode, "2999" in later.stderr) == (1, True)
    assert run("ledger", "clock", "--why", " ").returncode == 1
    told = json.loads(run("ledger", "clock", "--why", "a flat battery", "--json").stdout)
    assert not told["at"].startswith("2999")
    assert run("screen", COAL, "--as-of", "2016-03-05", "--json").returncode == 0


def test_resumed_screening_passes_over_what_is_recorded(run: Run, home: Path) -> None:
    innocent = COAL.parents[1] / "innocent" / "busan-machinery.edi"
    run("screen", COAL, "--json")
    done = run("screen", COAL, innocent, "--resume", "--json")
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == [innocent.name]
    assert "1 documents recorded before" in done.stderr
    again = run("screen", COAL, "--resume", "--json", "--as-of", "2016-03-05")
    assert len(again.stdout.splitlines()) > 0
    refused = run("screen", COAL, "--resume", "--no-save")
    assert (refused.returncode, "--resume: without a record" in refused.stderr) == (1, True)
