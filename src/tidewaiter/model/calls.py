"""What besides manifests says that cargo was there: vessel calls and lists of containers."""

import datetime
from typing import Literal

from tidewaiter.model.record import Record

StowKind = Literal["stow_plan", "discharge_report", "loading_report"]


class VesselCall(Record, frozen=True):
    """One call of one vessel at one port, as some source tells it.

    `port` is a UN/LOCODE or a name as written; `at` the place in the file (`line 3`).
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


class Stowed(Record, frozen=True):
    """One container on a list: where it is stowed, whether full, from where to where.

    `full` is None where the list does not say; ports are UN/LOCODEs or names as written.
    """

    container: str
    size_type: str = ""
    full: bool | None = None
    port_of_loading: str = ""
    port_of_discharge: str = ""
    gross_weight_kg: float | None = None
    cell: str = ""
    at: str = ""


class StowList(Record, frozen=True):
    """A stow plan (BAPLIE), or a report of what was discharged or loaded (COARRI)."""

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
