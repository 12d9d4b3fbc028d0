"""`tidewaiter duties`: what is owed, by whom and by when; owners and proofs of filing."""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter.cases import Standing
from tidewaiter.cases import duties as owed
from tidewaiter.cases.limits import Limits, load_limits
from tidewaiter.cases.reports import LawReports
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit
from tidewaiter.cli.screen import parse_day
from tidewaiter.law import load_law
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, BadInput, Duty, DutySet, Filing
from tidewaiter.pipeline.home import open_ledger
from tidewaiter.pipeline.settings import load_settings

app = typer.Typer(help="What is owed: by whom, by when, and to whom it goes when it is late.")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per duty.")]
Key = Annotated[str, typer.Argument(help="The duty, as `tidewaiter duties` names it.")]


class _Work(NamedTuple):
    ledger: Ledger
    limits: Limits
    actor: Actor
    now: datetime.datetime

    def duties(self, *, every: bool = False) -> tuple[Duty, ...]:
        reports = LawReports(load_law(), self.limits.follow_up_days.report)
        standing = Standing(self.ledger)
        return owed.duties(standing, self.limits, self.now, reports=reports, every=every)


@app.callback(invoke_without_command=True)
def show_duties(
    context: typer.Context,
    every: Annotated[
        bool, typer.Option("--all/--open", help="Reports that were filed, too; or open ones only.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What is owed: by whom, by when, and to whom it goes when it is late."""
    if context.invoked_subcommand is not None:
        return
    with _at_work() as work:
        found = work.duties(every=every)
    if as_json:
        for duty in found:
            emit(duty)
        return
    table = Table(show_lines=True)
    for heading in ("Duty", "What", "Whose", "Due, UTC", "Gone to"):
        table.add_column(heading, overflow="fold")
    for duty in found:
        style = "bold red" if duty.overdue(work.now) else "dim" if duty.filed > 0 else ""
        table.add_row(*map(escape, _cells(duty)), style=style)
    console().print(table)
    late = sum(duty.overdue(work.now) for duty in found)
    console().print(f"{len(found)} duties, {late} overdue", highlight=False)


@app.command("file")
def file_paper(
    key: Key,
    paper: Annotated[Path, typer.Option("--paper", help="The paper as it was sent.")],
    on: Annotated[str, typer.Option("--on", help="The day it was sent (YYYY-MM-DD).")],
    to: Annotated[str, typer.Option("--to", help="To whom it was sent.")] = "",
    as_json: AsJson = False,
) -> None:
    """Record the paper that proves a duty done, by its SHA-256; the paper itself stays yours."""
    day = parse_day(on)
    if day is None:
        raise BadInput("a day is needed", where="--on", advice="Write it as 2017-08-06.")
    filing = Filing(key=key, on=day, to=to, sha256=_digest(paper), name=paper.name)
    with _at_work() as work:
        number = owed.file(work.ledger, filing, work.actor, work.now, work.duties(every=True))
    _tell(f"event {number}: {key} filed on {day}, SHA-256 {filing.sha256}", number, filing, as_json)


@app.command("own")
def name_owner(
    key: Key,
    owner: Annotated[str, typer.Option("--owner", help="Who owns it from now on.")],
    due: Annotated[
        datetime.datetime | None, typer.Option("--due", help="When it is due, UTC.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="Why, in a sentence.")] = "",
    as_json: AsJson = False,
) -> None:
    """Name who owns a duty, and until when."""
    until = None if due is None else due.replace(tzinfo=datetime.UTC)
    duty = DutySet(key=key, owner=owner, due=until, why=why)
    with _at_work() as work:
        number = owed.name_owner(work.ledger, duty, work.actor, work.now, work.duties())
    _tell(f"event {number}: {key} is owned by {owner}", number, duty, as_json)


@contextmanager
def _at_work() -> Iterator[_Work]:
    settings = load_settings()
    now = datetime.datetime.now(datetime.UTC)
    with open_ledger(settings) as ledger:
        yield _Work(ledger, load_limits(settings.home), acting(settings, ledger), now)


def _cells(duty: Duty) -> tuple[str, ...]:
    what = f"{duty.subject}\n{duty.what}"
    cited = "" if duty.paragraph == "" else f"\n{duty.paragraph}"
    due = duty.limit if duty.due is None else f"{duty.due:%Y-%m-%d %H:%M}\n{duty.limit}"
    gone = f"filed, event {duty.filed}" if duty.filed > 0 else duty.escalated_to
    return duty.key, f"{what}{cited}", duty.owner, due, gone


def _digest(paper: Path) -> str:
    try:
        with paper.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        what = error.strerror or "cannot be read"
        raise BadInput(what, where=str(paper), advice="Check the path.") from error


def _tell(said: str, number: int, payload: DutySet | Filing, as_json: bool) -> None:
    if as_json:
        emit({"event": number, "payload": payload})
    else:
        console().print(said, markup=False, highlight=False, soft_wrap=True)
