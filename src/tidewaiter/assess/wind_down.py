"""Old contracts: written, made in time, delivered in time, notified in time."""

import datetime

from tidewaiter.assess.reply import MET, Reply, worst
from tidewaiter.law.span import Span, read_span
from tidewaiter.model.facts import Facts
from tidewaiter.model.law import WindDown
from tidewaiter.model.record import Evidence


def weigh_wind_down(wind_down: WindDown, facts: Facts) -> Reply:
    """Whether the act falls under an old contract that may still be fulfilled."""
    return worst(
        (
            _delivered(wind_down, facts),
            _written(facts),
            _made(wind_down, facts),
            _notified(wind_down, facts),
        )
    )


def _delivered(wind_down: WindDown, facts: Facts) -> Reply:
    """The last day of the State of import binds, where that State counted to another day."""
    last = wind_down.national.get(facts.says("importer") or "", wind_down.until)
    span = _span(facts, "imported_on") or Span(facts.act_date, facts.act_date)
    if span.last <= last:
        return MET
    if span.first > last:
        return Reply("failed", (f"old contracts ended on {last}",), evidence=_seen(facts))
    return Reply("unknown", ("the day of import is not given",), ("imported_on",), _seen(facts))


def _written(facts: Facts) -> Reply:
    contract = facts.says("contract")
    if contract == "written":
        return Reply("met", evidence=_seen(facts))
    if contract in {"none", "oral"}:
        return Reply("failed", ("there is no written contract from before",), evidence=_seen(facts))
    return Reply("unknown", ("an old written contract may exist",), ("contract",), _seen(facts))


def _made(wind_down: WindDown, facts: Facts) -> Reply:
    before = wind_down.contract_before
    span = _span(facts, "contract_date")
    if span is not None and span.last < before:
        return MET
    if span is not None and span.first > before:
        return Reply(
            "failed", (f"the contract is not from before {before}",), evidence=_seen(facts)
        )
    why = f"whether the contract was made before the adoption on {before} is not told"
    return Reply("unknown", (why,), ("contract_date",), _seen(facts))


def _notified(wind_down: WindDown, facts: Facts) -> Reply:
    """Notice may follow the delivery, until the day it is due."""
    due = wind_down.notify_by
    if due is None or facts.says("notified") in {"yes", "before"}:
        return MET
    span = _span(facts, "notified_on")
    if span is not None:
        return _in_time(span, due, facts)
    if facts.act_date > due and facts.says("notified") == "no":
        return Reply("failed", (f"the Committee was not notified by {due}",), evidence=_seen(facts))
    if facts.act_date <= due and facts.says("notified") != "no":
        return MET
    why = f"notice to the Committee is due by {due}"
    return Reply("unknown", (why,), ("notified_on",), _seen(facts))


def _in_time(span: Span, due: datetime.date, facts: Facts) -> Reply:
    if span.last <= due:
        return MET
    if span.first > due:
        return Reply("failed", (f"the notice came after {due}",), evidence=_seen(facts))
    return Reply("unknown", (f"notice is due by {due}",), ("notified_on",), _seen(facts))


def _span(facts: Facts, name: str) -> Span | None:
    value = facts.says(name)
    return None if value is None else read_span(value)


def _seen(facts: Facts) -> tuple[Evidence, ...]:
    names = ("contract", "contract_date", "imported_on", "importer", "notified", "notified_on")
    found = (facts.statements.get(name) for name in names)
    return tuple(statement.evidence for statement in found if statement is not None)
