"""`tidewaiter screen`: the main job."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import lists
from tidewaiter.cli.actor import acting
from tidewaiter.cli.jurisdictions import LawOption, parse_sources
from tidewaiter.cli.output import emit, say
from tidewaiter.cli.record import open_ledger
from tidewaiter.cli.settings import Settings, load_settings
from tidewaiter.cli.table import VerdictTable
from tidewaiter.law import load_law, load_target
from tidewaiter.ledger import standing_rulings
from tidewaiter.model import BadInput, Standing, Verdict
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.screen import Record, Result, documents, screen_document


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
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep no record of it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per consignment.")] = False,
) -> None:
    """Screen cargo documents: which measure bites on each consignment, and what to do."""
    settings = load_settings()
    stated = parse_facts(fact or [])
    table = VerdictTable()
    with open_record(settings, wanted=not no_save) as record:
        rulings = () if record is None else standing_rulings(record.ledger)
        examiner = make_examiner(
            settings,
            as_of=as_of,
            list_files=list_files or [],
            stated=stated,
            rulings=rulings,
            sources=parse_sources(further),
        )
        screened, failed = _screen_all(paths, examiner, record, emit if as_json else table.add)
    if not as_json:
        table.show()
    if len(stated) > 0 and screened > 1:
        say(f"The stated facts were taken to hold for all {screened} consignments.", "yellow")
    if failed:
        raise typer.Exit(1)


def _screen_all(
    paths: list[Path],
    examiner: Examiner,
    record: Record | None,
    show: Callable[[Verdict], None],
) -> tuple[int, bool]:
    """How many consignments were screened, and whether a document could not be read."""
    screened, failed = 0, False
    for path in documents(paths):
        try:
            result = screen_document(path, examiner, record=record, show=show)
            screened += result.consignments
            report_document(result)
        except BadInput as error:
            failed = True
            say(f"tidewaiter: {error}", "red")
    return screened, failed


def make_examiner(
    settings: Settings,
    *,
    as_of: str = "",
    list_files: Sequence[Path] = (),
    stated: Mapping[str, str] | None = None,
    rulings: Sequence[Standing] = (),
    sources: Sequence[str] = (),
) -> Examiner:
    """An examiner with the UN's law and these further ones, and the lists kept and added."""
    added = [lists.read(path) for path in list_files]
    for loaded in added:
        if len(loaded.defects) > 0:
            named = f"list {loaded.version.name}: {len(loaded.defects)} defects"
            say(f"{named}; `tidewaiter lists status --list FILE` shows them", "yellow")
    return Examiner(
        law=load_law(tuple(sources)),
        target=load_target(),
        lists=kept_and(lists.Store(settings.home), added),
        today=settings.today,
        as_of=parse_day(as_of),
        stated=stated,
        rulings=rulings,
        saved=settings.indexes,
    )


@contextmanager
def open_record(settings: Settings, *, wanted: bool) -> Iterator[Record | None]:
    """The ledger to keep the screening in, or nothing where no record is wanted."""
    if not wanted:
        yield None
        return
    with open_ledger(settings) as ledger:
        actor = acting(settings, ledger, "screen")
        now = datetime.datetime.now(datetime.UTC)
        yield Record(ledger=ledger, actor=actor.name, at=now)


def parse_day(text: str) -> datetime.date | None:
    """A day given on the command line.

    Raises:
        BadInput: it is not a day.
    """
    if text == "":
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            f"{text!r} is not a day", where="--as-of", advice="Write it as 2017-08-06."
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
