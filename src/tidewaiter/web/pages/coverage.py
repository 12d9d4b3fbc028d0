"""What was missed: the gaps, each a number and a list that leads to the item."""

import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from tidewaiter.cases.coverage import Asked
from tidewaiter.cases.duties import kind_of, name_owners
from tidewaiter.model import Actor, BadInput, Coverage, DutySet, Gap, GapItem, Record
from tidewaiter.model.cells import Cell
from tidewaiter.pipeline.chores import Chore, checking
from tidewaiter.web import labels
from tidewaiter.web.export import csv_response, xlsx_response
from tidewaiter.web.office import Office
from tidewaiter.web.render import page, translate
from tidewaiter.web.visitor import (
    Desk,
    Needs,
    Posted,
    Reader,
    safe_back,
    text_of,
    texts_of,
)
from tidewaiter.web.words import N_

router = APIRouter()
Verifier = Annotated[Actor, Depends(Needs("verify"))]
DutySetter = Annotated[Actor, Depends(Needs("set_duty"))]
PERIOD = datetime.timedelta(days=30)
SHOWN = 50
LAST_PAGE = 200
EXPORTED = 50_000
PATIENCE = 1.5  # seconds that a page waits for a check before it says that it goes on
NUMBERS = dict(zip(labels.GAPS, ("1", "2", "2b", "3", "4", "5"), strict=True))
HEADER = ("what", "why open", "since", "due", "owner", "paragraph", "case", "event", "duty")


class Period(Record, frozen=True):
    """The days and the port that an address asks about; `whole` asks about the whole record."""

    first: datetime.date | None
    last: datetime.date
    port: str = ""
    whole: bool = False

    def asked(self, most: int | None = SHOWN) -> Asked:
        """The question that coverage answers."""
        return Asked(self.first, self.last, self.port, most)

    def query(self, **more: object) -> str:
        """The part of an address that asks the same again."""
        first = "" if self.first is None else self.first.isoformat()
        given = {"from": "all" if self.whole else first, "to": self.last.isoformat()}
        given |= {"port": self.port} if self.port != "" else {}
        return urlencode(given | {key: str(value) for key, value in more.items()})


class Turned(Record, frozen=True):
    """Which page of a list is shown, the events just written, and whether all are chosen."""

    number: int = 1
    named: str = ""
    every: bool = False


def turned_to(
    number: Annotated[int, Query(alias="page", ge=1, le=LAST_PAGE)] = 1,
    named: Annotated[str, Query(max_length=60)] = "",
    every: bool = False,
) -> Turned:
    """What an address says of the page of a list."""
    return Turned(number, named, every)


def period_of(
    desk: Desk,
    first: Annotated[str, Query(alias="from", max_length=20)] = "",
    last: Annotated[str, Query(alias="to", max_length=20)] = "",
    port: Annotated[str, Query(max_length=80)] = "",
) -> Period:
    """The period of an address: the last thirty days where it names none, all with `from=all`.

    Raises:
        BadInput: a day is none, or the period ends before it begins.
    """
    until = _day(last) or desk.today()
    if first == "all":
        return Period(None, until, port.strip(), whole=True)
    begins = _day(first) or until - PERIOD
    if begins > until:
        advice = "Give the earlier day first."
        raise BadInput("the period ends before it begins", where=f"{begins} {until}", advice=advice)
    return Period(begins, until, port.strip())


Asking = Annotated[Period, Depends(period_of)]
Turning = Annotated[Turned, Depends(turned_to)]


@router.get("/coverage")
def show(request: Request, desk: Desk, _: Reader, period: Asking) -> Response:
    """The gaps: how many of how many, the oldest, what is overdue, and what cannot be counted."""
    found = desk.covered(period.asked())
    return page(
        request,
        "coverage/gaps.html",
        period=period,
        found=found,
        numbers=NUMBERS,
        first=_most_urgent(found),
        **checked(desk),
    )


@router.get("/coverage/{gap}")
def show_gap(
    request: Request, desk: Desk, _: Reader, period: Asking, gap: str, turned: Turning
) -> Response:
    """One gap: every item with its age, why it is open, whose it is, and the next step."""
    number = turned.number
    found = desk.covered(period.asked(SHOWN * number))
    chosen = _gap(found, gap)
    return page(
        request,
        "coverage/gap.html",
        period=period,
        found=found,
        gap=chosen,
        items=chosen.items[SHOWN * (number - 1) : SHOWN * number],
        number=number,
        size=SHOWN,
        every=turned.every,
        last=min(-(-chosen.count // SHOWN), LAST_PAGE),
        steps=next_steps,
        owners=possible_owners(desk),
        named=_named(turned.named),
        **checked(desk),
    )


@router.post("/coverage/{gap}/owners")
def name(desk: Desk, actor: DutySetter, form: Posted, period: Asking, gap: str) -> Response:
    """Name one owner of every item that was chosen."""
    number = int(text_of(form, "page") or 1) if text_of(form, "page").isdigit() else 1
    keys, owner = texts_of(form, "chosen"), text_of(form, "owner")
    if len(keys) == 0 or owner == "":
        what = "nothing was chosen" if len(keys) == 0 else "no owner was given"
        raise BadInput(what, where="owners", advice="Choose items and name who owns them.")
    asked = period.asked(SHOWN * min(number, LAST_PAGE))
    known = _gap(desk.covered(asked, fresh=True), gap).items
    sets = [DutySet(key, owner, why=text_of(form, "why")) for key in dict.fromkeys(keys)]
    written = name_owners(desk.ledger, sets, actor, desk.now(), known)
    desk.lately.forget()
    query = period.query(page=number, named=f"{written[0]}-{written[-1]}")
    return RedirectResponse(f"/coverage/{gap}?{query}", status_code=303)


@router.get("/coverage/{gap}/table.{ending}")
def export(
    request: Request, desk: Desk, _: Reader, period: Asking, gap: str, ending: str
) -> Response:
    """The items of a gap as a table to take away, the most urgent first."""
    found = desk.covered(period.asked(EXPORTED))
    items = _gap(found, gap).items
    name = f"{gap}-{found.first}-{found.last}"
    header = [translate(request, word) for word in HEADER]
    rows = map(_cells, items)
    if ending == "xlsx":
        return xlsx_response(name, header, rows)
    return csv_response(name, header, rows)


@router.post("/coverage-check")
def check(desk: Desk, actor: Verifier, form: Posted) -> Response:
    """Walk the whole chain; a long walk goes on after the page is back."""
    begin_check(desk, actor)
    return RedirectResponse(safe_back(text_of(form, "back")), status_code=303)


def begin_check(desk: Office, actor: Actor) -> None:
    """Begin to verify the chain, and wait a moment for a short one to end."""
    now, total = desk.now(), desk.ledger.anchor().number
    chore = Chore("check", actor.name, now, total=total)
    desk.chores.begin(chore, checking(desk.ledger, desk.chores.last("check")), desk.now)
    desk.chores.wait(PATIENCE)


def checked(desk: Office) -> dict[str, Any]:
    """What pages show of the check of the chain: the last one, the one that runs, and the end."""
    return {
        "check": desk.chores.last("check"),
        "checking": desk.chores.running("check"),
        "end": desk.ledger.anchor().number,
    }


def possible_owners(desk: Office) -> list[str]:
    """Who may own a duty: the people of the desk, and the roles."""
    return [user.name for user in desk.users.all() if user.active] + list(labels.ROLES)


def next_steps(item: GapItem) -> list[tuple[str, str]]:
    """What may be done about an item: an address and a word for each, the likeliest first."""
    duty = f"/duties/{item.key}", N_("Owner, proof")
    if item.case != "":
        return [(f"/cases/{item.case}", N_("Open the case")), duty]
    match kind_of(item.key):
        case "decision" | "inspection":
            return [(f"/consignments/{item.event}", N_("Open the consignment")), duty]
        case "manifest" | "container":
            return [("/drop", N_("Drop the manifest")), duty]
        case "unread":
            return [(f"/events/{item.event}", N_("See what was told")), duty]
        case _:
            return [duty]


def _most_urgent(found: Coverage) -> str:
    """The gap that holds what is overdue longest; empty where nothing is."""
    late = [
        (item.due, gap.name)
        for gap in found.gaps
        for item in gap.items[:1]
        if item.due is not None and item.overdue(found.now)
    ]
    return min(late)[1] if len(late) > 0 else ""


def _gap(found: Coverage, wanted: str) -> Gap:
    """A gap by its name, or by its number in the table."""
    for gap in found.gaps:
        if wanted in {gap.name, NUMBERS[gap.name]}:
            return gap
    raise BadInput("no such gap", where=wanted[:40], advice="Coverage lists the gaps there are.")


def _cells(item: GapItem) -> tuple[Cell, ...]:
    due = "" if item.due is None else item.due.isoformat(timespec="minutes")
    since = item.since.isoformat(timespec="minutes")
    told = item.subject, item.what, since, due, item.owner
    return (*told, item.paragraph, item.case, item.event, item.key)


def _named(text: str) -> tuple[int, int] | None:
    """The first and last event by which owners were named just now."""
    first, _, last = text.partition("-")
    if first.isdigit() and last.isdigit() and int(first) <= int(last) < int(first) + SHOWN:
        return int(first), int(last)
    return None


def _day(text: str) -> datetime.date | None:
    if text.strip() == "":
        return None
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        advice = "Write it as 2017-08-06."
        raise BadInput("not a day", where=text[:20], advice=advice) from error
