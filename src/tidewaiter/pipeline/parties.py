"""Consignments by the names and numbers of their parties, through the index of past names."""

import threading
from pathlib import Path

from sqlalchemy import select

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput, Record
from tidewaiter.pipeline.dates import is_dated
from tidewaiter.screening import PastByNames

SOON = 2000  # events that are taken in while somebody waits
NEW_NAMES = 20_000  # names that are laid out while somebody waits
LEAST = 0.75
C = CONSIGNMENTS.c


class Party(Record, frozen=True):
    """A consignment, and the name or number in it that is like the one asked for."""

    number: int
    reference: str
    vessel: str
    scheme: str
    value: str


class Told(Record, frozen=True):
    """What was found; `behind` is the last event the index knows where that is not the last.

    It is 0 where there is no index to ask, and None where the index knows everything.
    """

    found: tuple[Party, ...] = ()
    behind: int | None = None


class Parties:
    """The index of past names of one desk.

    `tidewaiter rescreen` makes it and brings it up to date; of a few new events that is done when
    somebody asks.
    """

    def __init__(self, folder: Path, ledger: Ledger, standing: Standing) -> None:
        self._past = PastByNames(folder, ledger, is_dated=is_dated)
        self._ledger, self._standing = ledger, standing
        self._lock = threading.Lock()

    def find(self, text: str, *, limit: int) -> Told:
        """The consignments that hold a party or ship named so, newest first."""
        try:
            with self._lock:
                upto = self._follow()
                if upto == 0:
                    return Told(behind=0)
                held = self._past.find(text, at_least=LEAST, most_new=NEW_NAMES, limit=limit)
        except BadInput:
            return Told(behind=0)
        if held is None:
            return Told(behind=0)
        with self._standing.reading() as connection:
            numbers = [each.event for each in held]
            wanted = select(C.number, C.reference, C.vessel_name).where(C.number.in_(numbers))
            rows = {row.number: row for row in connection.execute(wanted)}
        found = (
            Party(each.event, row.reference, row.vessel_name, each.scheme, each.value)
            for each in held
            if (row := rows.get(each.event)) is not None
        )
        last = self._ledger.anchor().number
        return Told(tuple(found), None if upto == last else upto)

    def _follow(self) -> int:
        """Take in what is new where that is little; the last event taken in, 0 for no index."""
        last = self._ledger.anchor().number
        upto = self._past.upto()
        known = 0 if upto is None else upto.number
        if 0 < last - known <= SOON:
            return self._past.catch_up(thorough=False).number
        return known
