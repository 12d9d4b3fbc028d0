"""The lists that names are looked up in, and what changed in them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from tidewaiter import lists
from tidewaiter.lists import Kept, ListDiff
from tidewaiter.model import BadInput
from tidewaiter.pipeline.list_status import pull_failures, status_lines
from tidewaiter.web.api.answers import answer, gives, listed
from tidewaiter.web.api.bearer import Reader
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.office import Office
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["lists"])
Version = Annotated[
    str, Query(max_length=100, description="Its day, list@day, or the start of its hash.")
]
_STATUS = {
    "name": "un-1718",
    "source": "un",
    "version": "087e21da3b58...",
    "published": "2025-08-02",
    "entries": 223,
    "entries_by_kind": {"organization": 75, "person": 80, "vessel": 68},
    "age_days": 12,
    "stale": "",
    "pull_failed": "",
}


@router.get(
    "/lists", summary="Which lists answer", responses=gives(Any, example=_STATUS, many=True)
)
def status(
    request: Request,
    desk: Desk,
    _: Reader,
    every: Annotated[bool, Query(alias="all", description="Every version kept.")] = False,
) -> Response:
    """The lists, of which day, how old and with how many entries, as `tidewaiter lists status`."""
    versions = desk.store.versions() if every else desk.kept_lists()
    return listed(request, status_lines(versions, desk.today(), pull_failures(desk.store)))


@router.get(
    "/lists/{name}/diff",
    summary="What changed in a list",
    responses=gives(ListDiff),
)
def diff(desk: Desk, _: Reader, name: str, old: Version = "", new: Version = "") -> Response:
    """What came, went and changed between two versions, as `tidewaiter lists diff --json`.

    Without `old` and `new` these are the last two versions kept.
    """
    held = [each for each in desk.store.versions() if each.list == name]
    if len(held) == 0:
        raise NotThere("no such list", where=name, advice="/api/v1/lists names them.")
    if len(held) == 1 and old == new == "":
        advice = "There is nothing to compare it with until the next is kept."
        raise BadInput("one version is kept", where=name, advice=advice)
    first = held[-2] if old == "" else _find(desk, name, old)
    last = held[-1] if new == "" else _find(desk, name, new)
    return answer(lists.diff(desk.store.load(first), desk.store.load(last)))


def _find(desk: Office, name: str, text: str) -> Kept:
    found = desk.store.find(text if "@" in text or len(text) != 10 else f"{name}@{text}")
    if found.list != name:
        advice = "/api/v1/lists?all=true names the versions."
        raise BadInput(f"that is a version of {found.list}", where=text, advice=advice)
    return found
