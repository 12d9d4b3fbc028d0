"""One source of law weighed alone: its listings, bans, conduct and inspections."""

import datetime
from collections.abc import Callable

import msgspec

from tidewaiter.assess.bans import weigh_ban, weigh_other_way
from tidewaiter.assess.conduct import weigh_conduct, weigh_outside
from tidewaiter.assess.index import BanIndex
from tidewaiter.assess.inspections import weigh_inspections
from tidewaiter.assess.listings import weigh_listing
from tidewaiter.assess.reply import unique
from tidewaiter.assess.reports import weigh_reports, with_reports
from tidewaiter.assess.setting import Setting
from tidewaiter.law.law import Law
from tidewaiter.model.facts import Facts, GoodsFact
from tidewaiter.model.finding import Finding, Outcome
from tidewaiter.model.law import Measure

STRENGTH: dict[Outcome, int] = {
    "prohibited": 0,
    "needs_authorisation": 1,
    "cannot_tell": 2,
    "not_covered": 3,
    "not_in_force": 4,
}
NO_GOODS = (GoodsFact(field="goods"),)


class Bench:
    """The measures of one source; what another source says never changes its findings."""

    def __init__(self, law: Law, source: str) -> None:
        own = [measure for measure in law.measures if measure.source == source]
        bans = tuple(m for m in own if m.rule == "ban")
        self.law = law
        self._index = BanIndex(tuple(m for m in bans if not m.tied_by_scope))
        self._tied = BanIndex(tuple(m for m in bans if m.tied_by_scope))
        self._conduct = tuple(m for m in own if len(m.conduct) > 0)
        self._listings = tuple(m for m in own if m.rule == "listing")
        self._inspections = tuple(m for m in own if m.rule == "inspect")
        self._reports = tuple(m for m in own if m.rule in {"report", "follows"})
        self._exempts = tuple(m for m in own if m.rule == "exempt")

    def weigh(self, setting: Setting) -> list[Finding]:
        """The findings of this source on one act, in the order of its law."""
        weighed = (weigh_listing(measure, setting) for measure in self._listings)
        listed = [finding for finding in weighed if finding is not None]
        moves = _moves(setting.facts)
        inspections = weigh_inspections(self._inspections, setting) if moves else []
        bans = self._bans_on(setting)
        met = {finding.measure for finding in bans}
        conduct = [one for one in self._on_conduct(setting) if one.measure not in met]
        found = [*listed, *(with_reports(ban, setting) for ban in bans), *conduct]
        beside = found or self._beside(setting)
        return [*beside, *inspections, *self._to_report(setting, beside)]

    def _to_report(self, setting: Setting, found: list[Finding]) -> list[Finding]:
        """What this conduct is reported under; of later law only where nothing else speaks."""
        reports = weigh_reports(self._reports, setting)
        later = all(finding.outcome == "not_in_force" for finding in reports)
        return [] if later and len(found) > 0 else reports

    def _bans_on(self, setting: Setting) -> list[Finding]:
        """Bans that bind or would bind; failing those, bans that run the other way."""
        general = self._general(setting)
        conduct = setting.facts.conduct

        def weigh(measure: Measure, item: GoodsFact) -> Finding | None:
            if conduct is not None and _asks_goods(measure, item):
                return None
            return weigh_ban(measure, item, setting, general)

        bearing = self._each(self._tied, setting, weigh)
        if setting.anywhere is not None:
            bearing += self._each(self._index, setting, weigh)
        if len(bearing) > 0 or setting.anywhere is None:
            return _telling(bearing, self.law)
        return self._each(
            self._index, setting, lambda measure, item: weigh_other_way(measure, item, setting)
        )

    def _on_conduct(self, setting: Setting) -> list[Finding]:
        """What bears on conduct other than moving goods."""
        if setting.facts.conduct is None:
            return []
        general = self._general(setting)
        weighed = (weigh_conduct(measure, setting, general) for measure in self._conduct)
        return _telling([finding for finding in weighed if finding is not None], self.law)

    def _beside(self, setting: Setting) -> list[Finding]:
        """Where nothing else speaks: what names this kind of conduct and does not reach the act."""
        outside = (weigh_outside(measure, setting) for measure in self._conduct)
        return _telling([finding for finding in outside if finding is not None], self.law)

    def _each(
        self,
        index: BanIndex,
        setting: Setting,
        weigh: Callable[[Measure, GoodsFact], Finding | None],
    ) -> list[Finding]:
        found: dict[str, Finding] = {}
        for item in setting.facts.goods or NO_GOODS:
            for measure in index.candidates(item):
                finding = weigh(measure, item)
                if finding is not None:
                    held = found.get(measure.id)
                    found[measure.id] = finding if held is None else _merge(held, finding)
        return list(found.values())

    def _general(self, setting: Setting) -> dict[str, Measure]:
        """The general exemption of the source: the latest in force that day."""
        on = setting.facts.act_date
        current = sorted((m for m in self._exempts if m.in_force(on)), key=lambda m: m.since)
        return {measure.source: measure for measure in current}


def _asks_goods(measure: Measure, item: GoodsFact) -> bool:
    """True for a ban that conduct meets by its kind, or one of all goods where none move."""
    if measure.tied_by_scope and len(measure.conduct) > 0:
        return True
    everything = measure.goods == "any" and (measure.tied_by_scope or len(measure.scope) == 0)
    return everything and not _is_described(item)


def _is_described(item: GoodsFact) -> bool:
    return len(item.hs) > 0 or item.description != ""


def _moves(facts: Facts) -> bool:
    """True unless the act is conduct without any goods: no cargo, nothing to inspect."""
    return facts.conduct is None or any(_is_described(item) for item in facts.goods)


def _merge(held: Finding, other: Finding) -> Finding:
    """One finding for a measure that met several items: the stronger, with all its evidence."""
    if held.outcome != other.outcome:
        return min((held, other), key=lambda finding: STRENGTH[finding.outcome])
    return msgspec.structs.replace(
        held,
        evidence=unique((*held.evidence, *other.evidence)),
        missing=unique((*held.missing, *other.missing)),
        papers=unique((*held.papers, *other.papers)),
        cites=unique((*held.cites, *other.cites)),
    )


def _telling(findings: list[Finding], law: Law) -> list[Finding]:
    """Leave out law that starts later where one binds now; else keep the first to start."""
    now = [finding for finding in findings if finding.outcome != "not_in_force"]
    if len(now) > 0:
        return now
    starts = {finding.measure: _start(law, finding) for finding in findings}
    return [finding for finding in findings if starts[finding.measure] == min(starts.values())]


def _start(law: Law, finding: Finding) -> datetime.date:
    measure = law.find(finding.measure)
    return datetime.date.max if measure is None else measure.since
