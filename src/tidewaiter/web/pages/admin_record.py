"""The record itself: is it whole, and is it kept elsewhere."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import func, select

from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Actor, BadInput, Event, Record
from tidewaiter.pipeline.chores import (
    BACKUPS,
    Chore,
    ChoreName,
    Work,
    backing_up,
    backup_path,
    trying,
)
from tidewaiter.pipeline.keeping import BACKUP, BackedUp
from tidewaiter.web.office import Office
from tidewaiter.web.pages.coverage import PATIENCE, checked
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Posted, text_of

router = APIRouter()
Verifier = Annotated[Actor, Depends(Needs("verify"))]
Keeper = Annotated[Actor, Depends(Needs("backup"))]
PATTERN = "*/tidewaiter-*.backup"


class Copy(Record, frozen=True):
    """A file of a backup in the home: its place under it, its size in bytes, when it was made."""

    path: str
    size: int
    made: datetime.datetime


@router.get("/admin/audit")
def audit(request: Request, desk: Desk, _: Verifier) -> Response:
    """Whether the chain is as it was written, and the anchors to keep elsewhere."""
    return page(request, "admin/audit.html", anchor=desk.ledger.anchor(), **checked(desk))


@router.get("/admin/audit/anchors.jsonl")
def anchors(
    desk: Desk,
    _: Verifier,
    first: Annotated[datetime.date | None, Query(alias="from")] = None,
    last: Annotated[datetime.date | None, Query(alias="to")] = None,
) -> Response:
    """The last event of each UTC day, one line of JSON each, as `tidewaiter ledger anchors`."""
    lines = [msgspec.json.encode(each) + b"\n" for each in desk.ledger.anchors(first, last)]
    headers = {"content-disposition": f'attachment; filename="anchors-{desk.today()}.jsonl"'}
    return Response(b"".join(lines), media_type="application/jsonl", headers=headers)


@router.get("/admin/backup")
def backup(request: Request, desk: Desk, _: Keeper) -> Response:
    """The last backup and the last restore test; the form to make one now."""
    return _backup(request, desk)


@router.post("/admin/backup")
def make_backup(request: Request, desk: Desk, actor: Keeper, form: Posted) -> Response:
    """Make a backup into a folder of the home; a long one goes on after the page is back."""
    now, folder = desk.now(), text_of(form, "folder")
    try:
        target = backup_path(desk.settings.home, folder, now)
    except BadInput as error:
        return _backup(request, desk, error=error, folder=folder)
    where = target.relative_to(desk.settings.home).as_posix()
    secrets = text_of(form, "secrets") == "yes"
    chore = Chore("backup", actor.name, now, where=where, secrets=secrets)
    _begin(desk, chore, backing_up(desk.settings, target))
    return RedirectResponse("/admin/backup", status_code=303)


@router.post("/admin/backup/trial")
def try_restore(desk: Desk, actor: Keeper, form: Posted) -> Response:
    """Restore a backup beside, verify it there, and take it away again."""
    wanted = text_of(form, "path")
    found = next((copy for copy in copies(desk.settings.home) if copy.path == wanted), None)
    if found is None:
        advice = "Choose one of those shown."
        raise BadInput("there is no such backup", where=wanted[:80], advice=advice)
    chore = Chore("trial", actor.name, desk.now(), where=found.path)
    _begin(desk, chore, trying(desk.settings, desk.settings.home / found.path))
    return RedirectResponse("/admin/backup", status_code=303)


def copies(home: Path) -> tuple[Copy, ...]:
    """The backups in the folders of the home, the newest first."""
    return tuple(sorted(_copies(home), key=lambda copy: copy.made, reverse=True))


def last_backup(desk: Office) -> tuple[Event, BackedUp] | None:
    """The last backup on record, made from here or by the command."""
    newest = select(func.max(EVENTS.c.number)).where(EVENTS.c.kind == BACKUP)
    with desk.ledger.tables() as connection:
        number = connection.execute(newest).scalar_one()
    event = None if number is None else desk.ledger.get(number)
    return None if event is None else (event, msgspec.json.decode(event.payload, type=BackedUp))


def _copies(home: Path) -> Iterator[Copy]:
    for path in home.glob(PATTERN):
        status = path.stat()
        made = datetime.datetime.fromtimestamp(status.st_mtime, datetime.UTC)
        yield Copy(path.relative_to(home).as_posix(), status.st_size, made)


def _begin(desk: Office, chore: Chore, work: Work) -> None:
    chore = msgspec.structs.replace(chore, total=desk.ledger.anchor().number)
    desk.chores.begin(chore, work, desk.now)
    desk.chores.wait(PATIENCE)


def _backup(
    request: Request, desk: Office, *, error: BadInput | None = None, folder: str = BACKUPS
) -> Response:
    names: tuple[ChoreName, ...] = ("backup", "trial")
    return page(
        request,
        "admin/backup.html",
        status=400 if error else 200,
        last=last_backup(desk),
        end=desk.ledger.anchor().number,
        made={name: desk.chores.last(name) for name in names},
        running={name: desk.chores.running(name) for name in names},
        copies=copies(desk.settings.home)[:20],
        home=desk.settings.home,
        error=error,
        folder=folder,
    )
