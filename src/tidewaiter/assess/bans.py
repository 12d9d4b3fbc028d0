"""Bans on goods: one measure against one item, then one finding for each measure."""

import msgspec

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.explain import explain
from tidewaiter.assess.matching import Match, is_excluded, match_item
from tidewaiter.assess.quotas import count_quotas, say_quotas
from tidewaiter.assess.reply import Reply, unique
from tidewaiter.assess.setting import WAYS, Setting
from tidewaiter.assess.ways_out import ways_out
from tidewaiter.assess.weighing import Weighing, decide_by, doubts_of, not_yet
from tidewaiter.model.facts import GoodsFact
from tidewaiter.model.finding import Finding
from tidewaiter.model.law import Measure

LEFT_OUT = "The measure leaves goods of this kind out."
OTHER_WAY = "The ban runs the other way only; these goods are not barred by it."


def weigh_ban(
    measure: Measure, item: GoodsFact, setting: Setting, general: dict[str, Measure]
) -> Finding | None:
    """The finding of a ban on one item, or None where the ban has nothing to say of it.

    `general` holds the general exemption of each source in force that day.
    """
    way = setting.way_of(measure)
    if way is None or measure.is_past(setting.facts.act_date):
        return None
    scope = weigh(measure.scope, setting, measure)
    match = None if scope.answer == "failed" else match_item(measure, item, setting)
    if match is None:
        return None
    if not measure.in_force(setting.facts.act_date):
        return _finding(measure, match, setting, not_yet(measure))
    if is_excluded(measure, item):
        return _finding(measure, match, setting, Weighing("not_covered", LEFT_OUT))
    ways = ways_out(measure, setting, item=item, general=general.get(measure.source))
    doubts = _doubts(measure, match, scope, setting)
    weighing = decide_by(ways, doubts, nexus_is_certain=way == "certain")
    shown = unique((*scope.evidence, *weighing.evidence))
    quotas = count_quotas(measure, setting.facts, ways)
    sentence = f"{weighing.sentence} {say_quotas(quotas)}".strip()
    weighing = weighing._replace(evidence=shown, sentence=sentence)
    found = _finding(measure, match, setting, weighing)
    return msgspec.structs.replace(found, quotas=quotas)


def _doubts(measure: Measure, match: Match, scope: Reply, setting: Setting) -> list[Reply]:
    found = []
    if match.strength == "doubt":
        found.append(Reply("unknown", (match.why,), match.missing))
    if scope.answer != "met":
        found.append(scope)
    return [*found, *doubts_of(measure, setting)]


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
