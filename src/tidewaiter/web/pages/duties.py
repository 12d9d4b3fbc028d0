"""What is owed, by whom and by when; proof of filing."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from tidewaiter.cases import duties as owed
from tidewaiter.model import Actor, BadInput, Conflict, Duty, DutySet, Filing, Record, Refused
from tidewaiter.web import labels
from tidewaiter.web.pages.coverage import possible_owners
from tidewaiter.web.pages.duty_calendar import months
from tidewaiter.web.pages.duty_search import LOOKED_AT, find, look
from tidewaiter.web.render import page, translate
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, safe_back, text_of
from tidewaiter.web.words import N_

router = APIRouter()
Owning = Annotated[Actor, Depends(Needs("set_duty"))]
Filer = Annotated[Actor, Depends(Needs("file_report"))]
SHOWN = 50
MOST_TAKEN_BACK = 100
Errors = list[tuple[str, str]]


class Chosen(Record, frozen=True):
    """What a list of duties is narrowed to."""

    kind: str = ""
    owner: str = ""
    late: bool = False
    filed: bool = False

    def takes(self, duty: Duty, now: datetime.datetime) -> bool:
        """True where the duty is one of those."""
        return (
            self.kind in {"", duty.kind}
            and self.owner in {"", duty.owner}
            and (not self.late or duty.overdue(now))
        )

    def without(self, name: str) -> "Chosen":
        """The same without one of its clauses."""
        return msgspec.structs.replace(self, **{name: Chosen().__getattribute__(name)})


def chosen_of(
    kind: Annotated[str, Query(max_length=40)] = "",
    owner: Annotated[str, Query(max_length=60)] = "",
    late: bool = False,
    filed: bool = False,
) -> Chosen:
    """What an address narrows the list to.

    Raises:
        BadInput: there is no such kind.
    """
    if kind not in {"", *labels.DUTIES}:
        advice = f"The kinds are: {', '.join(labels.DUTIES)}."
        raise BadInput("no such kind of duty", where=kind, advice=advice)
    return Chosen(kind, owner, late, filed)


@router.get("/duties")
def show(
    request: Request,
    desk: Desk,
    _: Reader,
    chosen: Annotated[Chosen, Depends(chosen_of)],
    number: Annotated[int, Query(alias="page", ge=1, le=1000)] = 1,
) -> Response:
    """What is owed, the first due first."""
    now = desk.now()
    looked = look(desk, chosen.kind, every=chosen.filed)
    known = looked.duties
    found = [duty for duty in known if chosen.takes(duty, now)]
    others = {
        name: [duty for duty in known if chosen.without(name).takes(duty, now)]
        for name in ("kind", "owner", "late")
    }
    return page(
        request,
        "duties/list.html",
        chosen=chosen,
        now=now,
        count=len(found),
        duties=found[SHOWN * (number - 1) : SHOWN * number],
        number=number,
        last=-(-len(found) // SHOWN),
        owners=Counter(duty.owner for duty in others["owner"]).most_common(12),
        late=sum(duty.overdue(now) for duty in others["late"]),
        at=looked.at,
        bounded=_bounded(known),
        looked_at=LOOKED_AT,
    )


@router.get("/duties/calendar")
def calendar(request: Request, desk: Desk, _: Reader) -> Response:
    """The reports that fall due in the months around today."""
    shown = months(desk)
    return page(
        request,
        "duties/calendar.html",
        months=shown,
        since=desk.limits.reports.since,
        horizon=desk.today() + owed.AHEAD,
    )


@router.post("/duties/take-back")
def take_back(desk: Desk, actor: Owning, form: Posted) -> Response:
    """Undo the naming of owners."""
    first, last = text_of(form, "first"), text_of(form, "last")
    if not (first.isdigit() and last.isdigit() and int(last) - int(first) < MOST_TAKEN_BACK):
        raise BadInput("no such events", where=f"{first} to {last}", advice="Use the button.")
    owed.take_back(desk.ledger, range(int(first), int(last) + 1), actor, desk.now())
    desk.lately.forget()
    return RedirectResponse(safe_back(text_of(form, "back")), status_code=303)


@router.post("/duties/{key:path}/owner")
def name_owner(request: Request, desk: Desk, actor: Owning, form: Posted, key: str) -> Response:
    """Name who owns a duty, and until when."""

    def write() -> str:
        duty = find(desk, key)
        given = DutySet(key, text_of(form, "owner"), _moment(text_of(form, "due")))
        given = msgspec.structs.replace(given, why=text_of(form, "why"))
        if given.owner == "":
            raise BadInput("a name is needed", where="owner", advice="Say who owns it.")
        number = owed.name_owner(
            desk.ledger, given, actor, desk.now(), [] if duty is None else [duty]
        )
        return f"owner={number}"

    return _written(request, desk, key, form, write)


@router.post("/duties/{key:path}/filing")
def file(request: Request, desk: Desk, actor: Filer, form: Posted, key: str) -> Response:
    """Record the paper that proves a duty done, by its SHA-256; the paper is not kept."""

    def write() -> str:
        paper, to = form.get("paper"), text_of(form, "to")
        if not isinstance(paper, UploadFile) or not paper.filename:
            raise BadInput("a paper is needed", where="paper", advice="Choose the paper sent.")
        if to == "":
            raise BadInput("an addressee is needed", where="to", advice="Say to whom it went.")
        day = _day(text_of(form, "on"))
        sha256 = hashlib.file_digest(paper.file, "sha256").hexdigest()  # type: ignore[arg-type]
        duty = find(desk, key, every=True)
        filing = Filing(key, day, to, sha256, paper.filename)
        number = owed.file(desk.ledger, filing, actor, desk.now(), [] if duty is None else [duty])
        return f"filed={number}"

    return _written(request, desk, key, form, write)


@router.get("/duties/{key:path}")
def show_one(
    request: Request,
    desk: Desk,
    _: Reader,
    key: str,
    owner: Annotated[int, Query(ge=0)] = 0,
    filed: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """One duty: whose, by when, by which limit, and the papers filed for it."""
    return _one(request, desk, key, done=(owner, filed))


def _written(
    request: Request, desk: Desk, key: str, form: FormData, write: Callable[[], str]
) -> Response:
    """Write, and go back to the page; or show it again with what is wrong and what was given."""
    try:
        said = write()
    except (BadInput, Conflict, Refused) as error:
        where = getattr(error, "where", "")
        place = where if where in {"owner", "due", "paper", "to", "on"} else ""
        given = {name: text_of(form, name) for name in ("owner", "due", "why", "to", "on")}
        return _one(request, desk, key, errors=[(place, str(error))], given=given)
    desk.lately.forget()
    return RedirectResponse(f"/duties/{key}?{said}", status_code=303)


def _one(
    request: Request,
    desk: Desk,
    key: str,
    *,
    done: tuple[int, int] = (0, 0),
    errors: Errors | None = None,
    given: dict[str, str] | None = None,
) -> Response:
    duty = find(desk, key, every=True)
    papers = list(owed.filings(desk.ledger, key))
    events = list(desk.ledger.events(kind=owed.DUTY, subject=key))
    if duty is None and len(papers) == len(events) == 0:
        raise HTTPException(404)
    named = [(event, msgspec.json.decode(event.payload, type=DutySet)) for event in events]
    return page(
        request,
        "duties/one.html",
        status=400 if errors else 200,
        key=key,
        kind=owed.kind_of(key),
        duty=duty,
        papers=papers,
        named=named,
        owners=possible_owners(desk),
        by_paper=owed.is_filed(key),
        by_case=owed.kind_of(key) in {"decision", "inspection"},
        done=done,
        errors=errors or [],
        given=given or {},
        title=translate(request, labels.DUTIES.get(owed.kind_of(key), N_("Duty"))),
    )


def _bounded(known: tuple[Duty, ...]) -> bool:
    """True where of some kind more may be open than were looked at."""
    counted = Counter(duty.kind for duty in known)
    return any(count >= LOOKED_AT for count in counted.values())


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("a day is needed", where="on", advice="Write it as 2017-08-06.") from error


def _moment(text: str) -> datetime.datetime | None:
    """A moment of a form, UTC; None where the field was left empty."""
    if text == "":
        return None
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
    except ValueError as error:
        advice = "Write it as 2017-08-06T12:00."
        raise BadInput("not a moment", where="due", advice=advice) from error
