"""The consignments on record, page by page, and the verdict that stands on each."""

from typing import Any

from sqlalchemy import ColumnElement, select

from tidewaiter.cases.gap_consignments import decision_due
from tidewaiter.cases.limits import Limits
from tidewaiter.cases.queue import Waiting, waiting_of
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS
from tidewaiter.model import Record
from tidewaiter.model.finding import ACTIONS, Action

C = CONSIGNMENTS.c


class Chosen(Record, frozen=True):
    """Which consignments: of a reference, a document (SHA-256), an action; those after a number."""

    reference: str = ""
    document: str = ""
    action: Action | None = None
    after: int = 0
    size: int = 50


def consignments(standing: Standing, limits: Limits, chosen: Chosen) -> tuple[Waiting, ...]:
    """The consignments of the last screening of each document, in the order screened.

    The next page is asked for with the `number` of the last one as `after`.
    """
    where: list[ColumnElement[bool]] = [C.number > chosen.after]
    if chosen.reference != "":
        where.append(C.reference == chosen.reference)
    if chosen.document != "":
        where.append(C.document == chosen.document)
    if chosen.action is not None:
        where.append(C.rank == ACTIONS.index(chosen.action))
    due = decision_due(limits).label("until")
    page = select(CONSIGNMENTS, due).where(*where).order_by(C.number).limit(chosen.size)
    with standing.reading() as connection:
        return tuple(waiting_of(row) for row in connection.execute(page))


def standing_event(standing: Standing, number: int) -> int | None:
    """The event of the verdict that stands on a consignment, by its `screened` event."""
    found: Any = select(C.event).where(C.number == number)
    with standing.reading() as connection:
        event: int | None = connection.execute(found).scalar_one_or_none()
    return event
