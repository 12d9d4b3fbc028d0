"""One box for everything: names, numbers, containers, bills of lading, headings, paragraphs."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.cases.scope import known_ports
from tidewaiter.pipeline.search import Searcher, Thing
from tidewaiter.web.foreign import lang_of
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader
from tidewaiter.web.words import N_

router = APIRouter()
LONGEST = 200
KINDS = {
    "consignment": N_("Consignment"),
    "container": N_("Container"),
    "case": N_("Case"),
    "event": N_("Event"),
    "document": N_("Document"),
    "stow_list": N_("Stow plan or report"),
}
FIELDS = {
    "reference": N_("bill of lading or declaration"),
    "container": N_("container"),
    "case": N_("case"),
    "event number": N_("event number"),
    "SHA-256": N_("SHA-256 of a file"),
    "file name": N_("name of a file"),
    "IMO number": N_("IMO number"),
    "MMSI": N_("MMSI"),
    "call sign": N_("call sign"),
    "ship's name": N_("ship's name"),
    "name": N_("name of a party or ship"),
    "passport": N_("passport"),
    "national_id": N_("national number"),
    "registration": N_("registration"),
    "tax": N_("tax number"),
    "swift": N_("SWIFT code"),
    "lei": N_("LEI"),
    "company_imo": N_("IMO company number"),
}
_PLACES = {
    "consignment": "/consignments/",
    "case": "/cases/",
    "event": "/events/",
    "stow_list": "/events/",
    "document": "/imports/",
}


@router.get("/search")
def show(request: Request, desk: Desk, _: Reader, q: str = "") -> Response:
    """What the text may name, exact numbers first."""
    found = searcher(desk).search(q[:LONGEST], on=desk.today())
    return page(
        request,
        "search/show.html",
        q=q,
        found=found,
        kinds=KINDS,
        fields=FIELDS,
        address=address,
        lang_of=lang_of,
        ages=desk.list_ages(),
    )


def searcher(desk: Office) -> Searcher:
    """What a search of a desk looks into today."""
    return Searcher(
        ledger=desk.ledger,
        standing=desk.standing,
        law=desk.law,
        register=desk.register(desk.today()),
        parties=desk.parties,
        ports=known_ports(desk.limits),
    )


def address(thing: Thing) -> str:
    """The page of a thing."""
    return f"{_PLACES[thing.kind]}{thing.key}"
