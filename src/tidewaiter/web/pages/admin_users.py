"""Users of the desk, and the API tokens of whoever is signed in."""

from collections.abc import Mapping
from typing import Annotated, cast

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from tidewaiter.model import Actor, BadInput, Conflict, Refused, User, UserChanged
from tidewaiter.model.people import ROLES, Role
from tidewaiter.people import permissions
from tidewaiter.people.door import TOKEN_DAYS
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of, texts_of, visitor_of

router = APIRouter()
Administrator = Annotated[Actor, Depends(Needs("manage_users"))]
Wrong = BadInput | Conflict | Refused
DAYS = 90


@router.get("/admin/users")
def users(request: Request, desk: Desk, _: Administrator) -> Response:
    """Everybody who works here or has, with the form to add one more."""
    return _users(request, desk)


@router.post("/admin/users")
def add(request: Request, desk: Desk, actor: Administrator, form: Posted) -> Response:
    """Add a person, and show the one-time link by which they set a password.

    The link is shown in this answer and nowhere else: it is not kept, and stands in no address.
    """
    name, full_name = text_of(form, "name"), text_of(form, "full_name")
    roles = cast(tuple[Role, ...], texts_of(form, "role"))
    try:
        desk.users.add(User(name, full_name, roles), actor, desk.now())
    except (BadInput, Conflict) as error:
        given = {"name": name, "full_name": full_name, "roles": roles}
        return _users(request, desk, error=error, given=given)
    return _link(request, desk, name)


@router.get("/admin/users/{name}")
def user(
    request: Request,
    desk: Desk,
    _: Administrator,
    name: str,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """One person: roles, whether they are let in, and what was changed by whom."""
    return _user(request, desk, name, done=done)


@router.post("/admin/users/{name}/roles")
def change_roles(
    request: Request, desk: Desk, actor: Administrator, form: Posted, name: str
) -> Response:
    """Give a person other roles, from the next page they ask for."""
    roles = cast(tuple[Role, ...], texts_of(form, "role"))
    try:
        desk.users.change(name, actor, desk.now(), roles=roles)
    except (BadInput, Conflict, Refused) as error:
        return _user(request, desk, name, error=error)
    return RedirectResponse(f"/admin/users/{name}?done=roles", status_code=303)


@router.post("/admin/users/{name}/active")
def change_active(
    request: Request, desk: Desk, actor: Administrator, form: Posted, name: str
) -> Response:
    """Let a person in no longer, which ends their sessions and tokens; or let them in again."""
    active = text_of(form, "active") == "yes"
    try:
        desk.users.change(name, actor, desk.now(), active=active)
    except (BadInput, Conflict, Refused) as error:
        return _user(request, desk, name, error=error)
    if not active:
        desk.door.shut_out(name)
    return RedirectResponse(f"/admin/users/{name}?done=active", status_code=303)


@router.post("/admin/users/{name}/link")
def new_link(
    request: Request,
    desk: Desk,
    _: Administrator,
    form: Posted,  # noqa: ARG001 - checks it
    name: str,
) -> Response:
    """A new one-time link, for who has lost the password; an older one ends."""
    return _link(request, desk, name)


@router.get("/account/tokens")
def tokens(request: Request, desk: Desk, actor: Reader) -> Response:
    """One's own API tokens, and the form to make one."""
    return _tokens(request, desk, actor)


@router.post("/account/tokens")
def make_token(request: Request, desk: Desk, actor: Reader, form: Posted) -> Response:
    """Make a token, and show it in this answer and nowhere else."""
    label, scopes, days = text_of(form, "label"), texts_of(form, "scope"), text_of(form, "days")
    given = {"label": label, "scopes": scopes, "days": days}
    try:
        if label == "":
            raise BadInput("a label is needed", where="label", advice="Say what it is for.")
        number = int(days) if days.isdigit() else 0
        token = desk.door.make_token(actor, label[:100], scopes, desk.now(), days=number)
    except (BadInput, Refused) as error:
        return _tokens(request, desk, actor, error=error, given=given)
    return _tokens(request, desk, actor, token=token)


@router.post("/account/tokens/{token}/revoke")
def revoke(desk: Desk, actor: Reader, form: Posted, token: str) -> Response:  # noqa: ARG001
    """End a token at once."""
    desk.door.revoke(actor, token)
    return RedirectResponse("/account/tokens", status_code=303)


def _users(
    request: Request,
    desk: Office,
    *,
    error: Wrong | None = None,
    given: Mapping[str, object] | None = None,
) -> Response:
    return page(
        request,
        "admin/users.html",
        status=400 if error else 200,
        users=sorted(desk.users.all(), key=lambda user: (not user.active, user.name)),
        roles=ROLES,
        actions=permissions(),
        error=error,
        given=given or {"name": "", "full_name": "", "roles": ()},
    )


def _user(
    request: Request, desk: Office, name: str, *, done: str = "", error: Wrong | None = None
) -> Response:
    found = desk.users.get(name)
    if found is None:
        raise HTTPException(404)
    changes = [
        (event, msgspec.json.decode(event.payload, type=UserChanged))
        for event in desk.ledger.events(kind="user", subject=name)
    ]
    return page(
        request,
        "admin/user.html",
        status=400 if error else 200,
        user=found,
        roles=ROLES,
        changes=changes,
        done=done,
        error=error,
        myself=visitor_of(request).name == name,
    )


def _link(request: Request, desk: Office, name: str) -> Response:
    link = desk.door.link(name, desk.now())
    address = f"{request.url.scheme}://{request.url.netloc}/links/{link}"
    return page(request, "admin/link.html", name=name, address=address)


def _tokens(
    request: Request,
    desk: Office,
    actor: Actor,
    *,
    token: str = "",
    error: Wrong | None = None,
    given: Mapping[str, object] | None = None,
) -> Response:
    mine = {
        action: permission.words
        for action, permission in permissions().items()
        if visitor_of(request).may(action)
    }
    return page(
        request,
        "admin/tokens.html",
        status=400 if error else 200,
        tokens=desk.door.tokens(actor),
        actions=mine,
        token=token,
        error=error,
        longest=TOKEN_DAYS,
        given=given or {"label": "", "scopes": (), "days": str(DAYS)},
    )
