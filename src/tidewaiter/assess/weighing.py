"""What decides a measure on one act: its ways out, against whatever leaves it in doubt."""

from typing import NamedTuple

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.explain import explain, why_barred, why_open, why_pending, why_unknown
from tidewaiter.assess.reply import Reply, unique
from tidewaiter.assess.setting import Setting
from tidewaiter.assess.ways_out import WayOut
from tidewaiter.law.law import BASE
from tidewaiter.model import Finding, Statement
from tidewaiter.model.finding import Outcome
from tidewaiter.model.law import Doubt, Measure
from tidewaiter.model.record import Evidence


class Weighing(NamedTuple):
    """What decides a ban on one item."""

    outcome: Outcome
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def decide_by(
    ways: list[WayOut], doubts: list[Reply], *, nexus_is_certain: bool = True
) -> Weighing:
    """The outcome from the best way out and whatever leaves the measure itself in doubt."""
    best = ways[0] if len(ways) > 0 else None
    if best is not None and best.reply.answer == "met":
        return Weighing("not_covered", why_open(best), best.reply.evidence, cites=best.cites)
    if not nexus_is_certain:
        why = ("whether the goods come from or go to the territory is not sure",)
        doubts = [*doubts, Reply("unknown", why, ("nexus",))]
    if best is not None and best.reply.answer == "unknown":
        doubts = [*doubts, *(way.reply for way in ways if way.reply.answer == "unknown")]
    papers = unique(paper for way in ways for paper in way.papers)
    cites = unique(name for way in ways if way.is_claimed for name in way.cites)
    if len(doubts) > 0:
        return _undecided(doubts, papers, cites)
    if best is not None and best.reply.answer == "pending":
        sentence = why_pending(best)
        return Weighing("needs_authorisation", sentence, best.reply.evidence, (), papers, cites)
    evidence = unique(one for way in ways if way.is_claimed for one in way.reply.evidence)
    return Weighing("prohibited", why_barred(ways), evidence, (), papers, cites)


def _undecided(doubts: list[Reply], papers: tuple[str, ...], cites: tuple[str, ...]) -> Weighing:
    reasons = unique(why for reply in doubts for why in reply.why)
    missing = unique(name for reply in doubts for name in reply.missing)
    evidence = unique(one for reply in doubts for one in reply.evidence)
    rests_on = unique((*cites, *(name for reply in doubts for name in reply.cites)))
    sentence = why_unknown(reasons, missing)
    return Weighing("cannot_tell", sentence, evidence, missing, papers, rests_on)


def doubts_of(measure: Measure, setting: Setting) -> list[Reply]:
    """The doubts of the measure that hold for this act; of the UN's law, those of all its bans."""
    general = setting.law.vocabulary.doubts if measure.source == BASE else ()
    doubts = (*measure.doubts, *general)
    replies = (weigh_doubt(doubt, setting, measure) for doubt in doubts)
    return [reply for reply in replies if reply is not None]


def weigh_doubt(doubt: Doubt, setting: Setting, measure: Measure) -> Reply | None:
    """The doubt as a reply, where its day has come and all its conditions are met."""
    on = setting.facts.act_date
    begun = doubt.since is None or doubt.since <= on
    if not begun or (doubt.until is not None and doubt.until < on):
        return None
    reply = weigh(doubt.when, setting, measure)
    if reply.answer != "met":
        return None
    return Reply("unknown", (doubt.why,), ("ruling",), reply.evidence)


def not_yet(measure: Measure) -> Weighing:
    """The outcome before a measure's first day."""
    return Weighing("not_in_force", f"It binds from {measure.since} only.")


def finding_on(
    measure: Measure, conduct: Statement, setting: Setting, weighing: Weighing
) -> Finding:
    """What a measure says of the conduct judged, with the conduct itself as first evidence."""
    law, facts = setting.law, setting.facts
    means = law.conduct[conduct.value].means
    return Finding(
        measure=measure.id,
        kind=measure.kind,
        instrument=law.act_of(measure.id).symbol,
        paragraph=measure.paragraph,
        outcome=weighing.outcome,
        evidence=unique((conduct.evidence, *weighing.evidence)),
        explanation=explain(law, measure, means[:1].upper() + means[1:], weighing.sentence),
        act_date=facts.act_date,
        known_on=facts.known_on,
        content_check=measure.content_check,
        paragraph_check=measure.paragraph_check,
        missing=weighing.missing,
        papers=weighing.papers,
        cites=weighing.cites,
    )
