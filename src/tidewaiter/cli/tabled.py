"""Tables of the monitors: for people, as JSON lines, as a file."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table as RichTable

from tidewaiter.cli.output import console, emit
from tidewaiter.model import BadInput
from tidewaiter.model.cells import Cell

if TYPE_CHECKING:
    from tidewaiter.monitor.charts import Theme
    from tidewaiter.monitor.tables import Table

Out = Annotated[Path | None, typer.Option("--out", help="Write the table: .csv or .parquet.")]
Chart = Annotated[Path | None, typer.Option("--chart", help="Draw it to this .svg file.")]
ThemeName = Annotated[str, typer.Option("--theme", help="Colours of the chart: light or dark.")]


def emit_rows(table: "Table", kind: str) -> None:
    """Each row as one line of JSON, with what kind of row it is."""
    for row in table.rows:
        emit({"kind": kind, **dict(zip(table.header, row, strict=True))})


def print_rows(
    title: str, header: Sequence[str], rows: Iterable[Sequence[str]], notes: Iterable[str] = ()
) -> None:
    """A table for people, with the sentences that belong under it."""
    shown = RichTable(title=title, title_justify="left", show_lines=True)
    for heading in header:
        shown.add_column(heading, overflow="fold")
    for row in rows:
        shown.add_row(*(escape(cell) for cell in row))
    out = console()
    out.print(shown)
    for note in notes:
        out.print(note, style="dim", markup=False, highlight=False)


def said(cell: Cell) -> str:
    """A cell in words: a number grouped, an unknown one named."""
    if cell is None:
        return "not known"
    if isinstance(cell, str | datetime.date):
        return str(cell)
    return f"{cell:,.0f}" if float(cell).is_integer() else f"{cell:,.2f}"


def theme_of(name: str) -> "Theme":
    """The theme of a chart by its name.

    Raises:
        BadInput: there is no such theme.
    """
    themes: dict[str, Theme] = {"light": "light", "dark": "dark"}
    if name not in themes:
        raise BadInput("no such theme", where=name, advice="Use light or dark.")
    return themes[name]


def write_chart(path: Path, picture: str) -> None:
    """Write a chart to a file.

    Raises:
        BadInput: another ending, or it cannot be written.
    """
    if path.suffix.lower() != ".svg":
        raise BadInput("a chart is drawn as SVG", where=str(path), advice="Use .svg.")
    try:
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        advice = "Name a folder that is there and may be written."
        what = f"it cannot be written: {error.strerror}"
        raise BadInput(what, where=str(path), advice=advice) from error
