"""`tidewaiter verify`, and `tidewaiter ledger`: is the record whole, and what keeps it so."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit, progress, say
from tidewaiter.cli.screen import parse_day
from tidewaiter.ledger import SCHEMA_VERSION, Ledger
from tidewaiter.model import Anchor, BadInput
from tidewaiter.pipeline.home import make_home, now, open_ledger
from tidewaiter.pipeline.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="The record itself: anchors, upgrades, its clock.")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line.")]


def verify(
    anchors: Annotated[
        Path | None, typer.Option("--anchors", help="Anchors kept elsewhere, one JSON line each.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per fault.")] = False,
) -> None:
    """Check the ledger's hash chain: every altered, missing or reordered event is named."""
    kept = [] if anchors is None else list(_read_anchors(anchors))
    with open_ledger(load_settings()) as ledger:
        end = ledger.anchor()
        with progress("verifying", end.number) as told:
            faults = ledger.verify(*kept, progress=told)
    if as_json:
        emit({"faults": faults, "anchor": end})
    else:
        for fault in faults:
            number = f"event {fault.number}" if fault.last == 0 else f"from event {fault.number}"
            console().print(f"{number} {fault.kind}: {fault.what}", style="red", highlight=False)
        last = "no event yet" if end.number == 0 else f"event {end.number}, {end.digest}"
        against = "" if anchors is None else f" against {len(kept)} anchors"
        said = f"{len(faults)} faults{against}; the chain ends at {last}"
        console().print(said, highlight=False)
    if len(faults) > 0:
        raise typer.Exit(1)


@app.command("anchors")
def export_anchors(
    first: Annotated[str, typer.Option("--from", help="The first day (YYYY-MM-DD).")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day (YYYY-MM-DD).")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
) -> None:
    """Give the last event of each UTC day as one JSON line, to be kept where others hold it."""
    days = parse_day(first, "--from"), parse_day(last, "--to")
    with open_ledger(load_settings()) as ledger:
        anchors = ledger.anchors(*days)
        if out is None:
            for anchor in anchors:
                emit(anchor)
        else:
            say(f"{_write_anchors(out, anchors)} anchors in {out}")


@app.command("upgrade")
def upgrade(as_json: AsJson = False) -> None:
    """Bring a ledger that an older program made to the tables of this one, in place."""
    settings = load_settings()
    make_home(settings)
    before = Ledger.upgrade(settings.database_url)
    with open_ledger(settings) as ledger:
        end = ledger.anchor()
    after = SCHEMA_VERSION
    if as_json:
        emit({"before": before, "after": after, "anchor": end})
    elif before == after:
        console().print(f"the ledger has schema {after} already", highlight=False)
    else:
        said = f"schema {before} is now {after}; the chain ends at event {end.number}"
        console().print(said, highlight=False)


@app.command("clock")
def reset_clock(
    why: Annotated[str, typer.Option("--why", help="What shows that the time is wrong.")],
    as_json: AsJson = False,
) -> None:
    """Record that the last event bears a wrong time, so that the ledger can go on."""
    if why.strip() == "":
        advice = "Say in a sentence what shows it; the next person rests on it."
        raise BadInput("a reason is needed", where="--why", advice=advice)
    settings = load_settings()
    with open_ledger(settings) as ledger:
        actor = acting(settings, ledger, "backup").name
        event = ledger.reset_clock(why.strip(), actor=actor, at=now)
    if as_json:
        emit({"event": event.number, "at": event.at})
    else:
        at = f"{event.at:%Y-%m-%d %H:%M} UTC"
        console().print(f"event {event.number}: the ledger goes on from {at}", highlight=False)


def _read_anchors(path: Path) -> Iterator[Anchor]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        advice = "Give the file that `tidewaiter ledger anchors --out FILE` wrote."
        raise BadInput("it cannot be read", where=str(path), advice=advice) from error
    for number, line in enumerate(lines, 1):
        try:
            yield msgspec.json.decode(line, type=Anchor)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            where, advice = f"{path}, line {number}", "Export the anchors again, or mend the line."
            raise BadInput("it is no anchor", where=where, advice=advice) from error


def _write_anchors(path: Path, anchors: Iterable[Anchor]) -> int:
    """Write the file whole or not at all; give the number of its lines."""
    lines = [msgspec.json.encode(anchor) + b"\n" for anchor in anchors]
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(b"".join(lines))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        advice = "Name a file in a folder you may write to."
        raise BadInput("it cannot be written", where=str(path), advice=advice) from error
    return len(lines)
