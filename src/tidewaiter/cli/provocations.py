"""`tidewaiter provocations`: tests and launches, and the acts that answered them."""

from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter.cli.output import console
from tidewaiter.cli.screen import parse_day
from tidewaiter.cli.tabled import (
    Chart,
    Out,
    ThemeName,
    emit_rows,
    print_rows,
    theme_of,
    write_chart,
)
from tidewaiter.law import load_law
from tidewaiter.model import BadInput

if TYPE_CHECKING:
    from tidewaiter.monitor.provocations import Answer, Provocation


First = Annotated[str, typer.Option("--from", help="The first day (YYYY-MM-DD).")]
Last = Annotated[str, typer.Option("--to", help="The last day, included.")]
KindName = Annotated[
    str, typer.Option("--kind", help="One kind: 'nuclear test', cruise ...; all without.")
]
Answered = Annotated[bool, typer.Option("--answered", help="Only what the Council answered.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per event.")]


def show_provocations(  # noqa: PLR0913 - each is an option
    first: First = "",
    last: Last = "",
    kind: KindName = "",
    answered: Answered = False,
    out: Out = None,
    chart: Chart = None,
    theme: ThemeName = "light",
    as_json: AsJson = False,
) -> None:
    """Tests and launches next to the resolutions that answered them, with the days between."""
    from tidewaiter.monitor.provocations import answers, draw_years, provocations_table
    from tidewaiter.monitor.tables import write_table

    law = load_law()
    asked = answers(law, _asked(first, last, kind))
    found = [each for each in asked if each.symbol != "" or not answered]
    table = provocations_table(found)
    if out is not None:
        write_table(table, out)
    if chart is not None:
        picture = draw_years(law, [each.provocation for each in found], theme_of(theme))
        write_chart(chart, picture)
    if as_json:
        emit_rows(table, "provocation")
    elif len(found) == 0:
        console().print("No such event is on record here.", highlight=False)
    else:
        header = ("Day", "Kind", "What", "Outcome", "Answered by", "Check")
        print_rows(table.title, header, map(_row, found), (*table.notes, _sources(found)))


def _asked(first: str, last: str, kind: str) -> "tuple[Provocation, ...]":
    from tidewaiter.monitor.provocations import KINDS, provocations

    kinds = KINDS if kind == "" else tuple(each for each in KINDS if each == kind)
    if len(kinds) == 0:
        raise BadInput("no such kind", where=kind, advice=f"Use one of: {', '.join(KINDS)}.")
    since, until = parse_day(first, "--from"), parse_day(last, "--to")
    if since is not None and until is not None and until < since:
        advice = "Give the earlier day with --from."
        raise BadInput("these are no two days in order", where=f"{first} {last}", advice=advice)
    return provocations(since, until, kinds)


def _row(each: "Answer") -> tuple[str, ...]:
    event = each.provocation
    answer = each.symbol
    if each.lag is not None:
        answer += f"\n{each.adopted}, {each.lag} days later"
    if event.answer_check == "unverified":
        answer += " [unverified]"
    force = "" if event.magnitude is None else f"\nmagnitude {event.magnitude}"
    what = f"{event.name}{force}\n{event.site}".rstrip()
    return str(event.day), event.kind, what, event.outcome, answer, event.check


def _sources(found: "list[Answer]") -> str:
    names = dict.fromkeys(each.provocation.source.partition(", row")[0] for each in found)
    return f"Sources: {'; '.join(names)}."
