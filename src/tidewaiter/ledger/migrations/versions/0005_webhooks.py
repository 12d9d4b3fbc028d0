"""Who is told of new findings and changes, and what is on its way to them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of `web.api.webhook_tables`."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

    def texts(*names: str) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.Text, nullable=False) for name in names]

    op.create_table(
        "webhooks",
        sa.Column("id", sa.Text, primary_key=True),
        *texts("url", "secret", "kinds", "made", "actor"),
        sa.Column("position", number, nullable=False),
        *texts("lists", "walked", "ended"),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Text, primary_key=True),
        *texts("webhook", "about", "kind", "body", "made", "state"),
        sa.Column("attempts", number, nullable=False),
        *texts("due", "answer"),
    )
    by_webhook = ["webhook", "about"]
    op.create_index("webhook_deliveries_by_webhook", "webhook_deliveries", by_webhook, unique=True)
    op.create_index("webhook_deliveries_by_state", "webhook_deliveries", ["state", "due"])
