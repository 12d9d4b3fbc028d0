"""Two ways out: lines of JSON for programs on stdout, tables and messages for people."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
from rich.console import Console
from rich.progress import Progress

PAGE_WIDTH = 110

WORDS = {"detain": "DETAIN", "inspect": "INSPECT", "review": "REVIEW", "pass": "pass"}
STYLES = {"detain": "bold red", "inspect": "bold yellow", "review": "bold cyan", "pass": "dim"}


def console() -> Console:
    """The console for tables: as wide as the terminal, or a page where there is none."""
    plain = Console(file=sys.stdout)
    return plain if plain.is_terminal else Console(file=sys.stdout, width=PAGE_WIDTH)


def say(text: str, style: str = "") -> None:
    """A message for people, on stderr, on one line however long."""
    Console(file=sys.stderr).print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def emit(record: object) -> None:
    """Write one record as one line of JSON."""
    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")


@contextmanager
def progress(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """Told on stderr how far something is, where a person looks."""
    shown = Console(file=sys.stderr)
    with Progress(console=shown, transient=True, disable=not shown.is_terminal) as bar:
        task = bar.add_task(words, total=total)
        yield lambda count: bar.update(task, completed=count)
