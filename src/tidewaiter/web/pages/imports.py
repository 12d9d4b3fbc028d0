"""One import: how far it has come, and what was found in it."""

import datetime
from collections.abc import Mapping
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from tidewaiter import cargo
from tidewaiter.cases import consignments
from tidewaiter.cases.briefs import briefs
from tidewaiter.cases.many import MOST, Chosen, Many
from tidewaiter.model import Actor, BadInput, Event, Record, Screening, Unopened
from tidewaiter.pipeline.uploads import Progress, plain_name
from tidewaiter.web.came_from import within
from tidewaiter.web.export import csv_response, xlsx_response
from tidewaiter.web.office import Office
from tidewaiter.web.pages.drop import Screener, wish_of
from tidewaiter.web.permits import Permits, permits_of
from tidewaiter.web.render import page
from tidewaiter.web.sheet import HEADER, sheet_rows
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of, texts_of

router = APIRouter()
Assigner = Annotated[Actor, Depends(Needs("assign"))]
SHOWN = 50  # rows of one action
UNREAD_SHOWN = 100


class Import(Record, frozen=True):
    """One file: how far it has come here, and its last screening on record.

    `progress` is None where the file was screened by a command, `screening` where it is not on
    record yet; `unopened` says why nothing of it could be read.
    """

    sha256: str
    name: str
    progress: Progress | None = None
    screening: Screening | None = None
    closing: int = 0
    by: str = ""
    at: datetime.datetime | None = None
    unopened: Unopened | None = None


@router.get("/imports/{sha256}")
def show(  # noqa: PLR0913, PLR0917 - each is a part of the address
    request: Request,
    desk: Desk,
    actor: Reader,
    sha256: str,
    same: str = "",
    first: int = 0,
    last: int = 0,
) -> Response:
    """The steps of an import and, once it is on record, its verdicts by action."""
    found = _import(desk, sha256)
    groups, permits = {}, Permits()
    if found.screening is not None:
        groups = consignments.by_action(desk.standing, sha256, SHOWN)
        permits = permits_of(desk.ledger, found.screening)
    listed = [each for _, rows in groups.values() for each in rows]
    said = briefs(desk.ledger, [each.number for each in listed])
    return page(
        request,
        "drop/import.html",
        found=found,
        groups=groups,
        permits=permits,
        within=within,
        briefs=said,
        unread=consignments.unread(desk.standing, sha256, UNREAD_SHOWN),
        noted=[(each, said[each.number]) for each in listed if said[each.number].defects],
        kept=_is_kept(desk, sha256),
        same=same != "",
        people=[(name, name) for name in _people(desk)],
        ending=ending_of(found.name),
        formats=[(each.name, each.name) for each in cargo.FORMATS],
        done=_done(desk, actor, first, last),
    )


@router.get("/imports/{sha256}/progress.json")
def progress(desk: Desk, _: Reader, sha256: str) -> Response:
    """How far an import has come, as numbers."""
    told = desk.incoming.uploads.progress(sha256)
    if told is None:
        raise HTTPException(404)
    kept: Mapping[str, object] = {
        "step": told.step,
        "running": told.running,
        "total": told.total,
        "done": told.done,
        "others": told.others,
        "defects": told.defects,
        "actions": told.actions,
    }
    return JSONResponse(kept)


@router.post("/imports/{sha256}/again")
def again(desk: Desk, actor: Screener, sha256: str, form: Posted) -> Response:
    """Screen the stored file with the law and lists of now."""
    desk.incoming.again(sha256, actor, wish_of(form))
    return RedirectResponse(f"/imports/{sha256}", status_code=303)


@router.post("/imports/{sha256}/stop")
def stop(desk: Desk, actor: Screener, sha256: str, form: Posted) -> Response:  # noqa: ARG001
    """Ask that the screening stop."""
    desk.incoming.stop(sha256, actor)
    return RedirectResponse(f"/imports/{sha256}", status_code=303)


@router.post("/imports/{sha256}/assign")
def assign(request: Request, desk: Desk, actor: Assigner, sha256: str, form: Posted) -> Response:
    """Give the chosen consignments to one person."""
    numbers = [int(each) for each in texts_of(form, "chosen") if each.isdecimal()]
    if len(numbers) == 0:
        advice = "Go back and select at least one consignment."
        raise BadInput("nothing was selected", where="Assign", advice=advice)
    to = text_of(form, "to")
    if to not in _people(desk):
        raise BadInput("nobody of that name", where=to[:40], advice="Choose a person.")
    rows = consignments.numbered(desk.standing, tuple(numbers[:MOST]))
    chosen = [Chosen(each.event, each.case, each.version) for each in rows]
    given = Many(desk.ledger, actor, desk.now()).assign(chosen, to)
    if len(given.others) > 0:
        return page(request, "drop/partly.html", status=409, given=given, to=to, sha256=sha256)
    where = f"/imports/{sha256}?first={min(given.done)}&last={max(given.done)}"
    return RedirectResponse(where, status_code=303)


@router.post("/imports/{sha256}/undo")
def undo(request: Request, desk: Desk, actor: Assigner, sha256: str, form: Posted) -> Response:
    """Take back what was assigned between two events."""
    ends = [text_of(form, name) for name in ("first", "last")]
    if not all(each.isdecimal() for each in ends):
        raise BadInput("no events", where="Undo", advice="Use the button of the page.")
    many = Many(desk.ledger, actor, desk.now())
    given = many.undo(many.assigned(int(ends[0]), int(ends[1])))
    if len(given.others) > 0:
        return page(request, "drop/partly.html", status=409, given=given, to="", sha256=sha256)
    return RedirectResponse(f"/imports/{sha256}", status_code=303)


@router.get("/imports/{sha256}/table.{ending}")
def table(desk: Desk, _: Reader, sha256: str, ending: str) -> Response:
    """Every consignment of the file, for a spreadsheet."""
    name = _import(desk, sha256).name
    rows = sheet_rows(desk, consignments.of_document(desk.standing, sha256))
    if ending == "csv":
        return csv_response(name, HEADER, rows)
    if ending == "xlsx":
        return xlsx_response(name, HEADER, rows)
    raise HTTPException(404)


def ending_of(name: str) -> str:
    """The ending of a file's name, which says what it is meant to be."""
    stem, point, ending = name.rpartition(".")
    return f".{ending}" if point and stem and len(ending) <= 8 else ""


def _import(desk: Office, sha256: str) -> Import:
    """What is known of a file.

    Raises:
        HTTPException: nothing is.
    """
    told = desk.incoming.uploads.progress(sha256)
    closings = list(desk.ledger.events(kind="document", document=sha256))
    unopened = list(desk.ledger.events(kind="unopened", document=sha256))
    if len(closings) > 0:
        return _recorded(closings[-1], told)
    if len(unopened) > 0:
        why = msgspec.json.decode(unopened[-1].payload, type=Unopened)
        event = unopened[-1]
        return Import(sha256, why.name, told, by=event.actor, at=event.at, unopened=why)
    if told is not None:
        return Import(sha256, told.name, told, by=told.by, at=told.at)
    raise HTTPException(404)


def _recorded(closing: Event, told: Progress | None) -> Import:
    screening = msgspec.json.decode(closing.payload, type=Screening)
    return Import(
        sha256=closing.document,
        name=plain_name(screening.document.name),
        progress=told,
        screening=screening,
        closing=closing.number,
        by=closing.actor,
        at=closing.at,
    )


def _is_kept(desk: Office, sha256: str) -> bool:
    return desk.incoming.uploads.content(sha256).is_file()


def _people(desk: Office) -> list[str]:
    """Who may be given a case: who inspects first, then who only reads papers."""
    users = [user for user in desk.users.all() if user.active]
    able = [user.name for user in users if {"officer", "supervisor"} & set(user.roles)]
    return able + [user.name for user in users if "analyst" in user.roles and user.name not in able]


def _done(desk: Office, actor: Actor, first: int, last: int) -> tuple[int, int, int, str] | None:
    """What this person just assigned, and to whom, for the line that offers to undo it."""
    if first <= 0 or last < first or last - first > 4 * MOST:
        return None
    events = Many(desk.ledger, actor, desk.now()).assigned(first, last)
    event = desk.ledger.get(events[0]) if len(events) > 0 else None
    if event is None:
        return None
    case = desk.cases.get(event.subject)
    still = case.assignee if case.version == event.number else ""
    return (len(events), first, last, still) if still else None
