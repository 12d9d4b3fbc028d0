"""What is known of one ship through time, and what of it speaks for a look at its cargo.

All times are UTC, positions WGS 84 in degrees, distances in nautical miles, speeds in knots.
"""

import datetime
from typing import Literal

from tidewaiter.model.record import Evidence, Record

IdentityField = Literal[
    "name",
    "imo",
    "mmsi",
    "call_sign",
    "flag",
    "type",
    "length",
    "width",
    "gross_tonnage",
    "built",
    "owner",
    "owner_company_imo",
    "manager",
    "manager_company_imo",
]
SignalKind = Literal[
    "port_call",
    "undeclared_call",
    "declared_not_called",
    "no_port",
    "long_voyage",
    "silence",
    "meeting",
    "loitering",
    "impossible_track",
    "draught_change",
    "shuttle",
    "flag_hopping",
    "false_flag",
    "expired_flag",
    "mmsi_against_flag",
    "two_hulls",
    "late_number",
    "renamed_at_listing",
]
Weight = Literal["strong", "medium", "weak"]


class Known(Record, frozen=True):
    """One thing some source says of a ship, and for which days.

    Days are None where the source does not say since or until when. `check` is how far it was
    verified (`verified`, `one source`, `unverified`), `at` the place in the source.
    """

    field: IdentityField
    value: str
    source: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    check: str = ""
    at: str = ""


class Visit(Record, frozen=True):
    """A stay of a ship at a port, told by a table or seen in its positions.

    `port` is a UN/LOCODE where one is known, else a name. `declared` says whether the ship's papers
    name the call, None where nobody knows. Draughts are metres at arrival and departure.
    """

    port: str
    arrived: datetime.datetime | None = None
    departed: datetime.datetime | None = None
    source: str = ""
    seen: Literal["told", "positions"] = "told"
    declared: bool | None = None
    draught_in: float | None = None
    draught_out: float | None = None
    reason: str = ""
    at: str = ""


class Silence(Record, frozen=True):
    """A time without positions, between two that are known.

    `reach` is how long, in hours, a way by the territory's waters between the two would have
    taken at the speed assumed, None where it was not worked out. `excuse` says what else explains
    it (`no coverage`, `river`, `satellite only`), empty where nothing does.
    """

    since: datetime.datetime
    until: datetime.datetime
    from_lat: float
    from_lon: float
    to_lat: float
    to_lon: float
    reach: float | None = None
    excuse: str = ""
    source: str = ""

    @property
    def hours(self) -> float:
        """How long it was."""
        return (self.until - self.since).total_seconds() / 3600


class Meeting(Record, frozen=True):
    """Two ships close to each other at low speed away from any port.

    `other` names the other ship by its IMO number, else its MMSI, else its name. `other_left` is
    the last day before the meeting on which the other left the territory, where that is known.
    """

    other: str
    since: datetime.datetime
    until: datetime.datetime
    lat: float | None = None
    lon: float | None = None
    distance_m: float | None = None
    other_name: str = ""
    other_flag: str = ""
    other_left: datetime.date | None = None
    source: str = ""
    at: str = ""


class Loitering(Record, frozen=True):
    """A long slow stay away from any port."""

    since: datetime.datetime
    until: datetime.datetime
    lat: float
    lon: float
    source: str = ""


class Jump(Record, frozen=True):
    """Two positions too far apart for the time between: `knots` is the speed it would take."""

    at: datetime.datetime
    knots: float
    from_lat: float
    from_lon: float
    to_lat: float
    to_lon: float
    why: str = ""
    source: str = ""


class Arrival(Record, frozen=True):
    """That some ship came from one port to another: `ship` names it, `at` is the arrival."""

    ship: str
    from_port: str
    port: str
    at: datetime.datetime
    source: str = ""


class History(Record, frozen=True):
    """What is known of one ship up to a moment; what nobody told of is not in it.

    `arrivals` are those of other ships at the port of loading. `covered` names the ports and
    countries whose calls are all known (or `all`), so that an absence can be read.
    """

    known: tuple[Known, ...] = ()
    visits: tuple[Visit, ...] = ()
    silences: tuple[Silence, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    loiterings: tuple[Loitering, ...] = ()
    jumps: tuple[Jump, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    covered: tuple[str, ...] = ()


class VesselSignal(Record, frozen=True):
    """Something in a ship's history that speaks for a look, and what else would explain it.

    `asks` is what it asks for: a signal never detains. `law` names measures (`un/2270/18/inspect`)
    under which it is a ground. `innocent` says what would explain it without any breach. `excused`
    says what does so here, and is empty where nothing does: an excused signal is shown and asks
    nothing. `tie` says whether it ties the cargo to the territory, surely or possibly.
    """

    kind: SignalKind
    asks: Literal["inspect", "review"]
    weight: Weight
    why: str
    innocent: str
    law: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    source: str = ""
    excused: str = ""
    tie: Literal["", "sure", "possible"] = ""

    @property
    def counts(self) -> bool:
        """True where the signal alone asks for something."""
        return self.weight != "weak" and self.excused == ""


class ListedShip(Record, frozen=True):
    """A ship on a list, as far as it tells one hull from another."""

    list: str
    ref: str
    names: tuple[str, ...]
    imo: str = ""
    mmsi: str = ""
    since: datetime.date | None = None
