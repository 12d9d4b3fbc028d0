"""Errors as programs are told them: problems (RFC 9457) with what, where and advice."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from tidewaiter.model import BadInput, Conflict, LedgerError, Record, Refused, TidewaiterError

# where programs ask; everything else is a page for people
ROOTS = (
    "/api/",
    "/match/",
    "/search/",
    "/entities/",
    "/reconcile/",
    "/catalog",
    "/algorithms",
    "/manifest",
    "/healthz",
    "/readyz",
    "/metrics",
)
MEDIA_TYPE = "application/problem+json"


class Problem(Record, frozen=True, omit_defaults=False):
    """What went wrong with a request.

    `detail` is the whole in one sentence; `what`, `where` and `advice` are its parts. `title` and
    `status` are those of HTTP.
    """

    title: str
    status: int
    detail: str
    what: str
    where: str = ""
    advice: str = ""
    type: str = "about:blank"


class NoToken(TidewaiterError):  # noqa: N818 - read aloud, it says what happened
    """A request without a token that holds; `given` where one was sent."""

    def __init__(self, *, given: bool) -> None:
        super().__init__("the token does not hold" if given else "no token was sent")
        self.given = given


class NotThere(BadInput):
    """What was asked for by its name is not there."""


class TooLarge(BadInput):
    """A body or a batch above the bound."""


class Busy(BadInput):
    """Too much waits already; it may be asked again after some seconds."""

    def __init__(self, what: str, *, where: str, seconds: int) -> None:
        super().__init__(what, where=where, advice=f"Ask again in {seconds} seconds.")
        self.seconds = seconds


def is_for_programs(request: Request) -> bool:
    """True where the answer goes to a program; names are matched by POST, pages of it are got."""
    is_page = request.method == "GET" and request.url.path.startswith("/match/")
    return request.url.path.startswith(ROOTS) and not is_page


def told_to_programs(app: FastAPI) -> None:
    """Tell errors at the addresses of the API as problems; other pages keep their handlers."""
    handlers = dict(app.exception_handlers)
    kinds = (TidewaiterError, Refused, BadInput, LedgerError, HTTPException, RequestValidationError)
    for error in kinds:
        app.add_exception_handler(error, _either(handlers.get(error)))
    app.add_exception_handler(Exception, _either(None))


def problem_of(error: Exception) -> Response:
    """The answer that tells of an error."""
    told = problem_from(error)
    content = msgspec.json.encode(told)
    return Response(content, told.status, headers=_headers(error), media_type=MEDIA_TYPE)


def problem_from(error: Exception) -> Problem:
    """What is told of an error."""
    status = status_of(error)
    what, where, advice = _parts(error)
    known = isinstance(error, TidewaiterError)
    detail = str(error) if known else ". ".join(filter(None, (what, advice)))
    return Problem(HTTPStatus(status).phrase, status, detail, what, where, advice)


def status_of(error: Exception) -> int:
    """The status of HTTP for an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    kinds: tuple[tuple[type[Exception], int], ...] = (
        (NoToken, 401),
        (Refused, 403),
        (NotThere, 404),
        (Conflict, 409),
        (TooLarge, 413),
        (RequestValidationError, 422),
        (Busy, 429),
        (BadInput, 400),
        (LedgerError, 503),
    )
    return next((status for kind, status in kinds if isinstance(error, kind)), 500)


def _either(page: Callable[..., Any] | None) -> Callable[..., Any]:
    """A handler that tells programs of a problem, and people by that page."""

    async def tell(request: Request, error: Exception) -> Response:
        if is_for_programs(request):
            return problem_of(error)
        if page is None:
            raise error
        found = page(request, error)
        answer: Response = await found if hasattr(found, "__await__") else found
        return answer

    return tell


def _parts(error: Exception) -> tuple[str, str, str]:
    if isinstance(error, BadInput | LedgerError):
        return error.what, error.where, error.advice
    if isinstance(error, Refused):
        return error.what, "", error.who
    if isinstance(error, NoToken):
        advice = "Send `Authorization: Bearer tw-token-...`; docs/api.md says how to get one."
        return str(error), "Authorization", advice
    if isinstance(error, RequestValidationError):
        found: Mapping[str, Any] = error.errors()[0]
        where = ".".join(str(part) for part in found["loc"])
        return str(found["msg"]), where, "The OpenAPI document says what is asked for."
    if isinstance(error, HTTPException):
        return str(error.detail), "", ""
    return "something failed here", "", "The log of the server says more."


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, NoToken):
        fault = ', error="invalid_token"' if error.given else ""
        return {"www-authenticate": f'Bearer realm="tidewaiter"{fault}'}
    if isinstance(error, Busy):
        return {"retry-after": str(error.seconds)}
    return dict(getattr(error, "headers", None) or {})
