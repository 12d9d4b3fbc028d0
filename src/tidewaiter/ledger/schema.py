"""The tables of the ledger, made on first open."""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
)

from tidewaiter.ledger.chain import FIELDS
from tidewaiter.ledger.dialects import Dialect
from tidewaiter.model import LedgerError

SCHEMA_VERSION = 1

METADATA = MetaData()

EVENTS = Table(
    "ledger_events",
    METADATA,
    Column(
        "number",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    *(Column(name, Text, nullable=False) for name in (*FIELDS[1:], "digest")),
    Index("ledger_events_by_kind", "kind", "number"),
    Index("ledger_events_by_subject", "subject", "number"),
    Index("ledger_events_by_document", "document", "kind", "number"),
)

SCHEMA = Table("ledger_schema", METADATA, Column("version", Integer, nullable=False))


def schema_version(connection: Connection) -> int | None:
    """The version of the schema in the database, or None where there is no ledger yet."""
    if not inspect(connection).has_table(SCHEMA.name):
        return None
    return connection.execute(select(SCHEMA.c.version)).scalar_one_or_none()


def create(connection: Connection, dialect: Dialect) -> None:
    """Make the tables, the guards and the version row, unless another process has meanwhile."""
    if schema_version(connection) is not None:
        return
    METADATA.create_all(connection, checkfirst=False)
    for guard in dialect.guards:
        connection.exec_driver_sql(guard)
    connection.execute(insert(SCHEMA).values(version=SCHEMA_VERSION))


def check_version(version: int, where: str) -> None:
    """Refuse a ledger of another schema.

    Raises:
        LedgerError: the schema is newer than this code knows.
    """
    if version != SCHEMA_VERSION:
        raise LedgerError(
            f"the ledger has schema {version}; this program knows schema {SCHEMA_VERSION}",
            where=where,
            advice="Use the version of tidewaiter that wrote it, or a newer one.",
        )
