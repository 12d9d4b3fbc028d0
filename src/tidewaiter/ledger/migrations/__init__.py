"""The history of the ledger's tables: one numbered file in `versions/` per change of schema.

`docs/ledger.md` says how a package adds one.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from tidewaiter.ledger.schema import REVISION, schema_version

FOLDER = Path(__file__).parent


def migrate(connection: Connection) -> None:
    """Bring the tables to the newest schema, from whichever it is, in the transaction under way.

    Schema 1 was also made without Alembic: it is as the first migration makes it, and is taken
    so.
    """
    config = Config()
    # The configuration's own syntax gives a meaning to the per cent sign.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    if schema_version(connection) == 1 and not inspect(connection).has_table(REVISION):
        command.stamp(config, "0001")
    command.upgrade(config, "head")
