"""`tidewaiter lists`: the lists that names are looked up in, and their versions."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import lists
from tidewaiter.cli.actor import name_of_actor
from tidewaiter.cli.diff import diff
from tidewaiter.cli.names import ListFiles
from tidewaiter.cli.output import console, say
from tidewaiter.cli.pull import pull
from tidewaiter.cli.screen import parse_day
from tidewaiter.cli.versions import show
from tidewaiter.lists import Arrival, Kept, LoadedList, Store
from tidewaiter.lists.kept import as_kept
from tidewaiter.model import BadInput
from tidewaiter.pipeline.list_status import pull_failures
from tidewaiter.pipeline.settings import load_settings

# defects of one list that are told one by one
TOLD = 20

app = typer.Typer(no_args_is_help=True, help="The lists that names are looked up in.")

app.command("pull")(pull)
app.command("diff")(diff)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per list.")]


@app.command("import")
def import_lists(
    files: Annotated[list[Path], typer.Argument(help="Lists as their publishers give them.")],
    published: Annotated[
        str,
        typer.Option("--published", help="The day (YYYY-MM-DD), for a list that gives none."),
    ] = "",
    accept: Annotated[
        bool, typer.Option("--accept-defects", help="Keep a list whatever its faults.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read lists, check them, and keep them; the versions before stay kept too."""
    settings = load_settings()
    store = Store(settings.home)
    day = parse_day(published)
    kept: dict[str, Kept] = {}
    failed = False
    for path in files:
        arrival = Arrival(
            at=datetime.datetime.now(datetime.UTC),
            origin=str(path),
            actor=name_of_actor(settings, "import_lists"),
            published="" if day is None else day.isoformat(),
            accept=accept,
        )
        try:
            receipt = store.keep(path, arrival)
        except BadInput as error:
            failed = True
            say(f"tidewaiter: {error}", "red")
            continue
        if receipt.kept.sha256 not in kept:
            _tell(receipt.kept, store.load(receipt.kept), new=receipt.new)
        kept[receipt.kept.sha256] = receipt.kept
    show(kept.values(), on=settings.today, as_json=as_json)
    if failed:
        raise typer.Exit(1)


def _tell(kept: Kept, loaded: LoadedList, *, new: bool) -> None:
    if not new:
        say(f"{kept.list} of {kept.day}: this content is kept already; nothing is changed", "dim")
        return
    for defect in loaded.defects[:TOLD]:
        say(f"{kept.list}: {defect.at}: {defect.problem}", "yellow")
    if len(loaded.defects) > TOLD:
        say(f"{kept.list}: {len(loaded.defects) - TOLD} more defects", "yellow")


@app.command("status")
def status(
    list_files: ListFiles = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every version kept, not the newest of each list alone.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Which lists answer, of which date, how old, with how many entries of each kind."""
    settings = load_settings()
    store = Store(settings.home)
    versions = store.versions() if every else store.versions_in_force(settings.today)
    files = [(path, lists.read(path)) for path in list_files or []]
    now = datetime.datetime.now(datetime.UTC)
    given = [as_kept(loaded, got=now, origin=str(path)) for path, loaded in files]
    failures = pull_failures(store)
    show((*versions, *given), on=settings.today, as_json=as_json, failures=failures)
    if as_json:
        return
    for _, loaded in files:
        for defect in loaded.defects:
            console().print(f"{loaded.version.name}: {defect.at}: {defect.problem}", markup=False)
