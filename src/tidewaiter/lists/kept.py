"""One version of a list as it is kept: what it is, when and from where it was got."""

import datetime
from collections import Counter

import msgspec

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import WHOLE_LIST, stale_after_days
from tidewaiter.model import Record

EMBEDDED = "embedded in the package"
# more defects than one in so many entries: labels or columns have changed
DEFECTS_OF_ENTRIES = 10


class Kept(Record, frozen=True):
    """One version of one list in the store.

    `published` is the day the list gives, or the officer or the server who gave it out;
    `dated_by` says which of them (`list`, `officer`, `server`), and both are empty where nobody
    did. `got` is UTC; `origin` the file or address it was got from; `actor` who got it.
    `accepted` holds the faults it was kept with all the same, `why` the reason given for it.
    `confirmed` is the last day on which its publisher still gave out this version.
    """

    list: str
    source: str
    sha256: str
    got: datetime.datetime
    origin: str
    files: tuple[str, ...]
    entries: int
    by_kind: dict[str, int]
    published: str = ""
    dated_by: str = ""
    actor: str = ""
    defects: int = 0
    accepted: tuple[str, ...] = ()
    why: str = ""
    confirmed: datetime.date | None = None

    @property
    def day(self) -> datetime.date:
        """The day it was published, as far as known: the day it was got at the latest."""
        got = self.got.date()
        return min(day_of(self.published) or got, got)

    @property
    def current(self) -> datetime.date:
        """The last day on which it is known to have been the newest."""
        return max(self.day, self.confirmed or self.day)

    def stale(self, on: datetime.date) -> str:
        """Why it is old on a day, in words that stay the same from then on; empty if it is not."""
        days = stale_after_days(self.list)
        if (on - self.current).days <= days:
            return ""
        since = f"published {self.day}" if self.published != "" else f"got {self.day}"
        if self.current > self.day:
            since += f", last seen as the newest {self.current}"
        return f"{since}: older than {days} days"

    def present(self, loaded: LoadedList, on: datetime.date) -> LoadedList:
        """The list as it answers for a day, its version telling what to know of it."""
        version = msgspec.structs.replace(
            loaded.version,
            published=self.published,
            sha256=self.sha256,
            stale=self.stale(on),
            note="; ".join(self.notes(on)),
        )
        return msgspec.structs.replace(loaded, version=version)

    def notes(self, on: datetime.date) -> tuple[str, ...]:
        """What a reader of an answer for a day must know of this version."""
        notes = []
        # the embedded list knows its past: each of its decisions has its days
        if self.day > on and self.origin != EMBEDDED:
            notes.append(f"no version published by {on} is held: that of {self.day} stands in")
        if self.published == "":
            notes.append(f"the day it was published is not known, it was got {self.day}")
        elif self.dated_by == "officer":
            notes.append(f"published {self.published} by the word of {self.actor or 'an officer'}")
        elif self.dated_by == "server":
            notes.append(f"published {self.published} by the word of its server")
        if len(self.accepted) > 0:
            reason = f" ({self.why})" if self.why != "" else ""
            notes.append(f"kept with faults accepted: {', '.join(self.accepted)}{reason}")
        return tuple(notes)


def faults(loaded: LoadedList, *, before: int = 0) -> tuple[str, ...]:
    """What puts the whole of a list in doubt, in words; none where it can be relied on.

    Args:
        loaded: The list as it was read.
        before: How many entries the version before it has; 0 where there is none.
    """
    found = [defect.problem for defect in loaded.defects if defect.at == WHOLE_LIST]
    entries, single = len(loaded.listings), len(loaded.defects) - len(found)
    if single * DEFECTS_OF_ENTRIES > entries:
        found.append(f"{single} defects in {entries} entries: its form may have changed")
    if entries * 2 < before:
        found.append(f"{entries} entries where the version before has {before}")
    return tuple(found)


def as_kept(loaded: LoadedList, *, got: datetime.datetime, origin: str) -> Kept:
    """What is known of a list that was read, before or without keeping it."""
    version = loaded.version
    return Kept(
        list=version.name,
        source=version.source,
        sha256=version.sha256,
        got=got,
        origin=origin,
        files=(),
        entries=len(loaded.listings),
        by_kind=dict(sorted(Counter(str(each.kind) for each in loaded.listings).items())),
        published=version.published,
        dated_by="list" if version.published != "" else "",
        defects=len(loaded.defects),
    )


def embedded_kept(loaded: LoadedList) -> Kept:
    """The embedded list: it came with the package, on the day of its edition."""
    day = datetime.date.fromisoformat(loaded.version.published)
    got = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return as_kept(loaded, got=got, origin=EMBEDDED)


def day_of(published: str) -> datetime.date | None:
    """The day of a publication date; None where it gives none."""
    try:
        return datetime.date.fromisoformat(published[:10])
    except ValueError:
        return None
