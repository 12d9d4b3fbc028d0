"""One event of the ledger, as it was written."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from tidewaiter.ledger import digest_of
from tidewaiter.ledger.chain import FIELDS, time_text
from tidewaiter.model import Event
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
# Payloads longer than this are cut on the page: the whole stands in the ledger.
SHOWN = 60_000


@router.get("/events/{number}")
def show(request: Request, desk: Desk, _: Reader, number: int) -> Response:
    """Who, when, what, on which versions, and how it is chained to the event before."""
    event = desk.ledger.get(number) if 0 < number < 1 << 62 else None
    if event is None:
        raise HTTPException(404)
    text = json.dumps(json.loads(event.payload), ensure_ascii=False, indent=2)
    return page(
        request,
        "events/event.html",
        event=event,
        text=text[:SHOWN],
        cut=len(text) > SHOWN,
        matches=_digest(event) == event.digest,
        following=desk.ledger.get(number + 1) is not None,
        about=_about(event),
    )


def _digest(event: Event) -> str:
    """The digest worked out anew from what is written."""
    return digest_of([time_text(event.at) if f == "at" else getattr(event, f) for f in FIELDS])


def _about(event: Event) -> str:
    """The page of what the event is about, empty where it has none."""
    if event.kind == "screened":
        return f"/consignments/{event.number}"
    if event.kind == "case":
        return f"/cases/{event.subject}"
    if event.kind in {"document", "unopened"}:
        return f"/imports/{event.document}"
    return ""
