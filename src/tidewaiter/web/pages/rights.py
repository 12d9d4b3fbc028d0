"""Recommendations of the Commission of Inquiry and protected records."""

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.assess.explain import cite
from tidewaiter.rights import load_recommendations
from tidewaiter.web.law_words import CHECKS
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
# What the Commission asked of the Security Council: measures on those responsible alone.
TARGETED = "para 94(a)"


@router.get("/rights")
def rooms(request: Request, desk: Desk, _: Reader) -> Response:
    """What sanctions may not do to people, and what is kept here."""
    law = desk.law
    opening = [m for m in law.measures if m.rule == "exempt" or m.kind.startswith("humanitarian")]
    return page(
        request,
        "rights/rooms.html",
        opening=opening,
        cite=lambda measure: cite(law, measure),
        targeted=next(r for r in load_recommendations().all if r.citation == TARGETED),
        checks=CHECKS,
    )


@router.get("/rights/recommendations")
def recommendations(request: Request, _: Reader, addressee: str = "", theme: str = "") -> Response:
    """The recommendations to read, by addressee and theme; no status is kept yet."""
    known = load_recommendations()
    found = [
        each
        for each in known.all
        if addressee in {"", each.addressee} and theme in {"", each.theme}
    ]
    return page(
        request,
        "rights/recommendations.html",
        source=known.source,
        all=known.all,
        found=found,
        addressee=addressee,
        theme=theme,
        addressees=_counted(each.addressee for each in known.all),
        themes=_counted(each.theme for each in known.all),
        unverified=sum(each.check != "verified" for each in known.all),
        checks=CHECKS,
    )


def _counted(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name to choose by, with how many it has."""
    return [(name, f"{name} ({count})") for name, count in Counter(names).items()]
