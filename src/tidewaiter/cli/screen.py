"""`tidewaiter screen`: the main job."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import lists
from tidewaiter.cli.actor import acting
from tidewaiter.cli.jurisdictions import LawOption, parse_sources
from tidewaiter.cli.output import emit, say
from tidewaiter.cli.permits import PermitTable
from tidewaiter.cli.stowed import counted
from tidewaiter.cli.table import VerdictTable
from tidewaiter.ledger import standing_rulings
from tidewaiter.lists import LoadedList
from tidewaiter.model import BadInput, PermitVerdict, Verdict
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.home import now, open_ledger
from tidewaiter.pipeline.screen import (
    Record,
    Result,
    documents,
    record_unopened,
    screen_document,
)
from tidewaiter.pipeline.settings import Settings, load_settings
from tidewaiter.pipeline.ships_known import desk_histories

Calls = Annotated[
    list[Path] | None,
    typer.Option("--calls", help="A table of vessel calls, as known; repeatable."),
]
NoSave = Annotated[bool, typer.Option("--no-save", help="Keep no record of it.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Pass over documents that are recorded already.")
]


def screen(  # noqa: PLR0913 - each is an option of the command
    paths: Annotated[list[Path], typer.Argument(help="Cargo documents, or folders of them.")],
    as_of: Annotated[
        str, typer.Option("--as-of", help="Judge by the law and lists of this day (YYYY-MM-DD).")
    ] = "",
    list_files: Annotated[
        list[Path] | None,
        typer.Option("--list", help="A sanctions list to add (UN XML, OFAC CSV); repeatable."),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", help="A fact you vouch for, as name=value; repeatable."),
    ] = None,
    further: LawOption = "",
    calls: Calls = None,
    no_save: NoSave = False,
    resume: Resume = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON line per consignment or permit.")
    ] = False,
) -> None:
    """Screen cargo documents and lists of work permits: which measure bites, and what to do."""
    settings, stated = load_settings(), parse_facts(fact or [])
    _check_options(resume, no_save)
    table, permits = VerdictTable(), PermitTable()
    with open_record(settings, wanted=not no_save) as record:
        ledger = None if record is None else record.ledger
        examiner = make_examiner(
            settings,
            kept_and(lists.Store(settings.home), read_lists(list_files or [])),
            as_of=parse_day(as_of),
            stated=stated,
            rulings=() if ledger is None else standing_rulings(ledger),
            sources=parse_sources(further),
            recorded=record is not None,
            histories=desk_histories(settings, ledger, calls or []),
        )
        shows = (emit, emit) if as_json else (table.add, permits.add)
        results, failed = _screen_all(paths, examiner, record, shows, resume=resume)
    _close(results, None if as_json else (table, permits), stated=len(stated) > 0, failed=failed)


def _close(
    results: Sequence[Result],
    tables: tuple[VerdictTable, PermitTable] | None,
    *,
    stated: bool,
    failed: bool,
) -> None:
    """Show the tables where they are wanted, say what else was read and taken; exit 1 if failed."""
    screened, besides = sum(result.consignments for result in results), counted(results)
    others = sum(result.permits for result in results)
    passed_over = sum(result.passed_over for result in results)
    if passed_over > 0:
        say(f"{passed_over} documents recorded before with this law and these lists; passed over")
    if tables is not None and (screened > 0 or (besides == "" and others == 0)):
        tables[0].show()
    if tables is not None:
        tables[1].show()
    if besides != "":
        say(f"Besides consignments: {besides}.")
    if stated and screened > 1:
        say(f"The stated facts were taken to hold for all {screened} consignments.", "yellow")
    if failed:
        raise typer.Exit(1)


def _check_options(resume: bool, no_save: bool) -> None:
    if resume and no_save:
        what, advice = "without a record nothing can be passed over", "Leave one of the two out."
        raise BadInput(what, where="--resume", advice=advice)


def _screen_all(
    paths: list[Path],
    examiner: Examiner,
    record: Record | None,
    shows: tuple[Callable[[Verdict], None], Callable[[PermitVerdict], None]],
    *,
    resume: bool,
) -> tuple[list[Result], bool]:
    """What came of each document, and whether one could not be read.

    `shows` get each verdict on a consignment, and each answer on a permit.
    """
    results: list[Result] = []
    failed = False
    for path in documents(paths):
        try:
            result = screen_document(
                path, examiner, record=record, show=shows[0], show_permit=shows[1], resume=resume
            )
        except BadInput as error:
            failed = True
            say(f"tidewaiter: {error}", "red")
            if record is not None and record_unopened(record, path, error):
                say(f"{path.name} stays open in `tidewaiter coverage` until it is read", "red")
            continue
        results.append(result)
        if not result.passed_over:
            report_document(result)
    return results, failed


def read_lists(paths: Sequence[Path]) -> list[LoadedList]:
    """The lists in files, telling how many defects each has."""
    found = [lists.read(path) for path in paths]
    for loaded in found:
        if len(loaded.defects) > 0:
            named = f"list {loaded.version.name}: {len(loaded.defects)} defects"
            say(f"{named}; `tidewaiter lists status --list FILE` shows them", "yellow")
    return found


@contextmanager
def open_record(settings: Settings, *, wanted: bool) -> Iterator[Record | None]:
    """The ledger to keep the screening in, or nothing where no record is wanted."""
    if not wanted:
        yield None
        return
    with open_ledger(settings) as ledger:
        actor = acting(settings, ledger, "screen")
        yield Record(ledger=ledger, actor=actor.name, at=now)


def parse_day(text: str, option: str = "--as-of") -> datetime.date | None:
    """A day given on the command line with an option.

    Raises:
        BadInput: it is not a day.
    """
    if text == "":
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            f"{text!r} is not a day", where=option, advice="Write it as 2017-08-06."
        ) from error


def parse_facts(pairs: Sequence[str]) -> dict[str, str]:
    """Facts given as name=value.

    Raises:
        BadInput: a pair has no equals sign.
    """
    facts = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if sign == "":
            raise BadInput(
                f"{pair!r} is not name=value",
                where="--fact",
                advice="Write --fact notified=before.",
            )
        facts[name.strip()] = value.strip()
    return facts


def report_document(result: Result) -> None:
    """Tell of a document's defects, and where it was screened before."""
    for defect in result.defects:
        where = f"{result.path}: {defect.at}" if defect.at != "" else str(result.path)
        say(f"{where}: {defect.problem}", "yellow")
    if result.seen_before:
        say(
            f"{result.path}: screened before with this law and these lists; not recorded again",
            "dim",
        )
