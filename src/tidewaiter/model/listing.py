"""What a sanctions list says of one person, organization, vessel or aircraft."""

import datetime
from typing import Literal

from tidewaiter.model.record import Evidence, Identifier, Record

ListingKind = Literal["person", "organization", "vessel", "aircraft", "other"]
NameQuality = Literal["primary", "strong", "weak", "low", "former"]
HitStrength = Literal["certain", "strong", "possible"]


class ListedName(Record, frozen=True):
    """A name as the list prints it, and how good the list itself says it is."""

    text: str
    quality: NameQuality = "primary"


class Decision(Record, frozen=True):
    """One measure laid on a listed subject, with the first and last day it was in force.

    `measure` is a closed word: `asset_freeze`, `travel_ban`, `omm_asset` (2270 para 23),
    `port_ban`, `deflag`, `vessel_freeze`, `port_direction`, or `listed` where the list does
    not say. A measure no word here names keeps its list's own (`trust_services_sanctions`).
    `until` is the last day in force, inclusive; None means open.
    """

    measure: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    instrument: str = ""

    def in_force(self, on: datetime.date) -> bool:
        """True where the decision is known to bind on that day."""
        started = self.since is None or self.since <= on
        return started and (self.until is None or on <= self.until)


class Listing(Record, frozen=True):
    """One entry of one list. Dates of birth keep their precision (`1938`, `1954-10-12`).

    `listed_on` is the day the list says it took the entry in, where it says one; `gender` is
    `male` or `female` where it says so.
    """

    list: str
    ref: str
    kind: ListingKind
    names: tuple[ListedName, ...]
    identifiers: tuple[Identifier, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    remarks: str = ""
    source: str = ""
    check: str = ""
    listed_on: datetime.date | None = None
    gender: str = ""


class ListVersion(Record, frozen=True):
    """Which edition of a list answered: its name, source (`un`, `us`), date and content hash.

    `stale` says in words that the edition was old on the day asked about, and is empty where it
    was not. `note` says what else a reader of the answer must know: that no edition of that day
    is held and a later one stands in, that an officer kept it with its defects.
    """

    name: str
    source: str
    published: str = ""
    sha256: str = ""
    entries: int = 0
    stale: str = ""
    note: str = ""


class RuledOut(Record, frozen=True):
    """The ruling on a hit: its number in the ledger, who, when, why.

    `changed` says what has changed on either side since; where anything has, the ruling is
    superseded and the hit counts again.
    """

    ruling: int
    by: str
    at: datetime.datetime
    why: str
    changed: tuple[str, ...] = ()


class Hit(Record, frozen=True):
    """A subject's value that met a listing.

    `score` runs from 0 to 1; `why` explains it in words; `strength` is `certain` for an exact
    identifier, `strong` for a full name that could not well be another, else `possible`.
    `decisions` are those in force on the day asked about. `ruled_out` is what a person ruled
    of it; such a hit is shown and, as long as the ruling holds, decides nothing.
    """

    list: str
    ref: str
    name: str
    score: float
    why: str
    kind: ListingKind
    strength: HitStrength
    evidence: Evidence
    decisions: tuple[Decision, ...] = ()
    source: str = "un"
    ruled_out: RuledOut | None = None

    @property
    def counts(self) -> bool:
        """True unless a ruling that holds says it is another."""
        return self.ruled_out is None or len(self.ruled_out.changed) > 0
