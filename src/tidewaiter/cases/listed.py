"""Which consignments on record meet a listing."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS, HITS
from tidewaiter.model import Record

C, H = CONSIGNMENTS.c, HITS.c
SOME = 100  # listings in one statement
COUNTED = 10_000
Key = tuple[str, str]


class Meets(Record, frozen=True):
    """A consignment whose standing verdict meets a listing.

    `rank` is that of the action, `case` is empty where no case is open on it.
    """

    number: int
    reference: str
    vessel: str
    rank: int
    case: str
    state: str
    ruled_out: bool


def meeting(standing: Standing, key: Key, *, limit: int = 50) -> tuple[tuple[Meets, ...], int]:
    """The newest consignments that meet a listing, and how many there are, up to ten thousand."""
    where = (H.list == key[0]) & (H.ref == key[1])
    few = select(H.consignment).where(where).limit(COUNTED).subquery()
    with standing.reading() as connection:
        count = connection.execute(select(func.count()).select_from(few)).scalar_one()
        rows = connection.execute(_meeting(where).order_by(C.number.desc()).limit(limit))
        return tuple(map(_meets, rows)), int(count)


def open_cases_meeting(standing: Standing, keys: Collection[Key]) -> tuple[Meets, ...]:
    """The consignments that wait for a decision and meet any of the listings."""
    found: dict[int, Meets] = {}
    with standing.reading() as connection:
        for some in _paged(keys):
            each = (and_(H.list == name, H.ref == ref) for name, ref in some)
            for row in connection.execute(_meeting(or_(*each)).where(C.waiting == 1)):
                found.setdefault(row.number, _meets(row))
    return tuple(found.values())


def _meeting(where: ColumnElement[bool]) -> Any:
    joined = CONSIGNMENTS.join(HITS, H.consignment == C.number)
    return select(CONSIGNMENTS, H.counts).select_from(joined).where(where)


def _meets(row: Row[Any]) -> Meets:
    return Meets(
        number=row.number,
        reference=row.reference,
        vessel=row.vessel_name,
        rank=row.rank,
        case=row.case_id if row.version > 0 else "",
        state=row.state,
        ruled_out=not getattr(row, "counts", 1),
    )


def _paged(items: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(items)
    return (held[at : at + SOME] for at in range(0, len(held), SOME))
