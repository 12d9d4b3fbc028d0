"""The events, and what makes the database itself refuse a change to them.

The guards stop accidents and honest programs. Who owns the database can drop them, and then the
chain shows what was done.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

REFUSAL = "the ledger is append-only"
TEXTS = ("at", "actor", "kind", "subject", "document", "versions", "payload", "previous", "digest")
INDEXES = {"kind": ("kind",), "subject": ("subject",), "document": ("document", "kind")}

# INSERT OR REPLACE deletes without firing the trigger on DELETE: the end is the only place.
NOT_LAST = "WHEN EXISTS (SELECT 1 FROM ledger_events WHERE number >= NEW.number)"
SQLITE = (
    "CREATE TRIGGER ledger_events_no_{} BEFORE {} ON ledger_events {} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
)
REFUSE = (
    "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
POSTGRESQL = (
    "CREATE TRIGGER ledger_events_no_{} BEFORE {} ON ledger_events "
    "FOR EACH {} EXECUTE FUNCTION ledger_refuse()"
)
GUARDS = {
    "sqlite": (
        SQLITE.format("update", "UPDATE", ""),
        SQLITE.format("delete", "DELETE", ""),
        SQLITE.format("insert_between", "INSERT", NOT_LAST),
    ),
    "postgresql": (
        REFUSE,
        POSTGRESQL.format("change", "UPDATE OR DELETE", "ROW"),
        POSTGRESQL.format("truncate", "TRUNCATE", "STATEMENT"),
    ),
}


def upgrade() -> None:
    """Make the tables, their indexes and guards, and the version row."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "ledger_events",
        sa.Column("number", number, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
    )
    for name, columns in INDEXES.items():
        op.create_index(f"ledger_events_by_{name}", "ledger_events", [*columns, "number"])
    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)
    version = op.create_table("ledger_schema", sa.Column("version", sa.Integer, nullable=False))
    op.bulk_insert(version, [{"version": 1}])
