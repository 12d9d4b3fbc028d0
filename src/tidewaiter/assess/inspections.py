"""The duty to inspect: a finding of its own, which no exemption of goods cancels."""

from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.explain import explain, why_unknown
from tidewaiter.assess.reply import Reply
from tidewaiter.assess.setting import Chain, Setting
from tidewaiter.assess.weighing import weigh_doubt
from tidewaiter.model.finding import Finding, Outcome
from tidewaiter.model.law import Measure
from tidewaiter.model.record import Evidence

ALL = "All cargo so tied is inspected, whatever is exempt from other measures."
GROUNDS = "It may be inspected on reasonable grounds; whether there are any is for the officer."


class Inspection(NamedTuple):
    """What an inspection measure comes to: a duty, a call, or a doubt."""

    outcome: Outcome
    duty: bool
    sentence: str
    missing: tuple[str, ...] = ()


def weigh_inspections(measures: tuple[Measure, ...], setting: Setting) -> list[Finding]:
    """Findings of the inspection measures in force; failing a duty, of the next one to begin."""
    tied = _tied(setting, setting.chain_of(measures[0])) if len(measures) > 0 else None
    if tied is None:
        return []
    sure, evidence = tied
    on = setting.facts.act_date
    found = [
        _finding(measure, setting, evidence, inspection)
        for measure in _current(measures, setting)
        if (inspection := _weigh(measure, setting, sure)) is not None
    ]
    if any(finding.duty for finding in found):
        return found
    later = [m for m in measures if m.since > on and len(m.scope) == 0]
    coming = Inspection("not_in_force", False, "The duty starts later.")
    first = min(later, key=lambda measure: measure.since, default=None)
    return found + ([] if first is None else [_finding(first, setting, evidence, coming)])


def _tied(setting: Setting, chain: Chain) -> tuple[bool, tuple[Evidence, ...]] | None:
    """Whether the cargo is surely tied to the territory or its designees, and by what."""
    certain = [s.evidence for s in setting.facts.nexus if s.strength == "certain"]
    sure = tuple(dict.fromkeys((*certain, *chain.sure)))
    if len(sure) > 0:
        return True, sure
    possible = tuple(dict.fromkeys(sign.evidence for sign in setting.facts.nexus))
    return (False, possible) if len(possible) > 0 else None


def _current(measures: tuple[Measure, ...], setting: Setting) -> Iterator[Measure]:
    """The measures in force that no later one in force has overtaken."""
    on = setting.facts.act_date
    for measure in measures:
        followers = (setting.law.find(name) for name in measure.superseded_by)
        overtaken = any(one is not None and one.in_force(on) for one in followers)
        if measure.in_force(on) and not overtaken:
            yield measure


def _weigh(measure: Measure, setting: Setting, sure: bool) -> Inspection | None:
    scope = weigh(measure.scope, setting, measure)
    if scope.answer == "failed":
        return None
    if not sure:
        why = why_unknown(("the tie to the territory is not sure",), ("nexus",))
        return Inspection("cannot_tell", False, why, ("nexus",))
    if scope.answer != "met":
        return Inspection("not_covered", False, GROUNDS, scope.missing)
    doubts = [weigh_doubt(doubt, setting, measure) for doubt in measure.doubts]
    raised: list[Reply] = [reply for reply in doubts if reply is not None]
    if len(raised) > 0:
        sentence = f"{why_unknown(raised[0].why, raised[0].missing)} The duty itself stands."
        return Inspection("cannot_tell", True, sentence, raised[0].missing)
    return Inspection("not_covered", True, ALL)


def _finding(
    measure: Measure, setting: Setting, evidence: tuple[Evidence, ...], inspection: Inspection
) -> Finding:
    shown = ", ".join(dict.fromkeys(_named(one) for one in evidence[:3]))
    return Finding(
        measure=measure.id,
        kind=measure.kind,
        instrument=setting.law.act_of(measure.id).symbol,
        paragraph=measure.paragraph,
        outcome=inspection.outcome,
        evidence=evidence,
        explanation=explain(setting.law, measure, f"Tied by {shown}", inspection.sentence),
        act_date=setting.facts.act_date,
        known_on=setting.facts.known_on,
        content_check=measure.content_check,
        paragraph_check=measure.paragraph_check,
        missing=inspection.missing,
        duty=inspection.duty,
    )


def _named(one: Evidence) -> str:
    """The value as a sentence names it; a direction is a word of the code, not of a paper."""
    if one.field != "direction":
        return one.value
    return f"the direction {one.value.replace('_', ' ').replace('dprk', 'the DPRK')}"
