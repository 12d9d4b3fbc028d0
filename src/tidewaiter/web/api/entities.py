"""Listings as entities of FollowTheMoney, and queries of that shape as subjects.

Schemata and properties are those of FollowTheMoney 4 (Person, Organization, Vessel, Airplane,
LegalEntity, Sanction), read the other way round by `lists/ftm.py`.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from typing import Any

from tidewaiter.lists.ftm_fields import COUNTRIES, FLAGS, KINDS, NAMES, NUMBERS, SET_ASIDE
from tidewaiter.model import BadInput, Decision, Identifier, Listing, Record, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.screening import Likeness
from tidewaiter.screening.addresses import country_of

Properties = dict[str, list[str]]
SCHEMATA: dict[ListingKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "other": "LegalEntity",
}
EVERY: tuple[ListingKind, ...] = ("person", "organization", "vessel", "aircraft", "other")
# schemata that stand for several kinds of ours
WIDER: dict[str, tuple[ListingKind, ...]] = {
    "Thing": EVERY,
    "LegalEntity": ("person", "organization", "other"),
    "Organization": ("organization", "other"),
    "Company": ("organization", "other"),
    "PublicBody": ("organization", "other"),
    "Asset": ("vessel", "aircraft", "other"),
    "Vehicle": ("vessel", "aircraft", "other"),
}
NAME_OF = {
    "primary": "name",
    "strong": "alias",
    "weak": "weakAlias",
    "low": "weakAlias",
    "former": "previousName",
}
NUMBER_OF = {
    "imo": "imoNumber",
    "company_imo": "imoNumber",
    "mmsi": "mmsi",
    "call_sign": "callSign",
    "passport": "passportNumber",
    "national_id": "idNumber",
    "registration": "registrationNumber",
    "tax": "taxNumber",
    "swift": "swiftBic",
    "lei": "leiCode",
}
GIVEN_NAMES, SURNAMES = ("firstName", "secondName", "middleName"), ("fatherName", "lastName")
VALUES, LETTERS, COMPOSED = 50, 500, 8
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Entity(Record, frozen=True, omit_defaults=False, rename={"schema_": "schema"}):
    """An entity as clients of yente know it; `target` is true while a decision on it is in force.

    `first_seen` is the day its list took it in, `last_change` the last day on which a decision on
    it began, where they are known.
    """

    id: str
    caption: str
    schema_: str
    properties: dict[str, list[Any]]
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    target: bool = False
    first_seen: datetime.datetime | None = None
    last_seen: datetime.datetime | None = None
    last_change: datetime.datetime | None = None


class Explained(Record, frozen=True, omit_defaults=False):
    """What one ground adds to a score, or takes from it, and why, in words."""

    score: float
    detail: str
    query: str | None = None
    candidate: str | None = None


class Example(Record, frozen=True, rename={"schema_": "schema"}):
    """An entity to match: what is known of whoever is asked about."""

    schema_: str
    properties: dict[str, list[str] | str]
    id: str | None = None


def id_of(listing: Listing) -> str:
    """The name of a listing, as in commands: `un/KPe.054`."""
    return f"{listing.list}/{listing.ref}"


def schema_of(listing: Listing) -> str:
    """The schema of a listing."""
    return SCHEMATA[listing.kind]


def entity_of(
    listing: Listing, datasets: tuple[str, ...], on: datetime.date, *, nested: bool = False
) -> Entity:
    """A listing as an entity on a day; `nested` puts its sanctions in."""
    properties: dict[str, list[Any]] = {
        name: list(dict.fromkeys(values)) for name, values in _properties(listing).items()
    }
    if nested:
        properties["sanctions"] = list(sanctions_of(listing, datasets))
    begun = [each.since for each in listing.decisions if each.since is not None]
    return Entity(
        id=id_of(listing),
        caption=listing.names[0].text,
        schema_=schema_of(listing),
        properties=properties,
        datasets=datasets,
        target=any(each.in_force(on) for each in listing.decisions),
        first_seen=_moment(listing.listed_on),
        last_change=_moment(max((day for day in begun if day <= on), default=None)),
    )


def sanctions_of(listing: Listing, datasets: tuple[str, ...]) -> Iterator[Entity]:
    """Each decision on a listing as a Sanction."""
    for number, decision in enumerate(listing.decisions, 1):
        properties: dict[str, list[Any]] = {
            name: list(values) for name, values in _sanction(listing, decision) if len(values) > 0
        }
        caption = decision.measure.replace("_", " ")
        name = f"{id_of(listing)}/decision/{number}"
        yield Entity(name, caption, "Sanction", properties, datasets)


def subject_of(example: Example) -> Subject:
    """Whoever an example is about.

    Raises:
        BadInput: there is no such schema, or too much is told of it.
    """
    kinds = kinds_of(example.schema_)
    told = {name: _texts(name, value) for name, value in example.properties.items()}
    gender = next(iter(told.get("gender", ())), "").casefold()
    return Subject(
        names=tuple(dict.fromkeys((*_all(told, NAMES), *_composed(told)))),
        kinds=kinds,
        born=tuple(told.get("birthDate", ())),
        countries=tuple(_all(told, (*COUNTRIES, *FLAGS))),
        identifiers=tuple(_identifiers(told, is_ship="vessel" in kinds)),
        addresses=tuple(_all(told, ("address", "full"))),
        gender=gender if gender in {"male", "female"} else "",
    )


def kinds_of(schema: str) -> tuple[ListingKind, ...]:
    """The kinds of listings that a schema takes in; none where it holds nothing that is listed.

    Raises:
        BadInput: there is no such schema.
    """
    if schema in WIDER:
        return WIDER[schema]
    if schema in KINDS:
        return (KINDS[schema],)
    if schema in SET_ASIDE:
        return ()
    advice = f"Use one of: {', '.join(sorted({*KINDS, *WIDER}))}."
    raise BadInput(f"no schema {schema[:80]!r}", where="schema", advice=advice)


def explained(like: Likeness, asked: tuple[str, ...]) -> dict[str, Explained]:
    """The grounds of a likeness: the name's likeness first, what lowers with a minus."""
    weighed = like.weighed
    query = ", ".join(asked) or None
    first = Explained(weighed.by_name, weighed.why, query, like.name.text)
    raised = {each.name: Explained(each.weight, each.words) for each in weighed.raised}
    lowered = {each.name: Explained(-each.weight, each.words) for each in weighed.lowered}
    return {"name": first} | raised | lowered


def _properties(listing: Listing) -> Properties:
    found: Properties = {}

    def put(name: str, values: Iterable[str]) -> None:
        for value in values:
            if value != "":
                found.setdefault(name, []).append(value)

    for name in listing.names:
        put(NAME_OF[name.quality], [name.text])
    for number in listing.identifiers:
        put(NUMBER_OF.get(number.scheme, "notes"), [number.value])
    put("birthDate", (text for text in listing.birth_dates if _DATE.fullmatch(text)))
    put("nationality" if listing.kind == "person" else "country", map(_code, listing.countries))
    put("flag" if listing.kind == "vessel" else "country", map(_code, listing.flags))
    put("gender", [listing.gender])
    put("address", listing.addresses)
    put("program", listing.programmes)
    put("notes", [listing.remarks])
    put("topics", ["sanction"] if len(listing.decisions) > 0 else [])
    return found


def _sanction(listing: Listing, decision: Decision) -> Iterator[tuple[str, list[str]]]:
    yield "authority", [listing.source] if listing.source else []
    yield "authorityId", [listing.ref]
    yield "program", [decision.instrument] if decision.instrument else []
    yield "provisions", [decision.measure.replace("_", " ")]
    yield "startDate", [] if decision.since is None else [decision.since.isoformat()]
    yield "endDate", [] if decision.until is None else [decision.until.isoformat()]


def _texts(name: str, value: list[str] | str) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if len(values) > VALUES:
        advice = f"Give at most {VALUES}."
        raise BadInput("too many values", where=name[:80], advice=advice)
    if any(len(text) > LETTERS for text in values):
        advice = f"Give at most {LETTERS} letters."
        raise BadInput("too long a value", where=name[:80], advice=advice)
    return [text.strip() for text in values if text.strip() != ""]


def _all(told: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for name in names for text in told.get(name, ())))


def _composed(told: Mapping[str, list[str]]) -> Iterator[str]:
    """Full names from their parts, where parts are all that is told."""
    parts = [told[name] for name in (*GIVEN_NAMES, *SURNAMES) if len(told.get(name, ())) > 0]
    if len(parts) > 0 and len(told.get("name", ())) == 0:
        yield from (" ".join(each) for each in islice(product(*parts), COMPOSED))


def _identifiers(told: Mapping[str, list[str]], *, is_ship: bool) -> Iterator[Identifier]:
    schemes = {**NUMBERS, "imoNumber": "imo" if is_ship else "company_imo"}
    for name, scheme in schemes.items():
        yield from (Identifier(scheme, text) for text in told.get(name, ()))


def _moment(day: datetime.date | None) -> datetime.datetime | None:
    return None if day is None else datetime.datetime.combine(day, datetime.time(), datetime.UTC)


@lru_cache(maxsize=2048)
def _code(text: str) -> str:
    """A country as FollowTheMoney writes it; what is none stays as it is."""
    return country_of(text).lower() or text
