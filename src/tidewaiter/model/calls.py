"""What besides manifests says that cargo was there: vessel calls and lists of containers."""

import datetime
from typing import Literal

from tidewaiter.model.consignment import Dated, Extra
from tidewaiter.model.record import Record

StowKind = Literal["stow_plan", "discharge_report", "loading_report"]
# What a list does to lists sent before it (UN/EDIFACT 1225); empty where it does not say.
StowFunction = Literal["", "original", "addition", "change", "deletion", "replacement", "cancelled"]


class VesselCall(Record, frozen=True):
    """One call of one vessel at one port, as some source tells it.

    `port` is a UN/LOCODE or a name as written, `vessel_name` may be empty where a number names
    the ship, `at` is the place in the file (`line 3`). Both times have a zone: where the source
    gives none UTC is taken, and the text as written stands in `extras`.
    """

    vessel_name: str
    port: str
    vessel_imo: str = ""
    vessel_mmsi: str = ""
    vessel_flag: str = ""
    arrived: datetime.datetime | None = None
    departed: datetime.datetime | None = None
    source: str = ""
    at: str = ""
    extras: tuple[Extra, ...] = ()


class Stowed(Record, frozen=True):
    """One container on a list: where it is stowed, whether full, from where to where.

    `container` is empty where the list holds a container without its number. `full` is None
    where the list does not say; ports are UN/LOCODEs or names as written. `status` is why it is
    aboard (`import`, `export`, `transhipment`, `remain_on_board`), where told. `extras` are the
    segments of the container that no field holds, such as its operator, seals and bill.
    """

    container: str
    size_type: str = ""
    full: bool | None = None
    port_of_loading: str = ""
    port_of_discharge: str = ""
    gross_weight_kg: float | None = None
    cell: str = ""
    at: str = ""
    status: str = ""
    extras: tuple[Extra, ...] = ()


class StowList(Record, frozen=True):
    """A stow plan (BAPLIE), or a report of what was discharged or loaded (COARRI).

    `place` is the port the list was made at or reports on, `on` the time of that call, else of
    the document; `next_place` and `next_on` are the port of call after it. `partial` is True
    where the list says itself that it leaves containers out: nothing follows from a container
    that is not on it.
    """

    document: str
    format: str
    kind: StowKind
    reference: str
    containers: tuple[Stowed, ...]
    vessel_name: str = ""
    vessel_imo: str = ""
    vessel_call_sign: str = ""
    voyage: str = ""
    place: str = ""
    on: str = ""
    next_place: str = ""
    next_on: str = ""
    dates: tuple[Dated, ...] = ()
    function: StowFunction = ""
    partial: bool = False
    extras: tuple[Extra, ...] = ()
