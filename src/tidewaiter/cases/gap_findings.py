"""Findings with no follow-up: seizure, storage or disposal, and the reports that they start."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from tidewaiter.cases.reports import Report, Reports, started_by
from tidewaiter.cases.scope import Scope
from tidewaiter.cases.standing_rows import moment
from tidewaiter.cases.standing_tables import CASES
from tidewaiter.model import Gap, GapItem
from tidewaiter.model.coverage import DutyKind
from tidewaiter.model.finding import cite_paragraph

DAY = datetime.timedelta(days=1)
_STEPS: tuple[DutyKind, ...] = ("seizure", "storage", "disposal")


class FollowUp(NamedTuple):
    """One thing that has to follow a finding; `limit` says whose the day is."""

    key: str
    kind: DutyKind
    what: str
    due: datetime.datetime | None
    limit: str
    paragraph: str = ""


def findings_without_follow_up(scope: Scope, reports: Reports | None) -> Gap:
    """Cases that found something, or were refused, and in which something still has to follow."""
    rows = concluded(scope)
    filed = scope.filed("report")
    items = []
    for row in rows:
        owed = [each for each in follow_ups(scope, row, reports) if each.key not in filed]
        if len(owed) > 0:
            items.append(_item(scope, row, owed))
    if reports is None:
        scope.said.append("Reports that fall due: no law was asked.")
    return scope.gap("findings_without_follow_up", len(rows), items)


def concluded(scope: Scope) -> list[Row[Any]]:
    """The cases concluded in the period with a finding or a refusal."""
    k = CASES.c
    wanted = select(CASES).where(k.outcome.in_(("prohibited_item", "refused")))
    rows = scope.connection.execute(wanted.where(scope.within(k.concluded)).order_by(k.concluded))
    return list(rows)


def follow_ups(scope: Scope, row: Row[Any], reports: Reports | None) -> Iterator[FollowUp]:
    """What a case still owes, and every report that it started, filed or not."""
    days = scope.limits.follow_up_days
    allowed: Mapping[str, float] = {
        "seizure": days.seizure,
        "storage": days.storage,
        "disposal": days.disposal,
    }
    for step in _STEPS:
        if step in row.owed.split(","):
            due = moment(row.concluded) + allowed[step] * DAY
            yield FollowUp(f"{step}/{row.case_id}", step, step, due, "the desk's limit")
    if reports is None:
        return
    for event, on in started_by(row):
        for report in reports.after(event, on):
            yield _report(report, f"{event}/{row.case_id}")


def report_due(report: Report) -> tuple[datetime.datetime | None, str]:
    """The end of the report's last day, and whose day it is."""
    day = report.due or report.desk_due
    if day is None:
        return None, "the law names no day"
    end = datetime.datetime.combine(day + DAY, datetime.time(), datetime.UTC)
    if report.due is None:
        return end, "the desk's limit; the law names no day"
    return end, f"the law's day{_doubt('time', report.time_check)}"


def cited(report: Report) -> str:
    """The paragraph that asks for it, with a mark where its number was not verified."""
    paragraph = cite_paragraph(report.instrument, report.paragraph)
    return f"{paragraph}{_doubt('number', report.paragraph_check)}"


def _doubt(what: str, check: str) -> str:
    return "" if check == "verified" else f" [{what} {check.replace('_', ' ')}]"


def _report(report: Report, of: str) -> FollowUp:
    due, limit = report_due(report)
    what = f"report to {report.to}: {report.what}"
    return FollowUp(f"report/{report.measure}/{of}", "report", what, due, limit, cited(report))


def _item(scope: Scope, row: Row[Any], owed: list[FollowUp]) -> GapItem:
    dues = [each.due for each in owed if each.due is not None]
    paragraphs = [each.paragraph for each in owed if each.paragraph != ""]
    return GapItem(
        subject=f"{row.reference or row.case_id}, {row.vessel}".removesuffix(", "),
        what=f"{row.outcome.replace('_', ' ')}; owed: {'; '.join(each.what for each in owed)}",
        since=moment(row.concluded),
        event=row.version,
        due=min(dues, default=None),
        owner=row.assignee or scope.limits.owners.follow_up,
        case=row.case_id,
        paragraph=next(iter(paragraphs), ""),
        key=owed[0].key,
    )
