"""`tidewaiter lists pull`: lists from their publishers."""

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from tidewaiter.cli.actor import name_of_actor
from tidewaiter.cli.output import say
from tidewaiter.cli.versions import show
from tidewaiter.lists import Kept, Store
from tidewaiter.pipeline.settings import load_settings


def pull(
    names: Annotated[
        list[str] | None, typer.Argument(help="Lists by name; every known one by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per list.")] = False,
) -> None:
    """Download lists from their publishers; a failure leaves the version held in place."""
    # here, since nothing else needs the library for downloads
    from tidewaiter.lists.pull import Puller
    from tidewaiter.lists.sources import chosen, load_sources

    settings = load_settings()
    puller = Puller(Store(settings.home), actor=name_of_actor(settings, "import_lists"))
    kept: list[Kept] = []
    failed = False
    for name, source in chosen(tuple(names or ()), load_sources()).items():
        with _watched(name) as show_bytes:
            now = datetime.datetime.now(datetime.UTC)
            pulled = puller.pull(name, source, at=now, show=show_bytes)
        if pulled.kept is None:
            failed = True
            say(f"tidewaiter: {name}: PULL FAILED: {pulled.failure}", "bold red")
            continue
        kept.append(pulled.kept)
        say(f"{name}: {'new version' if pulled.outcome == 'new' else 'unchanged'}")
    show(kept, on=settings.today, as_json=as_json)
    if failed:
        raise typer.Exit(1)


@contextmanager
def _watched(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr for the bytes of one list, where stderr is a terminal."""
    console = Console(file=sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=None)
        yield lambda got, whole: progress.update(task, completed=got, total=whole or None)
