"""`tidewaiter rescreen`: after a list has changed, screen again what it can touch."""

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter import lists
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.screen import parse_day, read_lists
from tidewaiter.ledger import Ledger, standing_rulings
from tidewaiter.lists import LoadedList, Store
from tidewaiter.model import BadInput, ListVersion, Rescreened, Rescreening, Versions
from tidewaiter.pipeline.dates import is_dated
from tidewaiter.pipeline.editions import Editions, kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.moves import Answering
from tidewaiter.pipeline.rescreen import ExaminerFor
from tidewaiter.pipeline.rescreen import rescreen as rescreen_past
from tidewaiter.pipeline.settings import Settings, load_settings
from tidewaiter.screening import PastByNames, plain


def rescreen(
    named: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            help="A list whose changes are looked at: a file as it is now, or the name of a kept"
            " list. Repeatable; without it all kept lists are.",
        ),
    ] = None,
    old_files: Annotated[
        list[Path] | None,
        typer.Option("--from", help="A list as it was, where it is not kept. Repeatable."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per consignment.")] = False,
) -> None:
    """Screen again the recorded consignments that a change of lists can touch."""
    now = datetime.datetime.now(datetime.UTC)
    settings = dataclasses.replace(load_settings(), today=now.date())
    answering = _answering(Store(settings.home), named or [], old_files or [])
    table = _ChangeTable()
    with open_ledger(settings) as ledger:
        closing = rescreen_past(
            ledger,
            PastByNames(settings.past, ledger, is_dated=is_dated, notice=_warn),
            answering,
            _examiners(settings, ledger, answering.now),
            stamp=(acting(settings, ledger, "screen").name, now),
            record=not dry_run,
            show=emit if as_json else table.add,
        )
    if as_json:
        emit(closing)
    else:
        table.show(closing)


def _warn(text: str) -> None:
    say(text, "yellow")


def _answering(store: Store, named: Sequence[str], old_files: Sequence[Path]) -> Answering:
    """The lists that answer now, and which of them are looked at."""
    given = read_lists([Path(text) for text in named if Path(text).exists()])
    old = [lists.read(path) for path in old_files]
    kept = {version.list for version in store.versions()}
    names = {text for text in named if not Path(text).exists()}
    for name in sorted(names - kept):
        advice = f"Give a file, or one of: {', '.join(sorted(kept))}."
        raise BadInput("no file and no kept list of that name", where=name, advice=advice)
    only = frozenset(names | {loaded.version.name for loaded in given})
    for loaded, path in zip(old, old_files, strict=True):
        if loaded.version.name not in (only or kept):
            advice = f"Give the new version of {loaded.version.name} with --list."
            raise BadInput("no new version of this list is given", where=str(path), advice=advice)
    return Answering(kept_and(store, given), _held(store, [*given, *old]), only)


def _held(store: Store, given: Sequence[LoadedList]) -> Callable[[ListVersion], LoadedList | None]:
    """Finds an edition among the lists given, the kept ones and the embedded one, by its hash."""
    at_hand = {loaded.version.sha256: loaded for loaded in given}
    kept = {version.sha256: version for version in store.versions()}

    @cache
    def find(version: ListVersion) -> LoadedList | None:
        if version.sha256 in at_hand:
            return at_hand[version.sha256]
        if version.sha256 in kept:
            return store.load(kept[version.sha256])
        edition = version.published or version.sha256[:12]
        _warn(
            f"{version.name} of {edition} is neither kept nor given with --from: all that was"
            " screened against it is examined again"
        )
        return None

    return lambda version: find(plain(version))


def _examiners(settings: Settings, ledger: Ledger, editions: Editions) -> ExaminerFor:
    """One examiner for each date, law and set of facts that past screenings asked for."""
    rulings = standing_rulings(ledger)

    @cache
    def examiner(
        as_of: str, stated: tuple[tuple[str, str], ...], sources: tuple[str, ...]
    ) -> Examiner:
        return make_examiner(
            settings,
            editions,
            as_of=parse_day(as_of),
            stated=dict(stated),
            rulings=rulings,
            sources=sources,
            recorded=True,
        )

    def examiner_for(versions: Versions) -> Examiner:
        stated = tuple(sorted(versions.stated.items()))
        return examiner(versions.as_of, stated, versions.sources)

    return examiner_for


class _ChangeTable:
    """What changed, a row for each consignment whose verdict differs."""

    def __init__(self) -> None:
        self._table = Table(show_lines=True)
        for heading in ("Consignment", "Action", "What changed"):
            self._table.add_column(heading, overflow="fold")

    def add(self, each: Rescreened) -> None:
        """Take in a consignment examined again."""
        if len(each.changes) > 0:
            verdict = each.verdict
            cells = (verdict.consignment, verdict.action, "\n".join(each.changes))
            self._table.add_row(*(escape(cell) for cell in cells))

    def show(self, closing: Rescreening) -> None:
        """Show them all, and what the re-screening came to."""
        if closing.changed > 0:
            console().print(self._table)
        said = (
            f"{len(closing.entries)} entries changed; {closing.touched} of {closing.past} "
            f"consignments examined again; {closing.changed} verdicts changed"
        )
        console().print(said, highlight=False)
