"""`tidewaiter case export`, `case check` and `case key`: a case as one signed file."""

from pathlib import Path
from typing import Annotated

import typer

from tidewaiter.cases.attachments import Attachments
from tidewaiter.cases.bundle import Exporter, Papers
from tidewaiter.cases.bundle_check import check
from tidewaiter.cases.signing import desk_key, pinned
from tidewaiter.cli.actor import acting
from tidewaiter.cli.output import console, emit, say
from tidewaiter.pipeline.home import now, open_ledger
from tidewaiter.pipeline.settings import load_settings

AsJson = Annotated[bool, typer.Option("--json", help="One JSON line.")]


def export(
    case: Annotated[str, typer.Argument(help="The case, as `case list` names it.")],
    out: Annotated[Path, typer.Argument(help="The file to write; there must be none.")],
    as_json: AsJson = False,
) -> None:
    """Write a case with everything in it into one file, signed by the desk's key."""
    settings = load_settings()
    with open_ledger(settings) as ledger:
        actor = acting(settings, ledger, "export_case")
        papers = Papers(Attachments(settings.attachments), settings.editions)
        key = desk_key(settings.keys)
        about = Exporter(ledger, papers, key).export(case, out, actor.name, now())
    for note in about.notes:
        say(f"lacking: {note}", "yellow")
    if as_json:
        emit(about)
    else:
        console().print(f"case {case} in {out}", markup=False, highlight=False, soft_wrap=True)


def check_file(
    file: Annotated[Path, typer.Argument(help="The file of a case, from any desk.")],
    key: Annotated[
        str, typer.Option("--key", help="The public key of that desk, or a file that holds it.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Check the file of a case: its signature, each part of it, and that its events make it."""
    checked = check(file, "" if key == "" else pinned(key))
    if as_json:
        emit(checked)
        return
    about, case = checked.about, checked.case
    state = (case.outcome or case.state).replace("_", " ")
    made = f"{about.made:%Y-%m-%d %H:%M} UTC by {about.by}"
    by = "the key you gave" if checked.pinned else "a key you did not give, so by whom is not known"
    for line in (
        f"case {case.id}, {case.opened.reference}: {state}; exported {made}",
        f"{checked.events} events and {checked.attachments} attachments, as they were signed",
        *(f"lacking: {note}" for note in about.notes),
        f"signed by {by}: {checked.key}",
    ):
        console().print(line, markup=False, highlight=False, soft_wrap=True)


def show_key() -> None:
    """Print the desk's public key, for partners to keep; it is made where there is none."""
    settings = load_settings()
    with open_ledger(settings) as ledger:
        acting(settings, ledger)
        said = desk_key(settings.keys).public
    console().print(said, markup=False, highlight=False, soft_wrap=True)
