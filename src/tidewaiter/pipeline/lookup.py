"""Look one name up on the lists."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from tidewaiter.codes import parse_imo
from tidewaiter.lists import LoadedList
from tidewaiter.model import Decision, Listing, Record
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Score
from tidewaiter.screening import Screener

KINDS: dict[str, tuple[ListingKind, ...]] = {
    "any": ("person", "organization", "vessel", "aircraft", "other"),
    "person": ("person",),
    "organization": ("organization", "other"),
    "vessel": ("vessel",),
}
# A birth year or a ship's number that disagrees leaves a namesake to be looked at, not a match.
DISAGREES = 0.25
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A name and what else is known of its bearer."""

    name: str
    kinds: tuple[ListingKind, ...]
    born: str = ""
    country: str = ""
    imo: str = ""


class Found(Record, frozen=True):
    """A listing like the name: score from 0 to 1, why, and its decisions in force that day."""

    list: str
    ref: str
    kind: ListingKind
    name: str
    score: float
    why: str
    decisions: tuple[Decision, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def look_up(
    question: Question, lists: Sequence[LoadedList], *, on: datetime.date, limit: int
) -> tuple[Found, ...]:
    """The listings most like the question, best first; the same ship's number comes first."""
    candidates = Screener(lists).search(question.name, question.kinds, limit=limit * 2)
    answers = {
        (c.listing.list, c.listing.ref): _weighed(c.listing, c.name.text, c.score, question)
        for c in candidates
    }
    for loaded in lists:
        for listing in loaded.listings:
            if question.imo != "" and _same_ship(listing, question.imo):
                score = Score(value=1.0, why=f"the same IMO number, {question.imo}")
                name = listing.names[0].text
                answers[listing.list, listing.ref] = _found(listing, name, score)
    held = {(x.list, x.ref): x for loaded in lists for x in loaded.listings}
    dated = (
        msgspec.structs.replace(
            found, decisions=tuple(d for d in held[key].decisions if d.in_force(on))
        )
        for key, found in answers.items()
    )
    return tuple(sorted(dated, key=lambda each: -each.score)[:limit])


def _found(listing: Listing, name: str, score: Score) -> Found:
    return Found(
        list=listing.list,
        ref=listing.ref,
        kind=listing.kind,
        name=name,
        score=score.value,
        why=score.why,
        birth_dates=listing.birth_dates,
        countries=listing.countries,
    )


def _weighed(listing: Listing, name: str, score: Score, question: Question) -> Found:
    doubts = []
    years = {date[:YEAR_DIGITS] for date in listing.birth_dates}
    if question.born != "" and years and question.born[:YEAR_DIGITS] not in years:
        doubts.append(f"born {', '.join(sorted(years))} by the list")
    ships = [each.value for each in listing.identifiers if each.scheme == "imo"]
    if question.imo != "" and ships and not _same_ship(listing, question.imo):
        doubts.append(f"the list gives IMO {', '.join(ships)}")
    if question.country != "" and listing.countries and question.country not in listing.countries:
        doubts.append(f"of {', '.join(listing.countries)} by the list")
    value = max(0.0, score.value - DISAGREES * len(doubts))
    return _found(listing, name, Score(value=value, why="; but ".join([score.why, *doubts])))


def _same_ship(listing: Listing, imo: str) -> bool:
    asked = parse_imo(imo)
    held = (parse_imo(each.value) for each in listing.identifiers if each.scheme == "imo")
    return asked is not None and any(number == asked for number in held)
