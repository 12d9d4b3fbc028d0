"""`tidewaiter lists diff`: what changed between two versions of a list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tidewaiter import lists
from tidewaiter.cli.output import console, emit
from tidewaiter.lists import ListDiff, LoadedList, Store
from tidewaiter.lists.diff import FIELDS, EntryChange
from tidewaiter.model import Listing, ListVersion
from tidewaiter.pipeline.settings import load_settings

Version = Annotated[
    str, typer.Argument(help="A file, or a version kept: start of its hash, its day, list@day.")
]


def diff(
    old: Version,
    new: Version,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line for all.")] = False,
) -> None:
    """Show what came, went and changed between two versions of a list, field by field."""
    store = Store(load_settings().home)
    found = lists.diff(_version(old, store), _version(new, store))
    if as_json:
        emit(found)
        return
    counts = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    title = f"{_named(found.old)} to {_named(found.new)}: {counts}"
    if len(found.touched) > 0:
        console().print(_table(found))
    console().print(title, markup=False, highlight=False, soft_wrap=True)


def _version(text: str, store: Store) -> LoadedList:
    path = Path(text)
    return lists.read(path) if path.exists() else store.load(store.find(text))


def _named(version: ListVersion) -> str:
    return f"{version.name} {version.published or version.sha256[:12]}"


def _table(found: ListDiff) -> Table:
    table = Table(show_lines=True)
    for heading in ("Change", "Entry", "Name", "Values: - lost, + gained"):
        table.add_column(heading, overflow="fold")
    rows = (
        *(("added", *_entry(entry, "+")) for entry in found.added),
        *(("removed", *_entry(entry, "-")) for entry in found.removed),
        *(("changed", *_change(change)) for change in found.changed),
    )
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    return table


def _entry(entry: Listing, sign: str) -> tuple[str, str, str]:
    values = "\n".join(
        f"{sign} {field.replace('_', ' ')}: {value}"
        for field, give in FIELDS.items()
        if field in {"names", "identifiers", "programmes", "decisions"}
        for value in give(entry)
    )
    return f"{entry.ref}\n{entry.kind}", entry.names[0].text, values


def _change(change: EntryChange) -> tuple[str, str, str]:
    return f"{change.ref}\n{change.kind}", change.name, "\n".join(_lines(change))


def _lines(change: EntryChange) -> Iterator[str]:
    for each in change.fields:
        field = each.field.replace("_", " ")
        yield from (f"- {field}: {value}" for value in each.removed)
        yield from (f"+ {field}: {value}" for value in each.added)
