"""`tidewaiter trade`: what is reported of the territory's trade, and how it stands to the bans."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table as RichTable

from tidewaiter.cli.output import console, emit, say
from tidewaiter.model import BadInput

if TYPE_CHECKING:
    from tidewaiter.monitor.charts import Theme
    from tidewaiter.monitor.tables import Table
    from tidewaiter.monitor.trade.shares import Share

app = typer.Typer(no_args_is_help=True, help="Reported trade: shares, series, bans, leaks.")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per answer.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the table: .csv or .parquet.")]
Chart = Annotated[Path | None, typer.Option("--chart", help="Draw it to this .svg file.")]
ThemeName = Annotated[str, typer.Option("--theme", help="Colours of the chart: light or dark.")]
BOTH = ("coal+iron ore", "coal")


@app.command("share")
def show_share(
    year: Annotated[int, typer.Option("--year", help="The calendar year.")],
    goods: Annotated[
        str, typer.Option("--goods", help="Goods, several with a +: coal+iron ore.")
    ] = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What share of exports some goods were, with numerator, total and definition.

    Where totals compete, each gives its own share; the best verified stands first.
    """
    from tidewaiter.monitor.trade.published import goods_of
    from tidewaiter.monitor.trade.shares import printed_shares, shares, shares_table

    found = shares(year, goods_of(goods)) if goods else _shares_of_both(year)
    printed = printed_shares(year)
    if out is not None:
        _write(shares_table(found), out)
    if as_json:
        for each in (*found, *printed):
            emit(each)
        return
    _print_shares(year, found)
    if printed:
        rows = [
            (e.words, e.goods, f"{e.since} to {e.until}", e.counted, e.source, e.check)
            for e in printed
        ]
        show_rows(
            "Printed elsewhere, by definitions of their own",
            ("Share", "Goods", "Of", "Counted", "Source", "Check"),
            rows,
        )


def _shares_of_both(year: int) -> "list[Share]":
    """The shares the press speaks of, as far as the year's figures are published."""
    from tidewaiter.monitor.trade.published import goods_of
    from tidewaiter.monitor.trade.shares import shares

    found, missed = [], []
    for each in BOTH:
        try:
            found += shares(year, goods_of(each))
        except BadInput as error:
            missed.append(error)
    if not found:
        raise missed[0]
    for miss in missed:
        say(f"{miss.where}: {miss.what}", "yellow")
    return found


def _print_shares(year: int, found: "Sequence[Share]") -> None:
    from tidewaiter.monitor.trade.shares import told

    for share in found:
        out = console()
        out.print(
            f"{100 * share.share:.1f}%  {' and '.join(share.goods)}, {year}: {share.counted}"
            f"  [{share.check}]",
            style="bold",
            markup=False,
            highlight=False,
        )
        many = len(share.parts) > 1
        lines = [f"  definition   {share.definition}"]
        lines += [f"  numerator    {share.numerator:,.0f} USD"] if many else []
        lines += [
            f"  {'part' if len(share.parts) > 1 else 'numerator':12} {told(part)}"
            for part in share.parts
        ]
        lines += [f"  denominator  {told(share.total)}"]
        for line in lines:
            out.print(line, markup=False, highlight=False, soft_wrap=True)


@app.command("show")
def show_figures(
    goods: Annotated[str, typer.Option("--goods", help="Goods, several with a +.")] = "",
    years: Annotated[str, typer.Option("--years", help="A year, or 2015-2017.")] = "",
    out: Out = None,
    chart: Chart = None,
    theme: ThemeName = "light",
    as_json: AsJson = False,
) -> None:
    """Published figures by goods and years, as a table, a file or a chart of years."""
    from tidewaiter.monitor.trade.pictures import yearly_chart
    from tidewaiter.monitor.trade.published import chosen, figures_table, goods_of

    words = goods_of(goods) if goods else ()
    figures = chosen(words, *parse_years(years))
    table = figures_table(figures)
    if out is not None:
        _write(table, out)
    if chart is not None:
        write_chart(chart, yearly_chart(figures, theme=parse_theme(theme)))
    if as_json:
        for each in figures:
            emit(each)
        return
    rows = [
        (
            each.goods,
            f"{each.since} to {each.until}",
            each.counted,
            amount(each.value_usd),
            amount(each.net_weight_t),
            each.check,
            each.source,
        )
        for each in figures
    ]
    heads = ("Goods", "Of", "Counted", "USD", "Tonnes", "Check", "Source")
    show_rows(table.title, heads, rows, (*table.notes, "Addresses and notes: --json or --out."))


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


def show_table(table: "Table", *, out: Path | None, as_json: bool) -> None:
    """A result as a file, as JSON lines, or as a table for people."""
    if out is not None:
        _write(table, out)
    if as_json:
        for row in table.rows:
            emit(dict(zip(table.header, row, strict=True)))
        return
    heads = [head.replace("_", " ") for head in table.header]
    rows = [[amount(cell) for cell in row] for row in table.rows]
    show_rows(table.title, heads, rows, table.notes)


def amount(value: object) -> str:
    """A cell for people: numbers grouped, what is not known said so."""
    if value is None:
        return "unknown"
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


def _write(table: "Table", path: Path) -> None:
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
