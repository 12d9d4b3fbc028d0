"""`tidewaiter quota`: the caps of the law against what was reported, counted and alleged."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tidewaiter.cli.actor import acting, name_of_actor
from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.tabled import (
    Chart,
    Out,
    ThemeName,
    emit_rows,
    print_rows,
    said,
    theme_of,
    write_chart,
)
from tidewaiter.law import load_law
from tidewaiter.model import BadInput
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import Settings, load_settings

if TYPE_CHECKING:
    from tidewaiter.monitor.quotas.position import Desk
    from tidewaiter.monitor.quotas.reports import Goods, Report
    from tidewaiter.monitor.tables import Table

app = typer.Typer(no_args_is_help=True, help="Caps: what is used of them, by which ledger.")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per row.")]
GoodsName = Annotated[str, typer.Option("--goods", help="coal, refined or crude; all without.")]
Year = Annotated[int | None, typer.Option("--year", help="A calendar year; all without.")]
UNITS = {"t": "tonnes", "bbl": "barrels"}


@app.command("show")
def show(
    goods: GoodsName = "",
    year: Year = None,
    out: Out = None,
    chart: Chart = None,
    theme: ThemeName = "light",
    as_json: AsJson = False,
) -> None:
    """How much of each cap is used, by the reports, by customs, and by what is alleged.

    The chart shows one period: name goods and a year.
    """
    from tidewaiter.monitor.quotas.tables import beside_table, silent_table, used_table
    from tidewaiter.monitor.tables import write_table

    desk = _examine(goods, year)
    used = used_table(desk)
    if out is not None:
        write_table(used, out)
    if chart is not None:
        from tidewaiter.monitor.quotas.picture import draw_course

        if len(desk.positions) != 1:
            advice = "Name --goods and a --year in which one period lies."
            found = f"{len(desk.positions)} periods"
            raise BadInput("a chart shows one period", where=found, advice=advice)
        write_chart(chart, draw_course(desk.positions[0], desk, theme_of(theme)))
    beside, silent = beside_table(desk), silent_table(desk)
    if as_json:
        emit_rows(used, "used")
        emit_rows(beside, "total beside parts")
        emit_rows(silent, "silent")
        return
    _print_used(used)
    _print_beside(beside)
    _print_silent(silent)


@app.command("crossings")
def show_crossings(
    goods: GoodsName = "", year: Year = None, out: Out = None, as_json: AsJson = False
) -> None:
    """When a notice, the stop or a limit was reached, as far as the reports tell."""
    from tidewaiter.monitor.quotas.crossings import crossings
    from tidewaiter.monitor.quotas.tables import crossings_table
    from tidewaiter.monitor.tables import write_table

    table = crossings_table(crossings(_examine(goods, year)))
    if out is not None:
        write_table(table, out)
    if as_json:
        emit_rows(table, "crossing")
        return
    rows = []
    for row in _named(table):
        bounds = f"after {row['after'] or row['since']}\nby {row['by']}"
        known = f"{said(row['could_be_known'])}\n{row['known_from']}".strip()
        reached = f"{row['percent']}% of {said(row['of_limit'])} {row['unit']}: {row['means']}"
        total = f"{row['total_percent']:,.1f}%\n{row['certainty']}"
        period = f"{row['goods']}\n{row['since']} to {row['until']}"
        rows.append((period, reached, row["ledgers"], bounds, known, total, row["check"]))
    header = ("Cap", "Reached", "Ledgers", "When", "Could be known", "Total then", "Check")
    print_rows(table.title, header, rows, table.notes)


@app.command("months")
def show_months(
    goods: GoodsName = "", year: Year = None, out: Out = None, as_json: AsJson = False
) -> None:
    """What became of each State's report of each month."""
    from tidewaiter.monitor.quotas.tables import months_table
    from tidewaiter.monitor.tables import write_table

    table = months_table(_examine(goods, year))
    if out is not None:
        write_table(table, out)
    if as_json:
        emit_rows(table, "month")
        return
    kinds = dict.fromkeys((row["goods"], row["month"][:4]) for row in _named(table))
    for kind, of_year in kinds:
        rows = [r for r in _named(table) if (r["goods"], r["month"][:4]) == (kind, of_year)]
        states = list(dict.fromkeys(row["of"] for row in rows))
        months = dict.fromkeys(row["month"] for row in rows)
        cells = {(row["month"], row["of"]): _month_cell(row) for row in rows}
        lines = [(month, *(cells.get((month, of), "") for of in states)) for month in months]
        print_rows(f"{kind}, {of_year}", ("Month", *states), lines)
    for note in table.notes:
        console().print(note, style="dim", highlight=False)


@app.command("convert")
def convert_amount(
    amount: Annotated[float, typer.Argument(help="The amount.")],
    given: Annotated[str, typer.Option("--from", help="t (tonnes) or bbl (barrels).")],
    wanted: Annotated[str, typer.Option("--to", help="t or bbl.")],
    product: Annotated[str, typer.Option("--product", help="What it is: diesel, LPG ...")] = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """An amount of petroleum in another unit, with the factor, its source and check."""
    from tidewaiter.monitor.quotas.convert import blends_of, convert
    from tidewaiter.monitor.quotas.own import all_reports
    from tidewaiter.monitor.quotas.reports import newest
    from tidewaiter.monitor.quotas.tables import converted_table
    from tidewaiter.monitor.tables import write_table

    for unit in (given, wanted):
        if unit not in UNITS:
            raise BadInput("no such unit", where=unit, advice="Use t (tonnes) or bbl (barrels).")
    blends = blends_of(newest(all_reports(load_settings().home)))
    made = convert(amount, given, wanted, product=product, blends=blends)  # type: ignore[arg-type]
    table = converted_table(amount, given, made)
    if out is not None:
        write_table(table, out)
    if as_json:
        emit(made)
        return
    span = "" if made.low == made.high else f", {made.low:,.1f} to {made.high:,.1f}"
    factor = "" if made.factor is None else f", {made.factor:.2f} barrels a tonne"
    line = f"{amount:,.1f} {UNITS[given]} = {made.value:,.1f} {UNITS[wanted]}{span}"
    for text in (line, f"{made.how}{factor}; {made.check}", made.source, made.note):
        if text != "":
            console().print(text, markup=False, highlight=False)


@app.command("load")
def load(
    path: Annotated[Path, typer.Argument(help="A table of reports (CSV).")],
    as_json: AsJson = False,
) -> None:
    """Keep further reports. A row that could mislead is refused with its reason.

    Exits 1 where a row was refused; the others are kept.
    """
    from tidewaiter.monitor.quotas.own import all_reports, keep_reports
    from tidewaiter.monitor.quotas.take import read_reports

    settings = load_settings()
    with open_ledger(settings) as ledger:
        acting(settings, ledger, "import_lists")
    barred = load_law().vocabulary.territory.countries
    taken = read_reports(path, all_reports(settings.home), settings.today, barred)
    if len(taken.reports) > 0:
        keep_reports(settings.home, taken.reports)
    for defect in taken.refused:
        say(f"{path}: {defect.at}: {defect.problem}", "yellow")
    if as_json:
        emit({"kept": len(taken.reports), "refused": taken.refused})
    else:
        counts = f"{len(taken.reports)} kept, {len(taken.refused)} refused"
        console().print(f"{path.name}: {counts}", markup=False, highlight=False)
    if len(taken.refused) > 0:
        raise typer.Exit(1)


def _examine(goods: str, year: int | None) -> "Desk":
    from tidewaiter.monitor.quotas.position import examine
    from tidewaiter.monitor.quotas.reports import GOODS

    kinds: dict[str, tuple[Goods, ...]] = {"": GOODS, **{kind: (kind,) for kind in GOODS}}
    if goods not in kinds:
        advice = f"Use {', '.join(GOODS)}."
        raise BadInput("no ledger of these goods", where=goods, advice=advice)
    settings = load_settings()
    return examine(load_law(), _reports(settings), settings.today, kinds[goods], year)


def _reports(settings: Settings) -> "tuple[Report, ...]":
    """What came with the program, and what the desk loaded, which only its users may see."""
    from tidewaiter.monitor.quotas.own import own_reports
    from tidewaiter.monitor.quotas.reports import kept_reports

    own = own_reports(settings.home)
    if len(own) > 0:
        name_of_actor(settings, "read")
    return (*kept_reports(), *own)


def _named(table: "Table") -> Iterator[Mapping[str, Any]]:
    return (dict(zip(table.header, row, strict=True)) for row in table.rows)


def _print_used(table: "Table") -> None:
    rows = [_used_row(row) for row in _named(table)]
    print_rows(table.title, ("Cap", "Ledger", "Used", "Of the limit", "Check"), rows, table.notes)


def _used_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    cap = f"{row['goods']}, {row['paragraph']}\n{row['since']} to {row['until']}"
    limit = f"of {said(row['limit'])} {row['unit']}"
    if row["percent"] is None:
        return cap, row["ledger"], "not known", limit, ""
    used = f"{said(row['amount'])} {row['unit']}"
    if row["withdrawn"]:
        used += f"\n{said(row['withdrawn'])} of it in reports later withdrawn"
    if row["left_out"]:
        used += f"\nat least: {row['left_out']} reports overlap and are left out"
    ledger = f"{row['ledger']}: {row['of']}\n{row['source']}"
    share = f"{row['percent']:,.1f}%"
    if row["percent_low"] != row["percent_high"]:
        share += f" ({row['percent_low']:,.1f} to {row['percent_high']:,.1f}%)"
    return cap, ledger, used, f"{share} {limit}", row["check"]


def _print_beside(table: "Table") -> None:
    rows = [
        (
            f"{row['goods']}, {row['of']}\n{row['since']} to {row['until']}",
            f"{said(row['published'])} {row['unit']}",
            _parts_cell(row),
            f"{row['difference_percent']:+.2f}%",
            f"{row['covered_percent']:.0f}%",
            row["check"],
        )
        for row in _named(table)
    ]
    header = ("Total", "Published", "Sum of parts", "Difference", "Covered", "Check")
    if len(rows) > 0:
        print_rows(table.title, header, rows, table.notes)


def _parts_cell(row: Mapping[str, Any]) -> str:
    low, high = row["parts_low"], row["parts_high"]
    span = "" if low == high else f" ({low:,.0f} to {high:,.0f})"
    share = f"{row['parts_percent']:,.1f}% of the limit"
    return f"{row['parts']:,.0f}{span}: {share}\n{row['parts_from']}"


def _print_silent(table: "Table") -> None:
    rows = []
    for row in _named(table):
        amount = "" if row["amount"] is None else f"\n{said(row['amount'])} {row['unit']}"
        span = f"{row['goods']}, {row['since']} to {row['until']}"
        rows.append((span, row["of"], f"{row['state']}{amount}", row["note"], row["check"]))
    if len(rows) > 0:
        print_rows(table.title, ("Days", "Of", "What", "Note", "Check"), rows, table.notes)


def _month_cell(row: Mapping[str, Any]) -> str:
    state = str(row["state"])
    if row["amount"] is None or state == "nil":
        return state
    span = "" if row["low"] == row["high"] else f" ({said(row['low'])} to {said(row['high'])})"
    word = "" if state == "reported" else f", {state}"
    check = "" if row["check"] == "verified" else f" [{row['check']}]"
    return f"{said(row['amount'])} {row['unit']}{span}{word}{check}"
