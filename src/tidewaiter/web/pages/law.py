"""What bites on a date; two dates beside each other; jurisdictions side by side."""

import datetime
from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from tidewaiter.assess.explain import cite
from tidewaiter.law import Law
from tidewaiter.law.changes import Change, diff
from tidewaiter.law.terms import terms_on
from tidewaiter.law.timeline import reaching
from tidewaiter.monitor.provocations import Answer
from tidewaiter.pipeline.bare_acts import BareAct, SourceAnswer
from tidewaiter.web import law_words, quota_words
from tidewaiter.web.asked_days import asked_day, read_day
from tidewaiter.web.law_asking import Asking, address, changes, lanes, read_asking
from tidewaiter.web.law_picture import draw
from tidewaiter.web.office import Office
from tidewaiter.web.pages.monitor_provocations import answered
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
# The day of S/RES/2270 (2016): what most questions compare with.
MILESTONE = datetime.date(2016, 3, 2)


@router.get("/law")
def show(request: Request, desk: Desk, _: Reader) -> Response:
    """What bites on a heading, in a direction, on a day; without a heading, what is in force."""
    law, today = desk.laws.law, desk.today()
    asked = read_asking(request.query_params, law, today)
    if asked.on.from_boxes and asked.on.problem == "":
        return RedirectResponse(asked.address(), status_code=303)
    spans = lanes(law, asked)
    days = changes(law, asked, spans)
    on = asked.on.day
    tests = _tests(desk, on)
    return page(
        request,
        "law/show.html",
        status=200 if asked.is_sound else 400,
        **_shared(desk, asked),
        answers=_answers(desk, asked),
        spans=spans,
        first=min((lane[0].since for lane in spans.values() if len(lane) > 0), default=None),
        picture=draw(law, spans, chosen=on, today=today, tests=_days(tests)),
        answered=tests,
        quota_words=quota_words,
        before=max((day for day in days if on is not None and day < on), default=None),
        after=min((day for day in days if on is not None and on < day <= today), default=None),
        acts=_acts(law, asked),
        since=asked_day("from", _milestone(law, on)),
        changed=_count_changes(law, asked),
    )


@router.get("/law/compare")
def compare(request: Request, desk: Desk, _: Reader) -> Response:
    """What each law says of the same act, side by side."""
    asked = read_asking(request.query_params, desk.laws.law, desk.today())
    if asked.on.from_boxes and asked.on.problem == "":
        return RedirectResponse(asked.address("/law/compare"), status_code=303)
    return page(
        request,
        "law/compare.html",
        status=200 if asked.is_sound else 400,
        **_shared(desk, asked),
        answers=_answers(desk, asked),
    )


@router.get("/law/diff")
def compare_days(request: Request, desk: Desk, _: Reader) -> Response:
    """What came, went and changed between two days."""
    law, today = desk.laws.law, desk.today()
    query = request.query_params
    asked = read_asking(query, law, today)
    last = read_day(query, "to", today, today)
    first = read_day(query, "from", _milestone(law, last.day), today)
    days = (first, last)
    sound = asked.heading == asked.written and all(day.problem == "" for day in days)
    if sound and any(day.from_boxes for day in days):
        return RedirectResponse(_diff_address(asked, first.day, last.day), status_code=303)
    ordered = first.day is not None and last.day is not None and first.day < last.day
    found: list[Change] = []
    if sound and ordered and first.day is not None and last.day is not None:
        found = _changes(law, asked, first.day, last.day)
    return page(
        request,
        "law/diff.html",
        status=200 if sound and ordered else 400,
        **_shared(desk, asked),
        first=first,
        last=last,
        ordered=ordered or not sound,
        swapped=_diff_address(asked, last.day, first.day),
        changed=found,
        counts=Counter(change.change for change in found),
    )


def _tests(desk: Office, on: datetime.date | None) -> list[Answer]:
    """The tests and launches that a resolution adopted by this day answered."""
    known = [each for each in answered(desk) if each.act != ""]
    return [each for each in known if on is None or each.adopted is None or each.adopted <= on]


def _days(tests: list[Answer]) -> dict[datetime.date, str]:
    """What was tested, by its day, as a picture says it."""
    return {each.provocation.day: f"{each.provocation.day}: {each.symbol}" for each in tests}


def _shared(desk: Office, asked: Asking) -> dict[str, Any]:
    """What every page of the law shows."""
    law = desk.laws.law
    territory = law.vocabulary.territory
    directions = territory.directions.items()
    return {
        "law": law,
        "asked": asked,
        "today": desk.today(),
        "law_words": law_words,
        "terms_on": terms_on,
        "cite": lambda measure: cite(law, measure),
        "ways": {word: law_words.WAYS[way] for word, way in directions if way in law_words.WAYS},
        "place": territory.name,
    }


def _answers(desk: Office, asked: Asking) -> list[SourceAnswer]:
    if asked.heading == "" or asked.on.day is None:
        return []
    act = BareAct(asked.on.day, asked.heading, asked.way)
    return [desk.laws.ask(act, source) for source in asked.sources]


def _acts(law: Law, asked: Asking) -> list[tuple[Any, str, int, int]]:
    """Each act with its source, and how many of its measures are in force that day."""
    if asked.heading != "" or asked.on.day is None:
        return []
    on = asked.on.day
    found = []
    for act in law.acts:
        source = act.measures[0].source
        if source in asked.sources and act.adopted <= on:
            held = sum(measure.in_force(on) for measure in act.measures)
            found.append((act, source, held, len(act.measures)))
    return found


def _milestone(law: Law, on: datetime.date | None) -> datetime.date:
    """The day a comparison starts from where none is named: before the day, if it can be."""
    return MILESTONE if on is None or on > MILESTONE else law.begins


def _changes(law: Law, asked: Asking, first: datetime.date, last: datetime.date) -> list[Change]:
    """What changed in the law that was asked for, of the heading where one is named."""
    reached = None
    if asked.heading != "":
        reached = {measure.id for measure, _ in reaching(law, asked.heading, asked.way)}
    return [
        change
        for change in diff(law, first, last)
        if change.measure.partition("/")[0] in asked.sources
        and (reached is None or change.measure in reached)
    ]


def _count_changes(law: Law, asked: Asking) -> Counter[str]:
    on = asked.on.day
    since = _milestone(law, on)
    if on is None or not asked.is_sound or on <= since:
        return Counter()
    return Counter(change.change for change in _changes(law, asked, since, on))


def _diff_address(asked: Asking, first: datetime.date | None, last: datetime.date | None) -> str:
    query = {
        "from": first,
        "to": last,
        "heading": asked.written,
        "direction": asked.direction if asked.written != "" else "",
        "law": () if asked.everyone else asked.sources,
    }
    return address("/law/diff", query)
