import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.sample import AT, sqlite_url
from tidewaiter.ledger import Ledger
from tidewaiter.model import LedgerError


def execute(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "ledger.db")) as connection, connection:
        return connection.execute(statement).fetchall()


def test_first_open_writes_the_version_of_the_schema(tmp_path: Path) -> None:
    Ledger.open(sqlite_url(tmp_path)).close()
    assert execute(tmp_path, "SELECT version FROM ledger_schema") == [(1,)]


def test_ledger_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    with Ledger.open(sqlite_url(tmp_path)) as ledger:
        ledger.append("note", "x", b"{}", actor="desk", at=AT)
    execute(tmp_path, "UPDATE ledger_schema SET version = 2")
    with pytest.raises(LedgerError, match=r"schema 2; .* newer") as raised:
        Ledger.open(sqlite_url(tmp_path))
    assert "ledger.db" in raised.value.where
    assert execute(tmp_path, "SELECT version FROM ledger_schema") == [(2,)]


def test_table_of_the_same_name_that_is_not_ours_is_not_used(tmp_path: Path) -> None:
    execute(tmp_path, "CREATE TABLE ledger_events (number INTEGER, note TEXT)")
    with pytest.raises(LedgerError):
        Ledger.open(sqlite_url(tmp_path))
    tables = execute(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert tables == [("ledger_events",)]
