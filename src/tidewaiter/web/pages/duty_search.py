"""The duties a page shows, and one duty by its key, without counting every one there is."""

import datetime
from typing import cast, get_args

from sqlalchemy import select

from tidewaiter.cases.duties import duties, kind_of
from tidewaiter.cases.standing_tables import CONSIGNMENTS
from tidewaiter.model import Duty, Record
from tidewaiter.model.coverage import DutyKind
from tidewaiter.web.office import Office

LOOKED_AT = 500  # of each kind, the most urgent first
KINDS = get_args(DutyKind)


class Looked(Record, frozen=True):
    """The most urgent duties of each kind, as they were at a moment."""

    at: datetime.datetime
    duties: tuple[Duty, ...]


def look(desk: Office, kind: str = "", *, every: bool = False) -> Looked:
    """The most urgent duties; where counting takes long, as they were some time ago."""
    return desk.lately.get(
        ("duties", kind, every),
        lambda: Looked(desk.now(), _read(desk, kind, LOOKED_AT, every=every)),
    )


def open_duties(desk: Office, kind: str = "", *, every: bool = False) -> tuple[Duty, ...]:
    """As `look`, the duties alone."""
    return look(desk, kind, every=every).duties


def find(desk: Office, key: str, *, every: bool = False) -> Duty | None:
    """The duty of that key, if it is open; with `every` also a report that was filed."""
    kind = kind_of(key)
    if kind not in KINDS:
        return None
    lately = (duty for duty in open_duties(desk, kind, every=every) if duty.key == key)
    if (known := next(lately, None)) is not None:
        return known
    for most in (LOOKED_AT, None):
        found = {duty.key: duty for duty in _read(desk, kind, most, every=every)}
        if key in found:
            return found[key]
        if kind not in {"decision", "inspection"} or not _is_there(desk, key):
            return None
    return None


def _read(desk: Office, kind: str, most: int | None, *, every: bool) -> tuple[Duty, ...]:
    wanted = cast(DutyKind, kind) if kind != "" else None
    return duties(
        desk.standing,
        desk.limits,
        desk.now(),
        reports=desk.reports,
        every=every,
        most=most,
        kind=wanted,
    )


def _is_there(desk: Office, key: str) -> bool:
    """True where a consignment has the case that a key names."""
    document, _, position = key.partition("/")[2].rpartition("-")
    if not position.isdigit() or len(document) != 12:
        return False
    c = CONSIGNMENTS.c
    mine = c.document.between(document, f"{document}g"), c.position == int(position)
    with desk.standing.reading() as connection:
        return connection.execute(select(c.number).where(*mine)).first() is not None
