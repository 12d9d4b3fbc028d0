"""One consignment: what the document says beside what follows from it, and what was done."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from tidewaiter.cargo.passage import Line, passage
from tidewaiter.cases import TABLE
from tidewaiter.cases.corrections import holding
from tidewaiter.cases.dossier import Dossier, absent, dossier
from tidewaiter.model import Actor, Assigned, BadInput, Case, Corrected, Finding
from tidewaiter.web import reading
from tidewaiter.web.came_from import came_from, within
from tidewaiter.web.field_words import ABSENT, FIELDS, KINDS, words_of
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, Visitor, text_of, visitor_of

router = APIRouter()
Opener = Annotated[Actor, Depends(Needs("open_case"))]
LARGEST = (1 << 63) - 1  # the largest number a ledger can hold
CHECKED = 64  # files whose hash is remembered for as long as the system says they are unchanged


class Text(NamedTuple):
    """The document's own words: its lines, or why there are none.

    `state` is `kept`, `away` (not kept here), `binary` (kept, but no text) or `altered` (kept, and
    no longer what was screened).
    """

    state: str
    lines: tuple[Line, ...] = ()


@router.get("/consignments/{number}")
def show(request: Request, desk: Desk, _: Reader, number: int, show: str = "") -> Response:
    """The document beside the findings, the next lawful step, and the history.

    `in` names the list it was opened from, by its address: its neighbours there are one key away.
    """
    told = dossier_of(desk, number)
    text = text_of_document(desk, told)
    origin = came_from(desk, request.query_params.get("in", ""), number)
    return page(
        request,
        "consignments/page.html",
        as_written=text.state == "kept" and show != "fields",
        origin=origin,
        within=within,
        here="" if origin is None else origin.address,
        **_content(request, desk, told, text),
    )


@router.get("/consignments/{number}/print")
def print_view(request: Request, desk: Desk, _: Reader, number: int) -> Response:
    """One column for paper: grounds first, hashes and versions in the foot."""
    told = dossier_of(desk, number)
    content = _content(request, desk, told, text_of_document(desk, told))
    return page(request, "consignments/print.html", **content)


@router.get("/consignments/{number}/history")
def history(request: Request, desk: Desk, _: Reader, number: int) -> Response:
    """Everything that happened to it."""
    told = dossier_of(desk, number)
    return page(request, "consignments/history.html", told=told)


@router.post("/consignments/{number}/open")
def open_case(desk: Desk, actor: Opener, number: int, form: Posted) -> Response:
    """Open a case; with `take` it is assigned to the person at once."""
    told = dossier_of(desk, number)
    case = desk.cases.open(told.event.number, actor, desk.now())
    if text_of(form, "take") != "":
        case = desk.cases.take(case, Assigned(to=actor.name), actor, desk.now())
    return _back(number, form)


@router.post("/consignments/{number}/take")
def take(
    desk: Desk, actor: Annotated[Actor, Depends(Needs("assign"))], number: int, form: Posted
) -> Response:
    """Assign its case to the person who asks, as it was when they saw it."""
    told = dossier_of(desk, number)
    if told.case is None:
        advice = "Open a case first."
        raise BadInput("there is no case on it", where=told.reference, advice=advice)
    if text_of(form, "version") not in {"", str(told.case.version)}:
        advice = "Look at what is there now, then decide again."
        raise BadInput("the case has gone on meanwhile", where=told.case.id, advice=advice)
    desk.cases.take(told.case, Assigned(to=actor.name), actor, desk.now())
    return _back(number, form)


def _back(number: int, form: FormData) -> Response:
    """To the consignment, in the list it was opened from."""
    to = within(f"/consignments/{number}", text_of(form, "in"))
    return RedirectResponse(to, status_code=303)


def text_of_document(desk: Office, told: Dossier) -> Text:
    """The lines of the stored file that the consignment was read from."""
    uploads = desk.incoming.uploads
    path = uploads.content(told.document)
    try:
        stat = path.stat()
        key = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        if not _matches(uploads.is_as_it_was, told.document, key):
            return Text("altered")
    except OSError:
        return Text("away")
    lines = passage(path, told.written.places.values())
    return Text("kept" if len(lines) > 0 else "binary", lines)


class Steps(NamedTuple):
    """What the visitor may do next: the one that the state asks for, and the others.

    Each is `open`, `open_take`, `take`, `inspect`, `ask`, `decide` or `case`.
    """

    main: str
    others: tuple[str, ...]


def steps_of(told: Dossier, visitor: Visitor) -> Steps:
    """The next lawful steps for a role."""
    if not told.stands:
        return Steps("", ("case",) if told.case is not None else ())
    if told.case is None:
        may = [
            name
            for name, act in (("open_take", "assign"), ("open", "open_case"))
            if visitor.may(act) and visitor.may("open_case")
        ]
        wanted = told.verdict.action != "pass"
        return Steps(may[0], tuple(may[1:])) if may and wanted else Steps("", tuple(may))
    able = [name for name in _ABLE if _is_able(name, told.case, visitor)]
    main = able[0] if len(able) > 0 else "case"
    return Steps(main, tuple(each for each in (*able[1:], "case") if each != main))


_ABLE = ("decide", "take", "inspect", "ask")


def _is_able(name: str, case: Case, visitor: Visitor) -> bool:
    allowed = TABLE[case.state]
    if name == "decide":
        return "release_approved" in allowed and visitor.may("decide_release")
    if name == "take":
        free = case.assignee == "" and case.state in {"open", "assigned"}
        return free and "assigned" in allowed and visitor.may("assign")
    if name == "inspect":
        return ("boarded" in allowed or "concluded" in allowed) and visitor.may("inspect")
    return "release_asked" in allowed and visitor.may("ask_release")


def dossier_of(desk: Office, number: int) -> Dossier:
    """The consignment of a number; 404 for one that no ledger holds."""
    if not 0 < number <= LARGEST:
        raise HTTPException(404)
    return dossier(desk.ledger, desk.standing, desk.limits, number)


def _content(request: Request, desk: Office, told: Dossier, text: Text) -> dict[str, Any]:
    read = reading.numbered(told.verdict)
    marks = reading.marks_of(read, told.verdict)
    return {
        "told": told,
        "text": text,
        "read": read,
        "rows": reading.rows(text.lines, marks, told.consignment),
        "groups": reading.fields(told.consignment, marks),
        "absent": [ABSENT[name] for name in absent(told.consignment)],
        "today": desk.today(),
        "holding": holding(told.corrections),
        "just": _just(request, told),
        "words_of": lambda field: words_of(request, told.written, field),
        "steps": steps_of(told, visitor_of(request)),
        "anchor_of": reading.anchor_of,
        "field_anchor": reading.field_anchor,
        "span_of": lambda finding: _span(desk, finding),
        "field_words": FIELDS,
        "kind_words": KINDS,
    }


def _just(request: Request, told: Dossier) -> Corrected | None:
    """The correction that the address says was just made or answered."""
    given = request.query_params.get("corrected", "")
    return next((each for each in told.corrections if str(each.number) == given), None)


def _span(desk: Office, finding: Finding) -> tuple[Any, Any] | None:
    """From when to when a measure of the United Nations is in force; None for other law."""
    measure = desk.law.find(finding.measure)
    return None if measure is None else (measure.since, measure.until)


_known: dict[tuple[str, tuple[int, ...]], bool] = {}


def _matches(is_as_it_was: Any, sha256: str, key: tuple[int, ...]) -> bool:
    """Whether a stored file has its hash; asked once as long as the system says it is unchanged."""
    if (sha256, key) not in _known:
        while len(_known) >= CHECKED:
            _known.pop(next(iter(_known)))
        _known[sha256, key] = is_as_it_was(sha256)
    return _known[sha256, key]
