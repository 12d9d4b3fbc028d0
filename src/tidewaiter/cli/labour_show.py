"""How the tables of the labour monitor are shown, written and drawn."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table as Shown

from tidewaiter.cli.output import console, say
from tidewaiter.model import BadInput
from tidewaiter.model.cells import Cell
from tidewaiter.monitor.charts import Theme
from tidewaiter.monitor.tables import Table, write_table

# A column of words and dates no longer than this is never broken.
SHORT = 11
Side = Literal["left", "right"]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document per line.")]
OutFile = Annotated[
    Path | None, typer.Option("--out", help="Write the table to a file: .csv or .parquet.")
]
ChartFile = Annotated[Path | None, typer.Option("--chart", help="Draw it to an SVG file.")]
ThemeName = Annotated[str, typer.Option("--theme", help="The chart's colours: light or dark.")]


def show_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of text under a header; numbers stand on the right."""
    table = Shown(title=title, title_justify="left")
    kept = [tuple(row) for row in rows]
    for place, heading in enumerate(header):
        cells = [row[place] for row in kept if row[place] != ""]
        numeric = len(cells) > 0 and all(cell[0].isdigit() for cell in cells)
        short = all(len(cell) <= SHORT for cell in cells)
        side: Side = "right" if numeric else "left"
        table.add_column(heading, justify=side, overflow="fold", no_wrap=short)
    for row in kept:
        table.add_row(*(escape(cell) for cell in row))
    console().print(table)


def print_notes(notes: Iterable[str]) -> None:
    """Print the sentences that belong under a table."""
    for note in notes:
        console().print(f"  {note}", markup=False, highlight=False)


def write_out(table: Table, path: Path | None) -> None:
    """Write the table where a file is named."""
    if path is not None:
        write_table(table, path)
        say(f"{len(table.rows)} rows written to {path}", "dim")


def draw(chart: Callable[[Theme], str], path: Path | None, theme: str) -> None:
    """Draw where a file is named.

    Raises:
        BadInput: the theme is not known, or the file cannot be written.
    """
    if theme not in ("light", "dark"):
        raise BadInput("no such theme", where=f"--theme {theme}", advice="Give light or dark.")
    if path is None:
        return
    drawn = chart("dark" if theme == "dark" else "light")
    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as error:
        advice = "Name a folder that is there and may be written."
        what = f"it cannot be written: {error.strerror}"
        raise BadInput(what, where=str(path), advice=advice) from error
    say(f"drawn to {path}", "dim")


def number(value: Cell) -> str:
    """A number with its thousands apart; nothing where it is not known."""
    if value is None:
        return ""
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def spread(low: float | None, high: float | None) -> str:
    """A range, or the one number it is; the words where it is not known."""
    if low is None and high is None:
        return "not told"
    return number(low) if low == high else f"{number(low)} to {number(high)}"
