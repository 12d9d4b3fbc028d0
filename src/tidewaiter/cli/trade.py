"""`tidewaiter trade`: what is reported of the territory's trade, and how it stands to the bans."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.trade_tables import (
    amount,
    parse_theme,
    parse_years,
    print_leaks,
    show_rows,
    show_table,
    write,
    write_chart,
)
from tidewaiter.model import BadInput
from tidewaiter.pipeline.settings import load_settings

if TYPE_CHECKING:
    from tidewaiter.monitor.trade.leaks import Leaks
    from tidewaiter.monitor.trade.shares import Share
    from tidewaiter.monitor.trade.taking import Taken

app = typer.Typer(no_args_is_help=True, help="Reported trade: shares, series, bans, leaks.")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per answer.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the table: .csv or .parquet.")]
Chart = Annotated[Path | None, typer.Option("--chart", help="Draw it to this .svg file.")]
ThemeName = Annotated[str, typer.Option("--theme", help="Colours of the chart: light or dark.")]
Measures = Annotated[
    list[str] | None,
    typer.Option("--measure", help="A ban by id or kind (coal); all without. May be repeated."),
]
Reporters = Annotated[
    list[str] | None, typer.Option("--reporter", help="A reporting country; all without.")
]
Since = Annotated[str, typer.Option("--from", help="The first month: 2017-08.")]
Until = Annotated[str, typer.Option("--to", help="The last month.")]
MOST_TOLD = 20
_BANNED = ("reporter", "measure", "state", "months", "with_trade", "value_usd", "weight_kg")
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
        write(shares_table(found), out)
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
        write(table, out)
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


@app.command("load")
def load(
    paths: Annotated[list[Path], typer.Argument(help="Comtrade JSON or CSV, or a plain table.")],
    as_json: AsJson = False,
) -> None:
    """Keep trade statistics in the home folder; the same content twice is kept once."""
    from tidewaiter.monitor.trade.store import TradeStore

    store = TradeStore(load_settings().trade)
    for path in paths:
        known = store.holds(path)
        taken = store.take(path, datetime.datetime.now(datetime.UTC))
        if as_json:
            emit(taken)
            continue
        _tell(taken, known=known)


def _tell(taken: "Taken", *, known: bool) -> None:
    out = console()
    again = "loaded before; " if known else ""
    text = f"{taken.file}: {again}{taken.shape}: {taken.kept:,} of {taken.rows:,} rows kept"
    counts = [f"{number:,} {kind}" for kind, number in taken.counts.items()]
    out.print("; ".join((text, *counts)), markup=False, highlight=False, soft_wrap=True)
    for note in taken.notes:
        out.print(note, markup=False, highlight=False, soft_wrap=True)
    for word, troubles in (("refused", taken.refused), ("flagged", taken.flagged)):
        for each in troubles[:MOST_TOLD]:
            say(f"{taken.row_word} {each.row} {word}: {each.reason}", "yellow")
        if len(troubles) > MOST_TOLD:
            say(f"{word}: {len(troubles) - MOST_TOLD:,} more, see --json", "yellow")


@app.command("loads")
def show_loads(out: Out = None, as_json: AsJson = False) -> None:
    """What was loaded, and what became of its rows."""
    from tidewaiter.monitor.tables import Table
    from tidewaiter.monitor.trade.store import TradeStore

    found = TradeStore(load_settings().trade).loads()
    rows = tuple(
        (each.file, each.shape, each.loaded[:16], each.rows, each.kept, each.sha256[:12])
        for each in found
    )
    header = ("file", "shape", "loaded_utc", "rows", "kept", "sha256")
    notes = () if rows else ("No trade file is loaded. Load one, or fetch with your own key.",)
    show_table(Table("Loaded trade files", header, rows, notes), out=out, as_json=as_json)


@app.command("banned")
def show_banned(
    measure: Measures = None,
    reporter: Reporters = None,
    since: Since = "",
    until: Until = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Loaded trade by measure: before it, as it began, in the grace period, under it."""
    from tidewaiter.law import load_law, load_target
    from tidewaiter.monitor.trade.phases import banned_table
    from tidewaiter.monitor.trade.store import TradeStore

    asked = _asked(measure, reporter, since, until)
    store = TradeStore(load_settings().trade)
    table = banned_table(store, load_law(), load_target().country, asked)
    show_table(table, out=out, as_json=as_json, shown=_BANNED)


@app.command("leaks")
def show_leaks(  # noqa: PLR0913 - options of a command
    measure: Measures = None,
    reporter: Reporters = None,
    since: Since = "",
    until: Until = "",
    every: Annotated[str, typer.Option("--every", help="Months or years: month, year.")] = "month",
    every_row: Annotated[
        bool, typer.Option("--all", help="Also rows with nothing above zero.")
    ] = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Reporter x measure x month where trade should be zero or capped."""
    from tidewaiter.law import load_law, load_target
    from tidewaiter.monitor.trade.leaks import leaks_table
    from tidewaiter.monitor.trade.store import TradeStore

    if every not in {"month", "year"}:
        raise BadInput("no such step", where=every, advice="Give month or year.")
    asked = _asked(measure, reporter, since, until, every=1 if every == "month" else 12)
    store = TradeStore(load_settings().trade)
    table = leaks_table(store, load_law(), load_target().country, asked)
    if out is not None:
        write(table, out)
    if as_json:
        show_table(table, out=None, as_json=True)
    else:
        print_leaks(table, every_row=every_row)


def _asked(
    measures: list[str] | None,
    reporters: list[str] | None,
    since: str,
    until: str,
    every: int = 1,
) -> "Leaks":
    from tidewaiter.monitor.trade.leaks import Leaks

    return Leaks(
        measures=tuple(measures or ()),
        reporters=tuple(country_of(each) for each in reporters or ()),
        since=month_of(since, "--from"),
        until=month_of(until, "--to"),
        every=every,
    )


def country_of(text: str) -> str:
    """A country by its code or name.

    Raises:
        BadInput: there is none.
    """
    from tidewaiter.codes import Countries

    code = Countries().find(text)
    if code is None:
        raise BadInput("no such country", where=text, advice="Give a code of ISO 3166-1.")
    return code


def month_of(text: str, option: str) -> datetime.date | None:
    """The first day of a month given on the command line.

    Raises:
        BadInput: it is no month.
    """
    if text == "":
        return None
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise BadInput(f"{text!r} is no month", where=option, advice="Write 2017-08.") from error
