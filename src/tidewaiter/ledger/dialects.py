"""The corner where databases differ: connecting, the writers' lock, and the guards.

`guards` are the statements that make the database itself refuse a change to what was written.
They stop accidents and honest programs; who owns the file can drop them, and then the chain
shows what was done.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

BUSY_SECONDS = 60
REFUSAL = "the ledger is append-only"
# Any number will do, as long as every writer of a ledger takes the same one.
ADVISORY_LOCK = 2270_1718


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the ledger needs of one kind of database.

    `lock` runs as the first act of a writer's transaction, `begin` is the statement that opens
    one, empty where the driver does.
    """

    connect: Callable[[URL], Engine]
    begin: str
    lock: str
    guards: tuple[str, ...]


def _connect_sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transactions start too late: the ledger says BEGIN itself.
    connection.isolation_level = None
    # Text that is no longer UTF-8 was tampered with: it must reach the verification.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    # 32 MB, so that the indexes of a large batch are not written again and again.
    connection.execute("PRAGMA cache_size=-32768").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("ledger_begin", "BEGIN"))


def _connect_postgresql(url: URL) -> Engine:
    # A stricter level would read the tail as it was before the lock was waited for.
    return create_engine(url, hide_parameters=True, isolation_level="READ COMMITTED")


_SQLITE_GUARD = (
    "CREATE TRIGGER ledger_events_no_{name} BEFORE {act} ON ledger_events {when} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
)
# INSERT OR REPLACE deletes without firing the trigger on DELETE: the end is the only place.
_NOT_LAST = "WHEN EXISTS (SELECT 1 FROM ledger_events WHERE number >= NEW.number)"

_SQLITE = Dialect(
    connect=_connect_sqlite,
    begin="BEGIN IMMEDIATE",
    lock="",
    guards=(
        _SQLITE_GUARD.format(name="update", act="UPDATE", when=""),
        _SQLITE_GUARD.format(name="delete", act="DELETE", when=""),
        _SQLITE_GUARD.format(name="insert_between", act="INSERT", when=_NOT_LAST),
    ),
)

_POSTGRESQL_REFUSE = (
    "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
_POSTGRESQL_GUARD = (
    "CREATE TRIGGER ledger_events_no_{name} BEFORE {act} ON ledger_events "
    "FOR EACH {each} EXECUTE FUNCTION ledger_refuse()"
)

_POSTGRESQL = Dialect(
    connect=_connect_postgresql,
    begin="",
    lock=f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})",
    guards=(
        _POSTGRESQL_REFUSE,
        _POSTGRESQL_GUARD.format(name="change", act="UPDATE OR DELETE", each="ROW"),
        _POSTGRESQL_GUARD.format(name="truncate", act="TRUNCATE", each="STATEMENT"),
    ),
)

DIALECTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
