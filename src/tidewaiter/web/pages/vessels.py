"""Vessels: names, flags, owners, listings and calls through time."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from tidewaiter.cases.ships import ShipRecord, newest_ships, ship_record, ships_by
from tidewaiter.cases.standing_ships import ship_slug
from tidewaiter.codes import parse_imo, parse_mmsi
from tidewaiter.codes.call_sign import parse_call_sign
from tidewaiter.model import Transport
from tidewaiter.model.finding import ACTIONS
from tidewaiter.pipeline.vessels import listed_ships, listings_of
from tidewaiter.web.foreign import lang_of
from tidewaiter.web.law_words import CHECKS
from tidewaiter.web.pages.lists import day_asked
from tidewaiter.web.render import page
from tidewaiter.web.strip import LANES, strip
from tidewaiter.web.visitor import Desk, Reader
from tidewaiter.web.voyages import voyages_of
from tidewaiter.web.words import N_

router = APIRouter()
MOST = 50
FIELDS = LANES | {"mmsi": N_("MMSI"), "call_sign": N_("call sign")}


@router.get("/vessels")
def show(request: Request, desk: Desk, _: Reader, q: str = "") -> Response:
    """The ships that documents told of last, or those of a name or number."""
    text = " ".join(q.replace("\0", " ").split())[:100]
    if text == "":
        found, listed = newest_ships(desk.standing, limit=MOST), []
    else:
        imo, mmsi = parse_imo(text), parse_mmsi(text)
        found = ships_by(
            desk.standing,
            imo="" if imo is None else imo.value,
            mmsi="" if mmsi is None else mmsi.value,
            call_sign=parse_call_sign(text) or "",
            name="" if imo is not None else text,
            limit=MOST,
        )
        listed = list(listed_ships(desk.register(desk.today()), text, limit=MOST))
    return page(
        request, "vessels/all.html", q=q, text=text, found=found, listed=listed, lang_of=lang_of
    )


@router.get("/vessels/{name}")
def one(request: Request, desk: Desk, _: Reader, name: str) -> Response:
    """All that is on record of one ship, and what every list says of it on a day."""
    day = day_asked(request.query_params.get("on", ""), desk.today())
    imo = parse_imo(name)
    wanted = imo.value if imo is not None else ship_slug(name)
    if wanted != name:
        return RedirectResponse(f"/vessels/{wanted}", status_code=303)
    record = ship_record(desk.standing, wanted)
    names = () if record is None else record.names
    number = imo.value if imo is not None else ""
    listings = listings_of(desk.register(day), number, names)
    if record is None and len(listings) == 0:
        raise HTTPException(404)
    title = record.ship.name if record is not None and record.ship.name else ""
    return page(
        request,
        "vessels/one.html",
        imo=number,
        imo_fits=imo is None or imo.ship_check,
        title=title or (listings[0].name if listings else wanted),
        record=record,
        listings=listings,
        lists=sorted({version.name for version in desk.register(day).versions}),
        day=day,
        picture=strip(record, listings, desk.today()),
        lanes=LANES,
        fields=FIELDS,
        checks=CHECKS,
        actions=ACTIONS,
        gravest=min((each.action for each in record.carried), default=3) if record else 3,
        voyages=voyages_of(desk, _transport(record, number, title or wanted), day),
        lang_of=lang_of,
    )


def _transport(record: ShipRecord | None, imo: str, name: str) -> Transport:
    """The ship by its numbers and name, as histories are asked for it."""
    if record is None:
        return Transport(imo=imo, name=name)
    ship = record.ship
    return Transport(name=ship.name or name, imo=imo or ship.imo, flag=ship.flag)
