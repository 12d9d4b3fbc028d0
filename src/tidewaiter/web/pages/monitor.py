"""Quotas, labour and provocations; trade has a module of its own."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.assess.explain import cite
from tidewaiter.cases.quota_uses import quota_claims
from tidewaiter.law import Law
from tidewaiter.law.terms import limits_of, period_of
from tidewaiter.model.law import Measure
from tidewaiter.web.law_words import CHECKS
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
SHOWN = 20


@router.get("/monitor")
def rooms(request: Request, _: Reader) -> Response:
    """What will be watched, and what is there already."""
    return page(request, "monitor/rooms.html")


@router.get("/monitor/quotas")
def quotas(request: Request, desk: Desk, _: Reader) -> Response:
    """The caps of the law, and what decisions on record count against them."""
    law = desk.law
    capped = [measure for measure in law.measures if len(measure.caps) > 0]
    claims = quota_claims(desk.standing, desk.ledger, [m.id for m in capped], most=SHOWN)
    return page(
        request,
        "monitor/quotas.html",
        capped=capped,
        claims=claims,
        shown=SHOWN,
        find=law.find,
        cite=lambda measure: cite(law, measure),
        limits_of=limits_of,
        period_of=period_of,
        today=desk.today(),
    )


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


@router.get("/monitor/provocations")
def provocations(request: Request, desk: Desk, _: Reader) -> Response:
    """The tests and launches that the resolutions answered, as the law files name them."""
    return page(request, "monitor/provocations.html", acts=desk.law.acts)


def _on_workers(law: Law) -> list[Measure]:
    return [measure for measure in law.measures if measure.kind.startswith("overseas workers")]
