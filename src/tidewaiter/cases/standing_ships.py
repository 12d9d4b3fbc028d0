"""What each document says of a ship on a day: name, numbers, flag, owner and manager."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from tidewaiter.cases import standing_rows as rows
from tidewaiter.cases.standing_tables import SHIPS
from tidewaiter.codes import parse_call_sign, parse_mmsi
from tidewaiter.model import StowList, VesselCall
from tidewaiter.names.parsed import parse

SOME = 300  # values in one statement: databases limit them
_SAID = ("document", "kind", "slug", "name", "imo", "mmsi", "call_sign")
_COLUMNS = (*_SAID, "flag", "owner", "manager", "day")


@lru_cache(maxsize=4096)
def ship_slug(name: str) -> str:
    """A ship's name in one spelling that can stand in an address; prefixes such as M/V go.

    >>> ship_slug("M/V Demo-Star 2")
    'demo-star-2'
    """
    return "-".join(parse(name, "vessel").words)


def of_consignment(payload: rows.SlimScreened, row: Row[Any]) -> Iterator[rows.Values]:
    """What a consignment says of its ships; owner and manager are those of the first."""
    consignment = payload.consignment
    day = rows.consignment_day(consignment, payload.verdict.as_of)
    held = {party.role: party.name for party in reversed(consignment.parties)}
    for leg in (leg for leg in consignment.transports if leg.is_ship):
        yield _said(row, day) | {
            "name": leg.name,
            "imo": leg.imo,
            "mmsi": leg.mmsi,
            "call_sign": leg.call_sign,
            "flag": leg.flag,
            "owner": held.get("owner", ""),
            "manager": held.get("manager", ""),
        }
        held = {}


def of_call(call: VesselCall, row: Row[Any]) -> Iterator[rows.Values]:
    """What a call says of its ship."""
    day = rows.call_values(call, row)["day"]
    named = {"name": call.vessel_name, "imo": call.vessel_imo, "mmsi": call.vessel_mmsi}
    yield _said(row, day) | named | {"flag": call.vessel_flag}


def of_list(stow: StowList, row: Row[Any]) -> Iterator[rows.Values]:
    """What a stow plan or report says of its ship."""
    day = rows.day_of(stow.on) or row.at[:10]
    named = {"name": stow.vessel_name, "imo": stow.vessel_imo}
    yield _said(row, day) | named | {"call_sign": stow.vessel_call_sign}


def tell_ships(connection: Connection, said: Iterable[rows.Values]) -> None:
    """Write what was said; what a document says again only has a later last event."""
    found: dict[str, rows.Values] = {}
    for values in map(_normal, said):
        known = found.setdefault(values["key"], values)
        known["last"] = values["last"]
    keys = [key for key, values in found.items() if values["slug"] or values["imo"]]
    for at in range(0, len(keys), SOME):
        page = keys[at : at + SOME]
        there = set(connection.scalars(select(SHIPS.c.key).where(SHIPS.c.key.in_(page))))
        new = [found[key] for key in page if key not in there]
        again = [{"of": key, "now": found[key]["last"]} for key in page if key in there]
        if len(new) > 0:
            connection.execute(insert(SHIPS), new)
        if len(again) > 0:
            later = update(SHIPS).where(SHIPS.c.key == bindparam("of"))
            connection.execute(later.values(last=bindparam("now")), again)


def _said(row: Row[Any], day: str) -> rows.Values:
    said = dict.fromkeys(_COLUMNS, "")
    event = {"document": row.document, "kind": row.kind, "day": day}
    return said | event | {"first": row.number, "last": row.number}


def _normal(said: rows.Values) -> rows.Values:
    mmsi = parse_mmsi(said["mmsi"])
    values = said | {
        "slug": ship_slug(said["name"]),
        "imo": rows.imo_key(said["imo"]),
        "mmsi": "" if mmsi is None else mmsi.value,
        "call_sign": parse_call_sign(said["call_sign"]) or "",
    }
    whole = "\x1f".join(values[name] for name in _COLUMNS)
    return values | {"key": hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()}
