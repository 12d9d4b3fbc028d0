"""`tidewaiter case`: open inspection cases, take steps in them, read them back."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cases import STEPS, Cases, fields_of, is_settled, owed, step_of, unchecked
from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.erased import erasures
from tidewaiter.cases.page import step_cells
from tidewaiter.cli import case_file
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import STYLES, WORDS, console, emit
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, BadInput, Case, Step
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Inspection cases: what was done, and by whom.")
app.command("export")(case_file.export)
app.command("check")(case_file.check_file)
app.command("key")(case_file.show_key)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per case.")]
CaseId = Annotated[str, typer.Argument(help="The case, as `case list` names it.")]


@app.command("open")
def open_case(
    consignment: Annotated[str, typer.Argument(help="Reference of a screened consignment.")],
    place: Annotated[str, typer.Option("--place", help="Berth, yard or crossing.")] = "",
    due: Annotated[
        datetime.datetime | None, typer.Option("--due", help="When an outcome is owed, UTC.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Open a case on a consignment; the grounds of this moment are frozen into it."""
    with _at_work() as (ledger, cases, actor, now):
        number = _last_screened(ledger, consignment)
        until = due if due is None else due.replace(tzinfo=datetime.UTC)
        case = cases.open(number, actor, now, place=place, due=until)
    _told(case, as_json)


@app.command("take")
def take(
    case: CaseId,
    step: Annotated[str, typer.Argument(help="The step, as `case steps` names it.")],
    fields: Annotated[
        list[str] | None, typer.Argument(help="Its fields, as container=CSQU3054383.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="The photo or paper, for the step attached.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take one step in a case: board, check a seal, measure, conclude, seize, ask for release."""
    given = dict(map(_split, fields or []))
    with _at_work() as (_, cases, actor, now):
        known = cases.get(case)
        taken = _step(cases, known, step, given, file)
        _told(cases.take(known, taken, actor, now), as_json)


@app.command("show")
def show(case: CaseId, as_json: AsJson = False) -> None:
    """A case with all its steps, what could not be checked, and what is still owed."""
    with _at_work() as (ledger, cases, _, _):
        known = cases.get(case)
        gone = list(erasures(ledger, case))
    if as_json:
        emit(known)
        return
    _told(known, as_json)
    table = Table("Event", "UTC", "Who", "Step", show_lines=False)
    for taken in known.history:
        table.add_row(*(escape(cell) for cell in step_cells(taken)))
    console().print(table)
    for text in unchecked(known):
        console().print(f"could not be checked: {text}", markup=False, highlight=False)
    for event, erased in gone:
        said = f"event {event.number}: attachment {erased.sha256[:12]} taken away: {erased.why}"
        console().print(said, markup=False, highlight=False)


@app.command("list")
def list_cases(
    all_cases: Annotated[bool, typer.Option("--all", help="Settled ones too.")] = False,
    as_json: AsJson = False,
) -> None:
    """The cases in which something is still owed."""
    with _at_work() as (_, cases, _, _):
        found = [each for each in cases.all() if all_cases or _is_open(each)]
    if as_json:
        for case in found:
            emit(case)
        return
    table = Table("Case", "Action", "Consignment", "Vessel", "State", "Whose", "Due, UTC")
    for case in found:
        action = f"[{STYLES[case.note.action]}]{WORDS[case.note.action]}[/]"
        cells = (case.opened.reference, case.opened.vessel, case.state, case.assignee)
        due = "" if case.due is None else f"{case.due:%Y-%m-%d %H:%M}"
        table.add_row(case.id, action, *(escape(cell.replace("_", " ")) for cell in cells), due)
    console().print(table)


@app.command("steps")
def steps(
    step: Annotated[str, typer.Argument(help="One step; all of them without.")] = "",
) -> None:
    """The steps there are and their fields; what must be given stands first."""
    table = Table("Step", "Fields")
    for name in [step] if step != "" else STEPS:
        table.add_row(name, ", ".join(fields_of(name)))
    console().print(table)


@contextmanager
def _at_work() -> Iterator[tuple[Ledger, Cases, Actor, datetime.datetime]]:
    settings = load_settings()
    with open_ledger(settings) as ledger:
        yield ledger, Cases(ledger), acting(settings, ledger), datetime.datetime.now(datetime.UTC)


def _last_screened(ledger: Ledger, reference: str) -> int:
    """The event of the last verdict on the consignment of that reference."""
    kinds = ("screened", "rescreened")
    numbers = [e.number for kind in kinds for e in ledger.events(kind=kind, subject=reference)]
    if len(numbers) == 0:
        advice = "Screen its document first; the reference is that of the verdict."
        raise BadInput("no screened consignment of that reference", where=reference, advice=advice)
    return max(numbers)


def _split(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if sign == "":
        raise BadInput("not a field", where=text, advice="Give name=value.")
    return name, value


def _step(cases: Cases, case: Case, name: str, given: dict[str, str], file: Path | None) -> Step:
    return _attached(file, given) if name == "attached" else cases.step(case, name, given)


def _attached(file: Path | None, given: dict[str, str]) -> Step:
    if file is None:
        raise BadInput("no file", where="attached", advice="Name the photo or paper with --file.")
    try:
        with file.open("rb") as source:
            kept = Attachments(load_settings().attachments).keep(source, file.name)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise BadInput(reason, where=str(file), advice="Check the path.") from error
    known = {field: str(value) for field, value in msgspec.structs.asdict(kept).items() if value}
    return step_of("attached", known | given)


def _is_open(case: Case) -> bool:
    return not is_settled(case) or len(owed(case)) > 0


def _told(case: Case, as_json: bool) -> None:
    if as_json:
        emit(case)
        return
    whose = f", {case.assignee}" if case.assignee else ""
    left = owed(case)
    if case.state == "concluded" and not is_settled(case):
        left = ("release by two persons", *left)
    owing = f"; still owed: {', '.join(left)}" if left else ""
    said = f"case {case.id}, {case.opened.reference}: {case.state.replace('_', ' ')}{whose}{owing}"
    console().print(said, markup=False, highlight=False)
