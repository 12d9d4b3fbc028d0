"""Who asks for a page, how they want it, and whether they may."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from typing import Annotated, cast
from urllib.parse import quote

import msgspec
from fastapi import Depends, Request
from starlette.datastructures import FormData

from tidewaiter.model import Actor, Record, User
from tidewaiter.people import may, require
from tidewaiter.web.office import Office

SESSION, FORM, LANGUAGE = "tw_session", "tw_form", "tw_language"
LANGUAGES = {"en": "English", "ko": "한국어"}
THEMES = ("auto", "light", "dark")
DENSITIES = ("comfortable", "compact")
TOKEN_FIELD = "csrf"  # noqa: S105 - the name of a field


class SignInFirst(Exception):  # noqa: N818 - read aloud, it says what happens
    """Nobody is signed in; `back` is where they wanted to go."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back


class NotFromHere(Exception):  # noqa: N818 - read aloud, it says what happened
    """A form came from another site, or from a page of another session."""


class Visitor(Record, frozen=True):
    """Who looks at a page, and how: `actor` is None for who is not signed in.

    `keys` is False where single-key commands are turned off. `zone` is the name of a time zone.
    """

    actor: Actor | None = None
    user: User | None = None
    language: str = "en"
    theme: str = "auto"
    density: str = "comfortable"
    keys: bool = True
    zone: str = "UTC"
    csrf: str = ""

    @property
    def name(self) -> str:
        """The name the ledger knows, empty for who is not signed in."""
        return "" if self.actor is None else self.actor.name

    def may(self, action: str) -> bool:
        """True where the person's roles allow the action."""
        return self.actor is not None and may(self.actor, action)


def office_of(request: Request) -> Office:
    """The desk this process serves."""
    return cast(Office, request.app.state.office)


def visitor_of(request: Request) -> Visitor:
    """Who asks, looked up once in a request."""
    known = getattr(request.state, "visitor", None)
    if known is None:
        known = request.state.visitor = _look_up(request)
    return cast(Visitor, known)


class Needs:
    """A dependency that gives the actor where one is signed in and may do `action`.

    Raises:
        SignInFirst: nobody is signed in.
        Refused: the person may not.
    """

    def __init__(self, action: str) -> None:
        self.action = action

    def __call__(self, request: Request) -> Actor:
        """The person who acts."""
        actor = visitor_of(request).actor
        if actor is None:
            asked = request.url.path
            query = f"?{request.url.query}" if request.url.query else ""
            raise SignInFirst(asked + query if request.method == "GET" else "/")
        require(actor, self.action)
        return actor


Reader = Annotated[Actor, Depends(Needs("read"))]
Desk = Annotated[Office, Depends(office_of)]


async def posted(request: Request) -> AsyncIterator[FormData]:
    """The form that was sent, if it came from a page of ours; its files are closed afterwards.

    Raises:
        NotFromHere: it did not.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    async with request.form(max_files=200, max_fields=5000) as form:
        given = form.get(TOKEN_FIELD)
        mine = csrf_of(request)
        if site not in {"same-origin", "none"} or not isinstance(given, str) or mine == "":
            raise NotFromHere
        if not hmac.compare_digest(given.encode(), mine.encode()):
            raise NotFromHere
        yield form


Posted = Annotated[FormData, Depends(posted)]


def text_of(form: FormData, name: str) -> str:
    """A field's text without the space around it; empty where it was not sent."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def texts_of(form: FormData, name: str) -> tuple[str, ...]:
    """Every text sent under one name."""
    return tuple(value for value in form.getlist(name) if isinstance(value, str))


def csrf_of(request: Request) -> str:
    """What a form must carry to be taken from this visitor, made of a secret cookie."""
    secret = request.cookies.get(SESSION) or request.cookies.get(FORM) or ""
    return "" if secret == "" else hashlib.sha256(f"form {secret}".encode()).hexdigest()


def sign_in_address(back: str) -> str:
    """The sign-in page that leads back afterwards."""
    return "/sign-in" if back == "/" else f"/sign-in?back={quote(back)}"


def safe_back(back: str) -> str:
    """A path of this site to go back to; the first page for anything else."""
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and "\n" not in back
    return back if inside else "/"


def _look_up(request: Request) -> Visitor:
    office = office_of(request)
    session = request.cookies.get(SESSION, "")
    actor = office.door.by_session(session, office.now()) if session != "" else None
    visitor = Visitor(language=_language(request, {}), csrf=csrf_of(request))
    if actor is None:
        return visitor
    set_by_user = office.preferences.of(actor.name)
    return msgspec.structs.replace(
        visitor,
        actor=actor,
        user=office.users.get(actor.name),
        language=_language(request, set_by_user),
        theme=_one_of(set_by_user.get("theme", ""), THEMES),
        density=_one_of(set_by_user.get("density", ""), DENSITIES),
        keys=set_by_user.get("keys", "on") == "on",
        zone=set_by_user.get("zone", "UTC"),
    )


def _language(request: Request, set_by_user: dict[str, str]) -> str:
    """What `?lang=` says once, else the account, else the browser."""
    wanted = (
        request.query_params.get("lang", ""),
        set_by_user.get("language", ""),
        request.cookies.get(LANGUAGE, ""),
        *(part.strip()[:2] for part in request.headers.get("accept-language", "").split(",")),
    )
    return next((each for each in wanted if each in LANGUAGES), "en")


def _one_of(value: str, values: tuple[str, ...]) -> str:
    return value if value in values else values[0]
