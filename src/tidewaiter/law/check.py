"""Whether loaded law holds together: every rule here is a line a lawyer can read in the fault."""

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.law.law import Law
from tidewaiter.law.vocabulary import fault_of
from tidewaiter.model.duty import Report
from tidewaiter.model.law import (
    Act,
    AllTest,
    AnyTest,
    Condition,
    ConductTest,
    DateTest,
    Exemption,
    FactTest,
    Measure,
    NumberTest,
    PeriodTest,
    WindDown,
)

ONE_DAY = datetime.timedelta(days=1)


def find_faults(law: Law) -> list[str]:
    """One line per fault; empty where the law holds together."""
    return [
        *_repeated(law),
        *_conduct(law),
        *(
            fault
            for act in law.acts
            for m in act.measures
            for fault in _faults_of(Place(law, act, m))
        ),
        *(
            f"vocabulary.toml: doubt: {fault}"
            for doubt in law.vocabulary.doubts
            for fault in _faults_of_conditions(law, doubt.when)
        ),
        *(
            f"vocabulary.toml: condition {name}: {fault}"
            for name, condition in law.vocabulary.conditions.items()
            for fault in _faults_of_conditions(law, (condition,))
        ),
    ]


def _conduct(law: Law) -> Iterator[str]:
    for word in law.vocabulary.conduct:
        for name in word.asks:
            if name not in law.words:
                yield f"vocabulary.toml: conduct {word.name}: fact {name} is not in the vocabulary"


def _repeated(law: Law) -> Iterator[str]:
    for what, names in (
        ("id", [m.id for m in law.measures]),
        ("ref", [m.ref for m in law.measures]),
        ("fact", [f.name for f in law.vocabulary.facts]),
        ("product", [p.name for p in law.products]),
        ("conduct", [word.name for word in law.vocabulary.conduct]),
        ("trigger", [*law.conduct, *(word.name for word in law.vocabulary.triggers)]),
    ):
        yield from (f"{what} {name} is used twice" for name, n in Counter(names).items() if n > 1)


class Place(NamedTuple):
    """One measure where it stands."""

    law: Law
    act: Act
    measure: Measure


def _faults_of(place: Place) -> Iterator[str]:
    for rule in (_identity, _period, _links, _weighed, _goods, _exemptions, _tests, _reports):
        yield from (f"{place.measure.id}: {fault}" for fault in rule(place))


def _identity(place: Place) -> Iterator[str]:
    act, measure = place.act, place.measure
    if measure.id.split("/")[1:2] != [act.number] or len(measure.id.split("/")) != 4:
        yield f"the id does not read source/{act.number}/paragraph/slug"


def _period(place: Place) -> Iterator[str]:
    act, measure = place.act, place.measure
    if measure.since < act.adopted:
        yield f"from {measure.since} is before the adoption on {act.adopted}"
    if measure.until is not None and measure.until < measure.since:
        yield f"to {measure.until} is before from {measure.since}"


def _links(place: Place) -> Iterator[str]:
    law, measure = place.law, place.measure
    cited = [name for exemption in measure.exemptions for name in exemption.cites]
    for name in (*measure.amends, *measure.superseded_by, *cited):
        if law.find(name) is None:
            yield f"names {name}, which no file holds"
    followers = [m for m in map(law.find, measure.superseded_by) if m is not None]
    for follower in followers:
        if follower.source != measure.source:
            yield f"is superseded by {follower.id}, of another source"
        if follower.since <= measure.since:
            yield f"is superseded by {follower.id}, which is not later"
    if measure.until is not None and len(followers) > 0:
        start = min(follower.since for follower in followers)
        if start != measure.until + ONE_DAY:
            yield f"ends on {measure.until}, its follower starts on {start}"


def _weighed(place: Place) -> Iterator[str]:
    measure = place.measure
    if (measure.rule == "") == (measure.not_evaluable == ""):
        yield "must have either a rule or a reason in not_evaluable"
    reached = (measure.goods, measure.products, measure.possible_products, measure.hs)
    if measure.rule == "ban" and not any((*reached, measure.reaches)):
        yield "is a ban that reaches no goods"
    if measure.rule in {"conduct", ""} and (measure.rule == "") == (len(measure.conduct) > 0):
        yield "must name conduct where its rule is conduct, and none where it has no rule"
    named = {*measure.conduct, *(name for one in measure.exemptions for name in one.of)}
    unknown = sorted(named - place.law.conduct.keys())
    yield from (f"conduct {name} is not in the vocabulary" for name in unknown)
    if measure.tied_by_scope and (measure.rule != "ban" or len(measure.scope) == 0):
        yield "is tied by its scope, so it must be a ban that has one"
    if measure.rule == "listing" and len(measure.decisions) == 0:
        yield "is a listing without decisions"


def _goods(place: Place) -> Iterator[str]:
    law, act, measure = place.law, place.act, place.measure
    known = {product.name for product in law.products}
    named = {
        *measure.products,
        *measure.possible_products,
        *measure.excluded_products,
        *(name for reach in measure.reaches for name in reach.products),
        *(name for exemption in measure.exemptions for name in exemption.about),
    }
    yield from (f"product {name} is not in products.toml" for name in sorted(named - known))
    for row in measure.hs:
        if not row.code.isdigit() or len(row.code) not in {2, 4, 6}:
            yield f"hs {row.code} is no chapter, heading or subheading"
        if row.source not in act.sources:
            yield f"hs {row.code}: source {row.source!r} is not among the sources"


def _exemptions(place: Place) -> Iterator[str]:
    measure = place.measure
    for exemption in measure.exemptions:
        if (len(exemption.when) == 0) == (exemption.not_evaluable == ""):
            yield f"exemption {exemption.paragraph}: needs conditions or a reason, not both"
        if (len(exemption.when) == 0) != (exemption.by == ""):
            yield f"exemption {exemption.paragraph}: must say who decides where it is weighed"
    if measure.wind_down is not None:
        yield from _wind_down(measure, measure.wind_down)


def _wind_down(measure: Measure, wind_down: WindDown) -> Iterator[str]:
    if wind_down.until < measure.since:
        yield f"wind-down ends on {wind_down.until}, before the measure starts"
    if wind_down.notify_by is not None and wind_down.notify_by < wind_down.until:
        yield f"wind-down notice is due on {wind_down.notify_by}, before its last day"


def _tests(place: Place) -> Iterator[str]:
    law, measure = place.law, place.measure
    groups = [
        measure.scope,
        *(reach.when for reach in measure.reaches),
        *(exemption.when for exemption in measure.exemptions),
        *(doubt.when for doubt in measure.doubts),
    ]
    for group in groups:
        yield from _faults_of_conditions(law, group)
    listed_by = (*measure.listed_by, measure.stated_by or "listed_party")
    yield from _claims(law, measure.exemptions, listed_by)


def _reports(place: Place) -> Iterator[str]:
    law, measure = place.law, place.measure
    if len(measure.reports) > 0 and measure.rule == "":
        yield "asks for a report, so it must have a rule"
    if measure.rule == "report" and len(measure.reports) == 0:
        yield "is a duty to report without a report"
    for report in measure.reports:
        yield from (f"report: {fault}" for fault in _report(law, report))


def _report(law: Law, report: Report) -> Iterator[str]:
    numbered = report.due in {"within", "monthly", "every"}
    if numbered and report.days <= 0 and report.months <= 0:
        yield f"due {report.due} needs a number of days"
    if report.due in {"promptly", "untimed", "by"} and (report.days or report.months):
        yield f"due {report.due} takes no number"
    if (report.due == "by") != (report.day is not None):
        yield "a day stands with due by, and with it alone"
    if report.due in {"promptly", "before", "untimed"} and len(report.after) == 0:
        yield f"due {report.due} must say after what"
    if report.due == "by" and len(report.after) > 0:
        yield "a fixed day follows no event"
    known = law.conduct.keys() | {word.name for word in law.vocabulary.triggers}
    yield from (f"{name} is no conduct or trigger" for name in report.after if name not in known)
    if report.contents != "" and report.contents not in law.vocabulary.contents:
        yield f"contents {report.contents} are not in the vocabulary"


def _claims(
    law: Law, exemptions: tuple[Exemption, ...], listed_by: tuple[str, ...]
) -> Iterator[str]:
    known = {fact.name for fact in law.vocabulary.facts}
    names = {name for exemption in exemptions for name in exemption.claimed_by} | set(listed_by)
    yield from (f"fact {name} is not in the vocabulary" for name in sorted(names - known))


def _faults_of_conditions(law: Law, conditions: tuple[Condition, ...]) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, str):
            if condition not in law.vocabulary.conditions:
                yield f"condition {condition} is not in the vocabulary"
        elif isinstance(condition, AnyTest | AllTest):
            yield from _faults_of_conditions(law, condition.of)
        elif isinstance(condition, FactTest):
            values = (*condition.met, *condition.pending, *condition.unknown, *condition.failed)
            faults = (fault_of(law.words, condition.fact, v) for v in values or ("unknown",))
            yield from (fault for fault in faults if fault is not None)
            yield from (
                f"cites {name}, which no file holds"
                for name in condition.cites
                if law.find(name) is None
            )
        elif isinstance(condition, ConductTest):
            unknown = sorted(set(condition.of) - law.conduct.keys())
            yield from (f"conduct {name} is not in the vocabulary" for name in unknown)
        elif isinstance(condition, NumberTest | DateTest | PeriodTest):
            sample = "0" if isinstance(condition, NumberTest) else "2016-03-02"
            fault = fault_of(law.words, condition.fact, sample)
            if fault is not None:
                yield fault
