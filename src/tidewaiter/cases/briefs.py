"""What the documents say of some consignments, in a few words: only what a row of a table shows."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from tidewaiter.ledger import Ledger
from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.model import Defect, Record

WORDS = 160


class Brief(Record, frozen=True):
    """The goods of a consignment in their own words and codes, and where they stand.

    `defects` are what the reader found wrong in it.
    """

    goods: str = ""
    hs: str = ""
    place: str = ""
    defects: tuple[Defect, ...] = ()


def briefs(ledger: Ledger, numbers: Sequence[int]) -> dict[int, Brief]:
    """The brief of each `screened` event, by its number.

    Raises:
        LedgerError: a payload is not what was written.
    """
    wanted = select(EVENTS.c.number, EVENTS.c.payload).where(EVENTS.c.number.in_(numbers))
    with ledger.tables() as connection:
        found = list(connection.execute(wanted))
    return {row.number: _brief(row.number, row.payload) for row in found}


def _brief(number: int, payload: str) -> Brief:
    try:
        consignment = msgspec.json.decode(payload, type=_Screened).consignment
    except ValueError as error:
        raise altered("ledger", number) from error
    words = [item.description for item in consignment.goods if item.description != ""]
    codes = dict.fromkeys(code for item in consignment.goods for code in item.hs)
    said = "; ".join(words)
    places = consignment.places
    keys = ("goods[0].description", "goods[0].hs[0]", "goods[0].hs", "reference", "kind")
    return Brief(
        goods=said if len(said) <= WORDS else f"{said[:WORDS]}…",
        hs=", ".join(list(codes)[:4]) + (" …" if len(codes) > 4 else ""),
        place=next((places[key] for key in keys if key in places), ""),
        defects=consignment.defects,
    )


class _Goods(msgspec.Struct):
    description: str = ""
    hs: tuple[str, ...] = ()


class _Consignment(msgspec.Struct):
    goods: tuple[_Goods, ...] = ()
    places: dict[str, str] = msgspec.field(default_factory=dict)
    defects: tuple[Defect, ...] = ()


class _Screened(msgspec.Struct):
    consignment: _Consignment
