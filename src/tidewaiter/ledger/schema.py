"""The tables of the ledger, and which version of them this program knows.

The tables are made and changed by `migrations/` alone; a test proves that what stands here is what
the migrations make.
"""

from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    inspect,
    select,
)

from tidewaiter.ledger.chain import FIELDS
from tidewaiter.model import LedgerError

VERSIONS = Path(__file__).parent / "migrations" / "versions"
# A migration is named after the schema it makes: `0002_time.py`.
SCHEMA_VERSION = max(int(path.name[:4]) for path in VERSIONS.glob("[0-9]*.py"))
# Alembic's own note of the last migration.
REVISION = "ledger_revision"

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
    Index("ledger_events_by_time", "at", "number"),
)

SCHEMA = Table("ledger_schema", METADATA, Column("version", Integer, nullable=False))


def schema_version(connection: Connection) -> int | None:
    """The version of the schema in the database, or None where there is no ledger yet."""
    if not inspect(connection).has_table(SCHEMA.name):
        return None
    return connection.execute(select(SCHEMA.c.version)).scalar_one_or_none()


def check_version(version: int, where: str) -> None:
    """Refuse a ledger of another schema.

    Raises:
        LedgerError: the schema is newer or older than the one this program knows.
    """
    if version == SCHEMA_VERSION:
        return
    newer = "Use the version of tidewaiter that wrote it, or a newer one."
    older = "Make a copy of the ledger, then run `tidewaiter ledger upgrade`."
    raise LedgerError(
        f"the ledger has schema {version}; this program knows schema {SCHEMA_VERSION}",
        where=where,
        advice=newer if version > SCHEMA_VERSION else older,
    )
