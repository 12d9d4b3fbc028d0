"""Caps of a period: two limbs, the lower binds; notices at 75, 90 and 95 percent."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.assess.reply import Reply
from tidewaiter.law.vocabulary import UNKNOWN
from tidewaiter.model.facts import Facts
from tidewaiter.model.law import Cap, Measure
from tidewaiter.model.record import Evidence


class Limb(NamedTuple):
    """One limit of a cap, the running total against it and what this act adds."""

    unit: str
    limit: float
    total: float | None
    adds: float

    @property
    def is_passed(self) -> bool:
        """True where the total has reached the limit, or this act would pass it."""
        total = self.total or 0.0
        return total >= self.limit or total + self.adds > self.limit


# Unit of a limb, its field in the law files, the fact of the total, the fact of this act.
_LIMBS = (
    ("tonnes", "tonnes", "quota_total_t", "tonnes"),
    ("US dollars", "usd", "quota_total_usd", "value_usd"),
    ("barrels", "barrels", "quota_total_bbl", "barrels"),
)
_POSITION = ("quota_total_t", "quota_total_usd", "quota_total_bbl", "quota_total", "quota_notice")


def weigh_cap(measure: Measure, facts: Facts, why: str) -> Reply:
    """Whether this act stays within the cap of its period: met, failed, or unknown."""
    cap = find_cap(measure, facts.act_date)
    if cap is None:
        return Reply("unknown", ("no cap is written for this day",), ("quota_reached",))
    evidence = tuple(_evidence(facts))
    reached = facts.says("quota_reached")
    if reached == "yes" or _is_stopped(cap, facts):
        return Reply("failed", (why,), evidence=evidence)
    limbs = list(_limbs(cap, facts))
    passed = [limb for limb in limbs if limb.is_passed]
    if len(passed) > 0:
        text = f"with this act the total passes {passed[0].limit:,.0f} {passed[0].unit}"
        return Reply("failed", (text,), evidence=evidence)
    if reached == "no" or _number(facts, "quota_notice") is not None:
        return Reply("met", evidence=evidence)
    return _weigh_totals(cap, limbs, evidence)


def find_cap(measure: Measure, on: datetime.date) -> Cap | None:
    """The cap of the period that holds this day, the latest one that has begun."""
    begun = [
        cap for cap in measure.caps if cap.since <= on and (cap.until is None or on <= cap.until)
    ]
    return max(begun, key=lambda cap: cap.since, default=None)


def _weigh_totals(cap: Cap, limbs: list[Limb], evidence: tuple[Evidence, ...]) -> Reply:
    totals = [limb for limb in limbs if limb.total is not None]
    if len(totals) == 0:
        why = ("the running total of the period is not known",)
        return Reply("unknown", why, ("quota_total",), evidence)
    used = max(100 * (limb.total or 0.0) / limb.limit for limb in totals)
    if cap.stop_at is not None and used >= cap.stop_at:
        text = f"the total stands at {used:.1f} percent; the notice at {cap.stop_at} stops trade"
        return Reply("unknown", (text,), ("quota_notice",), evidence)
    return Reply("met", evidence=evidence)


def _is_stopped(cap: Cap, facts: Facts) -> bool:
    notice = _number(facts, "quota_notice")
    return cap.stop_at is not None and notice is not None and notice >= cap.stop_at


def _limbs(cap: Cap, facts: Facts) -> Iterator[Limb]:
    limits = {"tonnes": cap.tonnes, "usd": cap.usd, "barrels": cap.barrels}
    if cap.approx_tonnes is not None and _number(facts, "quota_total_bbl") is None:
        limits["tonnes"] = cap.approx_tonnes
    unsaid = _number(facts, "quota_total")
    for unit, field, total_fact, act_fact in _LIMBS:
        limit = limits[field]
        if limit is None:
            continue
        total = _number(facts, total_fact)
        if total is None and unsaid is not None:
            # A total without a unit is read as the cap's first limb.
            total, unsaid = unsaid, None
        yield Limb(unit, limit, total, _number(facts, act_fact) or 0.0)


def _number(facts: Facts, name: str) -> float | None:
    value = facts.says(name)
    return None if value is None or value == UNKNOWN else float(value)


def _evidence(facts: Facts) -> Iterator[Evidence]:
    for name in (*_POSITION, "quota_reached", "tonnes", "barrels", "value_usd"):
        statement = facts.statements.get(name)
        if statement is not None:
            yield statement.evidence
