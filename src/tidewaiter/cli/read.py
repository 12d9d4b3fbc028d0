"""`tidewaiter read`: what a document says, judging nothing."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tidewaiter import cargo
from tidewaiter.cli.output import console, emit, say
from tidewaiter.cli.permits import permit_table
from tidewaiter.cli.stowed import call_table, stow_table
from tidewaiter.model import BadInput, Consignment, Defect, Permit, StowList, VesselCall
from tidewaiter.pipeline.contents import content_line
from tidewaiter.pipeline.screen import documents


def read(
    paths: Annotated[list[Path], typer.Argument(help="Cargo documents, or folders of them.")],
    as_json: Annotated[
        bool,
        typer.Option("--json", help="One JSON line per consignment, stow list, call and permit."),
    ] = False,
) -> None:
    """Say what documents hold: consignments, stow lists, calls, permits. Judges nothing."""
    failed = False
    for path in documents(paths):
        try:
            read_one(path, as_json=as_json)
        except BadInput as error:
            failed = True
            say(f"tidewaiter: {error}", "red")
    if failed:
        raise typer.Exit(1)


def read_one(path: Path, *, as_json: bool) -> None:
    """Print what one document holds, its calls and permits last; defects go to stderr.

    Raises:
        BadInput: the file cannot be opened, or nothing in it can be read.
    """
    calls: list[VesselCall] = []
    permits: list[Permit] = []
    for record in cargo.read(path):
        if isinstance(record, Defect):
            _show_defect(record, path)
        elif as_json:
            emit(content_line(record))
        elif isinstance(record, VesselCall):
            calls.append(record)
        elif isinstance(record, Permit):
            permits.append(record)
        else:
            console().print(describe(record))
    if len(calls) > 0:
        console().print(call_table(calls))
    if len(permits) > 0:
        console().print(permit_table(permits))


def _show_defect(defect: Defect, path: Path) -> None:
    where = f"{path}: {defect.at}" if defect.at != "" else str(path)
    say(f"{where}: {defect.problem}", "yellow")


def describe(record: Consignment | StowList) -> Table:
    """A consignment or a stow list as a table of what it says and where."""
    return stow_table(record) if isinstance(record, StowList) else _declared(record)


def _declared(consignment: Consignment) -> Table:
    table = Table(title=f"{consignment.reference}  ({consignment.format})", title_justify="left")
    table.add_column("what")
    table.add_column("declared")
    table.add_column("at", style="dim")
    for what, declared, field in _rows(consignment):
        table.add_row(what, declared, _place(consignment, field))
    for defect in consignment.defects:
        table.add_row("defect", f"{defect.problem} {defect.text}", defect.at, style="yellow")
    return table


def _place(consignment: Consignment, field: str) -> str:
    """Where the row's value stands, or that of another value of the same record."""
    place = consignment.at(field)
    if place != "":
        return place
    stem = field.rsplit(".", 1)[0]
    near = (at for name, at in consignment.places.items() if name.startswith(stem))
    return next(near, "")


def _rows(consignment: Consignment) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = [
        (f"{d.kind} date", d.value, f"dates[{i}]") for i, d in enumerate(consignment.dates)
    ]
    for i, transport in enumerate(consignment.transports):
        marks = (transport.name, transport.imo, transport.call_sign, transport.flag)
        rows.append(("transport", _joined(*marks, transport.voyage), f"transports[{i}].name"))
    for i, port in enumerate(consignment.ports):
        rows.append(
            (port.function, _joined(port.code, port.name, port.country), f"ports[{i}].code")
        )
    for i, party in enumerate(consignment.parties):
        shown = _joined(party.name, party.address, party.country)
        rows.append((party.role, shown, f"parties[{i}].name"))
    for i, goods in enumerate(consignment.goods):
        weight = "" if goods.gross_weight_kg is None else f"{goods.gross_weight_kg:,.10g} kg"
        shown = _joined("/".join(goods.hs), goods.description, weight, goods.origin)
        rows.append((f"goods {goods.number}".strip(), shown, f"goods[{i}].description"))
    for i, box in enumerate(consignment.containers):
        seals = f"seals {', '.join(box.seals)}" if box.seals else ""
        rows.append(("container", _joined(box.number, seals), f"containers[{i}].number"))
    return [(what.replace("_", " "), declared, field) for what, declared, field in rows]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part != "")
