"""One database that holds a ledger: reached, made, upgraded, read, and written by one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from tidewaiter.ledger.dialects import DIALECTS, Dialect
from tidewaiter.ledger.failures import told
from tidewaiter.ledger.schema import SCHEMA_VERSION, check_version, schema_version
from tidewaiter.model import LedgerError


class Database:
    """The connections to one database; `where` names it without its password."""

    def __init__(self, engine: Engine, dialect: Dialect, where: str) -> None:
        self._engine = engine
        self._dialect = dialect
        self.where = where

    @classmethod
    def open(cls, url: str) -> Self:
        """Reach the database at an SQLAlchemy URL; make the tables where there are none.

        Raises:
            LedgerError: it cannot be reached, is no ledger, or has another schema.
        """
        database = cls(*_reach(url))
        try:
            check_version(database._made(), database.where)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def upgrade(cls, url: str) -> int:
        """Bring an older ledger to the schema this program knows; give the version it had.

        All of it is done or, on any error, nothing. A ledger that is not there is made.

        Raises:
            LedgerError: it cannot be reached or written, or has a newer schema.
        """
        database = cls(*_reach(url))
        try:
            before = database._made()
            if before < SCHEMA_VERSION:
                with database.writing() as connection:
                    _migrate(connection, database.where)
            check_version(max(before, SCHEMA_VERSION), database.where)
        finally:
            database.close()
        return before

    def close(self) -> None:
        """Give up the connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by.

        Raises:
            LedgerError: the database failed inside the block.
        """
        with told(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writer's transaction: committed at the end of the block, or as if never begun.

        Raises:
            LedgerError: the database failed inside the block.
        """
        with self.reading() as connection:
            connection.execution_options(ledger_begin=self._dialect.begin)
            with connection.begin():
                if self._dialect.lock != "":
                    connection.exec_driver_sql(self._dialect.lock)
                yield connection

    def _made(self) -> int:
        """The version of the schema, after the tables are made where there were none."""
        with self.reading() as connection:
            version = schema_version(connection)
        if version is not None:
            return version
        with self.writing() as connection:
            # Another process may have made them while this one waited.
            if schema_version(connection) is None:
                _migrate(connection, self.where)
            return schema_version(connection) or 0


class Beside:
    """What is kept in a ledger's database beside the ledger, and is no part of the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> Self:
        """Open it in the ledger at an SQLAlchemy URL.

        Raises:
            LedgerError: the database cannot be reached or has another schema.
        """
        return cls(Database.open(url))

    def close(self) -> None:
        """Give up the connections."""
        self._database.close()


def _migrate(connection: Connection, where: str) -> None:
    # Alembic takes a third of a second to load, and is seldom needed.
    from alembic.util import CommandError

    from tidewaiter.ledger.migrations import migrate

    try:
        migrate(connection)
    except CommandError as error:
        advice = "Restore the ledger from a backup, or use the version that wrote it."
        raise LedgerError(
            "its tables are none that this program made", where=where, advice=advice
        ) from error


def _reach(url: str) -> tuple[Engine, Dialect, str]:
    """The engine of a database, its dialect, and how to name it without its password."""
    advice = "Give an SQLAlchemy URL, for instance sqlite:////path/to/ledger.db."
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        # The text is not shown: a mistyped address may hold a password.
        where = "the database URL"
        raise LedgerError("not the address of a database", where=where, advice=advice) from error
    where = parsed.render_as_string(hide_password=True)
    dialect = DIALECTS.get(parsed.get_backend_name())
    if dialect is None:
        known = ", ".join(DIALECTS)
        raise LedgerError(f"not one of the databases in use ({known})", where=where, advice=advice)
    try:
        return dialect.connect(parsed), dialect, where
    except (ImportError, SQLAlchemyError) as error:
        name = parsed.get_driver_name()
        raise LedgerError(
            f"the driver {name} is not there", where=where, advice=f"Install {name}."
        ) from error
