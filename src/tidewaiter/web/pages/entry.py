"""Coming in: the first administrator, one-time links, sign-in and sign-out."""

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidewaiter.model import BadInput, Refused
from tidewaiter.web.render import page
from tidewaiter.web.visitor import (
    FORM,
    SESSION,
    Desk,
    Posted,
    office_of,
    safe_back,
    text_of,
    visitor_of,
)

router = APIRouter()
SESSION_SECONDS = 12 * 3600


@router.get("/sign-in")
def sign_in_page(request: Request, desk: Desk, back: str = "/") -> Response:
    """The form to sign in by; who is signed in goes on."""
    if visitor_of(request).actor is not None:
        return RedirectResponse(safe_back(back), status_code=303)
    if not desk.users.are_there():
        return page(request, "entry/nobody_yet.html")
    return form_page(request, "entry/sign_in.html", back=safe_back(back), name="", error=None)


@router.post("/sign-in")
def sign_in(request: Request, desk: Desk, form: Posted) -> Response:
    """Begin a session."""
    name, back = text_of(form, "name"), safe_back(text_of(form, "back"))
    password = form.get("password")
    source = "" if request.client is None else request.client.host
    try:
        session = desk.door.sign_in(name, str(password or ""), desk.now(), source=source)
    except Refused as error:
        shown = {"back": back, "name": name, "error": error}
        return form_page(request, "entry/sign_in.html", status=403, **shown)
    return came_in(request, session, back)


@router.post("/sign-out")
def sign_out(request: Request, desk: Desk, form: Posted) -> Response:  # noqa: ARG001 - checks it
    """End the session."""
    session = request.cookies.get(SESSION, "")
    if session != "":
        desk.door.sign_out(session)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(SESSION)
    return answer


@router.get("/first/{link}")
def first_page(request: Request, desk: Desk, link: str) -> Response:
    """The form that makes the first administrator."""
    if not desk.door.holds_first(link, desk.now()):
        return page(request, "entry/no_link.html", status=404)
    return form_page(request, "entry/first.html", link=link, name="", full_name="", error=None)


@router.post("/first/{link}")
def begin(request: Request, desk: Desk, link: str, form: Posted) -> Response:
    """Make the first administrator, and sign them in."""
    name, full_name = text_of(form, "name"), text_of(form, "full_name")
    password = str(form.get("password") or "")
    try:
        _same_twice(password, str(form.get("again") or ""))
        desk.door.begin(link, (name, full_name), password, desk.now())
    except (BadInput, Refused) as error:
        shown = {"link": link, "name": name, "full_name": full_name, "error": error}
        return form_page(request, "entry/first.html", status=400, **shown)
    return came_in(request, desk.door.sign_in(name, password, desk.now()), "/")


@router.get("/links/{link}")
def link_page(request: Request, desk: Desk, link: str) -> Response:
    """The form by which a one-time link sets a password."""
    name = desk.door.whose(link, desk.now())
    if name is None:
        return page(request, "entry/no_link.html", status=404)
    return form_page(request, "entry/link.html", link=link, name=name, error=None)


@router.post("/links/{link}")
def accept(request: Request, desk: Desk, link: str, form: Posted) -> Response:
    """Set the password, and sign in."""
    password = str(form.get("password") or "")
    name = desk.door.whose(link, desk.now()) or ""
    try:
        _same_twice(password, str(form.get("again") or ""))
        name = desk.door.accept(link, password, desk.now())
    except (BadInput, Refused) as error:
        shown = {"link": link, "name": name, "error": error}
        return form_page(request, "entry/link.html", status=400, **shown)
    return came_in(request, desk.door.sign_in(name, password, desk.now()), "/")


def form_page(request: Request, template: str, status: int = 200, **content: object) -> Response:
    """A page with a form for who is not signed in, tied to this browser by a cookie."""
    abroad = office_of(request).abroad
    content["provider"] = "" if abroad is None else abroad.provider.name
    if FORM in request.cookies:
        return page(request, template, status=status, **content)
    request.cookies[FORM] = secrets.token_urlsafe(32)
    request.state.visitor = None
    answer: HTMLResponse = page(request, template, status=status, **content)
    answer.set_cookie(
        FORM,
        request.cookies[FORM],
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def came_in(request: Request, session: str, back: str) -> Response:
    """On to where they wanted to go, with the session in a cookie no script can read."""
    answer = RedirectResponse(back, status_code=303)
    answer.set_cookie(
        SESSION,
        session,
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _same_twice(password: str, again: str) -> None:
    if password != again:
        advice = "Write the same password twice."
        raise BadInput("the two passwords differ", where="the password", advice=advice)
