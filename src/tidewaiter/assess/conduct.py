"""Conduct other than moving goods: a charter, an account, a work permit, a port call."""

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.reply import unique
from tidewaiter.assess.setting import Setting
from tidewaiter.assess.ways_out import ways_out
from tidewaiter.assess.weighing import Weighing, decide_by, doubts_of, finding_on, not_yet
from tidewaiter.model.facts import Statement
from tidewaiter.model.finding import Finding
from tidewaiter.model.law import Measure

OUTSIDE = "It does not reach this act"


def weigh_conduct(
    measure: Measure, setting: Setting, general: dict[str, Measure]
) -> Finding | None:
    """The finding of a measure on the conduct judged, or None where it has nothing to say of it.

    A measure whose last day has passed says nothing, nor one whose scope fails, nor one that a
    measure in force has followed which reaches this act: what came after speaks for itself.
    `general` holds the general exemption of each source in force that day.
    """
    conduct = _named(measure, setting)
    scope = weigh(measure.scope, setting, measure)
    if conduct is None or scope.answer == "failed":
        return None
    if not measure.in_force(setting.facts.act_date):
        return _finding(measure, conduct, setting, not_yet(measure))
    ways = ways_out(measure, setting, general=general.get(measure.source))
    doubts = doubts_of(measure, setting)
    if scope.answer != "met":
        doubts = [scope, *doubts]
    weighing = decide_by(ways, doubts)
    shown = unique((*scope.evidence, *weighing.evidence))
    return _finding(measure, conduct, setting, weighing._replace(evidence=shown))


def weigh_outside(measure: Measure, setting: Setting) -> Finding | None:
    """The note that a measure speaks of this kind of conduct and not of this act, or not yet."""
    conduct = _named(measure, setting)
    scope = weigh(measure.scope, setting, measure)
    if conduct is None or scope.answer != "failed":
        return None
    if not measure.in_force(setting.facts.act_date):
        return _finding(measure, conduct, setting, not_yet(measure))
    why = f"{OUTSIDE}: {'; '.join(scope.why)}." if scope.why else f"{OUTSIDE}."
    return _finding(measure, conduct, setting, Weighing("not_covered", why, scope.evidence))


def _named(measure: Measure, setting: Setting) -> Statement | None:
    """The conduct judged, where the measure names it and still speaks for this act."""
    conduct = setting.facts.conduct
    if conduct is None or conduct.value not in measure.conduct:
        return None
    return None if _is_past(measure, conduct.value, setting) else conduct


def _is_past(measure: Measure, conduct: str, setting: Setting) -> bool:
    on = setting.facts.act_date
    found = (setting.law.find(name) for name in measure.superseded_by)
    followers = [m for m in found if m is not None and m.in_force(on) and conduct in m.conduct]
    followed = any(weigh(m.scope, setting, m).answer != "failed" for m in followers)
    return followed or measure.is_past(on)


def _finding(measure: Measure, conduct: Statement, setting: Setting, weighing: Weighing) -> Finding:
    signs = (sign.evidence for sign in setting.facts.nexus)
    shown = weighing._replace(evidence=(*signs, *weighing.evidence))
    return finding_on(measure, conduct, setting, shown)
