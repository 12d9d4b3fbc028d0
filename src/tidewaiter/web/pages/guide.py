"""Help, and the words of the workbench with their meaning."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.web import guide_words
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Reader

router = APIRouter()


@router.get("/help")
def guides(request: Request, actor: Reader) -> Response:
    """Short guides, those of the visitor's own roles first."""
    ordered = sorted(guide_words.GUIDES, key=lambda role: role not in actor.roles)
    return page(request, "guide/guides.html", guides=guide_words.GUIDES, roles=ordered)


@router.get("/help/words")
def words(request: Request, _: Reader) -> Response:
    """Every closed word with its meaning, the terms in two languages, and the keys."""
    return page(request, "guide/words.html", guide=guide_words, terms=guide_words.terms())
