"""How each user wants the workbench: language, colours, saved views. None of it is evidence."""

from sqlalchemy import Column, Table, Text, delete, insert, select

from tidewaiter.ledger.database import Beside
from tidewaiter.ledger.schema import METADATA
from tidewaiter.model import BadInput

PREFERENCES = Table(
    "people_preferences",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
LONGEST_KEY, LONGEST_VALUE, MOST = 80, 2000, 200


class Preferences(Beside):
    """Short texts by user and key (`language`, `view/queue/Nampo`), in the ledger's database."""

    def of(self, name: str) -> dict[str, str]:
        """Everything a user has set, by key."""
        mine = select(PREFERENCES.c.key, PREFERENCES.c.value).where(PREFERENCES.c.name == name)
        with self._database.reading() as connection:
            rows = connection.execute(mine.order_by(PREFERENCES.c.key))
            return {row.key: row.value for row in rows}

    def keep(self, name: str, key: str, value: str) -> None:
        """Set one; an empty value takes it away.

        Raises:
            BadInput: the key or the value is too long, or there are too many.
        """
        if not 0 < len(key) <= LONGEST_KEY or len(value) > LONGEST_VALUE:
            advice = f"Use up to {LONGEST_KEY} letters for the name."
            raise BadInput("too long to keep", where=key[:LONGEST_KEY], advice=advice)
        there = PREFERENCES.c.name == name, PREFERENCES.c.key == key
        with self._database.writing() as connection:
            connection.execute(delete(PREFERENCES).where(*there))
            if value == "":
                return
            count = select(PREFERENCES.c.key).where(PREFERENCES.c.name == name)
            if len(connection.execute(count).all()) >= MOST:
                advice = "Delete saved views that are not used."
                raise BadInput(f"{MOST} are kept already", where=name, advice=advice)
            connection.execute(insert(PREFERENCES).values(name=name, key=key, value=value))
