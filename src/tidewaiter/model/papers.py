"""Papers that somebody was asked for, and whether they came.

Each is the payload of an event of its own, whose subject is the name a case on the consignment has.
"""

import datetime

from tidewaiter.model.record import Record


class AskedPaper(Record, frozen=True):
    """One paper in words, and the paragraph it would speak to; empty where none is named."""

    name: str
    ground: str = ""


class PapersAsked(Record, frozen=True):
    """Payload of a `papers_asked` event: a party is asked for papers, due at the end of a day.

    `position` and `reference` name the consignment; `of` and `address` are the party's as the
    document gives them; `words` is what the letter says besides.
    """

    position: int
    reference: str
    papers: tuple[AskedPaper, ...]
    of: str
    due: datetime.date
    address: str = ""
    words: str = ""


class PapersClosed(Record, frozen=True):
    """Payload of a `papers_closed` event: the papers came, or will not.

    `asked` is the event that asked; `sha256` and `name` are those of the paper, an attachment of
    the case, where one was handed in; `why` says what came, or why nothing did.
    """

    asked: int
    received: bool
    why: str = ""
    sha256: str = ""
    name: str = ""


class PaperRequest(Record, frozen=True):
    """A request as it stands: its event, who asked, and how it ended, if it has."""

    number: int
    by: str
    at: datetime.datetime
    asked: PapersAsked
    closed: PapersClosed | None = None
    closed_by: str = ""
    closed_at: datetime.datetime | None = None
