"""Trade and labour; quotas and provocations have modules of their own."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.assess.explain import cite
from tidewaiter.law import Law
from tidewaiter.model.law import Measure
from tidewaiter.web.law_words import CHECKS
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()


@router.get("/monitor")
def rooms(request: Request, _: Reader) -> Response:
    """What will be watched, and what is there already."""
    return page(request, "monitor/rooms.html")


@router.get("/monitor/trade")
def trade(request: Request, desk: Desk, _: Reader) -> Response:
    """Reported trade against the bans: not built."""
    bans = [measure for measure in desk.law.of_rule("ban") if len(measure.hs) > 0]
    return page(request, "monitor/trade.html", bans=len(bans))


@router.get("/monitor/labour")
def labour(request: Request, desk: Desk, _: Reader) -> Response:
    """Workers abroad: the paragraphs that speak of them."""
    law = desk.law
    return page(
        request,
        "monitor/labour.html",
        measures=_on_workers(law),
        cite=lambda measure: cite(law, measure),
        checks=CHECKS,
    )


def _on_workers(law: Law) -> list[Measure]:
    return [measure for measure in law.measures if measure.kind.startswith("overseas workers")]
