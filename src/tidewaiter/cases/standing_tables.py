"""The tables of what stands: made of the ledger's events, and made again whenever in doubt.

Times are whole seconds since 1970 (UTC), days ISO 8601 text; what is not known is empty or None.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    literal_column,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

# A change of these tables, or of how events are read into them, needs another number.
VERSION = 5

METADATA = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")


def _texts(*names: str) -> list[SchemaItem]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _numbers(*names: str) -> list[SchemaItem]:
    return [Column(name, _Number, nullable=False, server_default="0") for name in names]


def _times(*names: str) -> list[SchemaItem]:
    return [Column(name, _Number, nullable=True) for name in names]


def _key(name: str = "number") -> SchemaItem:
    return Column(name, _Number, primary_key=True, autoincrement=False)


# The last event taken in, its digest, and by which version of these tables.
MARK = Table("standing_mark", METADATA, *_numbers("version", "number"), *_texts("digest"))

# One row per consignment of the last screening of each document; `number` is its `screened`
# event, `event` that of the verdict that stands. `since` is when the action began to be at least
# so strong, `duty_since` the same of the duty to inspect, `first` the first screening.
CONSIGNMENTS = Table(
    "standing_consignments",
    METADATA,
    _key(),
    *_texts("document", "reference", "case_id", "ground", "duty_ground", "act_on"),
    *_numbers("position", "event", "rank", "duty", "hits"),
    *_numbers("first", "screened", "since", "duty_since"),
    *_texts("vessel_name", "vessel_imo", "loading", "discharge", "ports"),
    *_texts("arrives", "departs"),
    *_times("arrival"),
    *_texts("state", "assignee", "outcome"),
    *_numbers("version", "settled"),
    *_times("case_due"),
    *_numbers("waiting", "uninspected"),
    Index("standing_consignments_by_document", "document", "position"),
    # A file's consignments as its page shows them, from the index alone.
    Index("standing_consignments_in_document", "document", "rank", "ground", "position", "number"),
    # What the queue and the counts look at stands in the index itself, for what waits alone.
    Index(
        "standing_consignments_waiting",
        *("rank", "since", "first", "arrival", "case_due", "number"),
        *("state", "assignee", "vessel_name", "vessel_imo", "ports", "ground"),
        sqlite_where=text("waiting = 1"),
        postgresql_where=text("waiting = 1"),
    ),
    # Few are with one person: their work is found without the rest.
    Index(
        "standing_consignments_assigned",
        *("assignee", "rank"),
        sqlite_where=text("waiting = 1 AND assignee <> ''"),
        postgresql_where=text("waiting = 1 AND assignee <> ''"),
    ),
    Index(
        "standing_consignments_uninspected",
        *("first", "duty_since", "since", "arrival", "case_due", "number"),
        sqlite_where=text("uninspected = 1"),
        postgresql_where=text("uninspected = 1"),
    ),
    Index("standing_consignments_by_duty", "duty", "first"),
    Index("standing_consignments_by_first", "first"),
    # The newest of one kind come first in the table of consignments.
    *(
        Index(f"standing_consignments_by_{name}", name, "number")
        for name in ("rank", "ground", "vessel_name", "vessel_imo", "loading", "discharge")
    ),
    *(
        Index(
            f"standing_consignments_by_{name}",
            name,
            "number",
            sqlite_where=text("version > 0"),
            postgresql_where=text("version > 0"),
        )
        for name in ("state", "assignee")
    ),
    *(
        Index(
            f"standing_consignments_with_{name}",
            "number",
            sqlite_where=text(f"{name} > 0"),
            postgresql_where=text(f"{name} > 0"),
        )
        for name in ("hits", "duty")
    ),
    Index("standing_consignments_by_reference", "reference"),
)

# Said with the number itself, or a database does not see that a partial index will do.
IS_WAITING = CONSIGNMENTS.c.waiting == literal_column("1")
IS_ASSIGNED = CONSIGNMENTS.c.assignee != literal_column("''")
IS_UNINSPECTED = CONSIGNMENTS.c.uninspected == literal_column("1")
HAS_CASE = CONSIGNMENTS.c.version > literal_column("0")
HAS_HITS = CONSIGNMENTS.c.hits > literal_column("0")
HAS_DUTY = CONSIGNMENTS.c.duty > literal_column("0")

# One row per container of a consignment.
CONTAINERS = Table(
    "standing_containers",
    METADATA,
    *_numbers("consignment"),
    *_texts("container"),
    Index("standing_containers_by_consignment", "consignment"),
    Index("standing_containers_by_container", "container"),
)

# The measures that speak in the verdict that stands, and what each says of the consignment:
# an outcome, or `inspect_only` where it is a duty to inspect.
FINDINGS = Table(
    "standing_findings",
    METADATA,
    *_numbers("consignment"),
    *_texts("measure", "outcome"),
    Index("standing_findings_by_consignment", "consignment"),
    Index("standing_findings_by_measure", "measure", "outcome", "consignment"),
)

# One row per file put before the screening, as last recorded; `key` is its name in small letters.
DOCUMENTS = Table(
    "standing_documents",
    METADATA,
    Column("document", Text, primary_key=True),
    *_texts("name", "key"),
    *_numbers("number", "told", "consignments"),
    Index("standing_documents_by_name", "key", "number"),
)

# One row per listing that the standing verdict of a consignment meets; `counts` is 0 where a
# ruling that holds says it is another.
HITS = Table(
    "standing_hits",
    METADATA,
    *_numbers("consignment", "counts"),
    *_texts("list", "ref"),
    Index("standing_hits_by_consignment", "consignment"),
    Index("standing_hits_by_listing", "list", "ref", "consignment"),
)

# What a document says of a ship on a day: `key` is made of the whole row, `slug` of the name.
# `kind` is the kind of event that said it, `first` and `last` are the first and last of them.
SHIPS = Table(
    "standing_ships",
    METADATA,
    Column("key", Text, primary_key=True),
    *_texts("document", "kind", "slug", "name", "imo", "mmsi", "call_sign"),
    *_texts("flag", "owner", "manager", "day"),
    *_numbers("first", "last"),
    Index("standing_ships_by_document", "document"),
    Index("standing_ships_by_slug", "slug", "last"),
    Index("standing_ships_by_imo", "imo", "last"),
    Index("standing_ships_by_mmsi", "mmsi"),
    Index("standing_ships_by_call_sign", "call_sign"),
    Index("standing_ships_by_last", "last"),
)

# What a document says of one ship's voyage: how many consignments, in which run of events.
VOYAGES = Table(
    "standing_voyages",
    METADATA,
    *_texts("document", "vessel_name", "vessel_imo", "loading", "discharge", "ports"),
    *_texts("arrives", "departs", "act_on"),
    *_numbers("first", "last", "consignments"),
    Index("standing_voyages_by_document", "document"),
)

# Parts of the last screening of a document that could not be read.
UNREAD = Table(
    "standing_unread",
    METADATA,
    _key(),
    *_texts("document", "place", "problem"),
    *_numbers("since"),
    Index("standing_unread_by_document", "document"),
    Index("standing_unread_by_since", "since"),
)

# One row per case, whether its consignment still stands or not.
CASES = Table(
    "standing_cases",
    METADATA,
    Column("case_id", Text, primary_key=True),
    *_texts("document", "reference", "state", "assignee", "outcome", "vessel"),
    *_texts("owed", "inspected_on", "found_on", "seized_on", "disposed_on", "concluded_on"),
    *_numbers("position", "version", "settled", "opened", "rank"),
    *_times("due", "concluded"),
    Index("standing_cases_by_document", "document"),
    Index("standing_cases_by_outcome", "outcome", "concluded"),
)

CALLS = Table(
    "standing_calls",
    METADATA,
    _key(),
    *_texts("document", "vessel_name", "vessel_imo", "port", "day", "source", "place"),
    *_numbers("told"),
    *_times("arrived", "departed"),
    Index("standing_calls_by_document", "document"),
    Index("standing_calls_by_day", "day"),
    Index("standing_calls_by_imo", "vessel_imo", "day"),
    Index("standing_calls_by_vessel", "vessel_name", "day"),
)

LISTS = Table(
    "standing_lists",
    METADATA,
    _key(),
    *_texts("document", "kind", "reference", "vessel_name", "vessel_imo", "place", "day"),
    *_texts("voyage", "function"),
    *_numbers("told", "containers", "partial"),
    Index("standing_lists_by_document", "document"),
    Index("standing_lists_by_day", "day"),
)

STOWED = Table(
    "standing_stowed",
    METADATA,
    *_numbers("list"),
    *_texts("container", "fullness", "loading", "discharge", "place"),
    Index("standing_stowed_by_list", "list"),
)

# One row per request for papers that is still open, by the event that asked; due at that moment.
PAPERS = Table(
    "standing_papers",
    METADATA,
    _key(),
    *_texts("case_id", "reference"),
    *_numbers("due"),
    Index("standing_papers_by_due", "due", "case_id"),
)

FILINGS = Table(
    "standing_filings",
    METADATA,
    _key(),
    *_texts("key", "day", "addressee", "sha256", "by"),
    Index("standing_filings_by_key", "key"),
)

# The last word on who owns a duty, and by when it is due.
OWNERS = Table(
    "standing_owners",
    METADATA,
    Column("key", Text, primary_key=True),
    *_texts("owner", "by"),
    *_numbers("number"),
    *_times("due"),
)
