"""Requests for papers, read from the ledger."""

import msgspec

from tidewaiter.ledger import Ledger
from tidewaiter.model import PaperRequest, PapersAsked, PapersClosed

ASKED = "papers_asked"
CLOSED = "papers_closed"


def requests_of(ledger: Ledger, name: str, reference: str) -> tuple[PaperRequest, ...]:
    """Every request on a consignment, in the order asked; `name` is that of a case on it."""
    ended = {}
    for event in ledger.events(kind=CLOSED, subject=name):
        closed = msgspec.json.decode(event.payload, type=PapersClosed)
        ended[closed.asked] = (event, closed)
    found = []
    for event in ledger.events(kind=ASKED, subject=name):
        asked = msgspec.json.decode(event.payload, type=PapersAsked)
        request = PaperRequest(number=event.number, by=event.actor, at=event.at, asked=asked)
        end = ended.get(event.number)
        if end is not None:
            by, at = end[0].actor, end[0].at
            request = msgspec.structs.replace(request, closed=end[1], closed_by=by, closed_at=at)
        if asked.reference == reference:
            found.append(request)
    return tuple(found)
