"""A line of the ledger, and the records its payloads hold."""

import datetime

from tidewaiter.model.consignment import Consignment
from tidewaiter.model.finding import Verdict
from tidewaiter.model.listing import ListVersion
from tidewaiter.model.record import Record


class Event(Record, frozen=True):
    """One thing that happened, chained to the one before it by hash.

    `number` counts from 1; `at` is UTC; `payload` is the JSON text of what was recorded;
    `digest` is SHA-256 over the other fields and `previous`, the digest of the event before.
    `document` is the SHA-256 of the file the event rests on, `versions` that of the Versions
    that gave it; both are empty where the event rests on none.
    """

    number: int
    at: datetime.datetime
    actor: str
    kind: str
    subject: str
    payload: str
    previous: str
    digest: str
    document: str = ""
    versions: str = ""


class Versions(Record, frozen=True):
    """Everything besides the file that a verdict rests on.

    `as_of` is the date of the act asked for, ISO 8601; empty where each consignment was judged
    on a date of its own. `stated` holds the facts the user vouched for, `rulings` the SHA-256
    of the rulings that stood, empty where none did. Two screenings of one file under equal
    versions are the same one.
    """

    law: str
    lists: tuple[ListVersion, ...]
    code: str
    as_of: str = ""
    stated: dict[str, str] = {}
    rulings: str = ""


class Document(Record, frozen=True):
    """A file put before the screening: name, SHA-256 of its bytes, format, size in bytes."""

    name: str
    sha256: str
    format: str
    size: int


class Screened(Record, frozen=True):
    """Payload of a `screened` event: a verdict and the consignment it judged.

    `position` counts the consignments of the document from 1.
    """

    position: int
    consignment: Consignment
    verdict: Verdict


class Screening(Record, frozen=True):
    """Payload of a `document` event, which closes the screening of one document.

    Its `screened`, `stow_list`, `call` and `defect` events run from number `first` to the one
    before it. `consignments`, `stow_lists`, `calls`, `defects` (of the document itself) and
    `actions` are counts; `supersedes` is the number of the `document` event of the same file's
    last screening, 0 if none.
    """

    document: Document
    versions: Versions
    first: int
    consignments: int
    defects: int
    actions: dict[str, int]
    supersedes: int = 0
    stow_lists: int = 0
    calls: int = 0


class Rescreened(Record, frozen=True):
    """Payload of a `rescreened` event: a new verdict after a list changed.

    `supersedes` is the number of the event that held the last one, which stays; `changes` says
    in words what is different, and is empty where nothing is.
    """

    position: int
    consignment: Consignment
    verdict: Verdict
    supersedes: int
    changes: tuple[str, ...] = ()


class Rescreening(Record, frozen=True):
    """Payload of a `rescreening` event, which closes a re-screening.

    Its `rescreened` events run from number `first` to the one before it. `entries` are the
    listings that changed (`list/ref`), `past` the consignments on record, `touched` those
    examined again, and `changed` those whose verdict differs.
    """

    lists: tuple[ListVersion, ...]
    entries: tuple[str, ...]
    first: int
    past: int
    touched: int
    changed: int


class Anchor(Record, frozen=True):
    """How long the ledger was, and its last digest: kept elsewhere, it shows a later cut.

    `at` is the time of that last event; an empty ledger has number 0 and no time.
    """

    number: int
    digest: str
    at: datetime.datetime | None = None
