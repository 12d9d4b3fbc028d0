"""The queue, and the cases taken from it."""

import datetime
from typing import IO, Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tidewaiter.cases import step_of
from tidewaiter.cases.attachments import LARGEST, Attachments
from tidewaiter.cases.queue import Waiting, Wanted, claim, queue
from tidewaiter.model import Actor, BadInput, Case, Conflict, Record
from tidewaiter.model.finding import Action
from tidewaiter.web.api.answers import answer, gives, listed, takes, takes_file
from tidewaiter.web.api.bearer import ByToken, Reader
from tidewaiter.web.api.bodies import Sent, SentFile
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.api.record import LAST, Text
from tidewaiter.web.office import Office
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["cases"])
Opener = Annotated[Actor, Depends(ByToken("open_case"))]
Attacher = Annotated[Actor, Depends(ByToken("attach"))]


class NewCase(Record, frozen=True, forbid_unknown_fields=True):
    """On which consignment: the number of its `screened` event. `due` needs its zone."""

    consignment: int
    place: str = ""
    due: datetime.datetime | None = None


class NewStep(Record, frozen=True, forbid_unknown_fields=True):
    """A step as `tidewaiter case take` takes it: its name, and its fields as text.

    `version` is that of the case as it was seen; where somebody has taken a step since, nothing is
    saved.
    """

    step: str
    version: int
    fields: dict[str, str] = {}  # noqa: RUF012 - msgspec copies mutable defaults


_STEP = {"step": "container_opened", "version": 31, "fields": {"container": "CSQU3054383"}}


@router.get("/queue", summary="What waits for a decision", responses=gives(Waiting, many=True))
def show_queue(  # noqa: PLR0913, PLR0917 - each narrows it
    request: Request,
    desk: Desk,
    _: Reader,
    action: Action | None = None,
    port: Text = "",
    vessel: Text = "",
    assignee: Text = "",
    free: bool = False,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """By action, then due, then age: the lines of `tidewaiter queue --json`."""
    wanted = Wanted(action, port, vessel, assignee, free, page, size)
    return listed(request, queue(desk.standing, desk.limits, wanted).rows)


@router.post(
    "/queue/next",
    summary="Take the next one",
    responses=gives(Case) | {204: {"description": "Nothing free waits here"}},
)
def take_next(
    desk: Desk,
    actor: Opener,
    action: Action | None = None,
    port: Text = "",
    vessel: Text = "",
) -> Response:
    """Open the first free one and assign it to who asks, in one act: no two get the same."""
    found = claim(desk.ledger, desk.limits, actor, desk.now(), Wanted(action, port, vessel))
    return Response(status_code=204) if found is None else answer(found)


@router.post(
    "/cases",
    summary="Open a case",
    openapi_extra=takes(NewCase, {"consignment": 12, "place": "berth 4"}),
    responses=gives(Case, status=201),
    status_code=201,
)
def open_case(
    desk: Desk, actor: Opener, new: Annotated[NewCase, Depends(Sent(NewCase))]
) -> Response:
    """On a consignment; the grounds of this moment are frozen into it."""
    if new.due is not None and new.due.tzinfo is None:
        advice = "Write it as 2026-11-24T12:00:00Z."
        raise BadInput("a time needs its zone", where="due", advice=advice)
    if not 0 < new.consignment < LAST:
        advice = "/api/v1/consignments gives the numbers there are."
        raise NotThere("no consignment of that number", where="consignment", advice=advice)
    case = desk.cases.open(new.consignment, actor, desk.now(), place=new.place, due=new.due)
    return answer(case, 201, location=f"/api/v1/cases/{case.id}")


@router.get("/cases/{name}", summary="One case", responses=gives(Case))
def show_case(desk: Desk, _: Reader, name: str) -> Response:
    """A case with all its steps, as `tidewaiter case show --json`."""
    return answer(_case(desk, name))


@router.post(
    "/cases/{name}/steps",
    summary="Take a step",
    openapi_extra=takes(NewStep, _STEP),
    responses=gives(Case),
)
def take(
    desk: Desk, actor: Reader, name: str, new: Annotated[NewStep, Depends(Sent(NewStep))]
) -> Response:
    """One step in a case, and the case after it; which role may take it, the step says.

    409 where the case has another version than the one seen: look at it, then decide again.
    """
    case = _seen(desk, name, new.version)
    return answer(
        desk.cases.take(case, desk.cases.step(case, new.step, new.fields), actor, desk.now())
    )


@router.post(
    "/cases/{name}/attachments",
    summary="Attach a photo or paper",
    openapi_extra=takes_file("image/jpeg", "image/png", "application/pdf", "video/mp4"),
    responses=gives(Case),
)
def attach(  # noqa: PLR0913, PLR0917 - what a request is made of
    desk: Desk,
    actor: Attacher,
    name: str,
    version: Annotated[int, Query(ge=1, le=LAST, description="That of the case as seen.")],
    file: Annotated[IO[bytes], Depends(SentFile(LARGEST))],
    called: Annotated[str, Query(alias="name", max_length=200)] = "attachment",
    about: Text = "",
) -> Response:
    """The body is the file itself; what it is, its first bytes say. It is a step of the case."""
    case = _seen(desk, name, version)
    kept = Attachments(desk.settings.attachments).keep(file, called)  # type: ignore[arg-type]
    given = {field: str(value) for field, value in msgspec.structs.asdict(kept).items() if value}
    step = step_of("attached", given | ({"about": about} if about != "" else {}))
    return answer(desk.cases.take(case, step, actor, desk.now()))


def _case(desk: Office, name: str) -> Case:
    try:
        return desk.cases.get(name)
    except BadInput as error:
        advice = "/api/v1/queue names the cases there are."
        raise NotThere(error.what, where=name, advice=advice) from error


def _seen(desk: Office, name: str, version: int) -> Case:
    """The case, where it is still as it was seen."""
    case = _case(desk, name)
    if case.version != version:
        what = f"it has version {case.version} by now; nothing was saved"
        advice = "Look at what is there now, then decide again."
        raise Conflict(what, where=f"case {name}", advice=advice)
    return case
