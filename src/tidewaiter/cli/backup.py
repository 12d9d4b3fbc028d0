"""`tidewaiter backup`, `restore` and `retain`: what is kept, and for how long."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tidewaiter.cases import Standing
from tidewaiter.cases.duties import duties
from tidewaiter.cases.limits import load_limits
from tidewaiter.cases.reports import LawReports
from tidewaiter.cli.actor import acting, open_door
from tidewaiter.cli.output import console, emit, progress, say
from tidewaiter.law import load_law
from tidewaiter.ledger import Ledger
from tidewaiter.model import Case
from tidewaiter.people import Secrets, Users
from tidewaiter.pipeline import keeping
from tidewaiter.pipeline.home import make_home, now, open_ledger
from tidewaiter.pipeline.keeping import Holding, Place
from tidewaiter.pipeline.retention import Retention
from tidewaiter.pipeline.settings import Settings, load_settings

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line.")]


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write; there must be none.")],
    with_secrets: Annotated[
        bool,
        typer.Option("--with-secrets", help="Hashes of passwords and tokens, and the desk's key."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the whole record and its files into one file, and read it back."""
    settings = load_settings()
    with open_ledger(settings) as ledger:
        actor = acting(settings, ledger, "backup")
        with progress("writing", ledger.anchor().number) as told:
            stamp = actor.name, now()
            place = Place(settings.home, settings.database_url)
            made = keeping.back_up(place, out, stamp, secrets=with_secrets, progress=told)
    _tell("backed up", made, as_json)
    if not with_secrets:
        say("without passwords, tokens and the desk's key; --with-secrets takes them along")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    check: Annotated[
        bool, typer.Option("--check", help="Read it as a restore would; restore nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fill an empty home folder and ledger from a backup, whole or not at all."""
    if check:
        _tell("whole", keeping.check(file), as_json)
        return
    settings = load_settings()
    make_home(settings)
    restored = keeping.restore(file, Place(settings.home, settings.database_url))
    _tell("restored and verified", restored, as_json)
    if not restored.secrets:
        _give_links(settings)


def retain(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only list what would be taken away.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per thing.")] = False,
) -> None:
    """Take away what was kept as long as the rules say. Events stay; so do open cases."""
    settings = load_settings()
    with (
        open_ledger(settings) as ledger,
        closing(Secrets.open(settings.database_url)) as secrets,
    ):
        actor = acting(settings, ledger, "backup")
        retention = Retention(
            settings.home, ledger, secrets, now(), _settled_reports(settings, ledger)
        )
        due = retention.due() if dry_run else retention.apply(actor.name)
    if as_json:
        for each in due:
            emit(each)
        return
    table = Table("Rule", "What", "How many", "Case", "Why so long")
    for each in due:
        table.add_row(each.rule, each.what, str(each.count), each.case, each.why)
    if len(due) > 0:
        console().print(table)
    said = "would be taken away" if dry_run else "taken away"
    console().print(f"{sum(each.count for each in due)} {said}", highlight=False)


def _settled_reports(settings: Settings, ledger: Ledger) -> Callable[[Case], bool]:
    """Whether no duty is open on a case."""
    limits = load_limits(settings.home)
    reports = LawReports(load_law(), limits.follow_up_days.report)
    busy = {duty.case for duty in duties(Standing(ledger), limits, now(), reports=reports)}
    return lambda case: case.id not in busy


def _tell(deed: str, held: Holding, as_json: bool) -> None:
    if as_json:
        emit(held)
        return
    files = ", ".join(f"{count} in {folder}" for folder, count in held.files.items())
    about = held.about
    end = f"event {about.anchor.number}, {about.anchor.digest}"
    for line in (
        f"{deed}: {held.events} events; files: {files or 'none'}",
        f"made {about.made:%Y-%m-%d %H:%M} UTC by {about.by}; the chain ends at {end}",
    ):
        console().print(line, markup=False, highlight=False, soft_wrap=True)


def _give_links(settings: Settings) -> None:
    """A new one-time link for everyone who may come in: the backup holds no passwords."""
    with open_ledger(settings) as ledger:
        users = Users(ledger)
        with open_door(settings, users) as door:
            for user in filter(lambda user: user.active, users.all()):
                given = door.link(user.name, now())
                say(f"one-time link for {user.name}: tidewaiter users accept {given}")
