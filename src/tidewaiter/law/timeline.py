"""What bites on one heading over time, as spans of days with one answer each."""

import datetime
from collections.abc import Iterator

from tidewaiter.law.law import Law
from tidewaiter.law.terms import terms_on, turning_days
from tidewaiter.model.finding import cite_paragraph
from tidewaiter.model.law import HsRow, Measure
from tidewaiter.model.record import Record

ALL_GOODS = "all goods"
MEANT = "the heading is meant"
QUESTION = "a question: the heading is wider, or the reading is unverified"


class Bite(Record, frozen=True):
    """One ban on the heading: how sure it is meant, and the terms of those days."""

    measure: str
    citation: str
    kind: str
    reach: str
    content_check: str
    terms: tuple[str, ...]


class Span(Record, frozen=True):
    """Days, both included (`until` None is open), with the same bans on the same terms."""

    since: datetime.date
    until: datetime.date | None
    bites: tuple[Bite, ...]


def timeline(law: Law, heading: str, way: str, *, source: str = "") -> list[Span]:
    """The spans of one heading (2, 4 or 6 digits) and way (`from_target`, `to_target`).

    `source` leaves the bans of one source of law alone.

    Bans of all goods count where no finding of a State or ship has to be shown first. Whether
    goods are exempt is for the facts of an act; the terms only say what could open a ban.
    """
    reached = [(m, r) for m, r in reaching(law, heading, way) if source in {"", m.source}]
    days = sorted({day for measure, _ in reached for day in turning_days(measure)})
    spans: list[Span] = []
    for day in days:
        bites = tuple(_bite(law, m, reach, day) for m, reach in reached if m.in_force(day))
        if len(spans) > 0 and spans[-1].bites == bites:
            continue
        if len(spans) > 0:
            last = spans.pop()
            spans.append(Span(last.since, day - datetime.timedelta(days=1), last.bites))
        spans.append(Span(day, None, bites))
    return spans


def reaching(law: Law, heading: str, way: str) -> list[tuple[Measure, str]]:
    """Every ban, of whatever day, that reaches the heading that way, and how it does."""
    return [(m, reach) for m in law.of_rule("ban") if (reach := _reach(m, heading, way)) != ""]


def _reach(measure: Measure, heading: str, way: str) -> str:
    """How the ban reaches the heading, or nothing where it does not."""
    if measure.direction not in {way, "both"} or measure.tied_by_scope:
        return ""
    if measure.goods == "any":
        return "" if len(measure.scope) > 0 or _left_out(measure, heading) else ALL_GOODS
    met = list(_rows(measure, heading))
    if len(met) == 0 or _left_out(measure, heading):
        return ""
    whole = any(row.carries and heading.startswith(row.code) for row in met)
    return MEANT if whole else QUESTION


def _rows(measure: Measure, heading: str) -> Iterator[HsRow]:
    for row in measure.hs:
        if heading.startswith(row.code) or row.code.startswith(heading):
            yield row


def _left_out(measure: Measure, heading: str) -> bool:
    return heading.startswith(measure.excluded_hs)


def _bite(law: Law, measure: Measure, reach: str, on: datetime.date) -> Bite:
    return Bite(
        measure=measure.id,
        citation=cite_paragraph(law.act_of(measure.id).symbol, measure.paragraph),
        kind=measure.kind,
        reach=reach,
        content_check=measure.content_check,
        terms=terms_on(measure, on),
    )
