"""The corner where databases differ: connecting, and the writers' lock."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

BUSY_SECONDS = 60
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


_SQLITE = Dialect(connect=_connect_sqlite, begin="BEGIN IMMEDIATE", lock="")

_POSTGRESQL = Dialect(
    connect=_connect_postgresql,
    begin="",
    lock=f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})",
)

DIALECTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
