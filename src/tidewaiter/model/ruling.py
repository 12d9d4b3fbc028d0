"""What a person ruled of a hit: that the party or ship is not the one listed, and why."""

import datetime
from typing import Literal

from tidewaiter.model.listing import Listing, ListVersion
from tidewaiter.model.record import Record
from tidewaiter.model.subject import Subject


class Ruling(Record, frozen=True):
    """Payload of a `ruling` event: this subject is not that listing.

    `subject` and `listing` hold both sides as they stood, in the fields that identify; `party`
    and `entry` are their SHA-256. `version` is the edition of the list, `field` the place of
    the hit in the consignment of the `screened` event whose number is `screened`. One that needs
    a second person does not hold before another has approved it.
    """

    subject: Subject
    listing: Listing
    party: str
    entry: str
    why: str
    version: ListVersion
    screened: int
    field: str
    needs_second: bool = False


class Withdrawal(Record, frozen=True):
    """Payload of a `withdrawal` event: the ruling of that number holds no longer, and why."""

    ruling: int
    why: str


class RulingDecided(Record, frozen=True):
    """Payload of a `ruling_decided` event: another person approves the ruling, or refuses it."""

    ruling: int
    approved: bool
    why: str = ""


class Opinion(Record, frozen=True):
    """Payload of an `opinion` event: what a person who compared a hit says, short of ruling it out.

    `same` takes the party for the one listed, `undecided` says that it cannot be told yet and
    `missing` what would tell. It decides nothing: the hit counts as before. `subject` is the party
    as it stood, `listing` the entry as `list/ref`, `field` and `screened` the place of the hit.
    """

    answer: Literal["same", "undecided"]
    subject: Subject
    listing: str
    screened: int
    field: str
    why: str
    missing: str = ""


class Standing(Record, frozen=True):
    """A ruling as it stands: the number of its event, who made it, when, and who approved it."""

    number: int
    by: str
    at: datetime.datetime
    ruling: Ruling
    approved_by: str = ""

    @property
    def waits(self) -> bool:
        """True where a second person has still to look at it; it does not hold until then."""
        return self.ruling.needs_second and self.approved_by == ""
