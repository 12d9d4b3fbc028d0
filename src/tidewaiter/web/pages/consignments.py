"""All consignments on record: a table narrowed by facets, and its export."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from tidewaiter.cases import consignments
from tidewaiter.cases.consignments import Found, Value
from tidewaiter.cases.narrowing import COUNTED, FACETS, NO_CASE, NOBODY, Wanted
from tidewaiter.model import BadInput
from tidewaiter.web import labels
from tidewaiter.web.export import csv_response, xlsx_response
from tidewaiter.web.render import page, translate
from tidewaiter.web.sheet import HEADER, sheet_rows
from tidewaiter.web.visitor import Desk, Reader
from tidewaiter.web.words import N_

router = APIRouter()
ROWS = 50
NAMES = {
    "action": N_("Action"),
    "duty": N_("Duty to inspect"),
    "hit": N_("List hit"),
    "paragraph": N_("First ground"),
    "port": N_("Port"),
    "vessel": N_("Vessel"),
    "state": N_("Case"),
    "assignee": N_("Assignee"),
    "document": N_("Document"),
}
YES_NO = {"yes": N_("yes"), "no": N_("no")}


def wanted_of(request: Request) -> Wanted:
    """What the address asks for.

    Raises:
        BadInput: the page is no number.
    """
    query = request.query_params
    number = query.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number) <= COUNTED // ROWS:
        advice = f"Give a number from 1 to {COUNTED // ROWS}, or narrow the table."
        raise BadInput("no such page", where=number[:20], advice=advice)
    given = {name: query.get(name, "").strip() for name in FACETS}
    return Wanted(**given, page=int(number), size=ROWS)


Asked = Annotated[Wanted, Depends(wanted_of)]


@router.get("/consignments")
def show(request: Request, desk: Desk, _: Reader, wanted: Asked) -> Response:
    """The newest consignments of that kind, and how they may be narrowed further."""
    found = consignments.find(desk.standing, wanted)
    given = _given(wanted)
    return page(
        request,
        "consignments/table.html",
        found=found,
        rows=consignments.rows(desk.standing, wanted),
        wanted=wanted,
        clauses=[_clause(request, given, name) for name in given],
        facets=[_facet(request, found, given, name) for name in NAMES if name != "document"],
        last=max(1, -(-min(found.count, COUNTED) // ROWS)),
        address=lambda number: _address(given | {"page": str(number)}),
        query=urlencode(given),
        counted=COUNTED,
    )


@router.get("/consignments.{ending}")
def table(request: Request, desk: Desk, _: Reader, wanted: Asked, ending: str) -> Response:  # noqa: ARG001
    """The same consignments for a spreadsheet, the newest of them where there are many."""
    rows = sheet_rows(desk, consignments.walk(desk.standing, wanted))
    if ending == "csv":
        return csv_response("consignments", HEADER, rows)
    if ending == "xlsx":
        return xlsx_response("consignments", HEADER, rows)
    raise HTTPException(404)


def said(request: Request, name: str, value: str) -> str:
    """A value of a facet in words."""
    if name == "action":
        known = labels.ACTIONS.get(value, value)
    elif name in {"duty", "hit"}:
        known = YES_NO.get(value, value)
    elif name == "state":
        known = labels.STATES.get("" if value == NO_CASE else value, value)
    elif name == "assignee" and value == NOBODY:
        known = N_("nobody")
    else:
        return value[:12] + "…" if name == "document" else value
    return translate(request, known)


def _given(wanted: Wanted) -> dict[str, str]:
    return {name: value for name in NAMES if (value := getattr(wanted, name)) != ""}


def _address(given: dict[str, str]) -> str:
    return f"/consignments?{urlencode(given)}" if given else "/consignments"


def _without(given: dict[str, str], name: str) -> str:
    return _address({key: value for key, value in given.items() if key != name})


def _clause(request: Request, given: dict[str, str], name: str) -> dict[str, str]:
    """One part of the sentence that says what is shown, and the address without it."""
    words = translate(request, NAMES[name])
    return {
        "name": words,
        "value": said(request, name, given[name]),
        "without": _without(given, name),
    }


def _facet(request: Request, found: Found, given: dict[str, str], name: str) -> dict[str, Any]:
    """A facet's values, each with the address that puts it in or takes it out."""
    values = found.facets[name]
    if name in given and given[name] not in {each.value for each in values}:
        values = (Value(given[name]), *values)
    shown = []
    for each in values:
        chosen = given.get(name) == each.value
        if each.count == 0 and not chosen and not (name == "action" and name not in given):
            continue
        to = _without(given, name) if chosen else _address(given | {name: each.value})
        words = said(request, name, each.value)
        exact = found.exact or each.more or (name in _EXACT and len(given) == 0)
        shown.append({"words": words, "to": to, "chosen": chosen, "value": each, "exact": exact})
    return {"name": translate(request, NAMES[name]), "key": name, "values": shown}


_EXACT = frozenset({"action", "duty", "hit", "state"})
