"""One act, one paragraph with its measures, and the decisions that used them."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from tidewaiter.assess.explain import cite
from tidewaiter.cases.uses import COUNTED, OUTCOMES, count_uses, uses
from tidewaiter.law import BASE, Law
from tidewaiter.law.duties import timing
from tidewaiter.law.terms import limits_of, period_of
from tidewaiter.law.wording import in_words
from tidewaiter.model.law import Act, Measure
from tidewaiter.web import law_words
from tidewaiter.web.law_asking import address
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
SIZE = 50


@router.get("/law/{source}/{number}")
def act_page(request: Request, desk: Desk, _: Reader, source: str, number: str) -> Response:
    """An act, paragraph by paragraph."""
    law = desk.laws.law
    act = _act(law, source, number)
    return page(request, "law/act.html", **_shared(law), act=act, source=source)


@router.get("/law/{source}/{number}/{paragraph}")
def paragraph_page(
    request: Request, desk: Desk, _: Reader, source: str, number: str, paragraph: str
) -> Response:
    """The measures of a paragraph, in our own words, with how far each was verified."""
    law = desk.laws.law
    act = _act(law, source, number)
    measures = _measures(act, source, paragraph)
    return page(
        request,
        "law/paragraph.html",
        **_shared(law),
        act=act,
        source=source,
        measures=measures,
        counts=count_uses(desk.standing, [measure.id for measure in measures]),
        weighed_here=source == BASE,
        today=desk.today(),
    )


@router.get("/law/{source}/{number}/{paragraph}/{slug}")
def measure_page(
    desk: Desk, _: Reader, source: str, number: str, paragraph: str, slug: str
) -> Response:
    """A measure by its whole id: its place on the page of its paragraph."""
    measure = _measure(desk.laws.law, (source, number, paragraph, slug))
    place, mark = measure.id.rsplit("/", 1)
    return RedirectResponse(f"/law/{place}#{mark}", status_code=303)


@router.get("/law/{source}/{number}/{paragraph}/{slug}/decisions")
def decisions(
    request: Request, desk: Desk, _: Reader, source: str, number: str, paragraph: str, slug: str
) -> Response:
    """The standing decisions in which a measure says one thing, newest first."""
    law = desk.laws.law
    measure = _measure(law, (source, number, paragraph, slug))
    counts = count_uses(desk.standing, [measure.id])[measure.id]
    outcome = request.query_params.get("outcome", "")
    if outcome not in OUTCOMES:
        outcome = next(iter(counts), OUTCOMES[0])
    asked = request.query_params.get("page", "1")
    current = int(asked) if asked.isdecimal() and asked.isascii() and 0 < len(asked) < 6 else 1
    current = max(current, 1)
    found = uses(desk.standing, measure.id, outcome, page=current, size=SIZE)
    path = f"/law/{measure.id}/decisions"
    return page(
        request,
        "law/decisions.html",
        **_shared(law),
        measure=measure,
        counts=counts,
        outcome=outcome,
        found=found,
        current=current,
        last=max(-(-min(found.count, COUNTED) // SIZE), 1),
        address=lambda number: address(path, {"outcome": outcome, "page": number}),
        path_of_list=path,
    )


def _shared(law: Law) -> dict[str, Any]:
    named, territory = law.vocabulary.conditions, law.vocabulary.territory
    words = {way: word for word, way in territory.directions.items()}
    return {
        "law": law,
        "law_words": law_words,
        "cite": lambda measure: cite(law, measure),
        "in_words": lambda conditions: in_words(conditions, named).replace("`", ""),
        "timing": timing,
        "limits_of": limits_of,
        "period_of": period_of,
        "counted": COUNTED,
        "place": territory.name,
        "direction_of": lambda measure: words.get(measure.direction, ""),
    }


def _act(law: Law, source: str, number: str) -> Act:
    for act in law.acts:
        if act.number == number and act.measures[0].source == source:
            return act
    raise HTTPException(404)


def _measures(act: Act, source: str, paragraph: str) -> tuple[Measure, ...]:
    place = f"{source}/{act.number}/{paragraph}/"
    found = tuple(measure for measure in act.measures if measure.id.startswith(place))
    if len(found) == 0:
        raise HTTPException(404)
    return found


def _measure(law: Law, names: tuple[str, ...]) -> Measure:
    measure = law.find("/".join(names))
    if measure is None:
        raise HTTPException(404)
    return measure
