"""The door to the rooms of the monitor, each a module of its own."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.web.render import page
from tidewaiter.web.visitor import Reader

router = APIRouter()


@router.get("/monitor")
def rooms(request: Request, _: Reader) -> Response:
    """What is watched, and what is there already."""
    return page(request, "monitor/rooms.html")
