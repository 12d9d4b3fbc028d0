"""`tidewaiter law`: what is in force, and what it says of an act."""

import csv
import datetime
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.jurisdictions import LawOption, parse_sources
from tidewaiter.cli.law_duties import show_duties
from tidewaiter.cli.law_over_time import diff_law, show_timeline
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import parse_day
from tidewaiter.law import Law, Row, known_sources, load_law, show
from tidewaiter.model import BadInput
from tidewaiter.model.finding import cite_paragraph
from tidewaiter.pipeline.acts import Comparison, compare_acts, judge_acts
from tidewaiter.pipeline.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="What is in force, and what it says of an act.")


@app.command("show")
def show_law(
    on: Annotated[
        str,
        typer.Option(
            "--on", help="The day (YYYY-MM-DD); today by default, every day with --measure."
        ),
    ] = "",
    measure: Annotated[str, typer.Option("--measure", help="One measure, by its id.")] = "",
    further: LawOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per measure.")] = False,
) -> None:
    """Show the measures in force on a day, with paragraph, dates, and how far verified."""
    day = parse_day(on) or (None if measure != "" else load_settings().today)
    law = load_law(parse_sources(further))
    rows = show(law, on=day, measure=measure)
    if len(rows) == 0:
        raise _none_shown(law, measure, day)
    if as_json:
        for row in rows:
            emit(row)
        return
    table = Table(
        title=measure if day is None else f"In force on {day}",
        title_justify="left",
        show_lines=True,
    )
    for heading in ("Measure", "Direction", "From", "To", "What it says", "Verified"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in _cells(row)))
    console().print(table)


def _none_shown(law: Law, measure: str, day: datetime.date | None) -> BadInput:
    """Why nothing is shown: no such measure, or none of its dates takes the day in."""
    named = show(law, measure=measure) if measure != "" else []
    if len(named) == 0:
        advice = "`tidewaiter law show` lists the measures in force."
        return BadInput("no such measure", where=measure or str(day), advice=advice)
    dates = ", ".join(f"{row.since} to {row.until or 'open'}" for row in named)
    return BadInput(f"not in force on {day}", where=measure, advice=f"In force: {dates}.")


def _cells(row: Row) -> tuple[str, ...]:
    until = "open" if row.until is None else str(row.until)
    checks = f"content {row.content_check}\nnumber {row.paragraph_check}"
    citation = f"{row.measure}\n{cite_paragraph(row.instrument, row.paragraph)}"
    says = f"{row.summary}\n{row.evaluable}"
    direction = row.direction.replace("_", " ")
    return citation, direction, str(row.since), until, says, checks.replace("_", " ")


@app.command("test")
def test_law(
    acts: Annotated[Path, typer.Argument(help="A table of acts, one per row (CSV).")],
    further: LawOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per act.")] = False,
) -> None:
    """Judge a table of acts: the same rows come back with outcome and measures."""
    law = load_law(parse_sources(further))
    columns, rows = judge_acts(acts, law, load_settings().today)
    if as_json:
        for row in rows:
            emit(row)
        return
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@app.command("compare")
def compare_law(
    acts: Annotated[Path, typer.Argument(help="A table of acts, one per row (CSV).")],
    sources: Annotated[
        str, typer.Option("--law", help="The law to compare, joined by commas; all by default.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per act.")] = False,
) -> None:
    """Judge each act under each law, each alone, side by side."""
    named = parse_sources(sources) or known_sources()
    rows = compare_acts(acts, load_law(named), named, load_settings().today)
    if as_json:
        for row in rows:
            emit(row)
        return
    table = Table(show_lines=True)
    for heading in ("Act", *named):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in _compared(row)))
    console().print(table)
    note = "Each law is judged alone. The UN's binds every State, whatever another says."
    console().print(note, style="dim")


def _compared(row: Comparison) -> tuple[str, ...]:
    act = f"{row.id}\n{row.act_date}\n{row.description}"
    answers = (
        "\n".join(
            (
                answer.outcome.replace("_", " "),
                *(name.partition("/")[2] for name in answer.measures),
            )
        )
        for answer in row.answers.values()
    )
    return act, *answers


app.command("diff")(diff_law)
app.command("timeline")(show_timeline)
app.command("duties")(show_duties)
