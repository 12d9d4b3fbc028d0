"""Papers asked for: the request, its letter, and how it ended."""

import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.dossier import Dossier
from tidewaiter.cases.paper_requests import ask, close, offered
from tidewaiter.model import Actor, AskedPaper, Attached, BadInput, PapersClosed
from tidewaiter.web.came_from import within
from tidewaiter.web.field_words import KINDS
from tidewaiter.web.office import Office
from tidewaiter.web.pages.consignment import dossier_of
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of, texts_of

router = APIRouter()
Asker = Annotated[Actor, Depends(Needs("ask_papers"))]
DAYS = 7  # until a request is due, where nobody says otherwise
FIELDS = ("party", "due", "words", "others")


@router.get("/consignments/{number}/papers")
def choose(request: Request, desk: Desk, _: Asker, number: int) -> Response:
    """The form: which papers, of whom, by when."""
    due = desk.today() + datetime.timedelta(days=DAYS)
    given = dict.fromkeys(FIELDS, "") | {"due": due.isoformat()}
    return _form(request, dossier_of(desk, number), given)


@router.post("/consignments/{number}/papers")
def request_papers(
    request: Request, desk: Desk, actor: Asker, number: int, form: Posted
) -> Response:
    """Record the request, and lead to its letter."""
    told = dossier_of(desk, number)
    try:
        asked = ask(
            desk.ledger,
            told,
            _papers(told, form),
            _number(form, "party"),
            _day(form),
            words=text_of(form, "words"),
            actor=actor,
            at=desk.now(),
        )
    except BadInput as error:
        given = {name: text_of(form, name) for name in FIELDS}
        return _form(request, told, given, chosen=texts_of(form, "paper"), error=error)
    here = within(f"/consignments/{number}/papers/{asked}", text_of(form, "in"))
    return RedirectResponse(here, status_code=303)


@router.get("/consignments/{number}/papers/{asked}")
def letter(request: Request, desk: Desk, _: Reader, number: int, asked: int) -> Response:
    """The letter, for paper, in the language of the page."""
    told = dossier_of(desk, number)
    found = next((each for each in told.requests if each.number == asked), None)
    if found is None:
        raise HTTPException(404)
    here = request.query_params.get("in", "")
    return page(
        request,
        "consignments/letter.html",
        told=told,
        one=found,
        here=here,
        within=within,
        asker=desk.users.get(found.by),
    )


@router.post("/consignments/{number}/papers/{asked}")
def end(desk: Desk, actor: Asker, number: int, asked: int, form: Posted) -> Response:
    """Say that the papers came, with the one handed in, or that they will not."""
    told = dossier_of(desk, number)
    closed = PapersClosed(
        asked=asked,
        received=text_of(form, "answer") == "received",
        why=text_of(form, "why"),
    )
    paper = _paper(desk, form.get("file"), asked) if closed.received else None
    close(desk.ledger, told, closed, paper, actor, desk.now())
    here = within(f"/consignments/{number}", text_of(form, "in"))
    return RedirectResponse(f"{here}#papers", status_code=303)


def _form(
    request: Request,
    told: Dossier,
    given: dict[str, str],
    *,
    chosen: tuple[str, ...] = (),
    error: BadInput | None = None,
) -> Response:
    parties = [
        (index, each, KINDS.get(each.role, each.role.replace("_", " ")))
        for index, each in enumerate(told.written.parties)
        if each.name != ""
    ]
    return page(
        request,
        "consignments/ask.html",
        status=200 if error is None else 400,
        told=told,
        offered=tuple(offered(told)),
        parties=parties,
        given=given,
        chosen=chosen,
        error=error,
        here=request.query_params.get("in", ""),
        within=within,
    )


def _papers(told: Dossier, form: FormData) -> tuple[AskedPaper, ...]:
    """Those of the findings that were ticked, and one for each line of the others."""
    known = tuple(offered(told))
    ticked = {_index(text) for text in texts_of(form, "paper")}
    lines = (line.strip() for line in text_of(form, "others").splitlines())
    return (
        *(each for index, each in enumerate(known) if index in ticked),
        *(AskedPaper(line) for line in lines if line != ""),
    )


def _paper(desk: Office, file: object, asked: int) -> Attached | None:
    if not isinstance(file, UploadFile) or file.filename in {None, ""}:
        return None
    kept = Attachments(desk.settings.attachments).keep(file.file, file.filename or "")
    return msgspec.structs.replace(kept, about=f"asked for in event {asked}")


def _number(form: FormData, name: str) -> int:
    return _index(text_of(form, name))


def _index(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else -1


def _day(form: FormData) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text_of(form, "due"))
    except ValueError as error:
        advice = "Write it as 2026-11-24; nothing was recorded."
        raise BadInput("no day to be due on", where="due", advice=advice) from error
