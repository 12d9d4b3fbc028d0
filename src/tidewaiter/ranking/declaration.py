"""What is known of a declared line before it is opened, and what opening it showed."""

import datetime
import math

from tidewaiter.model import BadInput, Record
from tidewaiter.ranking.choosing import Way


class Declaration(Record, frozen=True):
    """One declared line of goods, as the ranking sees it; an empty field is unknown.

    `id` names the line, `date` is the day it was declared. Parties are identifiers, the same
    text for the same party; `vessel` is an IMO number or a name. `hs` is digits, `origin` and
    `departure` are country codes, `loading` is the port of loading, and `office`, `procedure`,
    `use`, `payment`, `mode`, `marking`, `tax_type` and `tax_rate` are the codes of the
    administration. `value` is the declared value of the line in `currency`.

    Raises:
        BadInput: on construction, for a missing id, an HS code that is not 2 to 10 digits, or
            a weight or value below zero or not finite.
    """

    id: str
    date: datetime.date
    importer: str = ""
    declarant: str = ""
    seller: str = ""
    courier: str = ""
    vessel: str = ""
    hs: str = ""
    origin: str = ""
    departure: str = ""
    loading: str = ""
    office: str = ""
    procedure: str = ""
    use: str = ""
    payment: str = ""
    mode: str = ""
    marking: str = ""
    tax_type: str = ""
    tax_rate: str = ""
    net_weight_kg: float | None = None
    value: float | None = None
    currency: str = ""

    def __post_init__(self) -> None:
        where = f"declaration {self.id or '(without id)'}"
        if self.id == "":
            raise BadInput("a declaration has no id", where=where, advice="Give each line an id.")
        if self.hs != "" and not (
            self.hs.isascii() and self.hs.isdigit() and 2 <= len(self.hs) <= 10
        ):
            advice = "Give 2 to 10 digits, or leave it empty."
            raise BadInput(f"HS code {self.hs!r} is not digits", where=where, advice=advice)
        for name, amount in (("net weight", self.net_weight_kg), ("value", self.value)):
            if amount is not None and not (math.isfinite(amount) and amount >= 0):
                advice = "Give a number of zero or more, or leave it out."
                raise BadInput(f"{name} {amount} cannot be", where=where, advice=advice)


class Opening(Record, frozen=True):
    """What opening one declared line showed.

    `false` is True where the goods were not as declared. `known_on` is the day the result was
    known: nothing declared before the next day may be ranked with its help. `way` says how it
    came to be opened, and `stands_for` how many lines of its queue a random one stands for
    (`Chosen.stands_for`).

    Raises:
        BadInput: on construction, for a result known before its declaration, or a line that
            stands for less than one.
    """

    declaration: Declaration
    false: bool
    known_on: datetime.date
    way: Way = ""
    stands_for: float = 1.0

    def __post_init__(self) -> None:
        where = f"opening of declaration {self.declaration.id}"
        if self.known_on < self.declaration.date:
            what = f"result known on {self.known_on}, before the line was declared"
            raise BadInput(what, where=where, advice="Correct one of the two dates.")
        if not (math.isfinite(self.stands_for) and self.stands_for >= 1):
            what = f"one line cannot stand for {self.stands_for}"
            raise BadInput(what, where=where, advice="Give the number `choose` gave.")
