"""An index by time: a day's last event, for its anchor, is found without reading payloads."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ledger_events_by_time", "ledger_events", ["at", "number"])
