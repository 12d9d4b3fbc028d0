"""`tidewaiter rescreen`: after a list has changed, screen again what it can touch."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter import lists
from tidewaiter.cli.jurisdictions import LawOption, parse_sources
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.record import now, open_ledger
from tidewaiter.cli.screen import make_examiner
from tidewaiter.cli.settings import Settings, load_settings
from tidewaiter.ledger import Ledger, standing_rulings
from tidewaiter.lists import LoadedList
from tidewaiter.model import BadInput, Versions
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.rescreen import Change, ExaminerFor, Outcome
from tidewaiter.pipeline.rescreen import rescreen as rescreen_past


def rescreen(
    list_files: Annotated[
        list[Path], typer.Option("--list", help="A list as it is now; repeatable.")
    ],
    old_files: Annotated[
        list[Path] | None,
        typer.Option("--from", help="A list as it was; without it the list is new. Repeatable."),
    ] = None,
    further: LawOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per consignment.")] = False,
) -> None:
    """Screen again the recorded consignments that a change of lists can touch."""
    settings = load_settings()
    change = _change(list_files, old_files or [])
    with open_ledger(settings) as ledger:
        outcome = rescreen_past(
            ledger,
            change,
            _examiners(settings, ledger, list_files, parse_sources(further)),
            stamp=None if dry_run else (settings.actor, now),
        )
    if as_json:
        for each in outcome.rescreened:
            emit(each)
        emit(outcome.closing)
    else:
        _show(outcome)


def _change(list_files: list[Path], old_files: list[Path]) -> Change:
    new = [lists.read(path) for path in list_files]
    old = [lists.read(path) for path in old_files]
    names = {loaded.version.name for loaded in new}
    for loaded, path in zip(old, old_files, strict=True):
        if loaded.version.name not in names:
            advice = f"Give the new version of {loaded.version.name} with --list."
            raise BadInput("no new version of this list is given", where=str(path), advice=advice)
    shared: list[LoadedList] = [lists.embedded()]
    return Change(old=[*shared, *old], new=[*shared, *new])


def _examiners(
    settings: Settings, ledger: Ledger, list_files: list[Path], sources: tuple[str, ...]
) -> ExaminerFor:
    """One examiner for each date and set of facts that past screenings asked for."""
    made: dict[tuple[str, tuple[tuple[str, str], ...]], Examiner] = {}
    rulings = standing_rulings(ledger)

    def examiner_for(versions: Versions) -> Examiner:
        key = (versions.as_of, tuple(sorted(versions.stated.items())))
        if key not in made:
            made[key] = make_examiner(
                settings,
                as_of=versions.as_of,
                list_files=list_files,
                stated=versions.stated,
                rulings=rulings,
                sources=sources,
            )
        return made[key]

    return examiner_for


def _show(outcome: Outcome) -> None:
    closing = outcome.closing
    table = Table(show_lines=True)
    for heading in ("Consignment", "Action", "What changed"):
        table.add_column(heading, overflow="fold")
    for each in outcome.rescreened:
        if len(each.changes) > 0:
            verdict = each.verdict
            cells = (verdict.consignment, verdict.action, "\n".join(each.changes))
            table.add_row(*(escape(cell) for cell in cells))
    if closing.changed > 0:
        console().print(table)
    said = (
        f"{len(closing.entries)} entries changed; {closing.touched} of {closing.past} "
        f"consignments examined again; {closing.changed} verdicts changed"
    )
    console().print(said, highlight=False)
