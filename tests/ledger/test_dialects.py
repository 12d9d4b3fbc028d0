import signal
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from tests.ledger.sample import AT, DOCUMENT, VERSIONS, sqlite_url, start
from tidewaiter.ledger import Draft, Ledger, Recorded

NOTE = b'{"text":"seen at berth 4"}'
CHANGES = {
    "update": "UPDATE ledger_events SET payload = '{}' WHERE number = 1",
    "update of all": "UPDATE ledger_events SET actor = 'x'",
    "delete": "DELETE FROM ledger_events WHERE number = 2",
    "delete of all": "DELETE FROM ledger_events",
}
INSERT = "ledger_events VALUES ({number}, '', '', '', '', '', '', '', '', '')"


def refused(url: str, statement: str) -> bool:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
    except DBAPIError:
        return True
    finally:
        engine.dispose()
    return False


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_database_itself_refuses_a_change(url: str, statement: str) -> None:
    with Ledger.open(url) as ledger:
        ledger.append_all([Draft.of("note", "x", NOTE)] * 3, actor="desk", at=AT)
    assert refused(url, statement)
    with Ledger.open(url) as ledger:
        assert ledger.anchor().number == 3
        assert ledger.verify() == ()


@pytest.mark.parametrize("number", [0, 1, 3])
def test_replacing_an_event_does_not_get_past_the_guards(tmp_path: Path, number: int) -> None:
    """SQLite's REPLACE deletes the old row without firing the trigger on DELETE."""
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        ledger.append_all([Draft.of("note", "x", NOTE)] * 3, actor="desk", at=AT)
    assert refused(url, f"INSERT OR REPLACE INTO {INSERT.format(number=number)}")
    with Ledger.open(url) as ledger:
        assert ledger.verify() == ()


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    with Ledger.open(sqlite_url(tmp_path)):
        assert (tmp_path / "ledger.db-wal").exists()


WRITER = """
import datetime, sys
from tidewaiter.ledger import Draft, Ledger
url, actor = sys.argv[1:]
at = datetime.datetime(2017, 8, 6, tzinfo=datetime.UTC)
with Ledger.open(url) as ledger:
    for turn in range(40):
        ledger.append("note", f"{turn}", b"{}", actor=actor, at=at)
        batch = [Draft.of("note", f"{turn}.{part}", b"{}") for part in range(5)]
        ledger.append_all(batch, actor=actor, at=at)
"""


def test_writers_in_several_processes_keep_one_chain(url: str) -> None:
    """They also race to make the tables: the database is empty when they start."""
    writers = [start(WRITER, url, actor) for actor in ("one", "two", "three")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.communicate()
    expected = [
        subject
        for turn in range(40)
        for subject in (f"{turn}", *(f"{turn}.{part}" for part in range(5)))
    ]
    with Ledger.open(url) as ledger:
        assert ledger.verify() == ()
        for actor in ("one", "two", "three"):
            written = [event.subject for event in ledger.events() if event.actor == actor]
            assert written == expected


SCREENER = """
import sys
from tests.ledger.sample import AT, DOCUMENT, VERSIONS, results
from tidewaiter.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    print(ledger.record_screening(DOCUMENT, VERSIONS, results(300), actor="x", at=AT).new)
"""


def test_one_file_screened_by_two_processes_at_once_is_saved_once(url: str) -> None:
    screeners = [start(SCREENER, url), start(SCREENER, url)]
    said = sorted(screener.communicate(timeout=60)[0].strip() for screener in screeners)
    assert said == ["False", "True"]
    with Ledger.open(url) as ledger:
        again = ledger.record_screening(DOCUMENT, VERSIONS, [], actor="x", at=AT)
        assert again == Recorded(new=False, first=1, last=301)
        assert ledger.anchor().number == 301


BATCH_THAT_STOPS = """
import datetime, sys, time
from tidewaiter.ledger import Draft, Ledger
def drafts():
    for number in range(5000):
        yield Draft.of("note", f"{number}", b"{}")
    print("midway", flush=True)
    time.sleep(60)
with Ledger.open(sys.argv[1]) as ledger:
    at = datetime.datetime(2017, 8, 6, tzinfo=datetime.UTC)
    ledger.append("note", "before", b"{}", actor="x", at=at)
    ledger.append_all(drafts(), actor="x", at=at)
"""


def test_killed_in_the_middle_of_a_batch_leaves_the_chain_as_before(url: str) -> None:
    writer = start(BATCH_THAT_STOPS, url)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "midway\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with Ledger.open(url) as ledger:
        assert [event.subject for event in ledger.events()] == ["before"]
        assert ledger.append("note", "after", b"{}", actor="x", at=AT).number == 2
        assert ledger.verify() == ()


BATCHES = """
import datetime, itertools, sys
from tidewaiter.ledger import Draft, Ledger
at = datetime.datetime(2017, 8, 6, tzinfo=datetime.UTC)
with Ledger.open(sys.argv[1]) as ledger:
    for turn in itertools.count():
        batch = [Draft.of("note", f"{turn}", b"{}")] * 50
        print(ledger.append_all(batch, actor="x", at=at)[-1], flush=True)
"""


@pytest.mark.parametrize("commits", [1, 2, 7, 30])
def test_killed_at_any_moment_keeps_whole_batches_and_loses_none(url: str, commits: int) -> None:
    writer = start(BATCHES, url)
    assert writer.stdout is not None
    for _ in range(commits):
        promised = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    rest = writer.communicate()[0].split()
    promised = int(rest[-1]) if len(rest) > 0 else promised
    with Ledger.open(url) as ledger:
        kept = ledger.anchor().number
        assert kept >= promised
        assert kept % 50 == 0
        assert ledger.verify() == ()
