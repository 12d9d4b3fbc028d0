"""`tidewaiter trade mirror|prices|confusion|revenue|fetch`: more questions, and the download."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter.cli.output import say
from tidewaiter.cli.trade import AsJson, Out, Until, app, country_of, month_of
from tidewaiter.cli.trade_tables import show_table
from tidewaiter.model import BadInput
from tidewaiter.pipeline.settings import load_settings

if TYPE_CHECKING:
    from tidewaiter.monitor.trade.store import TradeStore

__all__ = ["app"]

Reporter = Annotated[str, typer.Option("--reporter", help="The reporting country.")]
STEPS = {"month": 1, "year": 12}
Every = Annotated[str, typer.Option("--every", help="Months or years: month, year.")]


@app.command("mirror")
def show_mirror(
    reporter: Reporter,
    partner: Annotated[str, typer.Option("--partner", help="The country it got goods from.")],
    level: Annotated[int, typer.Option("--level", help="Digits of the codes; 0 for totals.")] = 0,
    every: Every = "year",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """A reporter's imports beside the partner's exports to it, and the gap between."""
    from tidewaiter.law import load_target
    from tidewaiter.monitor.trade.mirror import mirror_table

    if level not in {0, 2, 4, 6}:
        raise BadInput("no level of the HS", where="--level", advice="Give 0, 2, 4 or 6.")
    ours, theirs = country_of(reporter), country_of(partner)
    table = mirror_table(_store(), ours, theirs, level=level, every=_step(every))
    if theirs == load_target().country:
        say(f"{theirs} publishes no figures of its own: partners' records are all there is.")
    show_table(table, out=out, as_json=as_json)


@app.command("prices")
def show_prices(
    goods: Annotated[str, typer.Option("--hs", help="A heading or subheading: 2701.")],
    flow: Annotated[str, typer.Option("--flow", help="M imports, X exports.")] = "M",
    every: Every = "month",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Unit values by reporter and month, with outliers and breaks and why."""
    from tidewaiter.law import load_target
    from tidewaiter.monitor.trade.prices import prices_table

    if not (goods.isdecimal() and len(goods) in {2, 4, 6}) or flow not in {"M", "X"}:
        advice = "Give --hs with 2, 4 or 6 digits, and --flow M or X."
        raise BadInput("no code or flow", where=f"{goods} {flow}", advice=advice)
    country = load_target().country
    table = prices_table(_store(), country, goods, flow=flow, every=_step(every))
    show_table(table, out=out, as_json=as_json)


@app.command("confusion")
def show_confusion(out: Out = None, as_json: AsJson = False) -> None:
    """Years of trade that may be the neighbour's under a mistaken code, each with reasons."""
    from tidewaiter.law import load_target
    from tidewaiter.monitor.trade.confusion import confusion_table

    show_table(confusion_table(_store(), load_target()), out=out, as_json=as_json)


@app.command("revenue")
def show_revenue(
    measure: Annotated[str, typer.Option("--measure", help="A ban by its id.")],
    reporter: Reporter,
    until: Until = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What a ban took away in a reporter's records, as a range with its method."""
    from tidewaiter.law import load_law, load_target
    from tidewaiter.monitor.trade.revenue import revenue_table

    table = revenue_table(
        *(_store(), load_law(), load_target().country, measure),
        *(country_of(reporter), month_of(until, "--to")),
    )
    show_table(table, out=out, as_json=as_json)


@app.command("fetch")
def fetch(
    reporter: Annotated[str, typer.Option("--reporter", help="UN Comtrade's number: 156.")],
    period: Annotated[str, typer.Option("--period", help="2017, or 201708; several with commas.")],
    goods: Annotated[str, typer.Option("--hs", help="Codes with commas; TOTAL.")] = "TOTAL",
    flow: Annotated[str, typer.Option("--flow", help="M imports, X exports.")] = "M",
    partner: Annotated[str, typer.Option("--partner", help="UN Comtrade's number.")] = "",
) -> None:
    """Get statistics with your own key (COMTRADE_KEY), and load them.

    The partner is the territory the law names unless another is given.
    """
    from tidewaiter.law import load_target
    from tidewaiter.monitor.trade.fetching import Asked
    from tidewaiter.monitor.trade.fetching import fetch as fetch_file

    store = _store()
    number = partner or next(code for code in load_target().codes if code.isdecimal())
    store.folder.mkdir(parents=True, exist_ok=True)
    part = store.folder / f".fetched-{reporter}-{number}.json"
    try:
        asked = Asked(reporter=reporter, partner=number, period=period, goods=goods, flow=flow)
        fetch_file(asked, part)
        taken = store.take(part, datetime.datetime.now(datetime.UTC))
    finally:
        part.unlink(missing_ok=True)
    say(f"{taken.kept:,} of {taken.rows:,} rows kept")


def _store() -> "TradeStore":
    from tidewaiter.monitor.trade.store import TradeStore

    return TradeStore(load_settings().trade)


def _step(every: str) -> int:
    if every not in STEPS:
        raise BadInput("no such step", where=every, advice="Give month or year.")
    return STEPS[every]
