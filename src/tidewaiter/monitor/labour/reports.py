"""Who told the Committee that workers were sent back, and by when it was due: 2397 para 8."""

import datetime
from collections.abc import Iterable
from typing import Literal

from tidewaiter.codes import Countries
from tidewaiter.law import Law
from tidewaiter.law.duties import dated
from tidewaiter.model import BadInput, DueReport, Record
from tidewaiter.model.law import Measure
from tidewaiter.monitor.figures import Figure, read_kept
from tidewaiter.monitor.labour.estimates import Estimate, as_of, place_of
from tidewaiter.monitor.tables import Table

CONDUCT = "employ_worker"
Status = Literal["filed", "filed without number", "not filed", "not known"]
STATUSES: tuple[Status, ...] = ("filed", "filed without number", "not filed", "not known")


class Filing(Figure, frozen=True, kw_only=True):
    """What is known of one State's report, or a count over all States (`status` `count`).

    `low` and `high` are the persons sent back. `filed_on` is the day it was filed, where known;
    `until` the day the number speaks of.
    """

    status: Literal["filed", "not filed", "count"]
    report: Literal["interim", "final", "not told"]
    host: str = ""
    area: str = ""
    filed_on: datetime.date | None = None


class Duty(Record, frozen=True):
    """The duty to send workers back, from the law files.

    `return_by` is the last day of the return, `reports` the interim and the final report with
    their days.
    """

    measure: Measure
    instrument: str
    return_by: datetime.date | None
    reports: tuple[DueReport, ...]


class StateRow(Record, frozen=True):
    """One State: its report, and how it stands to its day. `in_time` is None where not known."""

    name: str
    host: str
    status: Status
    report: str = ""
    due: datetime.date | None = None
    in_time: bool | None = None
    filing: Filing | None = None


def repatriation_duty(law: Law) -> Duty:
    """The duty to send workers back, its last day and its reports, as the law has them.

    Raises:
        BadInput: the law loaded holds no such duty.
    """
    for measure in law.of_rule("conduct"):
        if CONDUCT in measure.conduct and len(measure.reports) > 0:
            act = law.act_of(measure.id)
            last = next((doubt.until for doubt in measure.doubts if doubt.until), None)
            reports = tuple(dated(law, measure, datetime.date.max))
            return Duty(measure, act.symbol, last, reports)
    raise BadInput("no duty to send workers back", where="the law", advice="Load the UN's law.")


def load_filings() -> tuple[Filing, ...]:
    """All of `monitor/data/labour_reports.csv`.

    Raises:
        BadInput: a row does not fit.
    """
    return read_kept("labour_reports", Filing)


def state_rows(
    filings: Iterable[Filing], estimates: Iterable[Estimate], duty: Duty, *, status: str = ""
) -> tuple[StateRow, ...]:
    """Each State of which a report is told, then each host of which nothing is told here.

    That nothing is told here is no proof that nothing was filed. `status` chooses one.

    Raises:
        BadInput: there is no such status.
    """
    if status not in {"", *STATUSES}:
        advice = f"Give one of: {', '.join(STATUSES)}."
        raise BadInput("no such status", where=f"--status {status}", advice=advice)
    countries = Countries()
    told = [each for each in filings if each.status != "count"]
    rows = [_row(each, duty, countries) for each in told]
    named = {each.host for each in told}
    hosts = dict.fromkeys(each.host for each in estimates if each.host != "")
    silent = [host for host in hosts if host not in named]
    rows += [StateRow(place_of(host, "", countries), host, "not known") for host in silent]
    chosen = [row for row in rows if status in {"", row.status}]
    return tuple(sorted(chosen, key=lambda row: (STATUSES.index(row.status), row.name)))


def _row(filing: Filing, duty: Duty, countries: Countries) -> StateRow:
    status: Status = "not filed"
    if filing.status == "filed":
        status = "filed" if filing.is_known else "filed without number"
    due = _due(filing, duty)
    in_time = None
    if due is not None and filing.filed_on is not None:
        in_time = filing.filed_on <= due
    name = place_of(filing.host, filing.area, countries)
    return StateRow(name, filing.host, status, filing.report, due, in_time, filing)


def _due(filing: Filing, duty: Duty) -> datetime.date | None:
    for report in duty.reports:
        if report.what.startswith(filing.report):
            return report.due
    return None


def repatriations_table(rows: Iterable[StateRow], filings: Iterable[Filing], duty: Duty) -> Table:
    """The States, and under them the counts over all of them and the days of the law."""
    header = ("state", "status", "report", "sent_back", "as_of", "filed_on", "due", "in_time")
    return Table(
        "Workers sent back: reports to the Committee",
        (*header, "source", "address", "check", "note"),
        tuple(_cells(row) for row in rows),
        (*_days(duty), *_counts(filings), NOTHING_TOLD),
    )


NOTHING_TOLD = (
    "not known: no report of this State is told in the sources here; it may have filed one. "
    "A day of filing that is not known is left empty, and nothing is called late for it."
)


def _cells(row: StateRow) -> tuple[str | float | datetime.date | None, ...]:
    filing = row.filing
    if filing is None:
        return (row.name, row.status, *([None] * 10))
    in_time = {True: "yes", False: "late", None: "not known"}[row.in_time]
    return (
        row.name,
        row.status,
        row.report,
        filing.low if filing.is_known else None,
        as_of(filing),
        filing.filed_on,
        row.due,
        in_time if row.status != "not filed" else "",
        filing.source,
        filing.address,
        filing.check,
        filing.note,
    )


def _days(duty: Duty) -> tuple[str, ...]:
    measure = duty.measure
    cited = f"{duty.instrument} para {measure.paragraph}"
    lines = [f"{cited}: all were to be sent back by {duty.return_by} ({measure.content_check})."]
    for each in duty.reports:
        lines.append(f"{cited}: {each.what}, due {each.due} ({each.time_check}).")
    return tuple(lines)


def _counts(filings: Iterable[Filing]) -> tuple[str, ...]:
    return tuple(
        f"Over all States, {each.until}: {each.low:,.0f} "
        f"{'reports' if each.unit == 'States' else 'persons sent back'} "
        f"({each.report}; {each.source}; {each.check})."
        for each in filings
        if each.status == "count"
    )
