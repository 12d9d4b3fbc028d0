"""How Alembic runs the migrations: in the transaction it is given, neither begun nor ended here.

With each migration the version in `ledger_schema`, which programs look at, follows.
"""

from typing import Any

from alembic import context
from sqlalchemy import update

from tidewaiter.ledger.schema import METADATA, REVISION, SCHEMA


def _follow(*, ctx: Any, step: Any, **_: Any) -> None:
    ctx.connection.execute(update(SCHEMA).values(version=int(step.up_revision_id)))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=REVISION,
    on_version_apply=_follow,  # type: ignore[arg-type] # it is called by keywords
)
context.run_migrations()
