"""A hit on record as it was reached: the listing of that edition, and what was said of it since."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from tidewaiter.cases.standing import Standing as Tables
from tidewaiter.cases.standing_tables import CONSIGNMENTS
from tidewaiter.ledger import DECIDED, Ledger, all_rulings
from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    BadInput,
    Event,
    Hit,
    Listing,
    ListVersion,
    Opinion,
    RulingDecided,
    Screened,
    Standing,
    Subject,
)
from tidewaiter.pipeline.rulings import KINDS, OPINION, Met
from tidewaiter.pipeline.shelf import Shelf
from tidewaiter.screening import Rulings, subject_at
from tidewaiter.screening.rulings import party_identity


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling on a pair: `ended` is the event that withdrew or refused it, if one did."""

    standing: Standing
    ended: Event | None
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion on a pair, with its event."""

    event: Event
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Match:
    """A hit of a recorded verdict; `later` is the event of the verdict that stands now, else 0."""

    event: Event
    met: Met
    index: int
    consignment: int
    subject: Subject
    rulings: tuple[Ruled, ...]
    opinions: tuple[Said, ...]
    later: int = 0

    @property
    def waiting(self) -> Ruled | None:
        """The ruling that waits for a second person, if one does."""
        open_ones = (each for each in self.rulings if each.ended is None)
        return next((each for each in open_ones if each.standing.waits), None)

    @property
    def holding(self) -> Ruled | None:
        """The ruling that holds, if one does."""
        open_ones = (each for each in self.rulings if each.ended is None)
        done = (each for each in open_ones if not each.standing.waits)
        return next((each for each in done if len(each.changed) == 0), None)


def recorded_match(ledger: Ledger, tables: Tables, shelf: Shelf, place: tuple[int, int]) -> Match:
    """The hit of a verdict, by the number of its event and its place among the hits from 0.

    Raises:
        BadInput: there is no such verdict or hit, or its edition of the list is not stored.
    """
    number, index = place
    event = ledger.get(number)
    if event is None or event.kind not in KINDS:
        advice = "Open the match from the page of its consignment."
        raise BadInput("no verdict on a consignment", where=f"event {number}", advice=advice)
    screened = msgspec.json.decode(event.payload, type=Screened)
    hits = screened.verdict.hits
    if not 0 <= index < len(hits):
        what = f"the verdict has {len(hits)} hits"
        raise BadInput(what, where=f"event {number}", advice="Open it from its consignment.")
    hit = hits[index]
    listing, version = _listing(shelf, screened, hit)
    met = Met(number, screened, hit, listing, version)
    consignment, later = _standing(tables, event, screened.position)
    return Match(
        event=event,
        met=met,
        index=index,
        consignment=consignment,
        subject=subject_at(screened.consignment, hit.evidence),
        rulings=tuple(_rulings(ledger, met)),
        opinions=tuple(_opinions(ledger, met)),
        later=later,
    )


def decided_by(ledger: Ledger, number: int) -> RulingDecided | None:
    """What a second person said of a ruling; None where nobody has."""
    for event in ledger.events(kind=DECIDED, subject=f"ruling {number}"):
        return msgspec.json.decode(event.payload, type=RulingDecided)
    return None


def _listing(shelf: Shelf, screened: Screened, hit: Hit) -> tuple[Listing, ListVersion]:
    """The entry in the edition it was met in."""
    lists = screened.verdict.lists
    likely = [v for v in lists if v.name == hit.list] + [v for v in lists if v.source == hit.source]
    for version in dict.fromkeys((*likely, *lists)):
        listing = find_listing(shelf.list_of(version), hit.list, hit.ref)
        if listing is not None:
            return listing, version
    what = "the entry stands in none of the stored editions of the lists it was met in"
    advice = "Restore the home folder of that time."
    raise BadInput(what, where=f"{hit.list}/{hit.ref}", advice=advice)


def find_listing(loaded: LoadedList, name: str, ref: str) -> Listing | None:
    """An entry of a list, by the name it is listed under and its reference."""
    found = (x for x in loaded.listings if x.ref == ref and x.list == name)
    return next(found, None)


def _standing(tables: Tables, event: Event, position: int) -> tuple[int, int]:
    """The consignment's number now, and the event of its verdict where that is another one."""
    c = CONSIGNMENTS.c
    with tables.reading() as connection:
        wanted = select(c.number, c.event).where(
            c.document == event.document, c.position == position
        )
        row = connection.execute(wanted).first()
    if row is None:
        return 0, 0
    return row.number, 0 if row.event == event.number else row.event


def _rulings(ledger: Ledger, met: Met) -> Iterator[Ruled]:
    """Every ruling on this party and listing, ended ones too, oldest first."""
    for standing, ended in all_rulings(ledger, listing=met.name):
        said = Rulings((standing,)).on(met.screened.consignment, met.hit.evidence, met.listing)
        if said is not None:
            yield Ruled(standing, ended, said.changed)


def _opinions(ledger: Ledger, met: Met) -> Iterator[Said]:
    party = party_identity(subject_at(met.screened.consignment, met.hit.evidence))
    for event in ledger.events(kind=OPINION, subject=met.name):
        opinion = msgspec.json.decode(event.payload, type=Opinion)
        said_of = party_identity(opinion.subject)
        if said_of == party or not set(said_of.names).isdisjoint(party.names):
            yield Said(event, opinion)
