"""A name match explained: what agrees, what differs, what cannot be told."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from tidewaiter.codes import parse_date
from tidewaiter.lists import LoadedList
from tidewaiter.model import Actor, BadInput, Identifier, Listing, Subject
from tidewaiter.pipeline.asking import SCHEMES, Kind, asked_subject, parse_number
from tidewaiter.pipeline.lookup import look_up
from tidewaiter.pipeline.matches import Match, decided_by, find_listing, recorded_match
from tidewaiter.pipeline.rulings import rule_out_met, say
from tidewaiter.screening import Explanation, Register, explain
from tidewaiter.web import matching
from tidewaiter.web.foreign import lang_of
from tidewaiter.web.office import Office
from tidewaiter.web.render import page, translate
from tidewaiter.web.visitor import Desk, Needs, Posted, Reader, text_of
from tidewaiter.web.words import N_

router = APIRouter()
LIMIT = 20
LARGEST = 2**53  # no event has a larger number
BELOW = 0.45
KINDS = {
    "any": N_("anything"),
    "person": N_("a person"),
    "organization": N_("a firm or body"),
    "vessel": N_("a vessel"),
}
FIELDS = ("name", "kind", "born", "country", "imo", "scheme", "address", "on")
Answer = Literal["same", "different", "undecided"]
Ruler = Annotated[Actor, Depends(Needs("rule_out"))]


class Asked:
    """What somebody looks up, as the address of a page carries it."""

    def __init__(self, request: Request) -> None:
        given = request.query_params
        said = {field: given.get(field, "").strip() for field in FIELDS}
        self.name, self.born, self.country = said["name"], said["born"], said["country"]
        self.imo, self.address, self.on = said["imo"], said["address"], said["on"]
        self.kind: Kind = cast(Kind, said["kind"]) if said["kind"] in KINDS else "any"
        self.scheme = said["scheme"] or SCHEMES[0]
        texts = (text.strip() for text in given.getlist("number"))
        pairs = (text if "=" in text else f"{self.scheme}={text}" for text in texts if text != "")
        self.numbers = list(pairs)

    def subject(self) -> Subject:
        """The subject it describes.

        Raises:
            BadInput: nothing is asked for, or a value cannot be read.
        """
        numbers = [Identifier("imo", self.imo)] if self.imo != "" else []
        return asked_subject(
            self.name,
            self.kind,
            [*numbers, *map(parse_number, self.numbers)],
            born=self.born,
            country=self.country,
            address=self.address,
        )

    def day(self, today: datetime.date) -> datetime.date:
        """The day whose decisions are told.

        Raises:
            BadInput: it is no day.
        """
        if self.on == "":
            return today
        found = parse_date(self.on)
        if found is None or found.day == 0:
            advice = "Write it as 2017-08-06."
            raise BadInput(f"{self.on!r} is not a day", where="on", advice=advice)
        return found.first

    @property
    def query(self) -> str:
        """The fields that are given, as they stand in an address."""
        given = {
            "name": self.name,
            "kind": "" if self.kind == "any" else self.kind,
            "born": self.born,
            "country": self.country,
            "imo": self.imo,
            "address": self.address,
            "on": self.on,
        }
        pairs = [(key, value) for key, value in given.items() if value != ""]
        return urlencode([*pairs, *(("number", text) for text in self.numbers)])


def _place(number: int, index: int) -> tuple[int, int]:
    if number > LARGEST:
        raise HTTPException(404)
    return number, index


AskedFor = Annotated[Asked, Depends(Asked)]
Place = Annotated[tuple[int, int], Depends(_place)]


@router.get("/match")
def ask(request: Request, desk: Desk, _: Reader, asked: AskedFor) -> Response:
    """A form to look somebody or something up, and the answers under it."""
    content: dict[str, Any] = {"asked": asked, "kinds": KINDS, "schemes": SCHEMES}
    if not any((asked.name, asked.imo, asked.numbers)):
        return page(request, "matches/ask.html", found=None, errors=[], **content)
    try:
        subject, day = asked.subject(), asked.day(desk.today())
    except BadInput as error:
        errors = [(error.where, f"{error.what}. {error.advice}")]
        return page(request, "matches/ask.html", 400, found=None, errors=errors, **content)
    register = desk.register(day)
    found = look_up(subject, register, on=day, limit=LIMIT)
    near = register.find(subject, at_least=BELOW, limit=3) if len(found) == 0 else ()
    return page(
        request,
        "matches/ask.html",
        found=found,
        near=near,
        day=day,
        versions=register.versions,
        errors=[],
        lang_of=lang_of,
        what=matching.WHAT,
        **content,
    )


@router.get("/match/explain")
def explain_asked(request: Request, desk: Desk, _: Reader, asked: AskedFor) -> Response:
    """Why somebody looked up may be a listing, and why not; nothing is recorded."""
    day = asked.day(desk.today())
    listing, loaded = _listed(desk, request.query_params, day)
    register = desk.register(day)
    explanation = explain(asked.subject(), listing, register)
    return page(
        request,
        "matches/show.html",
        match=None,
        asked=asked,
        day=day,
        edition=loaded.version,
        decisions=[each for each in listing.decisions if each.in_force(day)],
        **_explained(explanation),
    )


@router.get("/matches/{number:int}-{index:int}")
def show(request: Request, desk: Desk, _: Reader, place: Place) -> Response:
    """A hit on record, taken apart."""
    return _match_page(request, desk, _match(desk, place))


@router.post("/matches/{number:int}-{index:int}/{answer}")
def answer_match(
    request: Request, desk: Desk, actor: Ruler, form: Posted, place: Place, answer: Answer
) -> Response:
    """Record what somebody says of the hit; `different` waits for a second person."""
    why, missing = text_of(form, "why"), text_of(form, "missing")
    match = _match(desk, place)
    if why == "" or (answer == "undecided" and missing == ""):
        errors = list(_lacking(request, answer, why, missing))
        given = {"answer": answer, "why": why, "missing": missing}
        return _match_page(request, desk, match, status=400, errors=errors, given=given)
    stamp = (actor.name, desk.now)
    if answer == "different":
        rule_out_met(desk.ledger, match.met, why=why, stamp=stamp, needs_second=True)
    else:
        say(desk.ledger, match.met, answer, why=why, missing=missing, stamp=stamp)
    return RedirectResponse(f"/matches/{place[0]}-{place[1]}?done={answer}", status_code=303)


def _lacking(request: Request, answer: Answer, why: str, missing: str) -> Any:
    if why == "":
        yield f"why-{answer}", translate(request, N_("A reason is needed: say what shows it."))
    if answer == "undecided" and missing == "":
        asked = N_("Say which paper or fact would tell.")
        yield f"missing-{answer}", translate(request, asked)


def _match(desk: Office, place: tuple[int, int]) -> Match:
    return recorded_match(desk.ledger, desk.standing, desk.shelf, place)


def _match_page(
    request: Request,
    desk: Office,
    match: Match,
    *,
    status: int = 200,
    errors: Any = (),
    given: dict[str, str] | None = None,
) -> Response:
    register = desk.register(desk.today())
    explanation = explain(match.subject, match.met.listing, register)
    return page(
        request,
        "matches/show.html",
        status,
        match=match,
        day=match.met.screened.verdict.as_of,
        edition=match.met.version,
        decisions=match.met.hit.decisions,
        changed=_changed(register, match),
        refusals={
            each.standing.number: decided_by(desk.ledger, each.standing.number)
            for each in match.rulings
        },
        done=request.query_params.get("done", ""),
        errors=errors,
        given=given or {"answer": "", "why": "", "missing": ""},
        **_explained(explanation),
    )


def _explained(explanation: Explanation) -> dict[str, Any]:
    return {
        "explanation": explanation,
        "steps": tuple(matching.steps(explanation)),
        "what": matching.WHAT,
        "lacks": matching.LACKS,
        "only": matching.ONLY,
        "fields": matching.fields,
        "lang_of": lang_of,
    }


def _changed(register: Register, match: Match) -> str:
    """How the entry of today differs from the one that was met: `gone`, `changed` or nothing."""
    listing = match.met.listing
    now = next(
        (x for x in register.listings if (x.list, x.ref) == (listing.list, listing.ref)), None
    )
    if now is None:
        return "gone"
    return (
        "changed"
        if (now.names, now.birth_dates, now.identifiers)
        != (
            listing.names,
            listing.birth_dates,
            listing.identifiers,
        )
        else ""
    )


def _listed(
    desk: Office, given: Mapping[str, str], day: datetime.date
) -> tuple[Listing, LoadedList]:
    name, ref = given.get("list", ""), given.get("ref", "")
    for loaded in desk.lists_on(day):
        listing = find_listing(loaded, name, ref)
        if listing is not None:
            return listing, loaded
    advice = "See Lists for what is kept."
    raise BadInput("no such entry in the lists of that day", where=f"{name}/{ref}", advice=advice)
