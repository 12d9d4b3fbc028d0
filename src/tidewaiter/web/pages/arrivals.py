"""A new version of a list: handed in, looked at, and then kept or sent away; or pulled."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile

from tidewaiter.model import BadInput, Refused
from tidewaiter.pipeline.list_intake import Arrived
from tidewaiter.web.foreign import lang_of
from tidewaiter.web.office import Office
from tidewaiter.web.pages.lists import SHOWN, Importer, day_asked, lists_page
from tidewaiter.web.render import page, translate
from tidewaiter.web.visitor import Desk, Posted, text_of, texts_of
from tidewaiter.web.words import N_

router = APIRouter()
LARGEST = 400 * 1024 * 1024  # bytes of all files of one list


@router.post("/lists/arrivals")
def hand_in(request: Request, desk: Desk, actor: Importer, form: Posted) -> Response:
    """Lay the files aside and show what they would change."""
    published = text_of(form, "published")
    given = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
    files = [(each.filename or "", each.file) for each in given if each.filename]
    if len(files) == 0:
        words = translate(request, N_("Choose the file of the list as its publisher gives it."))
        return lists_page(request, desk, 400, errors=[("files", words)], published=published)
    if sum(each.size or 0 for each in given) > LARGEST:
        words = translate(request, N_("The files are too large: no list is larger than 400 MB."))
        return lists_page(request, desk, 400, errors=[("files", words)], published=published)
    try:
        day = day_asked(published, desk.today()).isoformat() if published != "" else ""
    except BadInput as error:
        told = [("published", f"{error.what}. {error.advice}")]
        return lists_page(request, desk, 400, errors=told, published=published)
    arrived = Arrived(files=(), by=actor.name, at=desk.now(), published=day)
    token = desk.intake.put(files, arrived)
    return RedirectResponse(f"/lists/arrivals/{token}", status_code=303)


@router.get("/lists/arrivals/{token}")
def look(request: Request, desk: Desk, _: Importer, token: str) -> Response:
    """What keeping the list would add, change and remove, and which open cases that touches."""
    return _look(request, desk, token)


@router.post("/lists/arrivals/{token}/keep")
def keep(request: Request, desk: Desk, actor: Importer, form: Posted, token: str) -> Response:
    """Keep it; with faults only where somebody says why."""
    why = text_of(form, "why")
    preview = desk.intake.preview(token, desk.standing)
    if len(preview.faults) > 0 and why == "":
        words = translate(request, N_("Say why the list is kept with its faults."))
        return _look(request, desk, token, words)
    receipt = desk.intake.keep(token, actor=actor.name, accept=why)
    desk.lists_changed()
    done = "kept" if receipt.new else "same"
    return RedirectResponse(f"/lists?done={done}", status_code=303)


@router.post("/lists/arrivals/{token}/drop")
def drop(desk: Desk, _: Importer, sent: Posted, token: str) -> Response:
    """Send it away."""
    del sent  # its token was looked at, which is all it holds
    desk.intake.drop(token)
    return RedirectResponse("/lists?done=dropped", status_code=303)


@router.post("/lists/pull")
def pull(desk: Desk, actor: Importer, form: Posted) -> Response:
    """Get lists from their publishers, after the answer is given."""
    if not desk.settings.pulls:
        who = "Whoever runs this desk may set TIDEWAITER_PULL=yes."
        raise Refused("this desk gets no lists by itself", who=who)
    names = texts_of(form, "source")
    task = BackgroundTask(_pull, desk, names, actor.name)
    return RedirectResponse("/lists?done=pulling", status_code=303, background=task)


def _pull(desk: Office, names: tuple[str, ...], actor: str) -> None:
    from tidewaiter.lists.pull import Puller
    from tidewaiter.lists.sources import chosen, load_sources

    puller = Puller(desk.store, actor=actor)
    for name, source in chosen(names, load_sources()).items():
        puller.pull(name, source, at=desk.now())
        desk.lists_changed()


def _look(request: Request, desk: Office, token: str, error: str = "") -> Response:
    return page(
        request,
        "lists/arrival.html",
        400 if error else 200,
        preview=desk.intake.preview(token, desk.standing),
        errors=[("why", error)] if error else [],
        shown=SHOWN,
        lang_of=lang_of,
    )
