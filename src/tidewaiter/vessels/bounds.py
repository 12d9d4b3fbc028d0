"""The bounds of `rules.toml` and the registries of `flags.toml`."""

import datetime
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from tidewaiter.model import Evidence, Record, VesselSignal
from tidewaiter.model.vessel import SignalKind, Weight
from tidewaiter.vessels.limits import Sourced


class CallBound(Sourced, frozen=True, kw_only=True):
    """How far back a call counts, and how long after the act what a ship did still speaks."""

    days: int
    after_days: int


class VoyageBound(Sourced, frozen=True, kw_only=True):
    """How much longer than its way a voyage may take."""

    knots: float
    detour: float
    times: float
    days: int


class SilenceBound(Sourced, frozen=True, kw_only=True):
    """From how many hours on a silence is long."""

    long_hours: float


class DraughtBound(Sourced, frozen=True, kw_only=True):
    """How much a draught may change between two ports."""

    metres: float


class JumpBound(Sourced, frozen=True, kw_only=True):
    """How many false steps, or how long a stay at a false place, are no fault."""

    many: int
    away_hours: float


class FlagBound(Sourced, frozen=True, kw_only=True):
    """How many changes of flag in how many months are many."""

    changes: int
    months: int


class NumberBound(Sourced, frozen=True, kw_only=True):
    """When an IMO number comes late, and how alike two hulls of one size are."""

    years: int
    share: float


class ShuttleBound(Sourced, frozen=True, kw_only=True):
    """How long before the loading, and with which goods, a ship of the territory counts."""

    days: int
    goods: tuple[str, ...]


class RenamedBound(Sourced, frozen=True, kw_only=True):
    """How near to a listing a new name counts."""

    days: int


class SeaWords(Sourced, frozen=True, kw_only=True):
    """Words of a destination that is no port."""

    words: tuple[str, ...]


class Kind(Record, frozen=True, forbid_unknown_fields=True):
    """A kind of signal: what would explain it, and under which measures it is a ground."""

    innocent: str
    law: tuple[str, ...]


class Bounds(Record, frozen=True, forbid_unknown_fields=True):
    """All bounds."""

    calls: CallBound
    voyage: VoyageBound
    silence: SilenceBound
    draught: DraughtBound
    jumps: JumpBound
    flags: FlagBound
    number: NumberBound
    shuttle: ShuttleBound
    renamed: RenamedBound
    sea: SeaWords
    kinds: dict[SignalKind, Kind]


class Registry(Record, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A registry that ended or never was open, in words and with its source."""

    country: str
    what: str
    source: str
    check: str
    ended: datetime.date | None = None
    never_open: bool = False


@cache
def bounds() -> Bounds:
    """The bounds that come with the package."""
    text = files("tidewaiter.vessels").joinpath("rules.toml").read_bytes()
    return msgspec.toml.decode(text, type=Bounds)


def signal(  # noqa: PLR0913 - what a signal is made of
    kind: SignalKind,
    *,
    asks: Literal["inspect", "review"],
    weight: Weight,
    why: str,
    evidence: Iterable[Evidence],
    source: str,
    excused: str = "",
) -> VesselSignal:
    """A signal of a kind, with what would explain it and the measures it is a ground under."""
    told = bounds().kinds[kind]
    return VesselSignal(
        kind=kind,
        asks=asks,
        weight=weight,
        why=why,
        innocent=told.innocent,
        law=told.law,
        evidence=tuple(evidence),
        source=source,
        excused=excused,
    )


@cache
def registries() -> dict[str, Registry]:
    """The doubtful registries by country."""
    text = files("tidewaiter.vessels").joinpath("flags.toml").read_bytes()
    found = msgspec.toml.decode(text, type=dict[str, tuple[Registry, ...]])
    return {each.country: each for each in found["registry"]}
