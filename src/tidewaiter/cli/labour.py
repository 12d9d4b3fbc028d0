"""`tidewaiter labour`: workers abroad, what is said of them, and what the law asks."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter.cli.labour_records import assess, read
from tidewaiter.cli.labour_show import (
    AsJson,
    ChartFile,
    OutFile,
    ThemeName,
    draw,
    number,
    print_notes,
    show_table,
    spread,
    write_out,
)
from tidewaiter.cli.output import console, emit
from tidewaiter.codes import Countries
from tidewaiter.law import load_law
from tidewaiter.model import Record
from tidewaiter.monitor.labour import estimates as told
from tidewaiter.monitor.labour.inputs import kept_inputs, read_inputs
from tidewaiter.monitor.labour.pictures import heads_chart, revenue_chart
from tidewaiter.monitor.labour.plausible import PerHead, Span, Wages, parse_span, per_head
from tidewaiter.monitor.labour.reports import (
    StateRow,
    load_filings,
    repatriation_duty,
    repatriations_table,
    state_rows,
)
from tidewaiter.monitor.labour.revenue import (
    DRAWS,
    SEED,
    Revenue,
    headline,
    model_revenue,
    revenue_table,
)

app = typer.Typer(no_args_is_help=True, help="Workers abroad: estimates, records, reports.")
app.command("read")(read)
app.command("assess")(assess)


@app.command("estimates")
def estimates(  # noqa: PLR0913 - each is an option of the command
    host: Annotated[
        str, typer.Option("--host", help="One host by its code; `world` for all together.")
    ] = "",
    metric: Annotated[
        list[str] | None, typer.Option("--metric", help="What was counted; repeatable.")
    ] = None,
    year: Annotated[int, typer.Option("--year", help="Figures that speak of this year.")] = 0,
    out: OutFile = None,
    chart: ChartFile = None,
    theme: ThemeName = "light",
    as_json: AsJson = False,
) -> None:
    """Show what sources say side by side; beside every total, what it makes a head."""
    every = told.load_estimates()
    wages = told.default_wages(every)
    chosen = told.choose(every, host=host, metrics=metric or (), year=year)
    weighed = told.weigh(chosen, every, wages)
    table = told.estimates_table(weighed, wages)
    write_out(table, out)
    draw(lambda colours: heads_chart(weighed, wages, colours), chart, theme)
    if as_json:
        for each in weighed:
            emit(each)
        return
    header = ("Where", "As of", "Metric", "Figure", "A head and year", "Source", "Check")
    countries = Countries()
    show_table(table.title, header, [_estimate(each, countries) for each in weighed])
    print_notes((*table.notes, *_remarks(weighed)))


def _estimate(row: told.Weighed, countries: Countries) -> tuple[str, ...]:
    each = row.estimate
    return (
        told.place_of(each.host, each.area, countries),
        told.as_of(each),
        each.metric,
        f"{spread(each.low, each.high)} {each.unit}",
        "" if row.head is None else f"{row.head.a_year} USD: {row.head.fit}",
        each.source,
        each.check,
    )


def _remarks(rows: Iterable[told.Weighed]) -> Iterator[str]:
    """Counts taken from another source, then where each figure was read."""
    for row in rows:
        counted = row.counted
        if counted is not None and counted.source != row.estimate.source:
            by = f"{counted.source}, {told.as_of(counted)}: {spread(counted.low, counted.high)}"
            yield f"{row.estimate.source}: divided by the count of {by}."
    places = {row.estimate.source: row.estimate.address for row in rows}
    for source, address in places.items():
        yield f"{source}: {address or 'no address kept'}"


class Checked(Record, frozen=True):
    """A sentence weighed: the workers and the revenue it names, and what follows."""

    workers: Span
    revenue: Span
    head: PerHead
    wages: Wages


@app.command("check")
def check(
    workers: Annotated[
        str, typer.Option("--workers", help="Persons: 50000, or a range 50000-60000.")
    ],
    revenue: Annotated[
        str, typer.Option("--revenue", help="US dollars a year: 200000000, or a range.")
    ],
    wage: Annotated[
        str, typer.Option("--wage", help="The wage that could be, USD a month: 300-1000.")
    ] = "",
    taken: Annotated[
        str, typer.Option("--taken", help="The percent of it that is taken: 70-90.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Weigh a sentence: so many workers bring so much a year. What is that a head?"""
    people, money = parse_span(workers, "--workers"), parse_span(revenue, "--revenue")
    wages = _wages(wage, taken)
    found = per_head(money, people, wages)
    if as_json:
        emit(Checked(people, money, found, wages))
        return
    out = console()
    out.print(f"{found.a_year} USD a head and year: {found.fit}", style="bold", highlight=False)
    print_notes(_check_notes(people, money, found, wages))


def _wages(wage: str, taken: str) -> Wages:
    kept = told.default_wages(told.load_estimates())
    if wage == "" and taken == "":
        return kept
    paid = kept.paid if wage == "" else parse_span(wage, "--wage")
    share = kept.taken if taken == "" else parse_span(taken, "--taken", most=100).over(100)
    return Wages(paid, share, source="given with the question", check="unverified")


def _check_notes(people: Span, money: Span, found: PerHead, wages: Wages) -> Iterator[str]:
    yield f"{money} USD a year over {people} workers."
    yield wages.told()
    yield f"For the sentence to be so, a wage of {found.wage} USD a month would have to be paid."
    if found.far:
        yield "Ten times outside and more: look for a slip of unit or currency first."


@app.command("model")
def model(  # noqa: PLR0913 - each is an option of the command
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same bytes.")] = SEED,
    draws: Annotated[int, typer.Option("--draws", help="How many times to draw.")] = DRAWS,
    inputs: Annotated[
        Path | None, typer.Option("--inputs", help="Ranges of your own (CSV) instead of ours.")
    ] = None,
    out: OutFile = None,
    chart: ChartFile = None,
    theme: ThemeName = "light",
    as_json: AsJson = False,
) -> None:
    """Estimate what workers abroad bring the State in a year, with how unsure that is."""
    found = model_revenue(
        kept_inputs() if inputs is None else read_inputs(inputs), seed=seed, draws=draws
    )
    write_out(revenue_table(found), out)
    draw(lambda colours: revenue_chart(found, colours), chart, theme)
    if as_json:
        emit(found)
    else:
        _show_model(found)


def _show_model(found: Revenue) -> None:
    console().print(headline(found), style="bold", highlight=False)
    for each in (found.workers, found.head):
        middle = number(each.middle)
        print_notes([f"{spread(each.low, each.high)} {each.unit}; middle {middle}"])
    hosts = [(each.name, spread(each.low, each.high), number(each.middle)) for each in found.hosts]
    show_table("By host, USD a year", ("Host", "5 to 95 percent", "Middle"), hosts)
    steps = [
        (each.step, _millions(each.low, each.high), f"{100 * each.share:.0f} %")
        for each in found.steps
    ]
    heading = ("Step", "Total, where it alone is drawn", "Of the spread")
    show_table("By step, million USD a year", heading, steps)
    ranges = [
        (
            each.place,
            each.step,
            f"{spread(each.low, each.high)} {each.unit}",
            each.shape if each.mode is None else f"{each.shape}, {number(each.mode)}",
            each.source,
            each.check,
        )
        for each in found.inputs
    ]
    show_table("Drawn from", ("Host", "Step", "Range", "Shape", "Source", "Check"), ranges)
    print_notes((found.method, f"{found.draws:,} draws, seed {found.seed}; {found.check}."))


def _million(value: float) -> str:
    return f"{value / 1e6:,.1f}"


def _millions(low: float, high: float) -> str:
    return f"{_million(low)} to {_million(high)}"


@app.command("repatriations")
def repatriations(
    status: Annotated[
        str,
        typer.Option("--status", help="Only: filed, filed without number, not filed, not known."),
    ] = "",
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """Show which State told the Committee that workers were sent back, and by when it was due."""
    duty, filings = repatriation_duty(load_law()), load_filings()
    rows = state_rows(filings, told.load_estimates(), duty, status=status)
    table = repatriations_table(rows, filings, duty)
    write_out(table, out)
    if as_json:
        for row in rows:
            emit(row)
        return
    header = ("State", "Status", "Report", "Due", "Filed on", "In time", "Sent back", "Check")
    show_table(table.title, header, [_state(row) for row in rows])
    print_notes(table.notes)
    sources = {each.source: each.address for each in filings}
    print_notes(f"{source}: {address}" for source, address in sources.items())


def _state(row: StateRow) -> tuple[str, ...]:
    filing = row.filing
    if filing is None:
        return (row.name, row.status, *[""] * 6)
    in_time = {True: "yes", False: "late", None: "not known"}[row.in_time]
    sent = f"{number(filing.low)} by {told.as_of(filing)}" if filing.is_known else "not told"
    return (
        row.name,
        row.status,
        row.report,
        str(row.due or ""),
        str(filing.filed_on or "not told"),
        in_time,
        sent,
        filing.check,
    )
