"""The records that pass between stages: frozen, without input or output."""

from tidewaiter.model.consignment import (
    Consignment,
    Container,
    Dated,
    Defect,
    Extra,
    Goods,
    Money,
    Packages,
    Party,
    Port,
    Transport,
)
from tidewaiter.model.errors import BadInput, LawError, LedgerError, TidewaiterError
from tidewaiter.model.event import (
    Anchor,
    Document,
    Edition,
    Event,
    Rescreened,
    Rescreening,
    Screened,
    Screening,
    Versions,
)
from tidewaiter.model.facts import Facts, GoodsFact, Nexus, Product, Statement
from tidewaiter.model.finding import Finding, Verdict
from tidewaiter.model.listing import Decision, Hit, ListedName, Listing, ListVersion, RuledOut
from tidewaiter.model.record import Evidence, Identifier, Record
from tidewaiter.model.ruling import Ruling, Standing, Withdrawal
from tidewaiter.model.subject import Ground, Subject, Weighed

__all__ = [
    "Anchor",
    "BadInput",
    "Consignment",
    "Container",
    "Dated",
    "Decision",
    "Defect",
    "Document",
    "Edition",
    "Event",
    "Evidence",
    "Extra",
    "Facts",
    "Finding",
    "Goods",
    "GoodsFact",
    "Ground",
    "Hit",
    "Identifier",
    "LawError",
    "LedgerError",
    "ListVersion",
    "ListedName",
    "Listing",
    "Money",
    "Nexus",
    "Packages",
    "Party",
    "Port",
    "Product",
    "Record",
    "Rescreened",
    "Rescreening",
    "RuledOut",
    "Ruling",
    "Screened",
    "Screening",
    "Standing",
    "Statement",
    "Subject",
    "TidewaiterError",
    "Transport",
    "Verdict",
    "Versions",
    "Weighed",
    "Withdrawal",
]
