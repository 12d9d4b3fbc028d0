"""`tidewaiter vessels`: what is known of ships, and what of it speaks for a look."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.screen import parse_day
from tidewaiter.codes import parse_imo, parse_mmsi
from tidewaiter.law import load_target
from tidewaiter.model import BadInput, History, Transport
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Ships through time: positions, calls, facts.")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per answer.")]


@app.command("take")
def take(
    paths: Annotated[
        list[Path], typer.Argument(help="Positions, facts of ships, or a gazetteer of ports.")
    ],
    as_json: AsJson = False,
) -> None:
    """Keep positions (CSV, Parquet, NMEA), facts of ships (CSV) or a gazetteer (CSV)."""
    from tidewaiter.pipeline import shipping

    settings = load_settings()
    with open_ledger(settings) as ledger:
        acting(settings, ledger, "tell_calls")
    for path in paths:
        kept = shipping.take(settings, path, lambda day: say(day, "dim"))
        for defect in kept.defects:
            say(f"{path}: {defect.at}: {defect.problem}", "yellow")
        if as_json:
            emit(kept)
            continue
        counts = ", ".join(f"{count:,} {kind}" for kind, count in kept.counts.items())
        console().print(f"{path.name}: {kept.sort}: {counts}", markup=False, highlight=False)


@app.command("show")
def show(
    ship: Annotated[str, typer.Argument(help="IMO number, MMSI or name.")],
    on: Annotated[str, typer.Option("--on", help="What is known up to this day.")] = "",
    as_json: AsJson = False,
) -> None:
    """What is known of a ship: names, flags, owners, calls, silences, meetings."""
    from tidewaiter.pipeline.shipping import make_histories

    settings = load_settings()
    with open_ledger(settings) as ledger:
        acting(settings, ledger)
        histories = make_histories(settings, load_target(), ledger)
    day = parse_day(on, "--on") or settings.today
    history = None if histories is None else histories.of_ship(_named(ship), day)
    if history is None:
        advice = "`tidewaiter vessels take` keeps positions and facts; `screen` records calls."
        raise BadInput("nothing is known of this ship", where=ship, advice=advice)
    if as_json:
        emit(history)
    else:
        _print(history)


@app.command("replay")
def replay(as_json: AsJson = False) -> None:
    """The documented voyages and their innocent twins, with and without what ships did."""
    from tidewaiter.pipeline.voyages import examine_voyages

    table = Table(title="What ships did, and what follows", title_justify="left", show_lines=True)
    for heading in ("Case", "Day", "Action", "For", "By lists alone", "As expected"):
        table.add_column(heading, overflow="fold")
    wrong = 0
    for each in examine_voyages():
        wrong += not each.as_expected
        if as_json:
            emit(each.told())
            continue
        case = each.expected.case or f"twin: {each.expected.innocent}"
        reasons = ", ".join(kind.replace("_", " ") for kind in each.counted) or "no signal counts"
        cells = (case, str(each.expected.date), each.verdict.action, reasons, each.by_lists)
        table.add_row(*(escape(cell) for cell in cells), "yes" if each.as_expected else "NO")
    if not as_json:
        console().print(table)
        console().print("By lists alone `pass`: lists would not have found it.")
    if wrong > 0:
        raise typer.Exit(1)


def _named(ship: str) -> Transport:
    imo, mmsi = parse_imo(ship), parse_mmsi(ship)
    if imo is not None:
        return Transport(imo=imo.value)
    return Transport(name=ship) if mmsi is None else Transport(mmsi=mmsi.value)


def _print(history: History) -> None:
    table = Table("What", "When", "Detail", "Source")
    for known in history.known:
        span = f"{known.since or '?'} to {known.until or 'now'}"
        table.add_row(known.field.replace("_", " "), span, escape(known.value), known.source)
    for visit in history.visits:
        ends = [f"{at:%Y-%m-%d %H:%M}" if at else "?" for at in (visit.arrived, visit.departed)]
        table.add_row("call", " to ".join(ends), escape(visit.port), visit.source)
    for silence in history.silences:
        span = f"{silence.since:%Y-%m-%d %H:%M} to {silence.until:%Y-%m-%d %H:%M}"
        table.add_row("silence", span, f"{silence.hours:.0f} hours", silence.source)
    for meeting in history.meetings:
        who = f"{meeting.other_name or meeting.other} {meeting.other_flag}".strip()
        table.add_row("meeting", f"{meeting.since:%Y-%m-%d %H:%M}", escape(who), meeting.source)
    for jump in history.jumps:
        knots = f"{jump.knots:,.0f} knots"
        table.add_row("false step", f"{jump.at:%Y-%m-%d %H:%M}", knots, jump.source)
    console().print(table)
