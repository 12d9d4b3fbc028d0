"""What counts as a visit, a silence, a meeting: the numbers of `limits.toml`, with sources."""

from functools import cache
from importlib.resources import files

import msgspec

from tidewaiter.model import Record


class Sourced(Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Numbers with where they come from and how far they are verified."""

    source: str
    check: str


class VisitLimit(Sourced, frozen=True, kw_only=True):
    """A visit: slow within a distance of a port."""

    within_nm: float
    knots: float
    join_hours: float
    least_minutes: float


class SilenceLimit(Sourced, frozen=True, kw_only=True):
    """A silence: so many hours without a position."""

    least_hours: float


class ReachLimit(Sourced, frozen=True, kw_only=True):
    """Whether a ship could have gone by the territory in a silence."""

    knots: float
    waters_nm: float


class MeetingLimit(Sourced, frozen=True, kw_only=True):
    """A meeting of two ships."""

    within_m: float
    knots: float
    least_hours: float
    from_port_nm: float
    join_minutes: float


class LoiteringLimit(Sourced, frozen=True, kw_only=True):
    """A long slow stay away from ports."""

    knots: float
    least_hours: float
    from_port_nm: float
    join_minutes: float


class JumpLimit(Sourced, frozen=True, kw_only=True):
    """A step no ship can make."""

    knots: float
    least_nm: float


class CoverageLimit(Sourced, frozen=True, kw_only=True):
    """Below how many ships a cell of a degree was heard badly that day."""

    ships: int


class River(Sourced, frozen=True, kw_only=True):
    """A river or its mouth, by its bounds in degrees."""

    name: str
    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """True of a place within the bounds."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


class TrackLimits(Record, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    visit: VisitLimit
    silence: SilenceLimit
    reach: ReachLimit
    meeting: MeetingLimit
    loitering: LoiteringLimit
    jump: JumpLimit
    coverage: CoverageLimit
    rivers: tuple[River, ...] = ()


@cache
def track_limits() -> TrackLimits:
    """The limits that come with the package."""
    text = files("tidewaiter.vessels").joinpath("limits.toml").read_bytes()
    return msgspec.toml.decode(text, type=TrackLimits)
