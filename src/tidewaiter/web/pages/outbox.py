"""What a device holds and has not sent: the list is its own, the desk knows none of it."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from tidewaiter.web.render import page
from tidewaiter.web.visitor import Reader, visitor_of

router = APIRouter()


@router.get("/outbox")
def show(request: Request, actor: Reader, leaving: bool = False) -> Response:  # noqa: ARG001
    """The page that lists, by script, what is not sent; `leaving` warns before signing out."""
    return page(request, "outbox/outbox.html", leaving=leaving)


@router.get("/outbox/token")
def token(request: Request, actor: Reader) -> Response:
    """Who is signed in, and what their forms carry: asked by a device before it sends."""
    return JSONResponse({"user": actor.name, "csrf": visitor_of(request).csrf})
