"""Stow lists and vessel calls as short tables, and how many of them a screening took in."""

from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from tidewaiter.model import Stowed, StowList, VesselCall
from tidewaiter.pipeline.screen import Result

# More containers of one list are counted, not shown; `--json` gives them all.
SHOWN = 30
_FULL = {True: "full", False: "empty", None: ""}


def stow_table(stowed: StowList) -> Table:
    """A stow list: the call it is about, then a row for each container."""
    table = Table(title=escape(_title(stowed)), title_justify="left")
    for name in ("container", "cell", "full", "from", "to", "gross kg"):
        table.add_column(name, justify="right" if name == "gross kg" else "left")
    table.add_column("at", style="dim")
    for held in stowed.containers[:SHOWN]:
        table.add_row(*map(escape, _cells(held)))
    left = len(stowed.containers) - SHOWN
    if left > 0:
        table.caption = f"and {left} more"
    return table


def _title(stowed: StowList) -> str:
    words = (stowed.function if stowed.function != "original" else "", stowed.kind)
    what = " ".join(word.replace("_", " ") for word in words if word != "")
    part = "partial, " if stowed.partial else ""
    ship = " ".join(filter(None, (stowed.vessel_name, stowed.vessel_imo, stowed.voyage)))
    call = " ".join(filter(None, (stowed.place, stowed.on)))
    about = ", ".join(filter(None, (ship, call)))
    return (
        f"{what} {stowed.reference}: {about}  ({part}{_many(len(stowed.containers), 'container')})"
    )


def _cells(held: Stowed) -> tuple[str, ...]:
    weight = "" if held.gross_weight_kg is None else f"{held.gross_weight_kg:,.10g}"
    ports = held.port_of_loading, held.port_of_discharge
    return held.container or "(no number)", held.cell, _FULL[held.full], *ports, weight, held.at


def call_table(calls: Iterable[VesselCall]) -> Table:
    """Vessel calls, a row each; times as read, with their zone."""
    table = Table(title="vessel calls", title_justify="left")
    for name in ("vessel", "IMO", "port", "arrived", "departed", "source"):
        table.add_column(name)
    table.add_column("at", style="dim")
    for call in calls:
        times = (
            "" if each is None else each.isoformat(sep=" ", timespec="minutes")
            for each in (call.arrived, call.departed)
        )
        name = call.vessel_name or call.vessel_mmsi
        row = (name, call.vessel_imo, call.port, *times, call.source, call.at)
        table.add_row(*map(escape, row))
    return table


def counted(results: Iterable[Result]) -> str:
    """`2 stow lists with 7 containers, 3 vessel calls`; empty where there is none."""
    lists = stowed = calls = 0
    for result in results:
        lists += result.stow_lists
        stowed += result.stowed
        calls += result.calls
    parts = []
    if lists > 0:
        parts.append(f"{_many(lists, 'stow list')} with {_many(stowed, 'container')}")
    if calls > 0:
        parts.append(_many(calls, "vessel call"))
    return ", ".join(parts)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
