import datetime
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.ledger.sample import AT, DAY, sqlite_url
from tidewaiter.ledger import Draft, Ledger
from tidewaiter.model import Evidence, LedgerError

NOTE = b'{"text":"seen at berth 4"}'
LATER = AT + datetime.timedelta(hours=1)


def drafts(count: int) -> Iterator[Draft]:
    return (Draft.of("note", f"subject {number}", NOTE) for number in range(count))


def broken_drafts(count: int) -> Iterator[Draft]:
    yield from drafts(count)
    raise ArithmeticError("broken midway")


def test_append_gives_the_event_that_is_then_read(ledger: Ledger) -> None:
    event = ledger.append("note", "BL1", NOTE, actor="desk", at=AT, document="a" * 64)
    assert (event.number, event.at, event.payload) == (1, AT, NOTE.decode())
    assert ledger.get(1) == event
    assert [*ledger.events()] == [event]


def test_payload_record_comes_back_equal(ledger: Ledger) -> None:
    evidence = Evidence(field="goods[0].hs", value="석탄 \u0000 \u2028 ' \" \\", at="line 3")
    event = ledger.append("note", "BL1", evidence, actor="desk", at=AT)
    stored = ledger.get(event.number)
    assert stored is not None
    assert msgspec.json.decode(stored.payload, type=Evidence) == evidence


def test_event_that_is_not_there_is_none(ledger: Ledger) -> None:
    assert ledger.get(1) is None


def test_time_without_a_zone_saves_nothing(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="zone"):
        ledger.append("note", "BL1", NOTE, actor="desk", at=AT.replace(tzinfo=None))
    assert ledger.anchor().number == 0


def test_batch_is_one_run_of_numbers_over_many_pages(ledger: Ledger) -> None:
    ledger.append("note", "first", NOTE, actor="desk", at=AT)
    assert ledger.append_all(drafts(2500), actor="desk", at=AT) == range(2, 2502)
    assert [event.number for event in ledger.events()] == [*range(1, 2502)]
    assert ledger.verify() == ()


def test_empty_batch_adds_nothing(ledger: Ledger) -> None:
    assert len(ledger.append_all([], actor="desk", at=AT)) == 0
    assert ledger.anchor().number == 0


def test_batch_that_breaks_midway_leaves_nothing(ledger: Ledger) -> None:
    ledger.append("note", "first", NOTE, actor="desk", at=AT)
    with pytest.raises(ArithmeticError):
        ledger.append_all(broken_drafts(1500), actor="desk", at=AT)
    assert ledger.anchor().number == 1
    assert ledger.append("note", "next", NOTE, actor="desk", at=AT).number == 2
    assert ledger.verify() == ()


def test_events_are_narrowed_by_every_filter(ledger: Ledger) -> None:
    ledger.append("note", "BL1", NOTE, actor="desk", at=AT, document="a" * 64)
    ledger.append("ruling", "BL1", NOTE, actor="desk", at=LATER)
    ledger.append("note", "BL2", NOTE, actor="desk", at=LATER)
    assert [event.number for event in ledger.events(kind="note")] == [1, 3]
    assert [event.number for event in ledger.events(subject="BL1")] == [1, 2]
    assert [event.number for event in ledger.events(document="a" * 64)] == [1]
    assert [event.number for event in ledger.events(since=LATER)] == [2, 3]
    assert [event.number for event in ledger.events(kind="note", since=LATER)] == [3]


def test_reading_goes_on_while_events_are_appended(ledger: Ledger) -> None:
    ledger.append_all(drafts(3), actor="desk", at=AT)
    for event in ledger.events(kind="note"):
        ledger.append("echo", event.subject, NOTE, actor="desk", at=AT)
    assert ledger.anchor().number == 6


def test_reopened_ledger_goes_on_where_it_was(url: str) -> None:
    with Ledger.open(url) as ledger:
        first = ledger.append("note", "BL1", NOTE, actor="desk", at=AT)
    with Ledger.open(url) as ledger:
        second = ledger.append("note", "BL1", NOTE, actor="desk", at=AT)
        assert (second.number, second.previous) == (2, first.digest)


def test_anchor_is_the_last_event_and_survives_json(ledger: Ledger) -> None:
    assert ledger.anchor().at is None
    event = ledger.append("note", "BL1", NOTE, actor="desk", at=AT)
    anchor = ledger.anchor()
    assert (anchor.number, anchor.digest, anchor.at) == (1, event.digest, AT)
    assert ledger.verify(msgspec.json.decode(msgspec.json.encode(anchor), type=type(anchor))) == ()


GUARDS = ("ledger_events_no_update", "ledger_events_no_delete", "ledger_events_no_insert_between")
INSERTED = (
    "INSERT INTO ledger_events SELECT 0, at, actor, kind, subject, document, versions, "
    "payload, previous, digest FROM ledger_events WHERE number = 1"
)
TAMPERINGS = {
    "payload": ("UPDATE ledger_events SET payload = '{}' WHERE number = 3", 3, "altered"),
    "time": ("UPDATE ledger_events SET at = 'yesterday' WHERE number = 3", 3, "altered"),
    "not text": ("UPDATE ledger_events SET actor = x'ff' WHERE number = 3", 3, "altered"),
    "not UTF-8": (
        "UPDATE ledger_events SET actor = CAST(x'ff' AS TEXT) WHERE number = 3",
        3,
        "altered",
    ),
    "deleted": ("DELETE FROM ledger_events WHERE number = 2", 2, "missing"),
    "cut": ("DELETE FROM ledger_events WHERE number > 4", 5, "cut"),
    "inserted": (INSERTED, 0, "inserted"),
}


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """A closed SQLite ledger of five events, to be tampered with by direct SQL."""
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        ledger.append_all(drafts(5), actor="desk", at=AT)
    return url


def execute(url: str, *statements: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(("statement", "number", "kind"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_by_sql_is_named(file_url: str, statement: str, number: int, kind: str) -> None:
    with Ledger.open(file_url) as ledger:
        anchor = ledger.anchor()
    execute(file_url, *(f"DROP TRIGGER {guard}" for guard in GUARDS), statement)
    with Ledger.open(file_url) as ledger:
        assert [(fault.number, fault.kind) for fault in ledger.verify(anchor)] == [(number, kind)]


def test_altered_event_that_cannot_be_read_is_an_error_with_its_number(file_url: str) -> None:
    execute(file_url, f"DROP TRIGGER {GUARDS[0]}", TAMPERINGS["time"][0])
    with (
        Ledger.open(file_url) as ledger,
        pytest.raises(LedgerError, match=r"event 3: .*altered"),
    ):
        ledger.get(3)


def test_nothing_is_chained_to_a_last_event_that_cannot_be_read(file_url: str) -> None:
    statement = "UPDATE ledger_events SET at = '' WHERE number = 5"
    execute(file_url, f"DROP TRIGGER {GUARDS[0]}", statement)
    with Ledger.open(file_url) as ledger:
        with pytest.raises(LedgerError, match=r"event 5: .*altered"):
            ledger.append("note", "x", NOTE, actor="desk", at=AT)
        assert [fault.number for fault in ledger.verify()] == [5]


class Chain(RuleBasedStateMachine):
    """Whatever is appended, in whatever order, with whatever failures between, is what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = Ledger.open(sqlite_url(self.folder))
        self.expected: list[str] = []

    @rule(
        subject=st.text(st.characters(codec="utf-8")), actor=st.text(st.characters(codec="utf-8"))
    )
    def append(self, subject: str, actor: str) -> None:
        self.ledger.append("note", subject, NOTE, actor=actor, at=AT)
        self.expected.append(subject)

    @rule(count=st.integers(0, 5))
    def append_batch(self, count: int) -> None:
        self.ledger.append_all(drafts(count), actor="desk", at=AT)
        self.expected += [draft.subject for draft in drafts(count)]

    @rule(count=st.integers(0, 5))
    def fail_midway(self, count: int) -> None:
        with pytest.raises(ArithmeticError):
            self.ledger.append_all(broken_drafts(count), actor="desk", at=AT)

    @rule()
    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(sqlite_url(self.folder))

    @invariant()
    def holds_what_was_appended(self) -> None:
        assert [event.subject for event in self.ledger.events()] == self.expected
        assert self.ledger.verify(self.ledger.anchor()) == ()

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)


def test_chain_holds_whatever_happens() -> None:
    limits = settings(max_examples=15, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(Chain, settings=limits)


def test_every_day_of_the_calendar_sorts_as_text(ledger: Ledger) -> None:
    early = datetime.datetime(999, 1, 2, tzinfo=datetime.UTC)
    ledger.append("note", "old", NOTE, actor="desk", at=early)
    ledger.append("note", "new", NOTE, actor="desk", at=AT)
    since = datetime.datetime.combine(DAY, datetime.time(), datetime.UTC)
    assert [event.subject for event in ledger.events(since=since)] == ["new"]
    assert [event.at for event in ledger.events(subject="old")] == [early]


@pytest.mark.parametrize("url", ["mysql://desk:secret@localhost/ledger", "postgresql:/desk:secret"])
def test_url_with_a_password_does_not_show_it(url: str) -> None:
    with pytest.raises(LedgerError) as raised:
        Ledger.open(url)
    assert "secret" not in str(raised.value)
