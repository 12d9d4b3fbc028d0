"""How the answers of `tidewaiter trade` are shown: tables, files, charts."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table as RichTable

from tidewaiter.cli.output import console, emit, say
from tidewaiter.model import BadInput

if TYPE_CHECKING:
    from tidewaiter.monitor.charts import Theme
    from tidewaiter.monitor.tables import Table


def show_rows(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()
) -> None:
    """Rows as a table for people, with what must be read beside it under it."""
    table = RichTable(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console().print(table)
    for note in notes:
        console().print(note, markup=False, highlight=False)


def show_table(
    table: "Table", *, out: Path | None, as_json: bool, shown: Sequence[str] = ()
) -> None:
    """A result as a file, as JSON lines, or (these columns, or all) as a table for people."""
    if out is not None:
        write(table, out)
    if as_json:
        for row in table.rows:
            emit(dict(zip(table.header, row, strict=True)))
        return
    places = [table.header.index(head) for head in shown or table.header]
    heads = [table.header[place].replace("_", " ") for place in places]
    years = table.header.index("year") if "year" in table.header else -1
    rows = [
        [str(row[at]) if at == years else amount(row[at], "–") for at in places]
        for row in table.rows
    ]
    notes = (*table.notes, "–  no row loaded, or not known; never zero.") if rows else table.notes
    show_rows(table.title, heads, rows, notes)


def amount(value: object, unknown: str = "unknown") -> str:
    """A cell for people: numbers grouped, what is not known said so."""
    if value is None:
        return unknown
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.2f}"
    return str(value)


def parse_years(text: str) -> tuple[int | None, int | None]:
    """The first and last year of `2015` or `2015-2017`.

    Raises:
        BadInput: it is neither.
    """
    if text == "":
        return None, None
    first, _, last = text.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()) or int(first) > int(last or first):
        raise BadInput(f"{text!r} is no span of years", where="--years", advice="Write 2015-2017.")
    return int(first), int(last or first)


def write(table: "Table", path: Path) -> None:
    """Write a table to a file by its ending, and say so."""
    from tidewaiter.monitor.tables import write_table

    write_table(table, path)
    say(f"{path} written", "dim")


def parse_theme(text: str) -> "Theme":
    """A theme of charts.

    Raises:
        BadInput: there is no such theme.
    """
    if text not in {"light", "dark"}:
        raise BadInput("no such theme", where=text, advice="Give light or dark.")
    return "dark" if text == "dark" else "light"


def write_chart(path: Path, svg: str) -> None:
    """Write a chart to a file.

    Raises:
        BadInput: the ending is not `.svg`, or the file cannot be written.
    """
    if path.suffix.lower() != ".svg":
        raise BadInput("a chart is written as SVG", where=str(path), advice="Use .svg.")
    try:
        path.write_text(svg, encoding="utf-8")
    except OSError as error:
        advice = "Name a folder that is there and may be written."
        raise BadInput(
            f"it cannot be written: {error.strerror}", where=str(path), advice=advice
        ) from error
    say(f"{path} written", "dim")


def print_leaks(table: "Table", *, every_row: bool = False) -> None:
    """The leak table as a calendar: one row a reporter and measure, one sign a month."""
    from tidewaiter.monitor.trade.leaks import ABOVE

    years: dict[int, dict[tuple[str, str], dict[int, str]]] = defaultdict(dict)
    for reporter, measure, _, _, month, _, sign, *_ in table.rows:
        row = years[month.year].setdefault((str(reporter), str(measure)), {})  # type: ignore[union-attr]
        row[month.month] = str(sign)  # type: ignore[union-attr]
    left_out = 0
    for year, rows in sorted(years.items()):
        shown = []
        for (reporter, measure), signs in rows.items():
            if every_row or any(sign in ABOVE for sign in signs.values()):
                shown.append(
                    (reporter, measure, *(signs.get(month, " ") for month in range(1, 13)))
                )
            else:
                left_out += 1
        if shown:
            show_rows(f"{table.title}: {year}", ("Reporter", "Measure", *"JFMAMJJASOND"), shown)
    for note in table.notes:
        console().print(note, markup=False, highlight=False)
    if left_out > 0:
        say(f"Left out, nothing above zero: {left_out:,}; --all shows all.", "dim")
