"""Decisions on listed parties and vessels as they meet an act."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.assess.explain import explain, why_barred, why_open, why_pending, why_unknown
from tidewaiter.assess.reply import unique
from tidewaiter.assess.setting import SURE, Setting, When, hits_on, when_listed
from tidewaiter.assess.ways_out import WayOut, ways_out
from tidewaiter.law.vocabulary import UNKNOWN
from tidewaiter.model.finding import Finding, Outcome
from tidewaiter.model.law import Measure
from tidewaiter.model.listing import Hit
from tidewaiter.model.record import Evidence

LISTED: dict[When, tuple[Outcome, str]] = {
    "later": ("not_in_force", "The listing is of a later day."),
    "ended": ("not_covered", "The listing has ended before this day."),
    "unknown": ("cannot_tell", "Whether the listing stands on this day is not shown."),
}


class Shown(NamedTuple):
    """What a finding on a listing shows, misses, needs and rests on."""

    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def weigh_listing(measure: Measure, setting: Setting) -> Finding | None:
    """The finding of a listing measure on the hits and statements it speaks of, if any."""
    if not measure.in_force(setting.facts.act_date):
        return _outside(measure, setting)
    hits = hits_on(setting.facts, measure)
    sure = [hit for hit in hits if hit.strength in SURE]
    stated = list(_stated(measure, setting))
    known = [*stated, *(hit.evidence for hit in sure)]
    if len(known) > 0:
        return _bite(measure, setting, sure, known)
    if len(hits) > 0:
        return _possible(measure, setting, hits)
    return _outside(measure, setting)


def _stated(measure: Measure, setting: Setting) -> Iterator[Evidence]:
    """What the papers state as designated, on a day its listing stands."""
    if when_listed(setting.facts) == "now":
        yield from _named(measure, setting)


def _named(measure: Measure, setting: Setting) -> Iterator[Evidence]:
    for name in measure.listed_by:
        statement = setting.facts.statements.get(name)
        silent = {UNKNOWN, *setting.law.words[name].absent}
        if statement is not None and statement.value not in silent:
            yield statement.evidence
    decided = setting.facts.statements.get(measure.stated_by)
    if decided is not None and decided.value in measure.decisions:
        yield decided.evidence


def _outside(measure: Measure, setting: Setting) -> Finding | None:
    """What the papers state as designated, on a day before its listing or after its end."""
    named = tuple(_named(measure, setting))
    early = setting.facts.act_date < measure.since
    when = "later" if early else when_listed(setting.facts)
    if len(named) == 0 or when == "now":
        return None
    outcome, sentence = LISTED[when]
    text = explain(setting.law, measure, "Stated as designated", sentence)
    missing = ("listed_on",) if outcome == "cannot_tell" else ()
    shown = Shown(named, missing, cites=tuple(_listed_by(setting)))
    return _finding(measure, setting, outcome, text, shown)


def _listed_by(setting: Setting) -> Iterator[str]:
    """The paragraphs that listed parties on the stated day of listing."""
    day = setting.facts.says("listed_on")
    for measure in setting.law.of_rule("lists"):
        if day == str(measure.since):
            yield measure.id


def _bite(measure: Measure, setting: Setting, hits: list[Hit], known: list[Evidence]) -> Finding:
    ways = ways_out(measure, setting, general=None)
    outcome, sentence = _outcome(ways)
    names = ", ".join(dict.fromkeys(f"{hit.name} ({hit.list}/{hit.ref})" for hit in hits))
    what = f"Designated: {names}" if names else "A party or ship the papers state as designated"
    missing = ways[0].reply.missing if outcome == "cannot_tell" else ()
    claims = (name for way in ways if way.is_claimed for name in way.cites)
    cites = unique((*_listed_by(setting), *claims))
    claimed = (paper for way in ways if way.is_claimed for paper in way.papers)
    papers = () if outcome == "not_covered" else unique(claimed)
    text = explain(setting.law, measure, what, sentence)
    return _finding(measure, setting, outcome, text, Shown(tuple(known), missing, papers, cites))


def _outcome(ways: list[WayOut]) -> tuple[Outcome, str]:
    best = ways[0] if len(ways) > 0 else None
    if best is None or best.reply.answer == "failed":
        return "prohibited", why_barred(ways)
    if best.reply.answer == "met":
        return "not_covered", why_open(best)
    if best.reply.answer == "pending":
        return "needs_authorisation", why_pending(best)
    return "cannot_tell", why_unknown(best.reply.why, best.reply.missing)


def _possible(measure: Measure, setting: Setting, hits: list[Hit]) -> Finding:
    names = ", ".join(dict.fromkeys(f"{hit.name} ({hit.list}/{hit.ref})" for hit in hits))
    sentence = why_unknown(("the name alone does not settle it",), ("identity",))
    text = explain(setting.law, measure, f"Possibly designated: {names}", sentence)
    evidence = tuple(hit.evidence for hit in hits)
    return _finding(measure, setting, "cannot_tell", text, Shown(evidence, ("identity",)))


def _finding(
    measure: Measure,
    setting: Setting,
    outcome: Outcome,
    text: str,
    shown: Shown,
) -> Finding:
    return Finding(
        measure=measure.id,
        kind=measure.kind,
        instrument=setting.law.act_of(measure.id).symbol,
        paragraph=measure.paragraph,
        outcome=outcome,
        evidence=unique(shown.evidence),
        explanation=text,
        act_date=setting.facts.act_date,
        known_on=setting.facts.known_on,
        content_check=measure.content_check,
        paragraph_check=measure.paragraph_check,
        missing=shown.missing,
        papers=shown.papers,
        cites=shown.cites,
    )


def weigh_other_lists(listings: tuple[Measure, ...], setting: Setting) -> Iterator[Finding]:
    """A finding for each list whose hits no measure of this law takes up.

    Lists of another source are grounds of their own kind; so is a decision of another regime on
    a list of the same source. Neither is ever shown as a ground of this law.
    """
    others: dict[tuple[str, str], list[Hit]] = {}
    for hit in setting.facts.hits:
        if _is_another(hit, listings, setting.facts.act_date):
            others.setdefault((hit.source, hit.list), []).append(hit)
    for (source, name), hits in others.items():
        refs = ", ".join(dict.fromkeys(f"{hit.name} ({hit.ref})" for hit in hits))
        yield Finding(
            measure=f"{source}/{name}",
            kind="listing",
            instrument=f"list {name} ({source})",
            paragraph="",
            outcome="cannot_tell",
            evidence=tuple(dict.fromkeys(hit.evidence for hit in hits)),
            explanation=f"On the list {name} of {source}: {refs}. No measure of the law loaded "
            "here rests on it; a person must settle what it means.",
            act_date=setting.facts.act_date,
            known_on=setting.facts.known_on,
            missing=("ruling",),
        )


def _is_another(hit: Hit, listings: tuple[Measure, ...], on: datetime.date) -> bool:
    """True for a hit of another source, or one with decisions in force that no measure names."""
    named = {d for measure in listings if measure.source == hit.source for d in measure.decisions}
    if len(named) == 0:
        return True
    current = {decision.measure for decision in hit.decisions if decision.in_force(on)}
    return len(current) > 0 and named.isdisjoint(current)
