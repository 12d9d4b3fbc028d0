"""`tidewaiter queue`: what waits for a decision, and the next one for me."""

import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cases import Standing
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.queue import COUNTED, Queue, Waiting, Wanted, claim, queue
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import STYLES, WORDS, console, emit
from tidewaiter.model import BadInput, Case
from tidewaiter.model.finding import ACTIONS, Action
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import load_settings


def show_queue(  # noqa: PLR0913 - each is an option of the command
    action: Annotated[str, typer.Option("--action", help="detain, inspect or review alone.")] = "",
    port: Annotated[str, typer.Option("--port", help="One port, by UN/LOCODE or name.")] = "",
    vessel: Annotated[str, typer.Option("--vessel", help="A ship, by name or IMO number.")] = "",
    free: Annotated[bool, typer.Option("--free", help="Only what nobody has taken up.")] = False,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of 50.")] = 1,
    take: Annotated[
        bool, typer.Option("--next", help="Open the first free one and assign it to me.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per consignment.")] = False,
) -> None:
    """What waits for a decision: by action, then due, then age."""
    settings = load_settings()
    wanted = Wanted(_action(action), port, vessel, free=free, page=page)
    now = datetime.datetime.now(datetime.UTC)
    limits = load_limits(settings.home)
    with open_ledger(settings) as ledger:
        actor = acting(settings, ledger)
        if take:
            _tell(claim(ledger, limits, actor, now, wanted), as_json)
            return
        found = queue(Standing(ledger), limits, wanted)
    if as_json:
        for each in found.rows:
            emit(each)
        return
    _show(found, now)


def _action(text: str) -> Action | None:
    if text == "":
        return None
    for action in ACTIONS:
        if action == text:
            return action
    raise BadInput("not an action", where=text, advice=f"Give one of: {', '.join(ACTIONS)}.")


def _tell(case: Case | None, as_json: bool) -> None:
    if as_json and case is not None:
        emit(case)
    elif case is None:
        console().print("Nothing free waits here.")
    else:
        ground = f"{WORDS[case.note.action]} {case.opened.reference}"
        said = f"case {case.id} is yours: {ground}, {case.opened.vessel}".removesuffix(", ")
        console().print(said, markup=False, highlight=False)


def _show(found: Queue, now: datetime.datetime) -> None:
    table = Table("Action", "Consignment", "Vessel", "Ground", "Due, UTC", "Whose", "State")
    for each in found.rows:
        style = "red" if each.due < now else ""
        table.add_row(f"[{STYLES[each.action]}]{WORDS[each.action]}[/]", *_cells(each), style=style)
    console().print(table)
    many = f"more than {COUNTED:,}" if found.more else f"{found.count:,}"
    console().print(f"{many} wait", highlight=False)


def _cells(each: Waiting) -> list[str]:
    state = each.state.replace("_", " ") or "no case"
    due = f"{each.due:%Y-%m-%d %H:%M}"
    cells = (each.reference, each.vessel, each.ground, due, each.assignee, state)
    return [escape(cell) for cell in cells]
