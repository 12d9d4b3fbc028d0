"""What a document says, corrected; and what a second person says of that."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from tidewaiter.model import Actor, Corrected, CorrectionDecided, Record
from tidewaiter.pipeline.corrections import Wish
from tidewaiter.web.api.answers import answer, gives, takes
from tidewaiter.web.api.bearer import ByToken, Reader
from tidewaiter.web.api.bodies import Sent
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.api.record import Number
from tidewaiter.web.office import Office
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["record"])
Corrector = Annotated[Actor, Depends(ByToken("correct"))]


class NewCorrection(Record, frozen=True, forbid_unknown_fields=True):
    """A value that is otherwise than the document says.

    `field` is its path, `value` what is so (the document's own word lets that word count again),
    `event` that of the verdict as it was seen: where another stands by now, nothing is saved.
    """

    field: str
    value: str
    why: str
    event: int


class NewDecision(Record, frozen=True, forbid_unknown_fields=True):
    """What a second person says of a correction that waits; `why` is needed to send it back."""

    approved: bool
    why: str = ""


_CORRECTION = {
    "field": "goods[0].origin",
    "value": "KP",
    "why": "The certificate of origin, seen at the berth",
    "event": 12,
}


@router.get(
    "/consignments/{number}/corrections",
    summary="What of it was corrected",
    responses=gives(Corrected, many=True),
)
def show_corrections(desk: Desk, _: Reader, number: Number) -> Response:
    """Every correction of a consignment in the order made, with what became of it."""
    return answer(desk.corrections.of(_there(desk, number)))


@router.post(
    "/consignments/{number}/corrections",
    summary="Correct a value",
    openapi_extra=takes(NewCorrection, _CORRECTION),
    responses=gives(Corrected, status=201),
    status_code=201,
)
def correct(
    desk: Desk,
    actor: Corrector,
    number: Number,
    new: Annotated[NewCorrection, Depends(Sent(NewCorrection))],
) -> Response:
    """The consignment is screened again with it; the document's own words stay.

    Where it takes something away from the answer it waits for a second person, and `verdict` is 0.
    """
    wish = Wish(field=new.field, value=new.value, why=new.why, seen=new.event)
    return answer(desk.corrections.correct(_there(desk, number), wish, actor, desk.now()), 201)


@router.post(
    "/consignments/{number}/corrections/{correction}",
    summary="Agree with a correction, or send it back",
    openapi_extra=takes(NewDecision, {"approved": True}),
    responses=gives(Corrected),
)
def decide(
    desk: Desk,
    actor: Reader,
    number: Number,
    correction: Number,
    new: Annotated[NewDecision, Depends(Sent(NewDecision))],
) -> Response:
    """By another person than who made it; who made it may take it back."""
    said = CorrectionDecided(correction, new.approved, new.why)
    return answer(desk.corrections.decide(_there(desk, number), said, actor, desk.now()))


def _there(desk: Office, number: int) -> int:
    """The number, where it is that of a consignment."""
    event = desk.ledger.get(number)
    if event is None or event.kind != "screened":
        advice = "/api/v1/consignments gives the numbers there are."
        raise NotThere("no consignment of that number", where=str(number), advice=advice)
    return number
