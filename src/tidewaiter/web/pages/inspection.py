"""The inspection form, phone first: six parts, each answer a step of the case."""

import secrets
from importlib.resources import files
from typing import Any

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from tidewaiter.cases.inspection import PARTS, Question, answers, containers, missing, questions
from tidewaiter.cases.receiving import Receipt, named, receive
from tidewaiter.model import (
    Actor,
    Attached,
    BadInput,
    Case,
    Conflict,
    Refused,
    Step,
)
from tidewaiter.web.office import Office
from tidewaiter.web.pages import case_words
from tidewaiter.web.pages.cases import attach
from tidewaiter.web.pages.inspection_forms import moment, steps_in
from tidewaiter.web.pages.queue import people
from tidewaiter.web.render import page, translate
from tidewaiter.web.visitor import Desk, Needs, Posted, text_of, visitor_of
from tidewaiter.web.words import N_

router = APIRouter()
LONGEST_DEVICE = 160
PART_NAMES = {
    "boarding": N_("Boarding"),
    "place": N_("Vessel and place"),
    "containers": N_("Containers"),
    "goods": N_("Goods and quantity"),
    "seizure": N_("Samples, seizure, storage"),
    "check": N_("Check and close"),
}
ABOUT = {
    "boarding": N_("whether somebody boarded"),
    "vessel": N_("the vessel"),
    "place": N_("the place"),
    "seal before": N_("seal before opening, %(about)s"),
    "contents": N_("contents, %(about)s"),
    "seal after": N_("seal after closing, %(about)s"),
    "goods": N_("%(about)s as declared"),
}


@router.get("/cases/{identity}/inspect", dependencies=[Depends(Needs("inspect"))])
def show(request: Request, desk: Desk, identity: str, step: str = "") -> Response:
    """The six parts; on a phone one at a time, the one the address names."""
    Needs("inspect")(request)
    return _form(request, desk, desk.cases.get(identity), step)


@router.post("/cases/{identity}/inspect", dependencies=[Depends(Needs("inspect"))])
def answer(request: Request, desk: Desk, form: Posted, identity: str) -> Response:
    """Take the answers of one part and its photos, then go on to the next."""
    actor = Needs("inspect")(request)
    try:
        receipts = _take(desk, actor, identity, form)
    except (BadInput, Conflict, Refused) as error:
        return _not_taken(request, desk, identity, form, error)
    if _by_script(request):
        return _receipts(receipts)
    to = text_of(form, "next") or text_of(form, "at")
    return RedirectResponse(f"/cases/{identity}/inspect?step={to}&kept=1", status_code=303)


@router.get("/cases/{identity}/check", dependencies=[Depends(Needs("inspect"))])
def check_page(request: Request, desk: Desk, identity: str) -> Response:
    """What was answered, what is missing, and the end of the control."""
    Needs("inspect")(request)
    return _check(request, desk, desk.cases.get(identity))


@router.post("/cases/{identity}/check", dependencies=[Depends(Needs("inspect"))])
def close(request: Request, desk: Desk, form: Posted, identity: str) -> Response:
    """Conclude the control, if nothing that the outcome needs is missing."""
    actor = Needs("inspect")(request)
    case = desk.cases.get(identity)
    outcome = text_of(form, "outcome")
    before_end = case.state in {"open", "assigned", "under_control"}
    lacking = _lacking(request, desk, case, outcome) if before_end else []
    if lacking:
        if _by_script(request):
            said = "; ".join(sentence for _, sentence in lacking)
            return JSONResponse({"refused": said}, status_code=409)
        return _check(request, desk, case, lacking=lacking, entered=form, status=400)
    try:
        receipts = _take(desk, actor, identity, form)
    except (BadInput, Conflict, Refused) as error:
        if _by_script(request):
            return JSONResponse({"refused": _said(error)}, status_code=409)
        problem = [("outcome", _said(error))]
        return _check(request, desk, case, lacking=problem, entered=form, status=400)
    if _by_script(request):
        return _receipts(receipts)
    return RedirectResponse(f"/cases/{identity}?taken=concluded", status_code=303)


@router.get("/sw.js")
def service_worker() -> Response:
    """The script that keeps the form's shell on the device; it may watch over all of the site."""
    text = files("tidewaiter.web").joinpath("static/sw.js").read_text(encoding="utf-8")
    headers = {"service-worker-allowed": "/", "cache-control": "no-cache"}
    return Response(text, media_type="text/javascript", headers=headers)


def _take(desk: Office, actor: Actor, identity: str, form: FormData) -> list[Receipt]:
    """Take every step that the form holds, in its order; each once, however often it is sent."""
    made = [*_photos(desk, form)]
    if text_of(form, "block") != "photo":
        made = [*steps_in(desk.cases, desk.cases.get(identity), form), *made]
    if len(made) == 0:
        return []
    return [receive(desk.cases, identity, step, actor, desk.now()) for step in made]


def _photos(desk: Office, form: FormData) -> list[Step]:
    files_sent = [f for f in form.getlist("photo") if isinstance(f, UploadFile) and f.filename]
    return [_photo(desk, form, file, place) for place, file in enumerate(files_sent)]


def _photo(desk: Office, form: FormData, file: UploadFile, place: int) -> Step:
    """A photo as it was kept, with what the device says of it.

    Raises:
        BadInput: it is of no kind that is kept, or arrived otherwise than it left the device.
    """
    kept: Attached = attach(desk, file, text_of(form, "about"))
    promised = text_of(form, "sha256")
    if promised not in {"", kept.sha256}:
        advice = "Send it again from the device."
        raise BadInput("it arrived otherwise than it left", where=kept.name, advice=advice)
    kept = msgspec.structs.replace(
        kept,
        taken=moment(text_of(form, "taken")),
        device=text_of(form, "device")[:LONGEST_DEVICE],
        latitude=_degrees(text_of(form, "latitude")),
        longitude=_degrees(text_of(form, "longitude")),
    )
    client = text_of(form, "client")
    name = f"{client}.photo{place}" if client else ""
    return named(kept, name, moment(text_of(form, "answered")))


def _degrees(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _form(
    request: Request, desk: Office, case: Case, step: str, status: int = 200, **shown: Any
) -> Response:
    consignment = desk.cases.consignment(case)
    given = answers(case)
    at = step if step in PARTS else _first_open(case, desk)
    owed_to = missing(case, consignment, "")
    return page(
        request,
        "inspection/inspect.html",
        status=status,
        case=case,
        consignment=consignment,
        at=at,
        parts_named=PART_NAMES,
        open_in={part: sum(q.part == part for q in owed_to) for part in PARTS},
        given={key: (taken, case_words.said(request, taken.step)) for key, taken in given.items()},
        containers=containers(case, consignment),
        seals={each.number: each.seals for each in consignment.containers},
        names=case_words,
        kept=request.query_params.get("kept", ""),
        client=secrets.token_hex(8),
        **_closing(request, desk, case),
        **({"problem": [], "entered": {}} | shown),
    )


def _check(
    request: Request,
    desk: Office,
    case: Case,
    *,
    lacking: list[tuple[str, str]] | None = None,
    entered: FormData | None = None,
    status: int = 200,
) -> Response:
    return page(
        request,
        "inspection/check.html",
        status=status,
        case=case,
        problem=lacking or [],
        entered=dict(entered or {}),
        names=case_words,
        client=secrets.token_hex(8),
        **_closing(request, desk, case),
    )


def _closing(request: Request, desk: Office, case: Case) -> dict[str, Any]:
    """What the last part shows: each answer with its part, and what is missing."""
    consignment = desk.cases.consignment(case)
    given = answers(case)
    asked = {each.key: each for each in questions(case, consignment)}
    summary = [
        (
            asked[key].part if key in asked else "goods",
            _about(request, asked[key]) if key in asked else key,
            case_words.said(request, taken.step),
            taken,
        )
        for key, taken in given.items()
    ]
    lacking = [(each, _about(request, each)) for each in missing(case, consignment, "")]
    officers = [name for name in people(desk, _actor(request)) if name != _actor(request).name]
    photos = [each.step for each in case.history if isinstance(each.step, Attached)]
    return {"summary": summary, "lacking": lacking, "officers": officers, "photos": photos}


def _lacking(request: Request, desk: Office, case: Case, outcome: str) -> list[tuple[str, str]]:
    """What is missing for the end, as field and sentence."""
    found = [
        (f"/cases/{case.id}/inspect?step={each.part}", _about(request, each))
        for each in missing(case, desk.cases.consignment(case), outcome)
    ]
    if outcome == "":
        found.append(("#outcome", translate(request, N_("the outcome"))))
    said = translate(request, N_("missing: %(what)s"))
    return [(address, said % {"what": what}) for address, what in found]


def _about(request: Request, question: Question) -> str:
    if question.part == "containers":
        key = question.key.removesuffix(f" {question.about}")
    else:
        key = question.key if question.key in ABOUT else "goods"
    about = question.about
    if key == "goods":
        number = int(about.removeprefix("goods[").removesuffix("]")) + 1
        about = translate(request, N_("goods item %(number)s")) % {"number": number}
    return translate(request, ABOUT[key]) % {"about": about}


def _first_open(case: Case, desk: Office) -> str:
    """The part to go on with: the first that holds an open question."""
    left = missing(case, desk.cases.consignment(case), "")
    return left[0].part if left else "check"


def _not_taken(
    request: Request, desk: Office, identity: str, form: FormData, error: Exception
) -> Response:
    if _by_script(request):
        status = 503 if isinstance(error, Conflict) else 409
        return JSONResponse({"refused": _said(error)}, status_code=status)
    at = text_of(form, "at")
    entered = {key: text_of(form, key) for key in form}
    shown = {"problem": [(at, _said(error))], "entered": entered}
    return _form(request, desk, desk.cases.get(identity), at, status=400, **shown)


def _receipts(receipts: list[Receipt]) -> Response:
    said = [{"event": each.event, "at": each.at.isoformat()} for each in receipts]
    return JSONResponse({"receipts": said})


def _said(error: Exception) -> str:
    return f"{getattr(error, 'what', error)}. {getattr(error, 'advice', getattr(error, 'who', ''))}"


def _by_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _actor(request: Request) -> Actor:
    actor = visitor_of(request).actor
    assert actor is not None
    return actor
