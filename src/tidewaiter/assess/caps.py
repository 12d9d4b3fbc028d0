"""Caps of a period: two limbs, the lower binds; notices at 75, 90 and 95 percent."""

from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.assess.reply import Reply
from tidewaiter.codes.petroleum import Conversion, find_conversion
from tidewaiter.law.terms import find_cap
from tidewaiter.law.vocabulary import UNKNOWN
from tidewaiter.model.facts import Facts
from tidewaiter.model.law import Cap, Measure
from tidewaiter.model.record import Evidence


class Limb(NamedTuple):
    """One limit of a cap, the running total against it and what this act adds.

    `conversion` is the factor by which the addition was worked out from another unit.
    """

    unit: str
    limit: float
    total: float | None
    adds: float | None
    conversion: Conversion | None = None
    equation: str = ""

    @property
    def is_passed(self) -> bool:
        """True where the total has reached the limit, or this act would pass it."""
        total = self.total or 0.0
        return total >= self.limit or total + (self.adds or 0.0) > self.limit

    @property
    def is_sure(self) -> bool:
        """False where only a factor that nobody verified takes the total past the limit."""
        reached = (self.total or 0.0) >= self.limit
        return reached or self.conversion is None or self.conversion.check == "verified"


# Unit of a limb, its field in the law files, the fact of the total.
_LIMBS = (
    ("tonnes", "tonnes", "quota_total_t"),
    ("US dollars", "usd", "quota_total_usd"),
    ("barrels", "barrels", "quota_total_bbl"),
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
    limbs = limbs_of(cap, facts)
    passed = sorted((limb for limb in limbs if limb.is_passed), key=lambda limb: not limb.is_sure)
    if len(passed) > 0 and not passed[0].is_sure:
        text = f"by an unverified conversion the total passes {passed[0].limit:,.0f} "
        return Reply("unknown", (text + passed[0].unit,), (passed[0].unit,), evidence)
    if len(passed) > 0:
        text = f"with this act the total passes {passed[0].limit:,.0f} {passed[0].unit}"
        return Reply("failed", (text,), evidence=evidence)
    if reached == "no" or _number(facts, "quota_notice") is not None:
        return Reply("met", evidence=evidence)
    return _weigh_totals(cap, limbs, evidence)


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


def limbs_of(cap: Cap, facts: Facts) -> list[Limb]:
    """The limits of a cap, each with its running total and what this act adds to it."""
    return list(_limbs(cap, facts))


def _limbs(cap: Cap, facts: Facts) -> Iterator[Limb]:
    limits = {"tonnes": cap.tonnes, "usd": cap.usd, "barrels": cap.barrels}
    equation = ""
    if cap.approx_tonnes is not None and _number(facts, "quota_total_bbl") is None:
        limits["tonnes"] = cap.approx_tonnes
        equation = f"{cap.barrels or 0:,.0f} barrels taken for {cap.approx_tonnes:,.0f} tonnes"
    unsaid = _number(facts, "quota_total")
    for unit, field, total_fact in _LIMBS:
        limit = limits[field]
        if limit is None:
            continue
        total = _number(facts, total_fact)
        if total is None and unsaid is not None:
            # A total without a unit is read as the cap's first limb.
            total, unsaid = unsaid, None
        adds, conversion = _adds(field, cap, facts)
        yield Limb(unit, limit, total, adds, conversion, equation if field == "tonnes" else "")


def _adds(field: str, cap: Cap, facts: Facts) -> tuple[float | None, Conversion | None]:
    """What the act adds in this unit; of petroleum, worked out from the other unit if need be."""
    stated = _number(facts, "value_usd" if field == "usd" else field)
    if stated is not None or field == "usd" or cap.barrels is None:
        return stated, None
    other = _number(facts, "barrels" if field == "tonnes" else "tonnes")
    if other is None:
        return None, None
    conversion = find_conversion(" ".join(item.description for item in facts.goods))
    factor = conversion.barrels_per_tonne
    return other / factor if field == "tonnes" else other * factor, conversion


def _number(facts: Facts, name: str) -> float | None:
    value = facts.says(name)
    return None if value is None or value == UNKNOWN else float(value)


def _evidence(facts: Facts) -> Iterator[Evidence]:
    for name in (*_POSITION, "quota_reached", "tonnes", "barrels", "value_usd"):
        statement = facts.statements.get(name)
        if statement is not None:
            yield statement.evidence
