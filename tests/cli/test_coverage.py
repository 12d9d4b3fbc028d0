"""Coverage, duties and the queue as a supervisor, and a cron job, meet them."""

import datetime
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.cases import fleet
from tidewaiter.cli.app import app
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput

TODAY = datetime.datetime.now(datetime.UTC)
AN_HOUR_AGO = TODAY - datetime.timedelta(hours=1)
FIVE_DAYS_AGO = TODAY - datetime.timedelta(days=5)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDEWAITER_HOME", str(tmp_path))
    monkeypatch.delenv("TIDEWAITER_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{home / 'ledger.db'}") as ledger:
        yield ledger


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def lines(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def screened(ledger: Ledger, at: datetime.datetime, reference: str = "BL1") -> None:
    papers = fleet.consignment(reference, arrives="")
    fleet.screen(ledger, reference, [(fleet.judged(reference), papers)], at=at)


def test_coverage_exits_1_only_where_something_is_overdue(ledger: Ledger) -> None:
    screened(ledger, AN_HOUR_AGO)
    fresh = run("coverage")
    assert fresh.exit_code == 0
    assert "1 of 1" in fresh.stdout
    assert "Calls that no source told of." in fresh.stdout
    fleet.tell(ledger, fleet.call("SAMPLE MOON", arrived=FIVE_DAYS_AGO), at=TODAY)
    assert run("coverage").exit_code == 1
    assert run("coverage", "--from", TODAY.date().isoformat()).exit_code == 0


def test_a_gap_lists_what_leads_to_each_item(ledger: Ledger) -> None:
    screened(ledger, FIVE_DAYS_AGO)
    (found,) = lines(run("coverage", "--gap", "3", "--json"))
    assert [gap["count"] for gap in found["gaps"]] == [0, 0, 0, 1, 1, 0]
    assert found["gaps"][3]["items"][0]["event"] == 1
    assert found["verified_to"] == 2
    shown = run("coverage", "--gap", "consignments_without_decision")
    assert shown.exit_code == 1
    assert "detain, no case" in shown.stdout
    wrong = run("coverage", "--gap", "6")
    assert isinstance(wrong.exception, BadInput)


def test_a_ledger_that_is_not_whole_says_from_where_on(ledger: Ledger, home: Path) -> None:
    screened(ledger, AN_HOUR_AGO)
    with sqlite3.connect(home / "ledger.db") as database:
        database.execute("DROP TRIGGER ledger_events_no_update")
        database.execute("UPDATE ledger_events SET actor = 'x' WHERE number = 2")
    done = run("coverage")
    assert done.exit_code == 1
    assert "Ledger check failed at event 2" in done.stderr
    assert "Verified to event 1." in done.stdout


def test_a_wrong_limit_is_told(ledger: Ledger, home: Path) -> None:
    (home / "desk.toml").write_text("[decision_hours]\ndetain = 'soon'\n", encoding="utf-8")
    done = run("coverage")
    assert isinstance(done.exception, BadInput)
    assert "desk.toml" in str(done.exception)


def test_the_next_is_mine_and_no_longer_free(ledger: Ledger) -> None:
    screened(ledger, AN_HOUR_AGO)
    assert [row["reference"] for row in lines(run("queue", "--free", "--json"))] == ["BL1"]
    assert "is yours: DETAIN BL1" in run("queue", "--next").stdout
    assert lines(run("queue", "--free", "--json")) == []
    assert "Nothing free waits here." in run("queue", "--next").stdout
    assert "1 wait" in run("queue", "--action", "detain").stdout
    assert isinstance(run("queue", "--action", "burn").exception, BadInput)


def test_a_paper_closes_a_call_in_ballast(ledger: Ledger, home: Path) -> None:
    fleet.tell(ledger, fleet.call(arrived=FIVE_DAYS_AGO), at=TODAY)
    (duty,) = lines(run("duties", "--json"))
    assert (duty["kind"], duty["level"], duty["escalated_to"]) == (
        "manifest",
        2,
        "head of the desk",
    )
    assert run("duties", "own", duty["key"], "--owner", "pak").exit_code == 0
    assert lines(run("duties", "--json"))[0]["owner"] == "pak"
    paper = home / "ballast.pdf"
    paper.write_bytes(b"%PDF- in ballast")
    day = TODAY.date().isoformat()
    done = run("duties", "file", duty["key"], "--paper", str(paper), "--on", day, "--to", "desk")
    assert "SHA-256" in done.stdout
    assert lines(run("duties", "--json")) == []
    assert run("coverage").exit_code == 0
    nowhere = run("duties", "file", "manifest/1", "--paper", str(home / "none"), "--on", day)
    assert isinstance(nowhere.exception, BadInput)
