"""What waits for a second person: who asks for what, on which evidence, and what changed since."""

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from tidewaiter.cases import request_of
from tidewaiter.cases.corrections import waiting_corrections
from tidewaiter.ledger import RULING, all_rulings, waiting_rulings
from tidewaiter.model import (
    Actor,
    BadInput,
    Case,
    Conflict,
    Event,
    Refused,
    ReleaseApproved,
    ReleaseAsked,
    ReleaseRefused,
    Standing,
    Step,
    Taken,
)
from tidewaiter.people.permissions import may
from tidewaiter.pipeline.approvals import (
    check_not_void,
    since_release,
    since_ruling,
    waiting_releases,
)
from tidewaiter.pipeline.rulings import decide
from tidewaiter.web.office import Office
from tidewaiter.web.pages import case_words
from tidewaiter.web.pages.cases import SHOWN_AS_PICTURES
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of

router = APIRouter()


@router.get("/approvals")
def show_all(request: Request, desk: Desk, actor: Reader) -> Response:  # noqa: ARG001 - who may read
    """Everything that waits for a second person, the oldest first."""
    return page(
        request,
        "approvals/approvals.html",
        releases=waiting_releases(desk.cases, desk.standing),
        rulings=waiting_rulings(desk.ledger),
        corrections=waiting_corrections(desk.ledger, desk.standing),
    )


@router.get("/approvals/{number}")
def show(request: Request, desk: Desk, actor: Reader, number: int) -> Response:
    """One request with its frozen evidence, or what became of it."""
    return _page(request, desk, actor, _event(desk, number))


@router.post("/approvals/{number}", dependencies=[Depends(Needs("read"))])
def answer(request: Request, desk: Desk, form: Posted, number: int) -> Response:
    """Agree with a request, or send it back with the reason."""
    event = _event(desk, number)
    action = "decide_ruling" if event.kind == RULING else "decide_release"
    actor = Needs(action)(request)
    agrees, why = text_of(form, "answer") == "approve", text_of(form, "why")
    try:
        if event.kind == RULING:
            _decide_ruling(desk, actor, number, agrees=agrees, why=why)
        else:
            _decide_release(desk, actor, event, agrees=agrees, why=why)
    except (BadInput, Conflict, Refused) as error:
        return _page(request, desk, actor, event, error=error, why=why)
    return RedirectResponse(f"/approvals/{number}", status_code=303)


def _event(desk: Office, number: int) -> Event:
    event = desk.ledger.get(number)
    asks = event is not None and event.kind == RULING
    if event is not None and event.kind == "case":
        asks = isinstance(msgspec.json.decode(event.payload, type=Step), ReleaseAsked)
    if event is None or not asks:
        raise HTTPException(404)
    return event


def _decide_release(desk: Office, actor: Actor, event: Event, *, agrees: bool, why: str) -> None:
    case = desk.cases.get(event.subject)
    asked = request_of(case)
    if agrees and asked is not None and asked.number == event.number:
        changes = since_release(desk.cases, case, asked, desk.kept_lists())
        check_not_void(changes, event.number)
    kind = ReleaseApproved if agrees else ReleaseRefused
    desk.cases.take(case, kind(event.number, why), actor, desk.now())


def _decide_ruling(desk: Office, actor: Actor, number: int, *, agrees: bool, why: str) -> None:
    standing = next((s for s in waiting_rulings(desk.ledger) if s.number == number), None)
    if agrees and standing is not None:
        check_not_void(since_ruling(standing, desk.kept_lists(), desk.store), number)
    stamp = actor.name, desk.now
    decide(desk.ledger, number, approved=agrees, why=why, stamp=stamp)


def _page(
    request: Request,
    desk: Office,
    actor: Actor,
    event: Event,
    error: BadInput | Conflict | Refused | None = None,
    why: str = "",
) -> Response:
    content = _ruling(desk, event) if event.kind == RULING else _release(request, desk, event)
    action = "decide_ruling" if event.kind == RULING else "decide_release"
    able = [
        user.name
        for user in desk.users.all()
        if user.active and user.name != event.actor and may(Actor(user.name, user.roles), action)
    ]
    content |= {
        "event": event,
        "error": error,
        "why": why,
        "able": able,
        "own": actor.name == event.actor,
        "permitted": may(actor, action),
        "names": case_words,
    }
    status = 200 if error is None else 400
    return page(request, "approvals/approval.html", status=status, **content)


def _release(request: Request, desk: Office, event: Event) -> dict[str, object]:
    case = desk.cases.get(event.subject)
    place = next(n for n, each in enumerate(case.history) if each.number == event.number)
    asked = case.history[place]
    now = request_of(case)
    waits = now is not None and now.number == event.number
    changes = since_release(desk.cases, case, asked, desk.kept_lists()) if waits else ()
    return {
        "case": case,
        "asked": asked,
        "ruling": None,
        "waits": waits,
        "decided": None if waits else _answered(case, place),
        "changes": changes,
        "void": any(each.voids for each in changes),
        "history": [(t, case_words.said(request, t.step)) for t in case.history[:place]],
        "pictures": SHOWN_AS_PICTURES,
        "gone": {},
    }


def _answered(case: Case, place: int) -> Taken | None:
    """What became of a request: the first step behind it that ends it."""
    ends = (ReleaseApproved, ReleaseRefused)
    later = case.history[place + 1 :]
    return next((each for each in later if isinstance(each.step, ends)), None)


def _ruling(desk: Office, event: Event) -> dict[str, object]:
    standing = next((s for s in waiting_rulings(desk.ledger) if s.number == event.number), None)
    decided = None
    if standing is None:
        pairs: list[tuple[Standing, Event | None]] = list(all_rulings(desk.ledger))
        standing, decided = next(pair for pair in pairs if pair[0].number == event.number)
        changes: tuple[object, ...] = ()
        void = False
    else:
        found = since_ruling(standing, desk.kept_lists(), desk.store)
        changes, void = found, any(each.voids for each in found)
    return {
        "case": None,
        "ruling": standing,
        "waits": standing.waits and decided is None,
        "decided": decided,
        "changes": changes,
        "void": void,
    }
