"""The record nobody can quietly change: append-only events, chained by hash, in one database.

`docs/ledger.md` describes the schema and how a third party verifies the chain.
"""

from tidewaiter.ledger.chain import Draft, canonical, digest_of
from tidewaiter.ledger.clock import CLOCK, TOLERANCE, Clock, When
from tidewaiter.ledger.rulings import (
    DECIDED,
    RULING,
    WITHDRAWAL,
    all_rulings,
    standing_rulings,
    waiting_rulings,
)
from tidewaiter.ledger.schema import SCHEMA_VERSION
from tidewaiter.ledger.screening import Recorded, Result, versions_key
from tidewaiter.ledger.store import Ledger
from tidewaiter.ledger.walk import Fault, FaultKind

__all__ = [
    "CLOCK",
    "DECIDED",
    "RULING",
    "SCHEMA_VERSION",
    "TOLERANCE",
    "WITHDRAWAL",
    "Clock",
    "Draft",
    "Fault",
    "FaultKind",
    "Ledger",
    "Recorded",
    "Result",
    "When",
    "all_rulings",
    "canonical",
    "digest_of",
    "standing_rulings",
    "versions_key",
    "waiting_rulings",
]
