"""Lists and their versions: ages, entries, what a version changes."""

import datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from tidewaiter import lists
from tidewaiter.cases.listed import meeting
from tidewaiter.codes import parse_date
from tidewaiter.lists import Kept, LoadedList, Store
from tidewaiter.lists.entries import entries, history, holding
from tidewaiter.model import Actor, BadInput, Listing
from tidewaiter.model.finding import ACTIONS
from tidewaiter.web.foreign import lang_of
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Reader
from tidewaiter.web.words import N_

router = APIRouter()
SIZE = 50
SHOWN = 200  # entries of one kind of change that are shown
QUALITIES = {
    "primary": N_("primary"),
    "strong": N_("strong alias"),
    "weak": N_("weak alias"),
    "low": N_("weak alias"),
    "former": N_("former name"),
}
CHANGES = {
    "first": N_("In the first version kept"),
    "added": N_("Added"),
    "changed": N_("Changed"),
    "removed": N_("Removed"),
}
Importer = Annotated[Actor, Depends(Needs("import_lists"))]


@router.get("/lists")
def show(request: Request, desk: Desk, _: Reader) -> Response:
    """Every list that answers, its age, its versions, and how to take in a new one."""
    return lists_page(request, desk)


def lists_page(request: Request, desk: Office, status: int = 200, **content: Any) -> Response:
    """The page of lists; `content` holds the faults of the form and what was typed."""
    versions: dict[str, list[Kept]] = {}
    for kept in desk.store.versions():
        versions.setdefault(kept.list, []).append(kept)
    told: dict[str, Any] = {"errors": [], "published": "", "done": ""}
    told["done"] = request.query_params.get("done", "")
    return page(
        request,
        "lists/all.html",
        status,
        in_force=desk.kept_lists(),
        versions=versions,
        today=desk.today(),
        pulls=desk.settings.pulls,
        sources=_sources(desk),
        **(told | content),
    )


def _sources(desk: Office) -> dict[str, str]:
    """The publishers that are known, each with why the last pull failed, if it did."""
    from tidewaiter.lists.pull import Puller
    from tidewaiter.lists.sources import load_sources

    puller = Puller(desk.store)
    return {name: puller.state(name).failure for name in load_sources()}


@router.get("/lists/{name}")
def one(request: Request, desk: Desk, _: Reader, name: str) -> Response:
    """The entries of the version that answers for a day."""
    given = request.query_params
    day = day_asked(given.get("on", ""), desk.today())
    loaded = _in_force(desk, name, day)
    if loaded is None:
        raise HTTPException(404)
    if loaded.version.name != name:
        return RedirectResponse(f"/lists/{quote(loaded.version.name, safe='')}", status_code=303)
    text = given.get("q", "")
    found = holding(loaded, text)
    last = max(1, -(-len(found) // SIZE))
    at = _page_number(given.get("page", ""), last)
    return page(
        request,
        "lists/one.html",
        name=name,
        day=day,
        loaded=loaded,
        kept=_kept(desk, loaded),
        text=text,
        found=found[(at - 1) * SIZE : at * SIZE],
        count=len(found),
        at=at,
        last=last,
        lang_of=lang_of,
        versions=[each for each in desk.store.versions() if each.list == name],
        address=lambda number: f"?on={given.get('on', '')}&q={quote(text)}&page={number}",
    )


@router.get("/lists/{name}/diff")
def differences(request: Request, desk: Desk, _: Reader, name: str) -> Response:
    """What one version changed of another: the last two where none is named."""
    held = [each for each in desk.store.versions() if each.list == name]
    if len(held) == 0:
        raise HTTPException(404)
    given = request.query_params
    old = _version(held, given.get("from", ""), -2)
    new = _version(held, given.get("to", ""), -1)
    found = lists.diff(desk.store.load(old), desk.store.load(new))
    return page(
        request,
        "lists/diff.html",
        name=name,
        versions=held,
        old=old,
        new=new,
        found=found,
        shown=SHOWN,
        lang_of=lang_of,
        same=old.sha256 == new.sha256,
    )


@router.get("/lists/{name}/{ref:path}")
def entry(request: Request, desk: Desk, _: Reader, name: str, ref: str) -> Response:
    """One entry: all that the list says of it, and what is on record of it here."""
    day = day_asked(request.query_params.get("on", ""), desk.today())
    loaded, listing = _entry(desk, name, ref, day)
    key = (listing.list, listing.ref)
    versions = [each for each in desk.store.versions() if each.list == loaded.version.name]
    # a store of its own: what is loaded for this page goes with it
    changes = history(Store(desk.settings.home), versions, key)
    met, count = meeting(desk.standing, key)
    return page(
        request,
        "lists/entry.html",
        listing=listing,
        loaded=loaded,
        others=entries(loaded, ref)[1:],
        day=day,
        history=changes,
        met=met,
        count=count,
        actions=ACTIONS,
        qualities=QUALITIES,
        changes=CHANGES,
        lang_of=lang_of,
    )


def day_asked(text: str, today: datetime.date) -> datetime.date:
    """The day of an address, today where it names none.

    Raises:
        BadInput: it is no day.
    """
    if text == "":
        return today
    found = parse_date(text)
    if found is None or found.day == 0:
        raise BadInput(f"{text!r} is not a day", where="on", advice="Write it as 2017-08-06.")
    return found.first


def _page_number(text: str, last: int) -> int:
    """The page an address asks for, within those there are."""
    asked = int(text) if text.isdecimal() and len(text) < 9 else 1
    return min(max(1, asked), last)


def _in_force(desk: Office, name: str, day: datetime.date) -> LoadedList | None:
    """The list of that name, else one with entries listed under it (`un` for `un-1718`)."""
    loaded = desk.lists_on(day)
    named = (each for each in loaded if each.version.name == name)
    under = (each for each in loaded if any(x.list == name for x in each.listings))
    return next(named, None) or next(under, None)


def _entry(desk: Office, name: str, ref: str, day: datetime.date) -> tuple[LoadedList, Listing]:
    for loaded in desk.lists_on(day):
        for listing in entries(loaded, ref):
            if name in {listing.list, loaded.version.name}:
                return loaded, listing
    raise HTTPException(404)


def _kept(desk: Office, loaded: LoadedList) -> Kept | None:
    held = (each for each in desk.store.versions() if each.sha256 == loaded.version.sha256)
    return next(held, None)


def _version(held: list[Kept], text: str, place: int) -> Kept:
    """The version whose hash begins so; the one at a place where none is named."""
    if text == "":
        return held[max(place, -len(held))]
    found = [each for each in held if each.sha256.startswith(text)]
    if len(found) != 1:
        raise BadInput("no version of that hash is kept", where=text, advice="Choose one below.")
    return found[0]
