"""What a document holds, as the lines that programs are given."""

import msgspec

from tidewaiter.model import Consignment, Permit, StowList, VesselCall


def content_line(record: Consignment | StowList | VesselCall | Permit) -> dict[str, object]:
    """The record with every list present, so that a program need not ask.

    A stow list stands under `stow_list`, a call under `call`, a permit under `permit`; a
    consignment stands by itself.
    """
    line: dict[str, object] = msgspec.to_builtins(record)
    if isinstance(record, VesselCall):
        return {"call": line}
    if isinstance(record, Permit):
        return {"permit": line}
    if isinstance(record, StowList):
        return {"stow_list": line}
    for name in ("parties", "ports", "transports", "goods", "containers", "defects"):
        line.setdefault(name, [])
    return line
