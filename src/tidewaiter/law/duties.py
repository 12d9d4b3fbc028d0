"""When each duty to report falls due: by the calendar, or after an event. No clock."""

import calendar as months_of
import datetime
from collections.abc import Iterator
from typing import NamedTuple

from tidewaiter.law.law import Law
from tidewaiter.law.span import Span, end_of
from tidewaiter.model.duty import DueReport, Report, Timing
from tidewaiter.model.errors import BadInput
from tidewaiter.model.law import Measure, WindDown

COMMITTEE = "Committee"
ONE_DAY = datetime.timedelta(days=1)
_UNNUMBERED: dict[Timing, str] = {
    "promptly": "promptly; the law gives no number of days",
    "untimed": "the law names no time",
    "before": "before it takes place",
}


class _Term(NamedTuple):
    """The last day of a report, how it comes about, and the days the report covers."""

    due: datetime.date | None
    basis: str
    covers: Span | None = None


def calendar(law: Law, first: datetime.date, last: datetime.date) -> tuple[DueReport, ...]:
    """The reports whose last day lies in this period, by that day; both ends are included.

    Reports that an event starts are not here: `due` gives those. A paragraph that binds the
    States who buy or supply gives its days whether or not anyone did.

    Raises:
        BadInput: the period ends before it begins.
    """
    if last < first:
        advice = "Give the earlier day first."
        raise BadInput("the period ends before it begins", where=f"{first} {last}", advice=advice)
    found = [
        report
        for measure in law.measures
        for report in (*dated(law, measure, last), *_notices(law, measure))
        if report.due is not None and first <= report.due <= last
    ]
    return tuple(sorted(found, key=lambda report: (str(report.due), report.measure)))


def due(
    law: Law, after: str, on: datetime.date, *, desk_days: int | None = None
) -> tuple[DueReport, ...]:
    """The reports that an event of this kind on this day starts, in the order of the law files.

    `desk_days` is the user's own limit where the law says `promptly` or names no time; it gives
    `desk_due` and never `due`. Nothing where no duty was in force that day.

    Raises:
        BadInput: nothing of this name starts a report, or the limit is below zero.
    """
    if after not in law.triggers:
        advice = f"Use one of: {', '.join(law.triggers)}."
        raise BadInput(f"{after!r} starts no duty to report", where="after", advice=advice)
    if desk_days is not None and desk_days < 0:
        advice = "Give the days the desk allows itself, 0 or more."
        raise BadInput("the limit is below zero", where=f"{desk_days} days", advice=advice)
    return tuple(
        report
        for measure in law.measures
        if measure.in_force(on) and not is_followed(law, measure, on)
        for report in started(law, measure, on, after=after, desk_days=desk_days)
    )


def started(
    law: Law,
    measure: Measure,
    on: datetime.date,
    *,
    after: str = "",
    desk_days: int | None = None,
) -> Iterator[DueReport]:
    """The reports of one measure that an event on this day starts; any event where none is named.

    The measure is taken to be in force that day.
    """
    for report in measure.reports:
        names = [name for name in report.after if after in {"", name}]
        if len(names) > 0:
            term = _term_after(report, measure, on)
            open_ended = report.due in {"promptly", "untimed"} and desk_days is not None
            limit = on + datetime.timedelta(days=desk_days or 0) if open_ended else None
            event = (after or names[0], on)
            yield _record(law, measure, report, term, event=event, desk_due=limit)


def is_followed(law: Law, measure: Measure, on: datetime.date) -> bool:
    """True where a measure that supersedes this one is in force."""
    followers = (law.find(name) for name in measure.superseded_by)
    return any(one is not None and one.in_force(on) for one in followers)


def timing(report: Report) -> str:
    """The time of a report in words, as the law gives it."""
    what = " or ".join(name.replace("_", " ") for name in report.after) or "the adoption"
    length = _length(report)
    return {
        "within": f"within {length} of {what}",
        "by": f"by {report.day}",
        "monthly": f"within {length} of the end of each month",
        "every": f"every {length}",
        "promptly": f"promptly after {what}; the law gives no number of days",
        "before": f"before {what}" + (f", {length} ahead" if report.days else ""),
        "untimed": f"after {what}; the law names no time",
    }[report.due]


def _length(report: Report) -> str:
    return f"{report.months} months" if report.months else f"{report.days} days"


def _end(report: Report, start: datetime.date) -> datetime.date:
    return end_of(start, days=report.days, months=report.months)


def dated(law: Law, measure: Measure, last: datetime.date) -> Iterator[DueReport]:
    """The reports of a measure that have a day of their own; where they recur, those whose days
    covered begin up to this one.
    """
    for report in measure.reports:
        for term in _terms(law, measure, report, last):
            yield _record(law, measure, report, term)


def _terms(law: Law, measure: Measure, report: Report, last: datetime.date) -> Iterator[_Term]:
    if report.due == "within" and len(report.after) == 0:
        adopted = law.act_of(measure.id).adopted
        basis = f"{_length(report)} from the adoption on {adopted}"
        yield _Term(_end(report, adopted), basis)
    elif report.due == "by":
        yield _Term(report.day, "the day is fixed")
    elif report.due in {"monthly", "every"}:
        day = measure.since
        while day <= min(last, measure.until or last):
            term = _recurring(report, measure, day)
            yield term
            day = (term.covers or Span(day, day)).last + ONE_DAY


def _recurring(report: Report, measure: Measure, on: datetime.date) -> _Term:
    """The report of the month, or of the run of days, that holds this day."""
    if report.due == "monthly":
        ends = months_of.monthrange(on.year, on.month)[1]
        first, last = on.replace(day=1), on.replace(day=ends)
        day, basis = end_of(last, days=report.days), f"{report.days} days from the end of"
        basis = f"{basis} {on:%Y-%m}"
    else:
        length = datetime.timedelta(days=report.days)
        first = measure.since + length * ((on - measure.since) // length)
        day, last = first + length, first + length - ONE_DAY
        basis = f"every {report.days} days from {measure.since}"
    covers = Span(max(first, measure.since), min(last, measure.until or last))
    return _Term(day, basis, covers)


def _term_after(report: Report, measure: Measure, on: datetime.date) -> _Term:
    """The term of a report that an event on this day starts."""
    if report.due == "within":
        return _Term(_end(report, on), f"{_length(report)} from {on}")
    if report.due in {"monthly", "every"}:
        return _recurring(report, measure, on)
    if report.due == "before" and report.days > 0:
        ahead = on - datetime.timedelta(days=report.days)
        return _Term(ahead, f"{report.days} days ahead of {on}")
    return _Term(None, _UNNUMBERED[report.due])


def _notices(law: Law, measure: Measure) -> Iterator[DueReport]:
    """The one notice of what was delivered under contracts from before a ban."""
    wind_down = measure.wind_down
    if wind_down is None or wind_down.notify_by is None:
        return
    report = _notice(measure, wind_down)
    yield _record(law, measure, report, _Term(report.day, "the day is fixed"))


def _notice(measure: Measure, wind_down: WindDown) -> Report:
    made = wind_down.contract_before
    verified = wind_down.check == "verified"
    return Report(
        what=f"{measure.kind} delivered under written contracts from before {made}",
        who="States that took such goods",
        to=COMMITTEE,
        due="by",
        day=wind_down.notify_by,
        time_check="verified" if verified else "unverified",
        to_check="verified" if verified else "unverified",
        note="" if verified else wind_down.check,
    )


def _record(
    law: Law,
    measure: Measure,
    report: Report,
    term: _Term,
    *,
    event: tuple[str, datetime.date | None] = ("", None),
    desk_due: datetime.date | None = None,
) -> DueReport:
    contents = law.vocabulary.contents.get(report.contents)
    return DueReport(
        measure=measure.id,
        instrument=law.act_of(measure.id).symbol,
        paragraph=measure.paragraph,
        what=report.what,
        who=report.who,
        to=report.to,
        timing=report.due,
        basis=term.basis,
        binding=measure.binding,
        time_check=report.time_check,
        to_check=report.to_check,
        content_check=measure.content_check,
        paragraph_check=measure.paragraph_check,
        due=term.due,
        desk_due=desk_due,
        contents=() if contents is None else contents.items,
        contents_check="" if contents is None else contents.check,
        covers_from=None if term.covers is None else term.covers.first,
        covers_to=None if term.covers is None else term.covers.last,
        started_by=event[0],
        started_on=event[1],
        source=report.source,
        note=report.note,
    )
