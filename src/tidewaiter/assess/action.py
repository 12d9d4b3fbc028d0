"""The action a set of findings calls for, and why, in words for a port officer."""

import datetime
from collections.abc import Iterator

from tidewaiter.assess.explain import cite
from tidewaiter.law.law import Law
from tidewaiter.model.finding import Action, Finding, Outcome

STOPS: frozenset[Outcome] = frozenset({"prohibited", "needs_authorisation"})
NONE_FOUND = "No ground was found with these lists and this law on this date."


def decide(
    findings: tuple[Finding, ...], law: Law, on: datetime.date
) -> tuple[Action, tuple[str, ...]]:
    """The strongest action that any finding calls for, with its reasons.

    A finding on content nobody verified raises a question and stops nothing by itself. A day
    before the law begins passes nothing: it is more likely a slip of the year.
    """
    stopping = [f for f in findings if f.outcome in STOPS and f.content_check != "unverified"]
    inspecting = [f for f in findings if _calls_for_inspection(f, law)]
    asking = [
        f
        for f in findings
        if f not in stopping and (f.outcome in STOPS or f.outcome == "cannot_tell")
    ]
    steps: tuple[tuple[Action, str, list[Finding]], ...] = (
        ("detain", "Detain", stopping),
        ("inspect", "Inspect", inspecting),
        ("review", "A person must settle", asking),
    )
    taken = [(action, verb, found) for action, verb, found in steps if len(found) > 0]
    if len(taken) == 0 and on < law.begins:
        early = f"the day {on} lies before the law begins ({law.begins})"
        return "review", (f"A person must settle: {early}, missing: act date.",)
    if len(taken) == 0:
        return "pass", (NONE_FOUND,)
    reasons = [
        f"{_verb(verb, f, law)}: {_short(f, law)}" for _, verb, found in taken for f in found
    ]
    barring = {source for f in stopping if (source := _found_prohibited_by(f, law)) is not None}
    reasons += _duties(law, on, barring)
    return taken[0][0], tuple(dict.fromkeys(reasons))


def _calls_for_inspection(finding: Finding, law: Law) -> bool:
    """A duty, or a call to inspect on grounds that only the officer can weigh."""
    measure = law.find(finding.measure)
    if measure is None or measure.rule != "inspect":
        return False
    return finding.duty or finding.outcome == "not_covered"


def _verb(verb: str, finding: Finding, law: Law) -> str:
    """Conduct is stopped; only goods and ships are detained."""
    measure = law.find(finding.measure)
    is_conduct = measure is not None and measure.rule == "conduct"
    return "Stop" if verb == "Detain" and is_conduct else verb


def _short(finding: Finding, law: Law) -> str:
    measure = law.find(finding.measure)
    if measure is None:
        return finding.explanation
    sense = measure.short or measure.summary
    ending = _ending(finding)
    return f"{sense} ({finding.citation}){ending}."


def _ending(finding: Finding) -> str:
    if finding.outcome == "needs_authorisation":
        return ", and the approval it needs is not given"
    if finding.outcome == "cannot_tell" and len(finding.missing) > 0:
        return ", missing: " + ", ".join(name.replace("_", " ") for name in finding.missing)
    return ""


def _found_prohibited_by(finding: Finding, law: Law) -> str | None:
    """The source whose ban found the goods prohibited, if one did."""
    measure = law.find(finding.measure)
    if measure is None or measure.rule != "ban" or finding.outcome != "prohibited":
        return None
    return measure.source


def _duties(law: Law, on: datetime.date, found: set[str]) -> Iterator[str]:
    """What a law orders once something that this same law prohibits is found."""
    for measure in law.of_rule("follows"):
        if measure.in_force(on) and measure.source in found:
            mark = "" if measure.content_check == "verified" else ", unverified"
            sense = measure.short or measure.summary
            yield f"Then: {sense} ({cite(law, measure)}{mark})."
