"""Users, lists, imports, audit check, backup."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from sqlalchemy import func, make_url, select

import tidewaiter
from tidewaiter.cases.limits import FILE, load_limits
from tidewaiter.cases.standing_tables import FILINGS, UNREAD
from tidewaiter.ledger import SCHEMA_VERSION
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Actor, Record, Screening, Unopened
from tidewaiter.names.compiled import is_compiled
from tidewaiter.web.office import Office
from tidewaiter.web.pages import admin_record, admin_users
from tidewaiter.web.pages.admin_record import last_backup
from tidewaiter.web.pages.today import Arrived, arrivals, unread_count
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Needs, Reader

router = APIRouter()
router.include_router(admin_users.router)
router.include_router(admin_record.router)
Inside = Annotated[Actor, Depends(Needs("verify"))]
SHOWN = 50
PARTS_SHOWN = 5


class Part(Record, frozen=True):
    """A part of a document that nobody could read: its event, where it stands, and why.

    `filed` is True where a paper says what was done about it.
    """

    number: int
    place: str
    problem: str
    filed: bool = False


class Unread(Record, frozen=True):
    """A document with parts nobody could read: how many, and the first of them."""

    sha256: str
    name: str
    count: int
    parts: tuple[Part, ...]


class Setting(Record, frozen=True):
    """One limit of the desk: its value, the default, and whether `desk.toml` states it."""

    name: str
    value: object
    default: object

    @property
    def stated(self) -> bool:
        """True where the desk's own file says otherwise than the default."""
        return bool(self.value != self.default)


@router.get("/admin")
def index(request: Request, desk: Desk, _: Inside) -> Response:
    """The rooms of the administration, each with its state in a line."""
    return page(
        request,
        "admin/index.html",
        users=desk.users.all(),
        unread=unread_count(desk),
        check=desk.chores.last("check"),
        last=last_backup(desk),
        trial=desk.chores.last("trial"),
        end=desk.ledger.anchor().number,
    )


@router.get("/admin/imports")
def imports(
    request: Request,
    desk: Desk,
    _: Reader,
    number: Annotated[int, Query(alias="page", ge=1, le=1000)] = 1,
) -> Response:
    """Documents with parts nobody could read, and what came in last."""
    found: tuple[Arrived, ...] = desk.lately.get("imports", lambda: tuple(arrivals(desk, SHOWN)))
    count = desk.lately.get("unread", lambda: unread_count(desk))
    return page(
        request,
        "admin/imports.html",
        unread=tuple(unread(desk, number)),
        count=count,
        number=number,
        last=-(-count // SHOWN),
        arrived=found,
    )


@router.get("/admin/settings")
def settings(request: Request, desk: Desk, _: Inside) -> Response:
    """The desk's own limits, and where to change them."""
    return page(
        request,
        "admin/settings.html",
        groups=dict(limits_of(desk)),
        harbours=desk.limits.ports,
        escalation=desk.limits.escalation,
        path=desk.settings.home / FILE,
        there=(desk.settings.home / FILE).exists(),
    )


@router.get("/admin/versions")
def versions(request: Request, desk: Desk, _: Inside) -> Response:
    """What answers given now rest on: code, law, lists and the database."""
    return page(
        request,
        "admin/versions.html",
        code=tidewaiter.__version__,
        compiled=is_compiled(),
        law=desk.law.version,
        kept=desk.kept_lists(),
        database=make_url(desk.settings.database_url).get_backend_name(),
        schema=SCHEMA_VERSION,
        end=desk.ledger.anchor(),
    )


def unread(desk: Office, number: int) -> Iterator[Unread]:
    """A page of the documents that have parts nobody could read, the latest first."""
    u = UNREAD.c
    newest = func.max(u.number)
    chosen = select(u.document, func.count().label("parts")).group_by(u.document)
    chosen = chosen.order_by(newest.desc()).limit(SHOWN).offset(SHOWN * (number - 1))
    with desk.standing.reading() as connection:
        for row in connection.execute(chosen).all():
            mine = select(UNREAD).where(u.document == row.document).order_by(u.number)
            parts = connection.execute(mine.limit(PARTS_SHOWN)).all()
            keys = [f"unread/{part.number}" for part in parts]
            papers = select(FILINGS.c.key).where(FILINGS.c.key.in_(keys))
            filed = set(connection.execute(papers).scalars())
            yield Unread(
                row.document,
                _name_of(desk, row.document),
                row.parts,
                tuple(
                    Part(part.number, part.place, part.problem, key in filed)
                    for part, key in zip(parts, keys, strict=True)
                ),
            )


def limits_of(desk: Office) -> Iterator[tuple[str, list[Setting]]]:
    """Each table of the limits with its values beside the defaults."""
    given, plain = msgspec.to_builtins(desk.limits), msgspec.to_builtins(load_limits(None))
    for name, table in given.items():
        if isinstance(table, dict):
            default: dict[str, Any] = plain.get(name, {})
            yield name, [Setting(key, table[key], default.get(key)) for key in table]


def _name_of(desk: Office, sha256: str) -> str:
    """What a file was called when it came in last; the head of its SHA-256 where it has no name."""
    kinds = ("document", "unopened")
    last = select(EVENTS.c.kind, EVENTS.c.payload)
    last = last.where(EVENTS.c.document == sha256, EVENTS.c.kind.in_(kinds))
    with desk.ledger.tables() as connection:
        row = connection.execute(last.order_by(EVENTS.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        return sha256[:12]
    if row.kind == "unopened":
        return msgspec.json.decode(row.payload, type=Unopened).name
    return msgspec.json.decode(row.payload, type=Screening).document.name
