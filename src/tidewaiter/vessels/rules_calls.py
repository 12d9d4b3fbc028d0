"""Signals of where a ship called, where its papers say it called, and where it did not."""

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from tidewaiter.model import Evidence, History, VesselSignal, Visit
from tidewaiter.vessels.bounds import bounds, signal
from tidewaiter.vessels.geometry import distance_nm
from tidewaiter.vessels.setting import Setting, Voyage, before, day_of, left_on

_Relation = Literal["during", "before", "apart"]
_TIES: dict[_Relation, Literal["", "sure", "possible"]] = {
    "during": "sure",
    "before": "possible",
    "apart": "",
}
_OIL = frozenset({"crude_oil", "refined_petroleum", "aviation_fuel", "condensates"})


def territory_calls(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Calls at ports of the territory: on this voyage, just before it, or apart from it."""
    visits = before(history.visits, setting.on)
    loaded = setting.voyage.loaded
    earliest = (loaded or setting.on) - datetime.timedelta(days=bounds().calls.days)
    ended = _discharged(visits, setting)
    for at, visit in enumerate(visits):
        day = left_on(visit)
        if not setting.is_territory(visit.port) or day is None or day < earliest:
            continue
        if day > ended:
            yield _territory_call(visit, setting, "apart")
        elif loaded is not None and day >= loaded:
            yield _territory_call(visit, setting, "during")
        else:
            others = (each for each in visits[at + 1 :] if not setting.is_territory(each.port))
            since = [each for each in others if loaded is None or (left_on(each) or ended) < loaded]
            yield _territory_call(visit, setting, "before" if len(since) <= 1 else "apart")


def _territory_call(visit: Visit, setting: Setting, relation: _Relation) -> VesselSignal:
    declared = visit.declared or setting.is_territory(setting.voyage.loading)
    loading = "the declared loading" if setting.voyage.loading_told else "the day of the papers"
    when = {
        "during": f"after {loading}",
        "before": f"before {loading}, with no other port between",
        "apart": "apart from this voyage",
    }[relation]
    found = signal(
        "port_call" if declared else "undeclared_call",
        asks="inspect",
        weight="weak" if relation == "apart" else "strong",
        why=f"the ship called at {visit.port} {when},"
        f" {'declared' if declared else 'not declared in the papers'}"
        f" ({_times(visit)}; {visit.source or 'source not named'})",
        evidence=(_evidence(visit),),
        source=visit.source,
        excused=_distress(visit),
    )
    return msgspec.structs.replace(found, tie=_TIES[relation])


def called_elsewhere(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """The port of discharge the papers name was not called at, and the ship is somewhere else.

    A call on the way is none: the ship must be back where it loaded, or long overdue.
    """
    voyage = setting.voyage
    if voyage.loaded is None or voyage.discharge == "":
        return
    since = [
        each
        for each in before(history.visits, setting.on)
        if (day_of(each) or voyage.loaded) > voyage.loaded
    ]
    country = _country(voyage.discharge, setting)
    there = [each for each in since if _same(each.port, voyage.discharge, country)]
    if len(there) > 0 or len(since) == 0 or not _covers(history, voyage.discharge, country):
        return
    last = since[-1]
    home = _same(last.port, voyage.loading, _country(voyage.loading, setting))
    if not (home or _is_overdue(voyage, setting)):
        return
    yield signal(
        "declared_not_called",
        asks="inspect",
        weight="strong" if setting.goods & _OIL else "medium",
        why=(
            f"the papers name {voyage.discharge} as port of discharge; the ship never called there"
            f" and was {'back' if home else 'next'} at {last.port} ({_times(last)})"
        ),
        evidence=(voyage.evidence("discharge", voyage.discharge), _evidence(last)),
        source=last.source,
    )


def destination_at_sea(_: History, setting: Setting) -> Iterator[VesselSignal]:
    """The papers name a place at sea, and no port, as the destination."""
    named = setting.voyage.discharge
    words = [word for word in bounds().sea.words if word in named.casefold()]
    if len(words) == 0 or setting.place(named) is not None:
        return
    oil = bool(setting.goods & _OIL)
    yield signal(
        "no_port",
        asks="inspect",
        weight="strong" if oil else "medium",
        why=f"the papers name no port as destination but {named!r}"
        + (", for a cargo of oil" if oil else ""),
        evidence=(setting.voyage.evidence("discharge", named),),
        source="the papers",
    )


def long_voyage(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """The voyage took far longer than its way, and no call explains it."""
    voyage, bound = setting.voyage, bounds().voyage
    start, end = setting.place(voyage.loading), setting.place(voyage.discharge)
    arrives = voyage.arrives or setting.on
    if start is None or end is None or voyage.loaded is None or start.code == end.code:
        return
    miles = distance_nm(start.lat, start.lon, end.lat, end.lon) * bound.detour
    usual = miles / bound.knots / 24
    took = (arrives - voyage.loaded).days
    calls = [
        each
        for each in before(history.visits, arrives)
        if (day_of(each) or arrives) > voyage.loaded and not _same(each.port, voyage.discharge, "")
    ]
    if took < max(usual * bound.times, usual + bound.days) or len(calls) > 0:
        return
    yield signal(
        "long_voyage",
        asks="inspect",
        weight="medium",
        why=(
            f"{took} days from {voyage.loading} to {voyage.discharge}, a way of about {miles:,.0f}"
            f" nautical miles that takes {max(usual, 1):.0f} at {bound.knots:.0f} knots"
        ),
        evidence=(
            voyage.evidence("loading", voyage.loading),
            voyage.evidence("discharge", voyage.discharge),
        ),
        source="the papers",
    )


def shuttle(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """The port of loading received ships from the territory shortly before, with such goods."""
    voyage, bound = setting.voyage, bounds().shuttle
    goods = sorted(setting.goods & set(bound.goods))
    if len(goods) == 0 or voyage.loading == "" or setting.is_territory(voyage.loading):
        return
    until = voyage.loaded or setting.on
    first = until - datetime.timedelta(days=bound.days)
    came = [
        each
        for each in history.arrivals
        if setting.is_territory(each.from_port)
        and _same(each.port, voyage.loading, "")
        and first <= each.at.date() <= until
    ]
    if len(came) == 0:
        return
    ships = ", ".join(dict.fromkeys(each.ship for each in came))
    yield signal(
        "shuttle",
        asks="inspect",
        weight="medium",
        why=(
            f"{goods[0].replace('_', ' ')} from {voyage.loading}, where {len(came)} ships came from"
            f" the territory in the {bound.days} days before ({ships}): landed and lifted again?"
        ),
        evidence=tuple(
            Evidence(
                "arrivals", f"{each.ship}, {each.from_port} to {each.port}, {each.at:%Y-%m-%d}"
            )
            for each in came
        ),
        source=came[0].source,
    )


def _discharged(visits: list[Visit], setting: Setting) -> datetime.date:
    """The day the ship first called at the port of discharge after the loading, else the last."""
    loaded, port = setting.voyage.loaded, setting.voyage.discharge
    days = [day for each in visits if _same(each.port, port, "") and (day := day_of(each))]
    return min((day for day in days if loaded is None or day > loaded), default=setting.on)


def _is_overdue(voyage: Voyage, setting: Setting) -> bool:
    """True where the day of arrival that the papers give is long past."""
    if voyage.arrives is None:
        return False
    return (setting.on - voyage.arrives).days > bounds().voyage.days


def _covers(history: History, port: str, country: str) -> bool:
    """True where some source tells of calls everywhere, or of those at that port or country."""
    named = {each.casefold() for each in history.covered}
    return not named.isdisjoint({"all", port.casefold(), country.casefold() or port.casefold()})


def _country(port: str, setting: Setting) -> str:
    place = setting.place(port)
    if place is not None:
        return place.country
    code = port.strip().upper()
    return code[:2] if len(code) in {2, 5} and code.isalnum() else ""


def _same(port: str, other: str, country: str) -> bool:
    """True where two words name one port, or the port lies in the country alone named."""
    mine, its = port.strip().casefold(), other.strip().casefold()
    return mine == its or (len(its) == 2 and country != "" and mine.startswith(its))


def _evidence(visit: Visit) -> Evidence:
    return Evidence("calls", f"{visit.port}, {_times(visit)}", visit.at)


def _times(visit: Visit) -> str:
    ends = [f"{at:%Y-%m-%d}" for at in (visit.arrived, visit.departed) if at is not None]
    return " to ".join(dict.fromkeys(ends)) or "day not told"


def _distress(visit: Visit) -> str:
    reasons = ("distress", "emergency", "weather", "medical")
    told = next((word for word in reasons if word in visit.reason.casefold()), "")
    return "" if told == "" else f"the source gives {told} as the reason of the call"
