"""The tables of webhooks, in the ledger's database: who is told, and what is on its way."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from tidewaiter.ledger.schema import METADATA

_Number = BigInteger().with_variant(Integer, "sqlite")

WEBHOOKS = Table(
    "webhooks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("actor", Text, nullable=False),
    # the last event looked at, the lists last told of, when the chain was last walked
    Column("position", _Number, nullable=False),
    Column("lists", Text, nullable=False),
    Column("walked", Text, nullable=False),
    # why nothing is sent any more; empty while something is
    Column("ended", Text, nullable=False),
)
DELIVERIES = Table(
    "webhook_deliveries",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("webhook", Text, nullable=False),
    # what it tells of: told once to each webhook
    Column("about", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", _Number, nullable=False),
    Column("due", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Index("webhook_deliveries_by_webhook", "webhook", "about", unique=True),
    Index("webhook_deliveries_by_state", "state", "due"),
)
