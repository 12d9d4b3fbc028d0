"""Documents put before the screening: dropped on a page, or chosen in a form."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from tidewaiter import cargo
from tidewaiter.model import Actor, BadInput
from tidewaiter.pipeline.uploads import MOST_BYTES, Progress, Wish
from tidewaiter.web import labels
from tidewaiter.web.office import Office
from tidewaiter.web.pages.today import arrivals
from tidewaiter.web.render import page, translate
from tidewaiter.web.visitor import Desk, Needs, Posted, text_of, texts_of
from tidewaiter.web.words import N_

router = APIRouter()
Screener = Annotated[Actor, Depends(Needs("screen"))]
TOLD = N_("told from the content")
FURTHER = ("us", "kr", "eu", "jp", "cn")
ARRIVALS = 10
FORM_BYTES = 1 << 20  # what a form holds beside its files


def fits(request: Request) -> None:
    """Refuse what is too large before it is read.

    Raises:
        BadInput: it is, or does not say how large it is.
    """
    said = request.headers.get("content-length", "")
    if not said.isdecimal() or int(said) > MOST_BYTES + FORM_BYTES:
        what = f"larger than {MOST_BYTES >> 20} MB together; nothing was kept"
        advice = "Drop fewer files at once, or screen them on this machine by the command."
        raise BadInput(what, where="the files", advice=advice)


@router.get("/drop")
def show(request: Request, desk: Desk, _: Screener) -> Response:
    """The form, and what came in lately."""
    return _form(request, desk)


@router.post("/drop", dependencies=[Depends(fits)])
def take_in(request: Request, desk: Desk, actor: Screener, form: Posted) -> Response:
    """Keep the files and start screening them; on to the import, or to all of them."""
    files = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
    given = [each for each in files if each.filename]
    errors: list[tuple[str, str]] = []
    taken: list[Progress] = []
    try:
        wish = wish_of(form)
    except BadInput as error:
        return _form(request, desk, 400, errors=[("as_of", _said(request, error))], form=form)
    if len(given) == 0:
        errors.append(("file", translate(request, N_("Choose a file: none was sent."))))
    for each in given:
        try:
            taken.append(desk.incoming.take_in(each.file, each.filename or "", actor, wish))
        except BadInput as error:
            errors.append(("file", _said(request, error)))
    if len(errors) > 0:
        return _form(request, desk, 400, errors=errors, taken=taken, form=form)
    if len(taken) > 1:
        return RedirectResponse("/drop", status_code=303)
    again = "" if taken[0].running else f"?{again_query(wish)}"
    return RedirectResponse(f"/imports/{taken[0].sha256}{again}", status_code=303)


def wish_of(form: FormData) -> Wish:
    """How the documents of a form are to be screened.

    Raises:
        BadInput: the day is none, or there is no such law or format.
    """
    further = texts_of(form, "law")
    unknown = [each for each in further if each not in FURTHER]
    if len(unknown) > 0:
        advice = f"Choose among: {', '.join(FURTHER)}."
        raise BadInput("no such law", where=unknown[0][:40], advice=advice)
    day = text_of(form, "as_of")
    try:
        asked = {"format": text_of(form, "format"), "as_of": day or None, "sources": further}
        return msgspec.convert(asked, Wish)
    except msgspec.ValidationError as error:
        advice = "Write it as 2017-08-06, or leave it empty."
        raise BadInput("not a day", where=day[:40], advice=advice) from error


def again_query(wish: Wish) -> str:
    """The query that says a file was dropped again, and how it was to be screened."""
    day = "" if wish.as_of is None else f"&as_of={wish.as_of}"
    return "same=1" + day + "".join(f"&law={each}" for each in wish.sources)


def _form(
    request: Request,
    desk: Office,
    status: int = 200,
    *,
    errors: list[tuple[str, str]] | None = None,
    taken: list[Progress] | None = None,
    form: FormData | None = None,
) -> Response:
    given = FormData() if form is None else form
    return page(
        request,
        "drop/drop.html",
        status=status,
        errors=errors or [],
        taken=taken or [],
        formats=[
            ("", translate(request, TOLD)),
            *((each.name, each.name) for each in cargo.FORMATS),
        ],
        further=[(each, labels.SOURCES[each]) for each in FURTHER],
        wanted=(text_of(given, "format"), text_of(given, "as_of"), texts_of(given, "law")),
        most=MOST_BYTES >> 20,
        unsettled=desk.incoming.uploads.unsettled(),
        arrived=tuple(arrivals(desk, ARRIVALS)),
    )


def _said(request: Request, error: BadInput) -> str:
    return f"{error.where}: {translate(request, error.what)}. {translate(request, error.advice)}"
