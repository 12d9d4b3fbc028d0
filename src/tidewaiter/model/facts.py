"""Everything an assessment may look at, gathered before it starts."""

import datetime
from typing import Literal

from tidewaiter.model.listing import Hit
from tidewaiter.model.record import Evidence, Record

Direction = Literal["from_target", "to_target", "other"]
Strength = Literal["certain", "possible"]


class Nexus(Record, frozen=True):
    """A sign that ties the subject to the sanctioned territory.

    `kind` is a closed word (`port`, `country`, `origin`, `flag`, `mmsi`, `call_sign`,
    `address`, `nationality`, `route`, `words`); `direction` says which way the goods go by
    this sign alone; `possible` marks a sign a person must settle (`KOREA` alone). `place` is
    the gazetteer's name of the place where the sign is one (`Rajin`).
    """

    kind: str
    direction: Direction
    strength: Strength
    evidence: Evidence
    why: str
    place: str = ""


class Product(Record, frozen=True):
    """A product of the goods vocabulary met in a description (`coal`, `iron_ore`)."""

    name: str
    strength: Strength
    evidence: Evidence


class GoodsFact(Record, frozen=True):
    """One goods item as the law sees it.

    `hs` holds the digits of the declared codes (2 to 10, no points); `alternatives` is True
    where the codes are alternatives of one act and any may apply. `products` come from words.
    """

    field: str
    description: str = ""
    hs: tuple[str, ...] = ()
    alternatives: bool = False
    products: tuple[Product, ...] = ()
    hs_evidence: tuple[Evidence, ...] = ()


class Statement(Record, frozen=True):
    """A fact from the closed vocabulary of the law files, with what shows it."""

    name: str
    value: str
    evidence: Evidence


class Facts(Record, frozen=True):
    """One act on one date: what moved, which way, and what is known of it.

    `conduct` names what was done where it is more than moving goods, in the law's closed words
    (`charter_ship`). `act_date` decides which law and which listings bind; `known_on` is the day
    of knowledge.
    `directions` may hold both ways (goods that come from and go back).
    """

    subject: str
    act_date: datetime.date
    known_on: datetime.date
    directions: tuple[Direction, ...] = ("other",)
    goods: tuple[GoodsFact, ...] = ()
    nexus: tuple[Nexus, ...] = ()
    hits: tuple[Hit, ...] = ()
    statements: dict[str, Statement] = {}
    conduct: Statement | None = None

    def says(self, name: str) -> str | None:
        """The value stated for a fact, or None where nothing is said."""
        statement = self.statements.get(name)
        return None if statement is None else statement.value
