"""Bundles between partners, and who lists whom."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()


@router.get("/exchange")
def rooms(request: Request, _: Reader) -> Response:
    """What can be given to partners, and what cannot yet."""
    return page(request, "exchange/rooms.html")


@router.get("/exchange/bundles")
def bundles(request: Request, _: Reader) -> Response:
    """Signed bundles: one case in one file is there; more than a case is not."""
    return page(request, "exchange/bundles.html")


@router.get("/exchange/partners")
def partners(request: Request, desk: Desk, _: Reader) -> Response:
    """Whose lists are held here; who lists whom since when is not built."""
    return page(request, "exchange/partners.html", ages=desk.list_ages())
