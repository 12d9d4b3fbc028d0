"""Duties to report: what an act starts, to whom it is told, and by when."""

from collections.abc import Iterator

import msgspec

from tidewaiter.assess.conditions import weigh
from tidewaiter.assess.explain import why_unknown
from tidewaiter.assess.setting import Setting
from tidewaiter.assess.weighing import Weighing, finding_on, not_yet
from tidewaiter.law.duties import is_followed, started
from tidewaiter.model.duty import DueReport
from tidewaiter.model.finding import Finding, Outcome
from tidewaiter.model.law import Measure

# Trade under a cap that is open, or may be.
TOLD: frozenset[Outcome] = frozenset({"not_covered", "cannot_tell"})


def weigh_reports(measures: tuple[Measure, ...], setting: Setting) -> list[Finding]:
    """The duties to report that the conduct judged starts; failing those, the next to begin."""
    on = setting.facts.act_date
    found = [_finding(measure, setting) for measure in _named(measures, setting)]
    told = [finding for finding in found if finding is not None]
    now = [finding for finding in told if finding.outcome != "not_in_force"]
    if len(now) > 0:
        return now
    starts = {m.id: m.since for m in measures if m.since > on}
    first = min((starts[finding.measure] for finding in told), default=on)
    return [finding for finding in told if starts[finding.measure] == first]


def with_reports(finding: Finding, setting: Setting) -> Finding:
    """The finding on goods that count against a cap, with the reports that such trade starts."""
    measure = setting.law.find(finding.measure)
    if measure is None or len(finding.quotas) == 0 or finding.outcome not in TOLD:
        return finding
    # a notice beforehand is among the papers of the exemption that asks for it
    due = tuple(
        report
        for report in started(setting.law, measure, finding.act_date)
        if report.timing != "before"
    )
    if len(due) == 0:
        return finding
    unsure = "If it goes ahead: " if finding.outcome == "cannot_tell" else ""
    said = f"{finding.explanation} {unsure}{say_reports(due)}"
    return msgspec.structs.replace(finding, explanation=said, reports=due)


def say_reports(reports: tuple[DueReport, ...]) -> str:
    """Each report in one sentence: to whom, by when, and how the day comes about."""
    return " ".join(_say(report) for report in reports)


def _say(report: DueReport) -> str:
    mark = "" if report.time_check == "verified" else f", {report.time_check.replace('_', ' ')}"
    when = f"by {report.due} ({report.basis}{mark})" if report.due else f"({report.basis}{mark})"
    return f"Report to the {report.to} {when}: {report.what}."


def _named(measures: tuple[Measure, ...], setting: Setting) -> Iterator[Measure]:
    """The measures whose report this conduct starts and that no later one has overtaken."""
    on, conduct = setting.facts.act_date, setting.facts.conduct
    for measure in measures:
        names = {name for report in measure.reports for name in report.after}
        if conduct is None or conduct.value not in names or measure.is_past(on):
            continue
        if not is_followed(setting.law, measure, on):
            yield measure


def _finding(measure: Measure, setting: Setting) -> Finding | None:
    law, facts, conduct = setting.law, setting.facts, setting.facts.conduct
    scope = weigh(measure.scope, setting, measure)
    if conduct is None or scope.answer == "failed":
        return None
    due: tuple[DueReport, ...] = ()
    if not measure.in_force(facts.act_date):
        weighing = not_yet(measure)
    else:
        due = tuple(started(law, measure, facts.act_date, after=conduct.value))
        weighing = Weighing("not_covered", say_reports(due))
        if scope.answer != "met":
            weighing = Weighing("cannot_tell", why_unknown(scope.why, scope.missing))
    shown = weighing._replace(evidence=scope.evidence, missing=scope.missing)
    found = finding_on(measure, conduct, setting, shown)
    return msgspec.structs.replace(found, duty=found.outcome == "not_covered", reports=due)
