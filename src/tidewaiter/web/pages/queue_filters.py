"""What a queue is narrowed to, as an address says it, and in words that can be taken away."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from starlette.datastructures import QueryParams

from tidewaiter.cases.queue import Wanted
from tidewaiter.model import BadInput, Record
from tidewaiter.model.case import CaseState
from tidewaiter.model.finding import ACTIONS
from tidewaiter.web import labels
from tidewaiter.web.render import translate
from tidewaiter.web.words import N_

STATES: tuple[CaseState | str, ...] = (
    *("none", "open", "assigned", "under_control", "concluded", "release_asked"),
)
NOBODY = "-"
EVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
PAPERS = {
    "": "",
    "awaited": N_("papers are awaited"),
    "overdue": N_("papers are overdue"),
}


class Filters(Record, frozen=True):
    """The clauses of a queue; `who` is a name, or `-` for nobody; `before` a day in UTC.

    `papers` is `awaited` or `overdue`.
    """

    action: str = ""
    port: str = ""
    vessel: str = ""
    ground: str = ""
    who: str = ""
    state: str = ""
    before: str = ""
    overdue: str = ""
    papers: str = ""

    @property
    def query(self) -> str:
        """The address that says the same, without its question mark."""
        return urlencode(
            {key: value for key, value in msgspec.structs.asdict(self).items() if value}
        )

    def but(self, **changes: str) -> str:
        """The address of the queue with some clauses otherwise; an empty one is taken away."""
        query = msgspec.structs.replace(self, **changes).query
        return "/queue" if query == "" else f"/queue?{query}"

    def wanted(self, now: datetime.datetime, page: int = 1) -> Wanted:
        """The same as the record is asked it.

        Raises:
            BadInput: an action, a state or a day there is not.
        """
        if self.state not in {"", *STATES}:
            advice = f"Give one of: {', '.join(STATES)}."
            raise BadInput("not a state of a case", where=self.state, advice=advice)
        if self.action not in {"", *ACTIONS}:
            advice = f"Give one of: {', '.join(ACTIONS)}."
            raise BadInput("not an action", where=self.action, advice=advice)
        ends = [now] if self.overdue != "" else []
        if self.before != "":
            ends.append(_day(self.before))
        return Wanted(
            action=next((each for each in ACTIONS if each == self.action), None),
            port=self.port,
            vessel=self.vessel,
            assignee="" if self.who == NOBODY else self.who,
            free=self.who == NOBODY,
            before=min(ends, default=None),
            ground=self.ground,
            state=self.state,
            papers=_papers(self.papers, now),
            page=page,
        )


def filters_of(asked: QueryParams) -> Filters:
    """The clauses that an address names; what else it holds is passed over."""
    return Filters(**{key: asked.get(key, "").strip() for key in Filters.__struct_fields__})


def built_in(name: str) -> dict[str, tuple[str, Filters]]:
    """The views that everybody has, by the name in their address: a label, and what they show."""
    return {
        "mine": (N_("Mine"), Filters(who=name)),
        "unassigned": (N_("Unassigned"), Filters(who=NOBODY)),
        "overdue": (N_("Overdue"), Filters(overdue="1")),
    }


def clauses(request: Request, filters: Filters) -> Iterator[tuple[str, str]]:
    """Each clause in words, with the address of the queue without it."""
    for key, value in msgspec.structs.asdict(filters).items():
        if value != "":
            yield _words(request, key, value), filters.but(**{key: ""})


def _words(request: Request, key: str, value: str) -> str:
    if key == "action":
        return translate(request, labels.ACTIONS.get(value, value))
    if key == "state":
        name = "" if value == "none" else value
        return translate(request, labels.STATES.get(name, value))
    if key == "who" and value == NOBODY:
        return translate(request, N_("taken up by nobody"))
    if key == "papers":
        return translate(request, PAPERS.get(value, value))
    if key == "overdue":
        return translate(request, N_("overdue"))
    said = {
        "port": N_("port %(value)s"),
        "vessel": N_("vessel %(value)s"),
        "ground": N_("ground %(value)s"),
        "who": N_("with %(value)s"),
        "before": N_("due before %(value)s"),
    }
    return translate(request, said[key]) % {"value": value}


def _papers(text: str, now: datetime.datetime) -> datetime.datetime | None:
    if text not in PAPERS:
        advice = "Give awaited or overdue."
        raise BadInput("not a state of papers", where=text, advice=advice)
    return {"": None, "overdue": now, "awaited": EVER}[text]


def _day(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
    except ValueError as error:
        advice = "Write it as 2026-11-24."
        raise BadInput("not a day", where=f"due before {text}", advice=advice) from error
