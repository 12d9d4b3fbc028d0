"""What waits for a decision: filters, saved views, assigning many at once."""

import datetime
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, QueryParams

from tidewaiter.cases.many import Chosen, Many
from tidewaiter.cases.many import Outcome as Became
from tidewaiter.cases.queue import FACETS, Facet, Waiting, claim, facets, queue, rows_of
from tidewaiter.model import Actor, Assigned, BadInput, Case, Event
from tidewaiter.people.permissions import may
from tidewaiter.web.came_from import within
from tidewaiter.web.export import csv_response
from tidewaiter.web.office import Office
from tidewaiter.web.pages.queue_filters import Filters, built_in, clauses, filters_of
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of, texts_of, visitor_of
from tidewaiter.web.words import zone_of

router = APIRouter()
SIZE = 50
SHOWN_VALUES = 8
VIEW = "view/queue/"
LONGEST_NAME = 60


@router.get("/queue")
def show(request: Request, desk: Desk, actor: Reader) -> Response:
    """A page of the queue, told in a sentence whose clauses can be taken away."""
    asked = request.query_params
    filters, number = filters_of(asked), _page_number(asked.get("page", "1"))
    wanted = filters.wanted(desk.now(), number)
    found = queue(desk.standing, desk.limits, wanted)
    told = _told(desk, asked)
    rows = _with(found.rows, _kept(desk, told))
    return page(
        request,
        "queue/queue.html",
        filters=filters,
        clauses=list(clauses(request, filters)),
        found=found,
        rows=rows,
        number=number,
        last=max(-(-found.count // SIZE), 1),
        values=_values(facets(desk.standing, desk.limits, wanted) if rows else ()),
        hides=_hides(request, desk, filters) if found.count == 0 else [],
        views=_views(desk, actor, filters),
        people=people(desk, actor),
        told=told,
        within=within,
        address=lambda to: f"/queue?{urlencode({'page': to})}&{filters.query}".rstrip("&"),
    )


@router.get("/queue/views/{name}")
def view(desk: Desk, actor: Reader, name: str) -> Response:
    """The queue as a saved view shows it."""
    common = built_in(actor.name).get(name)
    query = desk.preferences.of(actor.name).get(VIEW + name) if common is None else common[1].query
    if query is None:
        advice = "The views of your own stand above the queue."
        raise BadInput("there is no such view", where=name, advice=advice)
    return RedirectResponse(f"/queue?{query}", status_code=303)


@router.post("/queue/views")
def save_view(desk: Desk, actor: Reader, form: Posted) -> Response:
    """Keep what the queue is narrowed to, under a name."""
    name = text_of(form, "name")
    if not 0 < len(name) <= LONGEST_NAME or "/" in name or name in built_in(actor.name):
        advice = f"Use up to {LONGEST_NAME} letters and no slash; Mine, Unassigned, Overdue exist."
        raise BadInput("no name for a view", where=name or "the name", advice=advice)
    filters = _filters_in(form)
    desk.preferences.keep(actor.name, VIEW + name, filters.query or "page=1")
    return RedirectResponse(_back(filters, saved=name), status_code=303)


@router.post("/queue/views/delete")
def drop_view(desk: Desk, actor: Reader, form: Posted) -> Response:
    """Take a saved view away; the answer shows it once more, to be kept again."""
    name = text_of(form, "name")
    query = desk.preferences.of(actor.name).get(VIEW + name, "")
    desk.preferences.keep(actor.name, VIEW + name, "")
    return RedirectResponse(_back(filters_of(QueryParams(query)), gone=name), status_code=303)


@router.post("/queue/next", dependencies=[Depends(Needs("open_case"))])
def start_next(desk: Desk, form: Posted, request: Request) -> Response:
    """Take the first that nobody has, and go to its case."""
    actor = Needs("open_case")(request)
    filters = _filters_in(form)
    case = claim(desk.ledger, desk.limits, actor, desk.now(), filters.wanted(desk.now()))
    to = _back(filters, none="1") if case is None else f"/cases/{case.id}"
    return RedirectResponse(to, status_code=303)


@router.post("/queue/assign", dependencies=[Depends(Needs("assign"))])
def assign(request: Request, desk: Desk, form: Posted) -> Response:
    """Give what was chosen to a person, or set when it is due."""
    actor = Needs("assign")(request)
    filters, chosen = _filters_in(form), [_chosen(text) for text in texts_of(form, "chosen")]
    if len(chosen) == 0:
        return RedirectResponse(_back(filters, empty="1"), status_code=303)
    act = text_of(form, "act")
    due = _due(request, form) if act == "due" else None
    to = text_of(form, "to") if act == "assign" else None
    became = Many(desk.ledger, actor, desk.now()).assign(chosen, to, due)
    return RedirectResponse(_back(filters, **_result(act, became)), status_code=303)


@router.post("/queue/undo", dependencies=[Depends(Needs("assign"))])
def undo(request: Request, desk: Desk, form: Posted) -> Response:
    """Write what was just done back as it was: a new event, nothing is erased."""
    actor = Needs("assign")(request)
    events = [int(text) for text in text_of(form, "did").split(",") if text.isdigit()]
    became = Many(desk.ledger, actor, desk.now()).undo(events)
    return RedirectResponse(_back(_filters_in(form), **_result("undo", became)), status_code=303)


@router.post("/queue/export")
def export(desk: Desk, actor: Reader, form: Posted) -> Response:  # noqa: ARG001 - who may read
    """What was chosen, as a table for a spreadsheet."""
    numbers = [int(text.partition("|")[0]) for text in texts_of(form, "chosen")]
    if len(numbers) == 0:
        return RedirectResponse(_back(_filters_in(form), empty="1"), status_code=303)
    rows = rows_of(desk.standing, desk.limits, numbers=numbers)
    names = tuple(Waiting.__struct_fields__)
    cells = ([getattr(row, name) for name in names] for row in rows)
    return csv_response("queue", names, cells)


def people(desk: Office, actor: Actor) -> list[str]:
    """To whom a case may be given: who may inspect or open one; who asks stands first."""
    known = [user for user in desk.users.all() if user.active]
    able = [u.name for u in known if may(Actor(u.name, u.roles), "open_case")]
    return sorted(able, key=lambda name: (name != actor.name, name))


def _page_number(text: str) -> int:
    return min(max(int(text), 1), 10_000) if text.isdecimal() else 1


def _values(found: tuple[Facet, ...]) -> dict[str, list[Facet]]:
    """The commonest values of each column."""
    by_column: dict[str, list[Facet]] = {name: [] for name in FACETS}
    for each in found:
        by_column[each.column].append(each)
    return {name: values[:SHOWN_VALUES] for name, values in by_column.items()}


def _hides(request: Request, desk: Office, filters: Filters) -> list[tuple[str, str, int]]:
    """Of each clause how many would be found without it."""
    found = []
    for words, address in clauses(request, filters):
        without = filters_of(QueryParams(address.partition("?")[2]))
        wanted = msgspec.structs.replace(without.wanted(desk.now()), size=1)
        count = queue(desk.standing, desk.limits, wanted).count
        if count > 0:
            found.append((words, address, count))
    return found


def _views(desk: Office, actor: Actor, filters: Filters) -> list[dict[str, Any]]:
    """The views of everybody and of this person, with the one that is shown marked."""
    common = [
        {"name": name, "label": label, "own": False, "here": shown == filters}
        for name, (label, shown) in built_in(actor.name).items()
    ]
    kept = desk.preferences.of(actor.name).items()
    own = [
        {
            "name": key.removeprefix(VIEW),
            "label": key.removeprefix(VIEW),
            "own": True,
            "here": filters_of(QueryParams(query)) == filters,
        }
        for key, query in kept
        if key.startswith(VIEW)
    ]
    return common + own


def _told(desk: Office, asked: QueryParams) -> dict[str, Any]:
    """What the last act came to, as far as the record bears it out."""
    numbers = [int(text) for text in asked.get("did", "").split(",") if text.isdigit()]
    events = [e for e in map(desk.ledger.get, numbers[:SIZE]) if e is not None and e.kind == "case"]
    others = [desk.cases.get(name) for name in asked.get("others", "").split(",") if name != ""]
    told: dict[str, Any] = {key: asked.get(key, "") for key in ("saved", "gone", "none", "empty")}
    return told | {
        "what": asked.get("what", ""),
        "did": ",".join(str(event.number) for event in events),
        "to": _to(events),
        "events": events,
        "others": others,
        "meanwhile": sorted({each.history[-1].by for each in others}),
    }


def _to(events: list[Event]) -> str:
    """To whom these events assigned, as the first one says."""
    if len(events) == 0 or b'"assigned"' not in events[0].payload.encode():
        return ""
    return msgspec.json.decode(events[0].payload, type=Assigned).to


def _kept(desk: Office, told: dict[str, Any]) -> tuple[Waiting, ...]:
    """The rows just acted on, which stay in their place until the page is loaded again."""
    cases: list[Case] = told["others"]
    names = [event.subject for event in told["events"]] + [case.id for case in cases]
    return rows_of(desk.standing, desk.limits, cases=names) if names else ()


def _with(rows: tuple[Waiting, ...], kept: tuple[Waiting, ...]) -> list[Waiting]:
    found = {row.number: row for row in (*rows, *kept)}
    order = {"detain": 0, "inspect": 1, "review": 2, "pass": 3}
    return sorted(found.values(), key=lambda r: (order[r.action], r.due, r.since, r.number))


def _filters_in(form: FormData) -> Filters:
    return filters_of(QueryParams(text_of(form, "back")))


def _back(filters: Filters, **told: str) -> str:
    parts = [filters.query, urlencode({key: value for key, value in told.items() if value})]
    query = "&".join(part for part in parts if part != "")
    return "/queue" if query == "" else f"/queue?{query}"


def _result(act: str, became: Became) -> dict[str, str]:
    return {
        "what": act,
        "did": ",".join(str(number) for number in became.done),
        "others": ",".join(name for name, _ in became.others if not name.startswith("event")),
    }


def _chosen(text: str) -> Chosen:
    """A row as its box carries it: `number|event|case|version`."""
    _, event, case, version = (*text.split("|"), "", "", "")[:4]
    if not (event.isdigit() and version.isdigit()):
        raise BadInput("not a row of the queue", where=text, advice="Choose it from the list.")
    return Chosen(int(event), case, int(version))


def _due(request: Request, form: FormData) -> datetime.datetime:
    text = text_of(form, "due")
    try:
        local = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        advice = "Choose the day and the hour; nothing was changed."
        raise BadInput("no day to be due on", where="Due", advice=advice) from error
    return local.replace(tzinfo=zone_of(visitor_of(request).zone)).astimezone(datetime.UTC)
