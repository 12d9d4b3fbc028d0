"""`tidewaiter match` and `compare`: names, and how alike they are."""

import csv
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter import lists
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import parse_day
from tidewaiter.lists import LoadedList
from tidewaiter.model import Decision, Identifier
from tidewaiter.pipeline.acts import open_table, read_rows
from tidewaiter.pipeline.asking import Kind, asked_subject, compare_rows, parse_number
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.lookup import Found, look_up
from tidewaiter.pipeline.settings import load_settings
from tidewaiter.screening import Register

ListFiles = Annotated[
    list[Path] | None, typer.Option("--list", help="A sanctions list to add; repeatable.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per answer.")]


def match(  # noqa: PLR0913 - each is an option
    name: Annotated[str, typer.Argument(help="A name, in any script.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What the name is the name of.")] = "any",
    born: Annotated[str, typer.Option("--born", help="Date or year of birth.")] = "",
    country: Annotated[str, typer.Option("--country", help="ISO 3166 code, for a person.")] = "",
    imo: Annotated[str, typer.Option("--imo", help="IMO number, for a vessel.")] = "",
    number: Annotated[
        list[str] | None,
        typer.Option("--number", help="Another number, as passport=563110024; repeatable."),
    ] = None,
    address: Annotated[str, typer.Option("--address", help="Address, its country last.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="Listings in force that day.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many answers at most.")] = 10,
    list_files: ListFiles = None,
    as_json: AsJson = False,
) -> None:
    """Look a name up: whose listing it is like, how much, and why."""
    told = {"born": born, "country": country, "address": address}
    subject = asked_subject(name, kind, _numbers(imo, number or []), **told)
    on = parse_day(as_of) or load_settings().today
    asked = _loaded(list_files, on)
    found = look_up(subject, Register(asked, saved=load_settings().indexes), on=on, limit=limit)
    if as_json:
        for each in found:
            emit(each)
    elif len(found) == 0:
        console().print("No listed name is like it. That clears nobody.")
    else:
        console().print(_found_table(found))


def _found_table(found: tuple[Found, ...]) -> Table:
    table = Table(show_lines=True)
    for heading in ("Score", "Listing", "Name on the list", "Why", "In force"):
        table.add_column(heading, overflow="fold")
    for each in found:
        in_force = "\n".join(dict.fromkeys(_since(d) for d in each.decisions))
        listing = f"{each.list}/{each.ref}\n{each.kind}"
        cells = (f"{each.score:.2f}", listing, each.name, each.why, in_force or "not that day")
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _since(decision: Decision) -> str:
    words = decision.measure.replace("_", " ")
    return words if decision.since is None else f"{words} since {decision.since}"


def compare(
    pairs: Annotated[Path, typer.Argument(help="CSV with columns name1, name2 [, schema].")],
) -> None:
    """Compare pairs of names: the same rows come back with a score from 0 to 1, as CSV."""
    with open_table(pairs) as file:
        columns, rows = read_rows(file, str(pairs))
    scored = compare_rows(columns, rows, str(pairs))
    writer = csv.DictWriter(sys.stdout, [*columns, "score"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(scored)


def _numbers(imo: str, pairs: Sequence[str]) -> tuple[Identifier, ...]:
    numbers = [Identifier("imo", imo)] if imo != "" else []
    return (*numbers, *map(parse_number, pairs))


def _loaded(list_files: list[Path] | None, on: datetime.date) -> Sequence[LoadedList]:
    given = [lists.read(path) for path in list_files or []]
    return kept_and(lists.Store(load_settings().home), given)(on)
