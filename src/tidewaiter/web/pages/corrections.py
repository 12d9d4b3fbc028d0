"""Correct what a document says: choose a value, say what is so and why, have it agreed to."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from tidewaiter.cases.corrections import holding
from tidewaiter.cases.dossier import Dossier
from tidewaiter.model import Actor, BadInput, Conflict, CorrectionDecided
from tidewaiter.pipeline.correcting import correctable, text_at
from tidewaiter.pipeline.corrections import Wish
from tidewaiter.web.came_from import within
from tidewaiter.web.field_words import words_of
from tidewaiter.web.pages.consignment import dossier_of
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, text_of

router = APIRouter()
Corrector = Annotated[Actor, Depends(Needs("correct"))]


class Value(NamedTuple):
    """A value that may be corrected: what it is in words, as written, and what counts now."""

    field: str
    words: str
    written: str
    now: str


@router.get("/consignments/{number}/corrections")
def choose(request: Request, desk: Desk, _: Corrector, number: int, field: str = "") -> Response:
    """The values of a consignment; with `field` the form to correct one."""
    return _page(request, dossier_of(desk, number), field)


@router.post("/consignments/{number}/corrections")
def correct(request: Request, desk: Desk, actor: Corrector, number: int, form: Posted) -> Response:
    """Record what is so; where that takes something away, it waits for a second person."""
    seen = text_of(form, "seen")
    wish = Wish(
        field=text_of(form, "field"),
        value=text_of(form, "value"),
        why=text_of(form, "why"),
        seen=int(seen) if seen.isdecimal() else 0,
    )
    try:
        made = desk.corrections.correct(number, wish, actor, desk.now())
    except (BadInput, Conflict) as error:
        told = dossier_of(desk, number)
        if wish.field not in {each.field for each in correctable(told.written)}:
            raise
        return _page(request, told, wish.field, error=error, wish=wish)
    here = within(f"/consignments/{number}", text_of(form, "in"), corrected=made.number)
    return RedirectResponse(here, status_code=303)


@router.post(
    "/consignments/{number}/corrections/{correction}", dependencies=[Depends(Needs("read"))]
)
def decide(request: Request, desk: Desk, number: int, correction: int, form: Posted) -> Response:
    """Agree with a correction, send it back, or take one's own back."""
    actor = Needs("read")(request)
    agrees = text_of(form, "answer") == "approve"
    said = CorrectionDecided(correction, agrees, text_of(form, "why"))
    desk.corrections.decide(number, said, actor, desk.now())
    here = within(f"/consignments/{number}", text_of(form, "in"), corrected=correction)
    return RedirectResponse(here, status_code=303)


def _page(
    request: Request,
    told: Dossier,
    field: str,
    *,
    error: BadInput | Conflict | None = None,
    wish: Wish | None = None,
) -> Response:
    values = [
        Value(
            each.field,
            words_of(request, told.written, each.field),
            each.value,
            _now(told, each.field),
        )
        for each in correctable(told.written)
    ]
    chosen = next((each for each in values if each.field == field), None)
    return page(
        request,
        "consignments/correct.html",
        status=200 if error is None else 400,
        told=told,
        values=values,
        chosen=chosen,
        corrected={each.correction.field for each in holding(told.corrections)},
        error=error,
        wish=wish,
        at_fault="why" if wish is not None and wish.why == "" else "value",
        here=request.query_params.get("in", ""),
        within=within,
    )


def _now(told: Dossier, field: str) -> str:
    """What counts in a field; the document may have been read otherwise since."""
    return text_at(told.consignment, field)
