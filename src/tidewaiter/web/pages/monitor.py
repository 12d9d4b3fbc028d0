"""The rooms of the monitor, and trade; the others have modules of their own."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()


@router.get("/monitor")
def rooms(request: Request, _: Reader) -> Response:
    """What is watched, and what is there already."""
    return page(request, "monitor/rooms.html")


@router.get("/monitor/trade")
def trade(request: Request, desk: Desk, _: Reader) -> Response:
    """Reported trade against the bans: not built."""
    bans = [measure for measure in desk.law.of_rule("ban") if len(measure.hs) > 0]
    return page(request, "monitor/trade.html", bans=len(bans))
