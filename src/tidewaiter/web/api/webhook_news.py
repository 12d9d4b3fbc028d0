"""What there is to tell: never whom it is about, but which event, measure and action, and where."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import msgspec

from tidewaiter.ledger import Fault
from tidewaiter.lists import Kept
from tidewaiter.model import Duty, Record

NewsKind = Literal["finding.new", "list.changed", "duty.overdue", "record.fault"]
KINDS: tuple[NewsKind, ...] = get_args(NewsKind)
_TOLD = frozenset({"prohibited", "needs_authorisation", "cannot_tell"})


class News(Record, frozen=True):
    """One thing to tell; `about` names it, so that it is told once."""

    about: str
    kind: NewsKind
    data: dict[str, Any]


class _Finding(Record, frozen=True):
    measure: str
    outcome: str
    duty: bool = False


class _Verdict(Record, frozen=True):
    action: str
    inspection_duty: bool
    findings: tuple[_Finding, ...] = ()


class _Judged(Record, frozen=True):
    verdict: _Verdict
    changes: tuple[str, ...] = ()


_judged = msgspec.json.Decoder(_Judged)


def of_event(number: int, kind: str, payload: str) -> News | None:
    """The finding that an event of the record brings, if it brings one."""
    if kind not in {"screened", "rescreened"}:
        return None
    known = _judged.decode(payload)
    verdict = known.verdict
    if verdict.action == "pass" or (kind == "rescreened" and len(known.changes) == 0):
        return None
    bites = (each.measure for each in verdict.findings if each.outcome in _TOLD or each.duty)
    data = {
        "event": number,
        "action": verdict.action,
        "inspection_duty": verdict.inspection_duty,
        "measures": list(dict.fromkeys(bites)),
        "rescreened": kind == "rescreened",
        "link": f"/api/v1/consignments/{number}",
    }
    return News(f"event/{number}", "finding.new", data)


def of_lists(told: Mapping[str, str], now: Iterable[Kept]) -> Iterator[News]:
    """The lists of which another edition answers than was told of last."""
    for kept in now:
        before = told.get(kept.list, "")
        if before != kept.sha256:
            data = {
                "list": kept.list,
                "version": kept.sha256,
                "before": before,
                "published": kept.published,
                "entries": kept.entries,
                "link": f"/api/v1/lists/{kept.list}/diff",
            }
            yield News(f"list/{kept.list}/{before[:16]}-{kept.sha256[:16]}", "list.changed", data)


def of_duties(
    duties: Iterable[Duty], since: datetime.datetime, now: datetime.datetime
) -> Iterator[News]:
    """The duties that became overdue since a moment."""
    for duty in duties:
        if duty.due is not None and duty.overdue(now) and max(duty.due, duty.since) >= since:
            data = {
                "duty": duty.key,
                "kind": duty.kind,
                "due": duty.due,
                "case": duty.case,
                "event": duty.event,
                "link": "/api/v1/duties",
            }
            yield News(f"duty/{duty.key}/{duty.due:%Y%m%dT%H%M%SZ}", "duty.overdue", data)


def of_faults(faults: Iterable[Fault]) -> Iterator[News]:
    """The places at which the chain does not hold."""
    for fault in faults:
        data = {"event": fault.number, "kind": fault.kind, "link": "/api/v1/verify"}
        yield News(f"fault/{fault.number}/{fault.kind}", "record.fault", data)
