"""Signals of what a ship did at sea: silence, meetings, false positions, draughts."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from tidewaiter.codes import parse_mmsi
from tidewaiter.model import Evidence, History, Jump, ListedShip, Meeting, Silence, VesselSignal
from tidewaiter.vessels.bounds import bounds, signal
from tidewaiter.vessels.geometry import distance_nm
from tidewaiter.vessels.limits import track_limits
from tidewaiter.vessels.setting import Setting, before


def with_reach(silences: Iterable[Silence], setting: Setting) -> tuple[Silence, ...]:
    """The silences with the hours a way by the nearest port of the territory would have taken."""
    knots = track_limits().reach.knots
    ports = tuple(setting.territory_places())
    found = []
    for each in silences:
        ways = [
            distance_nm(each.from_lat, each.from_lon, port.lat, port.lon)
            + distance_nm(port.lat, port.lon, each.to_lat, each.to_lon)
            for port in ports
        ]
        hours = min(ways) / knots if len(ways) > 0 else None
        found.append(msgspec.structs.replace(each, reach=hours))
    return tuple(found)


def silences(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Silences in which the ship could have gone by the territory's ports."""
    limit = track_limits().silence.least_hours
    for each in with_reach(history.silences, setting):
        if each.since.date() > setting.on or each.hours < limit or each.reach is None:
            continue
        if each.reach > each.hours:
            continue
        days = each.hours / 24
        long = each.hours >= bounds().silence.long_hours
        span = f"{days:.0f} days" if days >= 2 else f"{each.hours:.0f} hours"
        yield signal(
            "silence",
            asks="inspect" if long else "review",
            weight="strong" if long else "medium",
            why=(
                f"no position for {span} from {each.since:%Y-%m-%d %H:%M} UTC; a way by the"
                f" territory's nearest port takes {each.reach:.0f} hours at"
                f" {track_limits().reach.knots:.0f} knots"
            ),
            evidence=(
                Evidence(
                    "positions",
                    _ends(each),
                ),
            ),
            source=each.source,
            excused=each.excuse,
        )


def meetings(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Meetings at sea with a listed ship or one of the territory; others ask for the papers."""
    for each in history.meetings:
        if each.since.date() > setting.on:
            continue
        grave, who = _whom(each, setting)
        yield signal(
            "meeting",
            asks="inspect" if grave else "review",
            weight="strong" if grave else "weak",
            why=f"the ship met {who} at sea on {each.since:%Y-%m-%d}{_how_near(each)}",
            evidence=(
                Evidence("meetings", f"{each.other}, {each.since:%Y-%m-%d %H:%M} UTC", each.at),
            ),
            source=each.source,
        )


def false_tracks(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Positions no ship could reach: one is a fault, many are two ships or a lie."""
    jumps = [each for each in history.jumps if each.at.date() <= setting.on]
    if len(jumps) == 0:
        return
    many = len(jumps) >= bounds().jumps.many or any(
        two.at - one.at >= datetime.timedelta(hours=bounds().jumps.away_hours)
        for one, two in pairwise(jumps)
    )
    first = jumps[0]
    yield signal(
        "impossible_track",
        asks="inspect" if many else "review",
        weight="strong" if many else "weak",
        why=(
            f"{len(jumps)} steps no ship can make, the first on {first.at:%Y-%m-%d}:"
            f" {first.knots:,.0f} knots, {_ends(first)}; the positions are false, or two ships"
            " send one number"
        ),
        evidence=tuple(
            Evidence("positions", f"{each.at:%Y-%m-%d %H:%M} UTC, {each.knots:,.0f} knots", "")
            for each in jumps[:5]
        ),
        source=first.source,
    )


def draughts(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """The ship lay deeper or higher at a port than when it left the last one."""
    visits = before(history.visits, setting.on)
    for earlier, later in pairwise(visits):
        if earlier.draught_out is None or later.draught_in is None:
            continue
        change = later.draught_in - earlier.draught_out
        if abs(change) < bounds().draught.metres:
            continue
        way = "deeper" if change > 0 else "higher"
        yield signal(
            "draught_change",
            asks="inspect",
            weight="medium",
            why=(
                f"the ship left {earlier.port} with a draught of {earlier.draught_out:.1f} m and"
                f" came to {later.port} with {later.draught_in:.1f} m: it lay {way}, and no call"
                " between is known"
            ),
            evidence=(
                Evidence("calls", f"{earlier.port}, {earlier.draught_out:.1f} m", earlier.at),
                Evidence("calls", f"{later.port}, {later.draught_in:.1f} m", later.at),
            ),
            source=later.source,
        )


def loiterings(history: History, setting: Setting) -> Iterator[VesselSignal]:
    """Long slow stays at sea: weak by themselves, they explain other signals."""
    for each in history.loiterings:
        if each.since.date() > setting.on:
            continue
        hours = (each.until - each.since).total_seconds() / 3600
        yield signal(
            "loitering",
            asks="review",
            weight="weak",
            why=f"{hours:.0f} hours slow at sea from {each.since:%Y-%m-%d}",
            evidence=(Evidence("positions", f"{each.lat:.2f} {each.lon:.2f}"),),
            source=each.source,
        )


def _whom(meeting: Meeting, setting: Setting) -> tuple[bool, str]:
    """Whether the other ship makes the meeting grave, and who it is in words."""
    named = meeting.other_name or meeting.other
    listed = _listed(meeting, setting)
    if listed is not None:
        who = f"{named}, listed as {listed.list}/{listed.ref}"
        if listed.since is not None and listed.since > meeting.since.date():
            who += f" since {listed.since}, after the meeting"
        return True, who
    if _is_of_territory(meeting, setting):
        return True, f"{named}, a ship under the territory's flag or number"
    left = meeting.other_left
    if left is not None and (meeting.since.date() - left).days <= bounds().calls.days:
        return True, f"{named}, which had left a port of the territory on {left}"
    return False, named


def _listed(meeting: Meeting, setting: Setting) -> ListedShip | None:
    keys = {meeting.other.strip(), meeting.other.upper().removeprefix("IMO").strip()} - {""}
    for each in setting.listed:
        if each.imo in keys or each.mmsi in keys:
            return each
    return None


def _is_of_territory(meeting: Meeting, setting: Setting) -> bool:
    if meeting.other_flag.upper() == setting.territory:
        return True
    mmsi = parse_mmsi(meeting.other)
    return mmsi is not None and country_of(mmsi.mid) == setting.territory


def country_of(mid: str) -> str:
    """The country that a MID names (ITU, as `pyais` holds the table); empty where unknown."""
    if len(mid) != 3:
        return ""
    from pyais.util import get_country

    code: str = get_country(int(mid) * 1_000_000)[0]
    return code if len(code) == 2 else ""


def _ends(step: Silence | Jump) -> str:
    start, end = (step.from_lat, step.from_lon), (step.to_lat, step.to_lon)
    return f"{start[0]:.2f} {start[1]:.2f}, then {end[0]:.2f} {end[1]:.2f}"


def _how_near(meeting: Meeting) -> str:
    hours = (meeting.until - meeting.since).total_seconds() / 3600
    near = "" if meeting.distance_m is None else f", {meeting.distance_m:.0f} m apart"
    return f" for {hours:.0f} hours{near}" if hours >= 1 else near
