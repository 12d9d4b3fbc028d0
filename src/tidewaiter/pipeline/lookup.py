"""Look one subject up on the lists."""

import datetime

from tidewaiter.model import Decision, Ground, Record, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.screening import Likeness, Register

KINDS: dict[str, tuple[ListingKind, ...]] = {
    "any": ("person", "organization", "vessel", "aircraft", "other"),
    "person": ("person",),
    "organization": ("organization", "other"),
    "vessel": ("vessel",),
}


class Found(Record, frozen=True):
    """A listing the subject may be: score from 0 to 1, why, and its decisions in force that day.

    `raised` and `lowered` are the grounds besides the name that speak for it and against it.
    """

    list: str
    ref: str
    kind: ListingKind
    name: str
    score: float
    why: str
    decisions: tuple[Decision, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    raised: tuple[Ground, ...] = ()
    lowered: tuple[Ground, ...] = ()


def look_up(
    subject: Subject, register: Register, *, on: datetime.date, limit: int
) -> tuple[Found, ...]:
    """The listings the subject may be, likeliest first, whatever its name where a number is."""
    return tuple(_found(like, on) for like in register.find(subject, limit=limit))


def _found(like: Likeness, on: datetime.date) -> Found:
    listing, weighed = like.listing, like.weighed
    return Found(
        list=listing.list,
        ref=listing.ref,
        kind=listing.kind,
        name=like.name.text,
        score=weighed.score,
        why=weighed.why,
        decisions=tuple(d for d in listing.decisions if d.in_force(on)),
        birth_dates=listing.birth_dates,
        countries=listing.countries,
        raised=weighed.raised,
        lowered=weighed.lowered,
    )
