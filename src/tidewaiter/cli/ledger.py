"""`tidewaiter verify`: is the ledger whole?"""

from typing import Annotated

import typer

from tidewaiter.cli.output import console, emit
from tidewaiter.cli.record import open_ledger
from tidewaiter.cli.settings import load_settings
from tidewaiter.model import BadInput


def verify(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line per fault.")] = False,
) -> None:
    """Check the ledger's hash chain: every altered, missing or reordered event is named."""
    with open_ledger(load_settings()) as ledger:
        faults = ledger.verify()
        anchor = ledger.anchor()
    if as_json:
        emit({"faults": faults, "anchor": anchor})
    else:
        for fault in faults:
            console().print(f"event {fault.number} {fault.kind}: {fault.what}", style="red")
        last = "no event yet" if anchor.number == 0 else f"event {anchor.number}, {anchor.digest}"
        console().print(f"{len(faults)} faults; the chain ends at {last}", highlight=False)
    if len(faults) > 0:
        raise typer.Exit(1)


def serve() -> None:
    """Start the workbench in a browser (not built yet)."""
    raise BadInput(
        "the workbench is not built yet",
        where="serve",
        advice="Use `tidewaiter screen`, `tidewaiter read` and `tidewaiter law show` meanwhile.",
    )
