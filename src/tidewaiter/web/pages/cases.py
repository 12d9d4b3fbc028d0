"""One case: its state, its grounds, what is owed, the steps that may follow, and its history."""

import datetime
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.background import BackgroundTask
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from tidewaiter.cases import TABLE, fields_of, is_settled, owed, request_of, step_of, unchecked
from tidewaiter.cases.attachments import ENDINGS, Attachments
from tidewaiter.cases.bundle import Exporter, Papers
from tidewaiter.cases.desk import ACTIONS
from tidewaiter.cases.erased import erasures
from tidewaiter.cases.queue import rows_of
from tidewaiter.cases.signing import desk_key
from tidewaiter.model import Actor, Attached, BadInput, Case, Conflict, Refused, Step
from tidewaiter.people import may
from tidewaiter.web.office import Office
from tidewaiter.web.pages import case_words
from tidewaiter.web.pages.queue import people
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of, visitor_of
from tidewaiter.web.words import zone_of

router = APIRouter()
SHOWN_AS_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
# the steps that are taken on the case's own page; the others belong to the inspection
FORMS = ("assigned", "seized", "stored", "disposed", "release_asked", "reopened", "attached")


@router.get("/cases/{identity}")
def show(request: Request, desk: Desk, actor: Reader, identity: str) -> Response:
    """A case and everything that is known of it."""
    return case_page(request, desk, actor, desk.cases.get(identity))


@router.post("/cases", dependencies=[Depends(Needs("open_case"))])
def open_case(request: Request, desk: Desk, form: Posted) -> Response:
    """Open a case on the consignment of an event, or go to the one there is."""
    actor = Needs("open_case")(request)
    to_inspect = text_of(form, "inspect")
    number = to_inspect or text_of(form, "event")
    if not number.isdecimal():
        raise BadInput("no event of a verdict", where=number, advice="Begin at a consignment.")
    identity = desk.cases.opening(int(number)).subject
    if next(desk.ledger.events(kind="case", subject=identity), None) is None:
        desk.cases.open(int(number), actor, desk.now(), place=text_of(form, "place"))
    to = f"/cases/{identity}{'/inspect' if to_inspect else ''}"
    return RedirectResponse(to, status_code=303)


@router.post("/cases/{identity}/steps", dependencies=[Depends(Needs("read"))])
def take(request: Request, desk: Desk, form: Posted, identity: str) -> Response:
    """Take one step; where it cannot be taken, the page again with what was entered."""
    name = text_of(form, "step")
    if name not in FORMS:
        raise BadInput("no step of this page", where=name, advice="Choose one that is shown.")
    actor = Needs(ACTIONS.get(name, "inspect"))(request)
    case = desk.cases.get(identity)
    try:
        _check_version(case, text_of(form, "version"))
        desk.cases.take(case, _step(request, desk, name, form), actor, desk.now())
    except (BadInput, Conflict, Refused) as error:
        entered = {key: text_of(form, key) for key in form}
        error_at = f"{name}-{next(iter(fields_of(name)), '')}"
        shown = {"entered": entered, "problem": (error_at, error), "at": name}
        return case_page(request, desk, actor, desk.cases.get(identity), **shown)
    return RedirectResponse(f"/cases/{identity}?taken={name}", status_code=303)


@router.get("/cases/{identity}/attachments/{sha256}")
def attachment(desk: Desk, actor: Reader, identity: str, sha256: str) -> Response:  # noqa: ARG001
    """A photo or paper of a case; anything but a common picture is kept as a file, never shown."""
    steps = [each.step for each in desk.cases.get(identity).history]
    found = [step for step in steps if isinstance(step, Attached) and step.sha256 == sha256]
    files = Attachments(desk.settings.attachments)
    path = files.find(sha256)
    if len(found) == 0 or path is None or found[-1].media_type not in ENDINGS:
        raise HTTPException(404)
    if not files.is_whole(sha256):
        advice = "Do not act on this copy; tell the administrator. The record stays as it is."
        raise BadInput("the file no longer matches its SHA-256", where=sha256, advice=advice)
    kind = found[-1].media_type
    how = "inline" if kind in SHOWN_AS_PICTURES else "attachment"
    name = f"{identity}-{sha256[:12]}{ENDINGS[kind]}"
    headers = {"content-disposition": f'{how}; filename="{name}"'}
    return FileResponse(path, media_type=kind, headers=headers)


@router.post("/cases/{identity}/export", dependencies=[Depends(Needs("export_case"))])
def export(request: Request, desk: Desk, form: Posted, identity: str) -> Response:  # noqa: ARG001
    """The case with everything in it, as one file signed by the desk."""
    actor = Needs("export_case")(request)
    papers = Papers(Attachments(desk.settings.attachments), desk.settings.editions)
    folder = tempfile.TemporaryDirectory(prefix="tidewaiter-")
    try:
        name = f"case-{identity}.tar"
        target = Path(folder.name) / name
        exporter = Exporter(desk.ledger, papers, desk_key(desk.settings.keys))
        exporter.export(identity, target, actor.name, desk.now())
    except BaseException:
        folder.cleanup()
        raise
    after = BackgroundTask(folder.cleanup)
    return FileResponse(target, media_type="application/x-tar", filename=name, background=after)


def case_page(request: Request, desk: Office, actor: Actor, case: Case, **shown: Any) -> Response:
    """The page of a case, with what went wrong where something did."""
    defaults: dict[str, Any] = {"entered": {}, "problem": None, "at": ""}
    return page(
        request,
        "cases/case.html",
        status=400 if shown.get("problem") else 200,
        case=case,
        history=[(taken, case_words.said(request, taken.step)) for taken in case.history],
        steps=lawful(actor, case),
        owing=owing(case),
        settled=is_settled(case),
        due=_due(desk, case),
        unchecked=list(unchecked(case)),
        asked=request_of(case),
        gone={erased.sha256: event for event, erased in erasures(desk.ledger, case.id)},
        people=people(desk, actor),
        names=case_words,
        pictures=SHOWN_AS_PICTURES,
        taken=request.query_params.get("taken", ""),
        **(defaults | shown),
    )


def _due(desk: Office, case: Case) -> datetime.datetime | None:
    """The day set on the case, else the one that the desk's own limits give its consignment."""
    if case.due is not None or is_settled(case):
        return case.due
    rows = rows_of(desk.standing, desk.limits, cases=[case.id])
    return rows[0].due if rows else None


def lawful(actor: Actor, case: Case) -> list[str]:
    """The steps that the state allows and this person's roles too, in the order of the table."""
    return [name for name in TABLE[case.state] if may(actor, ACTIONS.get(name, "inspect"))]


def owing(case: Case) -> list[str]:
    """What is still owed on a case, as words of `case_words.OWED`."""
    needs = case.state in {"concluded", "release_asked"} and not is_settled(case)
    return [*(["release"] if needs else []), *owed(case)]


def attach(desk: Office, file: object, about: str) -> Attached:
    """Keep a file that was sent; the step that says so.

    Raises:
        BadInput: there is none, or it is of no kind that is kept.
    """
    if not isinstance(file, UploadFile) or file.filename in {None, ""}:
        advice = "Choose a photo or paper, then send it."
        raise BadInput("no file was chosen", where="the photo or paper", advice=advice)
    kept = Attachments(desk.settings.attachments).keep(file.file, file.filename or "")
    return msgspec.structs.replace(kept, about=about)


def _step(request: Request, desk: Office, name: str, form: FormData) -> Step:
    if name == "attached":
        return attach(desk, form.get("file"), text_of(form, "about"))
    given = {field: text_of(form, field) for field in fields_of(name) if field in form}
    filled = {field: text for field, text in given.items() if text != "" or field == "to"}
    if "due" in filled:
        filled["due"] = _utc(request, filled["due"])
    return step_of(name, filled)


def _utc(request: Request, text: str) -> str:
    try:
        local = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput("no day and hour", where=text, advice="Choose both.") from error
    zone = zone_of(visitor_of(request).zone)
    return local.replace(tzinfo=zone).astimezone(datetime.UTC).isoformat()


def _check_version(case: Case, seen: str) -> None:
    if seen != str(case.version):
        raise Conflict(
            f"{case.history[-1].by} changed it meanwhile; nothing of yours was written",
            where=f"case {case.id}",
            advice="What is there now stands below, what you entered is kept. Decide again.",
        )
