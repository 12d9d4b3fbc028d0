"""Versions of lists, as a table for people and as lines for programs."""

import datetime
from collections.abc import Iterable, Mapping

from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.output import console, emit
from tidewaiter.lists import Kept
from tidewaiter.pipeline.list_status import status_lines


def show(
    versions: Iterable[Kept],
    *,
    on: datetime.date,
    as_json: bool,
    failures: Mapping[str, str] | None = None,
) -> None:
    """Show versions on stdout: a line of JSON each, or a table and what to know of them.

    `failures` says of lists why the last pull failed; one that is not held gets a line too.
    """
    versions, failures = list(versions), failures or {}
    if as_json:
        for line in status_lines(versions, on, failures):
            emit(line)
        return
    table = Table()
    for heading in ("List", "Published", "Got", "Age", "Entries", "Defects", "SHA-256"):
        table.add_column(heading, overflow="fold")
    below = []
    for kept in versions:
        table.add_row(*(escape(cell) for cell in _cells(kept, on)))
        told = (f"stale: {kept.stale(on)}" if kept.stale(on) else "", *kept.notes(on))
        below += [f"{kept.list}: {text}" for text in told if text != ""]
    if table.row_count > 0:
        console().print(table)
    below += [f"{name}: PULL FAILED {text}" for name, text in failures.items()]
    for text in below:
        console().print(text, style="yellow", markup=False, highlight=False)


def _cells(kept: Kept, on: datetime.date) -> tuple[str, ...]:
    age = (on - kept.current).days
    stale = "\nstale" if kept.stale(on) else ""
    entries = "\n".join(f"{count} {kind}" for kind, count in kept.by_kind.items())
    return (
        f"{kept.list}\n{kept.source}",
        kept.published or "not known",
        kept.got.date().isoformat(),
        f"{age} day{'' if age == 1 else 's'}{stale}",
        entries,
        str(kept.defects),
        kept.sha256[:12],
    )
