"""Payloads of events as rows of what stands: only the fields that rows need are decoded."""

import datetime
import re
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Row

from tidewaiter.cases.ports import key_of
from tidewaiter.cases.rules import is_settled, owed
from tidewaiter.codes import parse_date, parse_imo
from tidewaiter.model import (
    Boarded,
    Case,
    Concluded,
    Disposed,
    Found,
    Seized,
    Stowed,
    StowList,
    Taken,
    VesselCall,
)
from tidewaiter.model.finding import ACTIONS, cite_paragraph

Values = dict[str, Any]
_SIGNS = re.compile(r"[\W_]+")
_GRAVITY = ("prohibited", "needs_authorisation", "cannot_tell")


class _Slim(msgspec.Struct, gc=False):
    """Fields of a record that are wanted here; others are passed over."""


class _Finding(_Slim):
    measure: str
    instrument: str
    paragraph: str
    outcome: str
    duty: bool = False

    @property
    def citation(self) -> str:
        return cite_paragraph(self.instrument, self.paragraph)


class _RuledOut(_Slim):
    changed: tuple[str, ...] = ()


class _Hit(_Slim):
    list: str
    ref: str
    ruled_out: _RuledOut | None = None

    @property
    def counts(self) -> bool:
        return self.ruled_out is None or len(self.ruled_out.changed) > 0


class _Signal(_Slim):
    kind: str
    weight: str
    excused: str = ""

    @property
    def counts(self) -> bool:
        return self.weight != "weak" and self.excused == ""


class _Verdict(_Slim):
    as_of: str
    action: str
    inspection_duty: bool
    findings: tuple[_Finding, ...]
    hits: tuple[_Hit, ...]
    inspections: tuple[str, ...] = ()
    signals: tuple[_Signal, ...] = ()


class _Dated(_Slim):
    kind: str
    value: str


class _Port(_Slim):
    function: str
    code: str = ""
    name: str = ""


class _Party(_Slim):
    role: str
    name: str = ""


class _Transport(_Slim):
    mode: str = ""
    name: str = ""
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""
    flag: str = ""

    @property
    def is_ship(self) -> bool:
        """True for a leg by sea, or of no mode, that names its ship."""
        by_sea = self.mode in {"", "sea", "inland_water"}
        return by_sea and (self.name != "" or self.imo != "")


class _Goods(_Slim):
    containers: tuple[str, ...] = ()


class _Container(_Slim):
    number: str


class _Consignment(_Slim):
    reference: str
    dates: tuple[_Dated, ...] = ()
    parties: tuple[_Party, ...] = ()
    ports: tuple[_Port, ...] = ()
    transports: tuple[_Transport, ...] = ()
    goods: tuple[_Goods, ...] = ()
    containers: tuple[_Container, ...] = ()


class SlimScreened(_Slim):
    """Payload of a `screened` event, as much of it as rows need."""

    position: int
    consignment: _Consignment
    verdict: _Verdict


class SlimRescreened(_Slim):
    """Payload of a `rescreened` event, as much of it as rows need."""

    position: int
    consignment: _Consignment
    verdict: _Verdict


def seconds(at: datetime.datetime) -> int:
    """A time as whole seconds since 1970, UTC."""
    return int(at.timestamp())


def moment(at: int) -> datetime.datetime:
    """Whole seconds since 1970 as a time in UTC."""
    return datetime.datetime.fromtimestamp(at, datetime.UTC)


@lru_cache(maxsize=4096)
def seconds_of_text(text: str) -> int:
    """A time as the ledger writes it, as whole seconds since 1970."""
    return int(datetime.datetime.fromisoformat(text).timestamp())


@lru_cache(maxsize=4096)
def day_of(text: str) -> str:
    """A date as written, as ISO 8601 where it names a day, else empty."""
    found = parse_date(text)
    if found is None or found.day == 0:
        return ""
    return found.first.isoformat()


def container_key(text: str) -> str:
    """A container's number in one spelling, whatever its punctuation."""
    return _SIGNS.sub("", text.upper())


@lru_cache(maxsize=4096)
def imo_key(text: str) -> str:
    """Seven digits of an IMO number, or nothing where there is none."""
    known = parse_imo(text)
    return "" if known is None else known.value


def verdict_values(verdict: _Verdict, event: int) -> Values:
    """The columns that a verdict fills."""
    return {
        "event": event,
        "rank": ACTIONS.index(verdict.action),
        "duty": int(verdict.inspection_duty),
        "hits": sum(hit.counts for hit in verdict.hits),
        "ground": _ground(verdict),
        "duty_ground": _duty_ground(verdict),
        "act_on": verdict.as_of,
    }


def consignment_values(payload: SlimScreened, row: Row[Any], case_id: str) -> Values:
    """The row of a `screened` event, whose columns are `row`."""
    consignment, at = payload.consignment, seconds_of_text(row.at)
    return verdict_values(payload.verdict, row.number) | {
        "number": row.number,
        "document": row.document,
        "position": payload.position,
        "reference": consignment.reference,
        "case_id": case_id,
        **dict.fromkeys(("first", "screened", "since", "duty_since"), at),
        **voyage_values(consignment),
        "waiting": int(payload.verdict.action != "pass"),
        "uninspected": int(payload.verdict.inspection_duty),
    }


def voyage_values(consignment: _Consignment) -> Values:
    """The columns of its ship, ports and days: as they were judged, with corrections."""
    dates = {each.kind: day for each in consignment.dates if (day := day_of(each.value)) != ""}
    arrives = dates.get("arrival", "")
    return {
        **_vessel(consignment),
        "loading": _port(consignment, "port_of_loading"),
        "discharge": _port(consignment, "port_of_discharge"),
        "ports": _ports(consignment),
        "arrives": arrives,
        "departs": dates.get("departure") or dates.get("loading", ""),
        "arrival": None if arrives == "" else seconds_of_text(f"{arrives}T00:00:00+00:00"),
    }


def container_values(payload: SlimScreened, number: int) -> list[Values]:
    """One row per container that the consignment names."""
    consignment = payload.consignment
    named = [each.number for each in consignment.containers]
    named += [name for goods in consignment.goods for name in goods.containers]
    keys = dict.fromkeys(map(container_key, named))
    return [{"consignment": number, "container": key} for key in keys if key != ""]


def finding_values(verdict: _Verdict, number: int) -> list[Values]:
    """One row per measure that speaks in the verdict, with the gravest thing it says."""
    said: dict[str, str] = {}
    for finding in verdict.findings:
        said.setdefault(finding.measure, "inspect_only" if finding.duty else finding.outcome)
    return [
        {"consignment": number, "measure": measure, "outcome": outcome}
        for measure, outcome in said.items()
    ]


def hit_values(verdict: _Verdict, number: int) -> list[Values]:
    """One row per listing that the verdict on a consignment meets."""
    counts: dict[tuple[str, str], int] = {}
    for hit in verdict.hits:
        key = (hit.list, hit.ref)
        counts[key] = max(counts.get(key, 0), int(hit.counts))
    return [
        {"consignment": number, "list": name, "ref": ref, "counts": count}
        for (name, ref), count in counts.items()
    ]


def consignment_day(consignment: _Consignment, as_of: str) -> str:
    """The day a consignment tells of its ship: of arrival, else of departure, else of the act."""
    dates = {each.kind: day for each in consignment.dates if (day := day_of(each.value)) != ""}
    told = (dates.get(kind, "") for kind in ("arrival", "departure", "loading"))
    return next((day for day in told if day != ""), as_of)


def case_values(case: Case) -> Values:
    """The row of a case."""
    days = _days(case.history)
    concluded = [each.at for each in case.history if isinstance(each.step, Concluded)]
    ended = concluded[-1] if case.outcome is not None else None
    return {
        "case_id": case.id,
        "document": case.document,
        "position": int(case.id.rpartition("-")[2]),
        "reference": case.opened.reference,
        "state": case.state,
        "assignee": case.assignee,
        "due": None if case.due is None else seconds(case.due),
        "outcome": case.outcome or "",
        "vessel": case.opened.vessel,
        "version": case.version,
        "settled": int(is_settled(case)),
        "owed": ",".join(owed(case)),
        "opened": seconds(case.history[0].at),
        "rank": ACTIONS.index(case.note.action),
        "concluded": None if ended is None else seconds(ended),
        "concluded_on": "" if ended is None else ended.date().isoformat(),
        **days,
    }


def call_values(call: VesselCall, row: Row[Any]) -> Values:
    """The row of a `call` event; its day is that of the arrival, else of the departure."""
    began = call.arrived or call.departed
    return {
        "number": row.number,
        "document": row.document,
        "vessel_name": call.vessel_name,
        "vessel_imo": imo_key(call.vessel_imo),
        "port": call.port,
        "day": "" if began is None else began.astimezone(datetime.UTC).date().isoformat(),
        "source": call.source,
        "place": call.at,
        "told": seconds_of_text(row.at),
        "arrived": None if call.arrived is None else seconds(call.arrived),
        "departed": None if call.departed is None else seconds(call.departed),
    }


def list_values(stow: StowList, row: Row[Any]) -> Values:
    """The row of a `stow_list` event; its day is its own, else the day it was recorded."""
    return {
        "number": row.number,
        "document": row.document,
        "kind": stow.kind,
        "reference": stow.reference or stow.document,
        "vessel_name": stow.vessel_name,
        "vessel_imo": imo_key(stow.vessel_imo),
        "place": stow.place,
        "day": day_of(stow.on) or row.at[:10],
        "told": seconds_of_text(row.at),
        "voyage": stow.voyage,
        "function": stow.function,
        "containers": len(stow.containers),
        "partial": int(stow.partial),
    }


def stowed_values(stowed: Stowed, number: int) -> Values:
    """The row of one container on a list."""
    return {
        "list": number,
        "container": container_key(stowed.container),
        "fullness": {True: "full", False: "empty", None: ""}[stowed.full],
        "loading": stowed.port_of_loading,
        "discharge": stowed.port_of_discharge,
        "place": stowed.at,
    }


def _ground(verdict: _Verdict) -> str:
    """The first ground as it is cited: of the gravest outcome, the duty, a listing, a signal."""
    for outcome in _GRAVITY:
        for finding in verdict.findings:
            if finding.outcome == outcome:
                return finding.citation
    duty = _duty_ground(verdict)
    if duty != "":
        return duty
    listed = (f"{hit.list}/{hit.ref}" for hit in verdict.hits if hit.counts)
    did = (f"ship: {each.kind.replace('_', ' ')}" for each in verdict.signals if each.counts)
    return next(listed, next(did, ""))


def _duty_ground(verdict: _Verdict) -> str:
    calls = verdict.inspections
    named = (f.citation for f in verdict.findings if f.duty or f.measure in calls)
    return next(named, "")


def _vessel(consignment: _Consignment) -> Values:
    """The ship that carries it: the first leg by sea, or of no mode, that names one."""
    for leg in consignment.transports:
        if leg.is_ship:
            return {"vessel_name": leg.name, "vessel_imo": imo_key(leg.imo)}
    return {"vessel_name": "", "vessel_imo": ""}


def _port(consignment: _Consignment, function: str) -> str:
    found = (port for port in consignment.ports if port.function == function)
    return next((port.code or port.name for port in found), "")


def _ports(consignment: _Consignment) -> str:
    """Every port it names, by code, else by name, between bars: `|KRPUS|busan new port|`."""
    keys = {key_of(port.code or port.name) for port in consignment.ports}
    kept = sorted(keys - {""})
    return "" if len(kept) == 0 else f"|{'|'.join(kept)}|"


def _days(history: tuple[Taken, ...]) -> Values:
    """The days that start a duty to report."""
    days = dict.fromkeys(("inspected_on", "found_on", "seized_on", "disposed_on"), "")
    for taken in history:
        day = taken.at.date().isoformat()
        match taken.step:
            case Boarded():
                days["inspected_on"] = days["inspected_on"] or day
            case Found():
                days["found_on"] = days["found_on"] or day
            case Seized(day=seized):
                days["seized_on"] = days["seized_on"] or seized.isoformat()
            case Disposed(day=disposed):
                days["disposed_on"] = disposed.isoformat()
            case _:
                pass
    return days
