"""One outcome for one act of an acts table, and the measures it rests on."""

from collections.abc import Iterable

from tidewaiter.assess.assessment import Assessment
from tidewaiter.assess.reply import unique
from tidewaiter.model.finding import ActOutcome, Finding, Outcome

_DECIDING: tuple[Outcome, ...] = ("prohibited", "needs_authorisation", "cannot_tell")


def act_outcome(assessment: Assessment) -> tuple[ActOutcome, tuple[str, ...]]:
    """The verdict on an act, one of six, and the ids of the measures that give it.

    `inspect_only` stands where a duty to inspect is all that bites, and before the duty of 2270
    para 18 where a measure in force is opened by an exemption or nothing is yet to come: then
    the earlier call to inspect on grounds is left.
    """
    goods = [f for f in assessment.findings if f.measure not in assessment.inspections]
    inspections = [f for f in assessment.findings if f.measure in assessment.inspections]
    for outcome in _DECIDING:
        found = [f for f in assessment.findings if f.outcome == outcome]
        if len(found) > 0:
            return outcome, _names(found)
    return _nothing_barred(goods, inspections)


def _nothing_barred(
    goods: list[Finding], inspections: list[Finding]
) -> tuple[ActOutcome, tuple[str, ...]]:
    duties = [f for f in inspections if f.duty]
    calls = [f for f in inspections if f.outcome == "not_covered" and not f.duty]
    opened = [f for f in goods if f.outcome == "not_covered"]
    later = [f for f in goods if f.outcome == "not_in_force"]
    coming = [f for f in inspections if f.outcome == "not_in_force"]
    if len(duties) > 0:
        return "inspect_only", _names([*goods, *duties])
    if len(calls) > 0 and (len(opened) > 0 or len(later) == 0):
        return "inspect_only", _names([*opened, *calls])
    if len(later) > 0:
        return "not_in_force", _names(later)
    if len(coming) > 0:
        return "not_in_force", _names(coming)
    return "not_covered", _names(opened)


def _names(findings: Iterable[Finding]) -> tuple[str, ...]:
    return unique(name for f in findings for name in (f.measure, *f.cites))
