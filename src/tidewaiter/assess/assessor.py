"""Assess one act: every measure that can speak of it, then the action."""

from tidewaiter.assess.action import decide
from tidewaiter.assess.assessment import Assessment
from tidewaiter.assess.bench import STRENGTH, Bench
from tidewaiter.assess.listings import weigh_other_lists
from tidewaiter.assess.setting import read_setting
from tidewaiter.law.law import Law
from tidewaiter.model.facts import Facts


class Assessor:
    """Assesses any number of acts under one law; holds the index of its measures.

    Args:
        law: The law that answers; each of its sources is weighed by itself.
        sources: Those of its sources that answer, where not all shall.
    """

    def __init__(self, law: Law, *, sources: tuple[str, ...] = ()) -> None:
        self.law = law
        self._benches = [Bench(law, source) for source in sources or law.sources]
        self._listings = law.of_rule("listing")
        self._freezes = tuple(m for m in self._listings if len(m.listed_by) > 0)
        self._inspects = {measure.id for measure in law.of_rule("inspect")}

    def assess(self, facts: Facts) -> Assessment:
        """The findings on one act, strongest first, the action and its reasons.

        Raises:
            BadInput: where a stated fact or its value is not in the vocabulary of the law.
        """
        setting = read_setting(facts, self.law, self._freezes)
        findings = [finding for bench in self._benches for finding in bench.weigh(setting)]
        findings += weigh_other_lists(self._listings, setting)
        inspections = [finding for finding in findings if finding.measure in self._inspects]
        findings.sort(key=lambda finding: STRENGTH[finding.outcome])
        action, reasons = decide(tuple(findings), self.law, facts.act_date)
        return Assessment(
            findings=tuple(findings),
            action=action,
            inspection_duty=any(finding.duty for finding in inspections),
            reasons=reasons,
            inspections=tuple(finding.measure for finding in inspections),
        )


def assess(facts: Facts, law: Law) -> Assessment:
    """The findings on one act under a law; for many acts keep an `Assessor`.

    Raises:
        BadInput: where a stated fact or its value is not in the vocabulary of the law.
    """
    return Assessor(law).assess(facts)
