"""Official papers made of the record."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.web.render import page
from tidewaiter.web.visitor import Reader

router = APIRouter()


@router.get("/reports")
def papers(request: Request, _: Reader) -> Response:
    """What can be made of the record already, and what cannot yet."""
    return page(request, "reports/papers.html")
