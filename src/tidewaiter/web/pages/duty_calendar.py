"""The reports that the law asks for by the calendar, month by month."""

import datetime
import itertools

from tidewaiter.cases.duties import filings
from tidewaiter.cases.gap_findings import cited, report_due
from tidewaiter.model import Record
from tidewaiter.web.office import Office
from tidewaiter.web.pages.duty_search import open_duties

BACK, AHEAD = 2, 12  # months


class Entry(Record, frozen=True):
    """One report in a month: its last day, what, to whom, and the event that filed it, 0 for none.

    `watched` is False where the desk's limits do not ask for it.
    """

    key: str
    day: datetime.date
    what: str
    to: str
    paragraph: str
    limit: str
    filed: int = 0
    watched: bool = True


class Month(Record, frozen=True):
    """A month by its first day, and what falls due in it."""

    first: datetime.date
    entries: tuple[Entry, ...]


def months(desk: Office) -> tuple[Month, ...]:
    """The months around today, each with its reports; past ones only where they have any."""
    today = desk.today()
    begins = [_month(today, number) for number in range(-BACK, AHEAD + 2)]
    entries = [*_of_law(desk, begins[0], begins[-1]), *_of_cases(desk)]
    found = []
    for first, after in itertools.pairwise(begins):
        mine = (entry for entry in entries if first <= entry.day < after)
        found.append(Month(first, tuple(sorted(mine, key=lambda each: (each.day, each.key)))))
    return tuple(each for each in found if len(each.entries) > 0 or each.first > today)


def _of_law(desk: Office, first: datetime.date, after: datetime.date) -> list[Entry]:
    filed = {filing.key: event.number for event, filing in filings(desk.ledger)}
    since = desk.limits.reports.since
    last = after - datetime.timedelta(days=1)
    found = []
    for report in desk.reports.calendar(first, last):
        if report.due is None:
            continue
        key = f"report/{report.measure}/{report.due}"
        told = report.what, report.to, cited(report), report_due(report)[1]
        watched = since is not None and report.due >= since
        found.append(Entry(key, report.due, *told, filed.get(key, 0), watched))
    return found


def _of_cases(desk: Office) -> list[Entry]:
    """The reports that a finding or a refusal started."""
    found = []
    for duty in open_duties(desk, "report", every=True):
        if duty.case == "" or duty.due is None:
            continue
        day = (duty.due - datetime.timedelta(seconds=1)).date()
        told = duty.what, duty.subject, duty.paragraph, duty.limit
        found.append(Entry(duty.key, day, *told, duty.filed))
    return found


def _month(day: datetime.date, further: int) -> datetime.date:
    """The first day of the month so many months further."""
    number = day.year * 12 + day.month - 1 + further
    return datetime.date(number // 12, number % 12 + 1, 1)
