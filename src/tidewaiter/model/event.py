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
    of the rulings that stood, empty where none did. `sources` names the makers of the law beside
    the United Nations, whose hash is `law`. Two screenings of one file under equal versions are
    the same one.
    """

    law: str
    lists: tuple[ListVersion, ...]
    code: str
    as_of: str = ""
    stated: dict[str, str] = {}
    rulings: str = ""
    sources: tuple[str, ...] = ()


class Document(Record, frozen=True):
    """A file put before the screening: name, SHA-256 of its bytes, format, size in bytes."""

    name: str
    sha256: str
    format: str
    size: int


class Unopened(Record, frozen=True):
    """Payload of an `unopened` event: a file put before the screening that no reader could read.

    Nobody knows what it holds until it is read, so it stays open; `why` is what was told.
    """

    name: str
    size: int
    why: str


class Screened(Record, frozen=True):
    """Payload of a `screened` event: a verdict and the consignment it judged.

    `position` counts the consignments of the document from 1.
    """

    position: int
    consignment: Consignment
    verdict: Verdict


class Screening(Record, frozen=True):
    """Payload of a `document` event, which closes the screening of one document.

    Its `screened`, `stow_list`, `call`, `permit` and `defect` events run from number `first` to
    the one before it. `consignments`, `stow_lists`, `calls`, `permits`, `defects` (of the document
    itself) and `actions` are counts; `supersedes` is the number of the `document` event of the
    same file's last screening, 0 if none.
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
    permits: int = 0


class Rescreened(Record, frozen=True):
    """Payload of a `rescreened` event: a new verdict after a list changed, or a correction.

    `supersedes` is the number of the event that held the last one, which stays; `changes` says
    in words what is different, and is empty where nothing is. `corrected` names the fields of the
    consignment that are not as the document has them; its `screened` event has its own words.
    """

    position: int
    consignment: Consignment
    verdict: Verdict
    supersedes: int
    changes: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


class Edition(Record, frozen=True):
    """The lists that answer for acts of a day and of later ones, up to the next such day."""

    since: datetime.date
    lists: tuple[ListVersion, ...]


class Rescreening(Record, frozen=True):
    """Payload of a `rescreening` event, which closes a re-screening.

    Its `rescreened` events run from number `first` to the one before it. `entries` are the
    listings that changed (`list/ref`), `past` the consignments on record, `touched` those
    examined again, and `changed` those whose verdict differs.

    `upto` is the number of the last event that was looked at. Every verdict on record by then
    that was not examined again holds under `editions` too, oldest first: days before the first
    are as the first, and where no day is known the event's own day counts.
    """

    lists: tuple[ListVersion, ...]
    entries: tuple[str, ...]
    first: int
    past: int
    touched: int
    changed: int
    upto: int = 0
    editions: tuple[Edition, ...] = ()


class Anchor(Record, frozen=True):
    """How long the ledger was, and its last digest: kept elsewhere, it shows a later cut.

    `at` is the time of that last event; an empty ledger has number 0 and no time.
    """

    number: int
    digest: str
    at: datetime.datetime | None = None


class ClockReset(Record, frozen=True):
    """Payload of a `clock` event: event `last` bears a wrong time, `said`, and how one knows."""

    last: int
    why: str
    said: datetime.datetime | None = None
