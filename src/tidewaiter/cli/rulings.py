"""`tidewaiter rulings`: rule false positives out, list the rulings, take them back."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter import lists
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit
from tidewaiter.ledger import Ledger, When, all_rulings
from tidewaiter.model import Event, Standing
from tidewaiter.people import Users
from tidewaiter.pipeline.home import now, open_ledger
from tidewaiter.pipeline.rulings import decide, rule_out, withdraw
from tidewaiter.pipeline.settings import Settings, load_settings
from tidewaiter.screening import Register

app = typer.Typer(no_args_is_help=True, help="Hits that a person ruled out, with the reason.")

Why = Annotated[str, typer.Option("--why", help="What shows it, in a sentence.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per ruling.")]
_HOLDS = "it holds until either side changes"


@app.command("add")
def add(
    consignment: Annotated[str, typer.Argument(help="Reference of a screened consignment.")],
    listing: Annotated[str, typer.Argument(help="The listing it hit, as list/ref.")],
    why: Why,
    field: Annotated[str, typer.Option("--field", help="Which party, as parties[1].")] = "",
    list_files: Annotated[
        list[Path] | None, typer.Option("--list", help="The list of the hit; repeatable.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rule out a hit: this party or ship is not the one listed."""
    settings = load_settings()
    asked = [lists.embedded(), *(lists.read(path) for path in list_files or [])]
    register = Register(asked, saved=settings.indexes)
    with open_ledger(settings) as ledger:
        number, ruling = rule_out(
            ledger,
            register,
            (consignment, listing),
            reason=(field, why),
            stamp=_stamp(settings, ledger, "rule_out"),
            needs_second=Users(ledger).are_there(),
        )
    if as_json:
        emit({"ruling": number, "payload": ruling})
        return
    said = f"ruling {number}: {', '.join(ruling.subject.names)} is not {listing}"
    until = "it waits for a second person" if ruling.needs_second else _HOLDS
    console().print(f"{said}; {until}", markup=False, highlight=False)


@app.command("list")
def show(
    every: Annotated[bool, typer.Option("--all", help="Withdrawn ones too.")] = False,
    as_json: AsJson = False,
) -> None:
    """The rulings that stand, who made them, when and why."""
    with open_ledger(load_settings()) as ledger:
        rulings = [pair for pair in all_rulings(ledger) if every or pair[1] is None]
    if as_json:
        for standing, withdrawn in rulings:
            emit({"standing": standing, "withdrawn": withdrawn})
        return
    table = Table(show_lines=True)
    for heading in ("Ruling", "Party or ship", "Is not", "Why", "By", "Second", "Ended"):
        table.add_column(heading, overflow="fold")
    for standing, withdrawn in rulings:
        table.add_row(*(escape(cell) for cell in _cells(standing, withdrawn)))
    console().print(table)


def _cells(standing: Standing, withdrawn: Event | None) -> tuple[str, ...]:
    ruling = standing.ruling
    listing = f"{ruling.listing.list}/{ruling.listing.ref}\n{ruling.listing.names[0].text}"
    by = f"{standing.by}\n{standing.at.date()}"
    gone = "" if withdrawn is None else f"by {withdrawn.actor}\n{withdrawn.at.date()}"
    party = "\n".join(ruling.subject.names) or ruling.field
    second = "waits" if standing.waits else standing.approved_by
    return str(standing.number), party, listing, ruling.why, by, second, gone


@app.command("withdraw")
def take_back(
    ruling: Annotated[int, typer.Argument(help="The number of the ruling.")],
    why: Why,
    as_json: AsJson = False,
) -> None:
    """Take a ruling back: its hit counts again. The ruling itself stays on record."""
    settings = load_settings()
    with open_ledger(settings) as ledger:
        stamp = _stamp(settings, ledger, "rule_out")
        number = withdraw(ledger, ruling, why=why, stamp=stamp)
    if as_json:
        emit({"withdrawal": number, "ruling": ruling})
    else:
        console().print(f"event {number} withdraws ruling {ruling}", highlight=False)


@app.command("decide")
def second(
    ruling: Annotated[int, typer.Argument(help="The number of the ruling.")],
    approve: Annotated[bool, typer.Option("--approve/--refuse", help="What you say of it.")],
    why: Annotated[str, typer.Option("--why", help="The reason; a refusal needs one.")] = "",
    as_json: AsJson = False,
) -> None:
    """Approve or refuse a ruling that another person made."""
    settings = load_settings()
    with open_ledger(settings) as ledger:
        stamp = _stamp(settings, ledger, "decide_ruling")
        number = decide(ledger, ruling, approved=approve, why=why, stamp=stamp)
    if as_json:
        emit({"decision": number, "ruling": ruling, "approved": approve})
    else:
        done = "approves" if approve else "refuses"
        console().print(f"event {number} {done} ruling {ruling}", highlight=False)


def _stamp(settings: Settings, ledger: Ledger, action: str) -> tuple[str, When]:
    return acting(settings, ledger, action).name, now
