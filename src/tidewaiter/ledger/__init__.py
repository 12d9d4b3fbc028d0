"""The record nobody can quietly change: append-only events, chained by hash, in one database.

`docs/ledger.md` describes the schema and how a third party verifies the chain.
"""

from tidewaiter.ledger.chain import Draft, Fault, FaultKind, canonical, digest_of
from tidewaiter.ledger.rulings import DECIDED, RULING, WITHDRAWAL, all_rulings, standing_rulings
from tidewaiter.ledger.screening import Recorded, Result, versions_key
from tidewaiter.ledger.store import Ledger

__all__ = [
    "DECIDED",
    "RULING",
    "WITHDRAWAL",
    "Draft",
    "Fault",
    "FaultKind",
    "Ledger",
    "Recorded",
    "Result",
    "all_rulings",
    "canonical",
    "digest_of",
    "standing_rulings",
    "versions_key",
]
