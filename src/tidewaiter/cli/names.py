"""`tidewaiter match` and `compare`: names, and how alike they are."""

import csv
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter import lists
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import parse_day
from tidewaiter.lists import LoadedList
from tidewaiter.model import BadInput, Decision, Identifier, Subject
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import compare as compare_names
from tidewaiter.pipeline.acts import open_table
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.lookup import KINDS, Found, look_up
from tidewaiter.pipeline.settings import load_settings
from tidewaiter.screening import Register
from tidewaiter.screening.addresses import country_of
from tidewaiter.screening.births import parse_birth

Kind = Literal["person", "organization", "vessel", "any"]

SCHEMAS: dict[str, ListingKind] = {
    "person": "person",
    "company": "organization",
    "organization": "organization",
    "legalentity": "organization",
    "vessel": "vessel",
    "airplane": "aircraft",
}

SCHEMES = (
    "passport",
    "national_id",
    "imo",
    "company_imo",
    "mmsi",
    "call_sign",
    "registration",
    "tax",
    "swift",
    "lei",
)

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
    subject = Subject(
        names=tuple(text for text in (name.strip(),) if text != ""),
        kinds=KINDS[kind],
        born=_born(born),
        countries=_country(country),
        identifiers=_numbers(imo, number or []),
        addresses=tuple(text for text in (address,) if text != ""),
    )
    if len(subject.names) + len(subject.identifiers) == 0:
        advice = 'Write it as tidewaiter match "Ri Hong Sop", or give a number alone with --number.'
        raise BadInput("no name and no number is given", where="NAME", advice=advice)
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


def _born(text: str) -> tuple[str, ...]:
    if text == "":
        return ()
    if parse_birth(text) is None:
        advice = "Write it as 1964-12-23, 1964-12, 1964, 1960/1964 or `circa 1964`."
        raise BadInput(f"{text!r} is not a date", where="--born", advice=advice)
    return (text,)


def _country(text: str) -> tuple[str, ...]:
    if text == "":
        return ()
    if country_of(text) == "":
        advice = "Give the code or name of ISO 3166, for instance KP."
        raise BadInput(f"{text!r} is no country", where="--country", advice=advice)
    return (text,)


def _numbers(imo: str, pairs: Sequence[str]) -> tuple[Identifier, ...]:
    numbers = [Identifier("imo", imo)] if imo != "" else []
    for pair in pairs:
        scheme, sign, value = pair.partition("=")
        if sign == "" or scheme not in SCHEMES:
            advice = f"Write scheme=value; the schemes are {', '.join(SCHEMES)}."
            raise BadInput(f"{pair!r} is no number", where="--number", advice=advice)
        numbers.append(Identifier(scheme, value))
    return tuple(numbers)


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
        rows = csv.DictReader(file)
        columns = list(rows.fieldnames or [])
        if not {"name1", "name2"} <= set(columns):
            advice = "Give a CSV whose first line names the columns name1 and name2."
            raise BadInput("columns name1 and name2 are missing", where=str(pairs), advice=advice)
        writer = csv.DictWriter(sys.stdout, [*columns, "score"], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            kind = SCHEMAS.get((row.get("schema") or "").casefold(), "organization")
            score = compare_names(row["name1"] or "", row["name2"] or "", kind)
            kept = {column: row.get(column) or "" for column in columns}
            writer.writerow({**kept, "score": f"{score.value:.4f}"})


def _loaded(list_files: list[Path] | None, on: datetime.date) -> Sequence[LoadedList]:
    given = [lists.read(path) for path in list_files or []]
    return kept_and(lists.Store(load_settings().home), given)(on)
