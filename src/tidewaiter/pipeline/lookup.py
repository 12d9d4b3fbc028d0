"""Look one subject up on the lists."""

import datetime
from collections.abc import Iterable

from tidewaiter.model import BadInput, Decision, Ground, Identifier, Record, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.screening import Likeness, Register
from tidewaiter.screening.addresses import country_of
from tidewaiter.screening.births import parse_birth

KINDS: dict[str, tuple[ListingKind, ...]] = {
    "any": ("person", "organization", "vessel", "aircraft", "other"),
    "person": ("person",),
    "organization": ("organization", "other"),
    "vessel": ("vessel",),
}
SCHEMES = (
    "passport",
    "national_id",
    "imo",
    "company_imo",
    "mmsi",
    "call_sign",
    "registration",
    "tax",
    "swift",
    "lei",
)


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


def subject_of_words(  # noqa: PLR0913 - each is said by whoever asks
    name: str,
    *,
    kind: str = "any",
    born: str = "",
    country: str = "",
    imo: str = "",
    numbers: Iterable[str] = (),
    address: str = "",
    field: str = "",
) -> Subject:
    """A subject as somebody describes it; numbers are `scheme=value`.

    `field` goes before the name of the field in what is said of a fault.

    Raises:
        BadInput: nothing is asked for, or a value cannot be read; `where` names its field.
    """
    subject = Subject(
        names=tuple(text for text in (name.strip(),) if text != ""),
        kinds=KINDS[kind] if kind in KINDS else KINDS["any"],
        born=_born(born, field),
        countries=_country(country, field),
        identifiers=_numbers(imo, numbers, field),
        addresses=tuple(text for text in (address,) if text != ""),
    )
    if len(subject.names) + len(subject.identifiers) == 0:
        advice = "Give a name in any script, or a number alone."
        raise BadInput("no name and no number is given", where=f"{field}name", advice=advice)
    return subject


def _born(text: str, field: str) -> tuple[str, ...]:
    if text == "":
        return ()
    if parse_birth(text) is None:
        advice = "Write it as 1964-12-23, 1964-12, 1964, 1960/1964 or `circa 1964`."
        raise BadInput(f"{text!r} is not a date", where=f"{field}born", advice=advice)
    return (text,)


def _country(text: str, field: str) -> tuple[str, ...]:
    if text == "":
        return ()
    if country_of(text) == "":
        advice = "Give the code or name of ISO 3166, for instance KP."
        raise BadInput(f"{text!r} is no country", where=f"{field}country", advice=advice)
    return (text,)


def _numbers(imo: str, pairs: Iterable[str], field: str) -> tuple[Identifier, ...]:
    numbers = [Identifier("imo", imo)] if imo != "" else []
    for pair in pairs:
        scheme, sign, value = pair.partition("=")
        if sign == "" or scheme not in SCHEMES:
            advice = f"Write scheme=value; the schemes are {', '.join(SCHEMES)}."
            raise BadInput(f"{pair!r} is no number", where=f"{field}number", advice=advice)
        numbers.append(Identifier(scheme, value))
    return tuple(numbers)
