"""The record: consignments, events, what was missed, what is owed, and whether it is whole."""

import datetime
from itertools import islice
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from tidewaiter.cases.coverage import Asked, coverage, verified
from tidewaiter.cases.duties import duties
from tidewaiter.cases.queue import Waiting
from tidewaiter.cases.recorded import Chosen, consignments, standing_event
from tidewaiter.cases.reports import LawReports
from tidewaiter.ledger import Fault
from tidewaiter.model import (
    Actor,
    Anchor,
    Consignment,
    Coverage,
    Duty,
    Event,
    Record,
    Rescreened,
    Screened,
    Verdict,
)
from tidewaiter.model.finding import Action
from tidewaiter.web.api.answers import answer, gives, listed
from tidewaiter.web.api.bearer import ByToken, Reader
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.office import Office
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["record"])
LAST = 2**53
Number = Annotated[int, Path(ge=1, le=LAST)]
After = Annotated[int, Query(ge=0, le=LAST, description="The last number already had.")]
Size = Annotated[int, Query(ge=1, le=1000)]
Word = Annotated[str, Query(max_length=200)]
Text = Annotated[str, Query(max_length=200)]
_KINDS: dict[str, type[Screened | Rescreened]] = {"screened": Screened, "rescreened": Rescreened}
_WAITING = {
    "number": 12,
    "event": 12,
    "action": "detain",
    "duty": True,
    "reference": "MEDUXX1",
    "vessel": "FICTIONAL STAR",
    "loading": "KPNAM",
    "discharge": "CNDLC",
    "ground": "S/RES/2371 (2017) para 8",
    "hits": 0,
    "since": "2026-11-24T08:00:00Z",
    "due": "2026-11-24T12:00:00Z",
}


class OnRecord(Record, frozen=True):
    """A consignment and the verdict that stands on it.

    `number` is its `screened` event, `event` that of the verdict; they differ where a change of
    lists or a correction gave another. `at` and `by` are those of the verdict. `corrected` names
    the fields that are not as the document has them: the `screened` event has its own words.
    """

    number: int
    event: int
    at: datetime.datetime
    by: str
    consignment: Consignment
    verdict: Verdict
    corrected: tuple[str, ...] = ()


class Verified(Record, frozen=True, omit_defaults=False):
    """The faults of the chain, none where it is whole, and its end."""

    faults: tuple[Fault, ...]
    anchor: Anchor


@router.get(
    "/consignments",
    summary="The consignments on record",
    responses=gives(Waiting, example=_WAITING, many=True),
)
def show_consignments(  # noqa: PLR0913, PLR0917 - each narrows them
    request: Request,
    desk: Desk,
    _: Reader,
    after: After = 0,
    limit: Size = 50,
    reference: Text = "",
    document: Text = "",
    action: Action | None = None,
) -> Response:
    """Those of the last screening of each document, in the order screened.

    Each is a line as `tidewaiter queue --json` gives it. Ask for the next page with the `number` of
    the last one as `after`.
    """
    chosen = Chosen(reference, document, action, after, limit)
    return listed(request, consignments(desk.standing, desk.limits, chosen))


@router.get("/consignments/{number}", summary="One consignment", responses=gives(OnRecord))
def show_consignment(desk: Desk, _: Reader, number: Number) -> Response:
    """The consignment of a `screened` event, as judged, with the verdict that stands on it."""
    return answer(_on_record(desk, number))


def _on_record(desk: Office, number: int) -> OnRecord:
    event = desk.ledger.get(standing_event(desk.standing, number) or number)
    if event is None or event.kind not in _KINDS:
        advice = "/api/v1/consignments gives the numbers there are."
        raise NotThere("no consignment of that number", where=str(number), advice=advice)
    known = msgspec.json.decode(event.payload, type=_KINDS[event.kind])
    corrected = known.corrected if isinstance(known, Rescreened) else ()
    said = known.consignment, known.verdict, corrected
    return OnRecord(number, event.number, event.at, event.actor, *said)


@router.get("/events", summary="The events of the record", responses=gives(Event, many=True))
def show_events(
    request: Request,
    desk: Desk,
    _: Reader,
    after: After = 0,
    limit: Size = 100,
    kind: Word = "",
    subject: Text = "",
) -> Response:
    """Events in their order, from the one after `after`; `payload` is the JSON text as chained.

    Whoever has asked for all of them so far asks again with the last `number`: nothing is missed.
    """
    found = desk.ledger.events(kind=kind or None, subject=subject or None, after=after)
    return listed(request, islice(found, limit))


@router.get("/verify", summary="Whether the record is whole", responses=gives(Verified))
def verify(desk: Desk, _: Annotated[Actor, Depends(ByToken("verify"))]) -> Response:
    """Walk the whole chain: every altered, missing or reordered event is named.

    This is `tidewaiter verify --json`. It takes as long as the record is.
    """
    end = desk.ledger.anchor()
    return answer(Verified(desk.ledger.verify(), end))


@router.get("/coverage", summary="What was not examined", responses=gives(Coverage))
def show_coverage(
    desk: Desk,
    _: Reader,
    first: Annotated[datetime.date | None, Query(alias="from")] = None,
    last: Annotated[datetime.date | None, Query(alias="to")] = None,
    port: Text = "",
    most: Annotated[int, Query(ge=0, le=10_000, description="Items listed of each gap.")] = 100,
    check: Annotated[bool, Query(description="Walk the chain too, as the command does.")] = False,
) -> Response:
    """Five gaps, how many of how many, and what cannot be counted: `tidewaiter coverage --json`."""
    whole = verified(desk.ledger)[0] if check else 0
    asked = Asked(first, last, port, most)
    reports = _reports(desk)
    found = coverage(
        desk.standing, desk.limits, desk.now(), asked, reports=reports, verified_to=whole
    )
    return answer(found)


@router.get("/duties", summary="What is owed", responses=gives(Duty, many=True))
def show_duties(
    request: Request,
    desk: Desk,
    _: Reader,
    every: Annotated[bool, Query(alias="all", description="Filed reports too.")] = False,
) -> Response:
    """By whom, by when, and to whom it goes when it is late: `tidewaiter duties --json`."""
    found = duties(desk.standing, desk.limits, desk.now(), reports=_reports(desk), every=every)
    return listed(request, found)


def _reports(desk: Office) -> LawReports:
    return LawReports(desk.law, desk.limits.follow_up_days.report)
