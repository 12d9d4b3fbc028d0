"""`tidewaiter replay`: reach a recorded decision again."""

from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import lists
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import read_lists
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.replay import replay as replay_event
from tidewaiter.pipeline.settings import load_settings
from tidewaiter.pipeline.shelf import Shelf


def replay(
    event: Annotated[int, typer.Argument(help="The number of the event that holds the verdict.")],
    list_files: Annotated[
        list[Path] | None,
        typer.Option("--list", help="A list it rested on that is not kept; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as one JSON line.")] = False,
) -> None:
    """Reach a recorded verdict again from what was stored; exit 1 if it differs."""
    settings = load_settings()
    shelf = Shelf(settings.editions, lists.Store(settings.home))
    given = read_lists(list_files or [])
    with open_ledger(settings) as ledger:
        acting(settings, ledger, "replay")
        done = replay_event(ledger, event, shelf, given=given, saved=settings.indexes)
    if as_json:
        emit(done)
    else:
        for line in (*done.differences, *done.notes):
            console().print(line, markup=False, highlight=False)
        verdict = done.verdict
        said = "the same verdict" if done.same else "another verdict"
        whole = f"event {event}: {said}: {verdict.action}, {len(verdict.findings)} findings"
        console().print(f"{whole}, act of {verdict.as_of}", markup=False, highlight=False)
    if not done.same:
        raise typer.Exit(1)
