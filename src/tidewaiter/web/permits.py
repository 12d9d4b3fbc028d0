"""The answers on the permits of one imported list, the most pressing first."""

from itertools import islice

import msgspec

from tidewaiter.ledger import Ledger
from tidewaiter.model import PermitVerdict, Record, Screening
from tidewaiter.monitor.labour.permits import ORDER

MOST = 2000  # permits of one list that are looked through for a page
SHOWN = 100


class PermitRow(Record, frozen=True):
    """One answer, and the number of the event that holds it."""

    number: int
    answer: PermitVerdict


class Permits(Record, frozen=True):
    """The rows that are shown, of how many; `cut` where more were read than are looked through."""

    rows: tuple[PermitRow, ...] = ()
    total: int = 0
    cut: bool = False


def permits_of(ledger: Ledger, screening: Screening) -> Permits:
    """The answers of the last screening of a list of permits."""
    if screening.permits == 0:
        return Permits()
    events = ledger.events(kind="permit", document=screening.document.sha256)
    own = (event for event in events if event.number >= screening.first)
    rows = [
        PermitRow(event.number, msgspec.json.decode(event.payload, type=PermitVerdict))
        for event in islice(own, MOST)
    ]
    rows.sort(key=lambda row: ORDER.index(row.answer.outcome))
    return Permits(tuple(rows[:SHOWN]), screening.permits, screening.permits > MOST)
