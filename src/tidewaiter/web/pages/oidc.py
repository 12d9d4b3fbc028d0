"""Coming in by the sign-in of an organisation (OpenID Connect), where the desk takes one."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from tidewaiter.model import Refused
from tidewaiter.people.oidc import Abroad
from tidewaiter.web.office import Office
from tidewaiter.web.pages.entry import came_in, form_page
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Posted, safe_back

router = APIRouter()
STATE, PLACE = "tw_oidc", "/sign-in/oidc"
STATE_SECONDS = 600


@router.get(PLACE)
def go(request: Request, desk: Desk, back: str = "/") -> Response:
    """Off to the issuer; the browser keeps the state until it is back."""
    try:
        abroad, now = _abroad(desk), desk.now()
        state = abroad.begin(now, back=safe_back(back))
        answer = RedirectResponse(abroad.address(state, _redirect(request, abroad), now), 303)
    except Refused as error:
        return _told(request, error, back)
    return _remembered(request, answer, state)


@router.post("/links/{link}/oidc")
def join(request: Request, desk: Desk, link: str, form: Posted) -> Response:  # noqa: ARG001 - checks it
    """Begin the sign-in that joins who has a one-time link to who they are at the issuer."""
    try:
        state = _abroad(desk).begin(desk.now(), link=link)
    except Refused:
        return page(request, "entry/no_link.html", status=404)
    answer = RedirectResponse(f"{PLACE}/on", status_code=303)
    return _remembered(request, answer, state)


@router.get(f"{PLACE}/on")
def go_on(request: Request, desk: Desk) -> Response:
    """Say where the browser goes, with the way there: a form may not lead to another site."""
    try:
        abroad, state = _abroad(desk), request.cookies.get(STATE, "")
        address = abroad.address(state, _redirect(request, abroad), desk.now())
    except Refused as error:
        return _told(request, error, "/")
    return page(request, "entry/abroad.html", address=address, provider=abroad.provider.name)


@router.get(f"{PLACE}/back")
def come_back(request: Request, desk: Desk) -> Response:
    """Take the issuer's answer, and begin a session."""
    state = request.cookies.get(STATE, "")
    try:
        abroad = _abroad(desk)
        redirect = _redirect(request, abroad)
        came = abroad.finish(request.query_params, state, redirect, desk.now())
    except Refused as error:
        answer = _told(request, error, "/")
    else:
        answer = came_in(request, came.session, safe_back(came.back))
    answer.delete_cookie(STATE, path=PLACE)
    return answer


def _abroad(desk: Office) -> Abroad:
    if desk.abroad is None:
        raise Refused("this desk takes no other sign-in", who="Sign in by password.")
    return desk.abroad


def _redirect(request: Request, abroad: Abroad) -> str:
    """Where the issuer sends the browser back to; the issuer knows this address beforehand."""
    here = abroad.provider.address or f"{request.url.scheme}://{request.url.netloc}"
    return f"{here.rstrip('/')}{PLACE}/back"


def _remembered(request: Request, answer: Response, state: str) -> Response:
    # lax: the way back is a link from another site
    answer.set_cookie(
        STATE,
        state,
        max_age=STATE_SECONDS,
        path=PLACE,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _told(request: Request, error: Refused, back: str) -> Response:
    shown = {"back": safe_back(back), "name": "", "error": error}
    return form_page(request, "entry/sign_in.html", status=403, **shown)
