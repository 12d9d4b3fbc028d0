"""`tidewaiter law duties`: what is to be reported, to whom, and by when."""

import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import parse_day
from tidewaiter.law import Law, load_law
from tidewaiter.law.duties import calendar, due
from tidewaiter.model import BadInput, DueReport
from tidewaiter.model.finding import cite_paragraph

Desk = Annotated[
    int | None,
    typer.Option(
        "--desk-days",
        envvar="TIDEWAITER_DESK_DAYS",
        help="Your own limit in days where the law gives no number; never shown as the law's.",
    ),
]


def show_duties(
    first: Annotated[str, typer.Option("--from", help="First day (YYYY-MM-DD).")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day, included.")] = "",
    after: Annotated[str, typer.Option("--after", help="What starts the report: seizure.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day of that event.")] = "",
    desk_days: Desk = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per report.")] = False,
) -> None:
    """Show the reports due in a period, or those that an event starts."""
    law = load_law()
    days = [parse_day(day) for day in (first, last, on)]
    title, found = _ask(law, days, after, desk_days)
    if as_json:
        for report in found:
            emit(report)
        return
    if len(found) == 0:
        console().print(f"{title}: none.", highlight=False)
        return
    table = Table(title=title, title_justify="left", show_lines=True)
    for heading in ("Due", "Paragraph", "What, by whom, to whom", "How the day comes about"):
        table.add_column(heading, overflow="fold")
    for report in found:
        table.add_row(*(escape(cell) for cell in _cells(report)))
    console().print(table)


def _ask(
    law: Law, days: list[datetime.date | None], after: str, desk_days: int | None
) -> tuple[str, tuple[DueReport, ...]]:
    """What was asked, in words, and its answer."""
    first, last, on = days
    if after != "" and on is not None and first is None and last is None:
        name = after.replace("_", " ")
        return f"Reports after {name} on {on}", due(law, after, on, desk_days=desk_days)
    if after == "" and on is None and first is not None and last is not None:
        return f"Reports due from {first} to {last}", calendar(law, first, last)
    advice = "Give a period (--from and --to), or an event and its day (--after and --on)."
    raise BadInput("this asks for nothing", where="law duties", advice=advice)


def _cells(report: DueReport) -> tuple[str, ...]:
    what = [report.what, f"{report.who} to the {report.to}"]
    if len(report.contents) > 0:
        check = "" if report.contents_check == "verified" else f" [{report.contents_check}]"
        what.append(f"contains{check}: {'; '.join(report.contents)}")
    checks = {
        "time": report.time_check,
        "addressee": report.to_check,
        "content": report.content_check,
        "number": report.paragraph_check,
    }
    marks = [f"{name} {check}" for name, check in checks.items() if check != "verified"]
    how = [report.basis]
    if report.covers_from is not None:
        how.append(f"covers {report.covers_from} to {report.covers_to}")
    how += [", ".join(marks) or "verified", *(note for note in (report.note,) if note)]
    citation = cite_paragraph(report.instrument, report.paragraph)
    called = "\na call" if report.binding == "no" else ""
    said = "\n".join(how).replace("_", " ")
    return _due(report), f"{citation}{called}", "\n".join(what).replace("_", " "), said


def _due(report: DueReport) -> str:
    day = str(report.due) if report.due is not None else report.timing
    if report.desk_due is None:
        return day
    return f"{day}\nthe desk's own limit, not the law's: {report.desk_due}"
