"""Who users are elsewhere, and sign-ins there that have not come back yet."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of `people.identities`."""
    op.create_table(
        "people_identities",
        sa.Column("issuer", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
    )
    op.create_index("ix_people_identities_name", "people_identities", ["name"])
    columns = ("issuer", "nonce", "verifier", "back", "name", "link", "until")
    op.create_table(
        "people_asked",
        sa.Column("digest", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in columns),
    )
