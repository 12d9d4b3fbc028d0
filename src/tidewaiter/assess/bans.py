"""Bans on goods: one measure against one item, then one finding for each measure."""

from typing import NamedTuple

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.explain import explain, why_barred, why_open, why_pending, why_unknown
from tidewaiter.assess.matching import Match, is_excluded, match_item
from tidewaiter.assess.reply import Reply, unique
from tidewaiter.assess.setting import WAYS, Setting
from tidewaiter.assess.ways_out import WayOut, ways_out
from tidewaiter.model.facts import GoodsFact
from tidewaiter.model.finding import Finding, Outcome
from tidewaiter.model.law import Doubt, Measure
from tidewaiter.model.record import Evidence

LEFT_OUT = "The measure leaves goods of this kind out."
OTHER_WAY = "The ban runs the other way only; these goods are not barred by it."


class Weighing(NamedTuple):
    """What decides a ban on one item."""

    outcome: Outcome
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def weigh_ban(
    measure: Measure, item: GoodsFact, setting: Setting, general: dict[str, Measure]
) -> Finding | None:
    """The finding of a ban on one item, or None where the ban has nothing to say of it.

    `general` holds the general exemption of each source in force that day.
    """
    way = setting.way_of(measure)
    if way is None:
        return None
    scope = weigh(measure.scope, setting, measure)
    match = None if scope.answer == "failed" else match_item(measure, item, setting)
    if match is None:
        return None
    if not measure.in_force(setting.facts.act_date):
        return _finding(measure, match, setting, _not_yet(measure))
    if is_excluded(measure, item):
        return _finding(measure, match, setting, Weighing("not_covered", LEFT_OUT))
    ways = ways_out(measure, setting, item=item, general=general.get(measure.source))
    doubts = _doubts(measure, match, scope, setting)
    return _finding(measure, match, setting, _weigh(ways, doubts, way == "certain"))


def _weigh(ways: list[WayOut], doubts: list[Reply], nexus_is_certain: bool) -> Weighing:
    """The outcome from the best way out and whatever leaves the ban itself in doubt."""
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


def _doubts(measure: Measure, match: Match, scope: Reply, setting: Setting) -> list[Reply]:
    found = []
    if match.strength == "doubt":
        found.append(Reply("unknown", (match.why,), match.missing))
    if scope.answer != "met":
        found.append(scope)
    for doubt in (*measure.doubts, *setting.law.vocabulary.doubts):
        reply = weigh_doubt(doubt, setting, measure)
        if reply is not None:
            found.append(reply)
    return found


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


def weigh_other_way(measure: Measure, item: GoodsFact, setting: Setting) -> Finding | None:
    """The note that a ban on these goods runs the other way only, where it surely does."""
    in_force = measure.in_force(setting.facts.act_date)
    if measure.direction not in WAYS or not in_force or setting.way_of(measure) is not None:
        return None
    match = match_item(measure, item, setting)
    if match is None or match.strength != "certain" or measure.goods == "any":
        return None
    if "certain" not in setting.ways.values():
        return None
    return _finding(measure, match, setting, Weighing("not_covered", OTHER_WAY))


def _not_yet(measure: Measure) -> Weighing:
    return Weighing("not_in_force", f"It binds from {measure.since} only.")


def _finding(measure: Measure, match: Match, setting: Setting, weighing: Weighing) -> Finding:
    law, facts = setting.law, setting.facts
    signs = setting.signs(measure.direction)
    return Finding(
        measure=measure.id,
        kind=measure.kind,
        instrument=law.act_of(measure.id).symbol,
        paragraph=measure.paragraph,
        outcome=weighing.outcome,
        evidence=unique((*match.evidence, *signs, *weighing.evidence)),
        explanation=explain(law, measure, match.what, weighing.sentence),
        act_date=facts.act_date,
        known_on=facts.known_on,
        content_check=measure.content_check,
        paragraph_check=measure.paragraph_check,
        hs_check=match.check,
        missing=weighing.missing,
        papers=weighing.papers,
        cites=weighing.cites,
    )
