"""`tidewaiter coverage`: what was not examined."""

import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cases import Standing
from tidewaiter.cases.coverage import Asked, coverage, verified
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.reports import LawReports
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.screen import parse_day
from tidewaiter.law import load_law
from tidewaiter.model import BadInput, Coverage, Gap
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import load_settings

NUMBERS = ("1", "2", "2b", "3", "4", "5")
TITLES = {
    "calls_without_manifest": "Calls with no manifest",
    "containers_on_no_manifest": "Containers on no manifest",
    "containers_not_aboard": "On a manifest, not aboard",
    "consignments_without_decision": "Consignments with no decision",
    "inspections_without_outcome": "Inspections with no outcome",
    "findings_without_follow_up": "Findings with no follow-up",
}


def show_coverage(
    first: Annotated[
        str, typer.Option("--from", help="The first day; the first on record without.")
    ] = "",
    last: Annotated[str, typer.Option("--to", help="The last day, included; today without.")] = "",
    port: Annotated[str, typer.Option("--port", help="One port, by UN/LOCODE or name.")] = "",
    gap: Annotated[
        str, typer.Option("--gap", help="List the items of one gap, by its number or name.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Show what was not examined: five gaps, how many of how many, and what cannot be counted.

    Exits 1 where anything is overdue or the ledger is not whole, so that cron can tell.
    """
    name = _name_of(gap)
    settings = load_settings()
    most = None if as_json or name != "" else 0
    asked = Asked(parse_day(first), parse_day(last), port, most)
    now = datetime.datetime.now(datetime.UTC)
    with open_ledger(settings) as ledger:
        acting(settings, ledger)
        verified_to, faults = verified(ledger)
        limits = load_limits(settings.home)
        reports = LawReports(load_law(), limits.follow_up_days.report)
        standing = Standing(ledger)
        found = coverage(standing, limits, now, asked, reports=reports, verified_to=verified_to)
    if as_json:
        emit(found)
    elif name != "":
        _list(next(each for each in found.gaps if each.name == name), found)
    else:
        _show(found)
    if faults != "":
        say(f"Ledger check failed at {faults}. Figures after it are not reliable.", "red")
    if found.overdue > 0 or faults != "":
        raise typer.Exit(1)


def _name_of(gap: str) -> str:
    """A gap by its name, or by its number in the table."""
    if gap in NUMBERS:
        return list(TITLES)[NUMBERS.index(gap)]
    if gap not in {"", *TITLES}:
        known = ", ".join((*NUMBERS, *TITLES))
        raise BadInput("no such gap", where=gap, advice=f"Give one of: {known}.")
    return gap


def _show(found: Coverage) -> None:
    table = Table(title=_title(found), title_justify="left")
    for heading in ("", "What was missed", "How many", "Oldest", "Overdue"):
        table.add_column(heading, justify="left" if heading in {"", "What was missed"} else "right")
    for number, gap in zip(NUMBERS, found.gaps, strict=True):
        late = f"[bold red]{gap.overdue}[/]" if gap.overdue > 0 else "0"
        many = f"{gap.count:,} of {gap.of:,}"
        table.add_row(number, TITLES[gap.name], many, _age(gap, found.now), late)
    console().print(table)
    out = console()
    out.print("Cannot be counted here:", highlight=False)
    for text in found.uncounted:
        out.print(f"  - {text}", markup=False, highlight=False)
    out.print(f"Verified to event {found.verified_to:,}.", style="dim", highlight=False)


def _list(gap: Gap, found: Coverage) -> None:
    title = f"{TITLES[gap.name]}: {gap.count:,} of {gap.of:,}"
    table = Table(title=f"{title}\n{_title(found)}", title_justify="left", show_lines=True)
    for heading in ("What", "Why open", "Due, UTC", "Whose", "Event"):
        table.add_column(heading, overflow="fold")
    for item in gap.items:
        due = "" if item.due is None else f"{item.due:%Y-%m-%d %H:%M}"
        style = "bold red" if item.overdue(found.now) else ""
        why = item.what if item.paragraph == "" else f"{item.what}\n{item.paragraph}"
        leads = f"{item.event}" if item.case == "" else f"{item.event}\ncase {item.case}"
        cells = (item.subject, f"{why}\n{item.key}", due, item.owner, leads)
        table.add_row(*map(escape, cells), style=style)
    console().print(table)


def _title(found: Coverage) -> str:
    where = f", {found.port}" if found.port != "" else ""
    return f"What have we missed? {found.first} to {found.last}{where}"


def _age(gap: Gap, now: datetime.datetime) -> str:
    if gap.oldest is None:
        return ""
    age = now - gap.oldest
    return f"{age.days} d" if age.days > 0 else f"{max(0, age.seconds // 3600)} h"
