"""Corrections of what documents say, read from the ledger."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS
from tidewaiter.ledger import Ledger
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Corrected, Correction, CorrectionDecided, Event

C = CONSIGNMENTS.c
CORRECTION = "correction"
DECIDED = "correction_decided"
RECORRECTED = "recorrected"
KINDS = (CORRECTION, DECIDED, RECORRECTED)


def corrections_of(ledger: Ledger, name: str, reference: str) -> tuple[Corrected, ...]:
    """Every correction of a consignment, in the order made.

    `name` is that of a case on it; `reference` tells it from another that stood in its place.
    """
    made = ledger.events(kind=CORRECTION, subject=name)
    decided = {}
    for event in ledger.events(kind=DECIDED, subject=name):
        said = msgspec.json.decode(event.payload, type=CorrectionDecided)
        decided[said.correction] = (event, said)
    found = (_read(event, decided.get(event.number)) for event in made)
    return tuple(each for each in found if each.correction.reference == reference)


def holding(made: Iterable[Corrected]) -> tuple[Corrected, ...]:
    """Those that count now: of each field the last, unless the document's own word counts again."""
    last = {each.correction.field: each for each in made if each.state == "made"}
    return tuple(each for each in last.values() if each.correction.value != each.correction.written)


def waiting_corrections(ledger: Ledger, standing: Standing) -> tuple[tuple[int, Corrected], ...]:
    """Those that a second person has still to look at, each with its consignment's number.

    They come in the order made, and only these are read. One whose consignment its document holds
    no more waits for nobody.
    """
    later = EVENTS.alias("later")
    over = select(later.c.number).where(
        later.c.kind == DECIDED,
        later.c.subject == EVENTS.c.subject,
        later.c.number > EVENTS.c.number,
    )
    asked = EVENTS.c.payload.contains('"needs_second":true', autoescape=True)
    numbers = select(EVENTS.c.number).where(EVENTS.c.kind == CORRECTION, asked, ~over.exists())
    with ledger.tables() as connection:
        found = list(connection.execute(numbers.order_by(EVENTS.c.number)).scalars())
    events = (ledger.get(number) for number in found)
    waiting = [_read(event, None) for event in events if event is not None]
    names = [each.name for each in waiting]
    with standing.reading() as connection:
        wanted = select(C.case_id, C.reference, C.number).where(C.case_id.in_(names))
        wanted = wanted.where(C.document.in_({each.document for each in waiting}))
        there = {(row.case_id, row.reference): row.number for row in connection.execute(wanted)}
    pairs = ((there.get((each.name, each.correction.reference)), each) for each in waiting)
    return tuple((number, each) for number, each in pairs if number is not None)


def _read(event: Event, decided: tuple[Event, CorrectionDecided] | None) -> Corrected:
    return Corrected(
        number=event.number,
        by=event.actor,
        at=event.at,
        name=event.subject,
        document=event.document,
        correction=msgspec.json.decode(event.payload, type=Correction),
        decided_by="" if decided is None else decided[0].actor,
        decided=None if decided is None else decided[1],
    )
