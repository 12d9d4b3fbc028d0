"""What proves who somebody is: passwords, what was handed out, and failed attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of `people.secrets`."""
    op.create_table(
        "people_passwords",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
    )
    handed = ("sort", "name", "label", "scopes", "made", "until")
    op.create_table(
        "people_handed",
        sa.Column("digest", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in handed),
    )
    op.create_index("ix_people_handed_sort", "people_handed", ["sort"])
    op.create_index("ix_people_handed_name", "people_handed", ["name"])
    op.create_table(
        "people_attempts",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_people_attempts_name", "people_attempts", ["name"])
