"""What is known of the ship of a consignment: calls, facts and tracks of every source."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec

from tidewaiter.model import (
    Arrival,
    Consignment,
    History,
    Known,
    Meeting,
    Silence,
    Transport,
    VesselCall,
    Visit,
)
from tidewaiter.vessels.limits import track_limits
from tidewaiter.vessels.places import Place, embedded_places
from tidewaiter.vessels.rules_tracks import country_of
from tidewaiter.vessels.seen import Seen, history_of
from tidewaiter.vessels.ships import ShipFact
from tidewaiter.vessels.tracks import Tracks

# a feed in which so few ships are heard in a day is one ship's, and tells nothing of who hears
_FEED = 20


class Histories:
    """The sources of one run, asked for one ship at a time.

    Args:
        calls: Calls as tables and the ledger tell them.
        facts: What sources say of ships.
        tracks: Positions worked out by day, or none.
        places: Ports with their positions.
        covered: Where calls are known wherever a ship goes: ports, countries, or `all`.
        is_territory: Tells whether a port, by code or name, is the territory's.
    """

    def __init__(
        self,
        calls: Iterable[VesselCall] = (),
        facts: Iterable[ShipFact] = (),
        tracks: Tracks | None = None,
        *,
        places: Sequence[Place] | None = None,
        covered: Collection[str] = (),
        is_territory: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._calls: dict[str, list[VesselCall]] = defaultdict(list)
        for call in calls:
            for key in _keys(call.vessel_imo, call.vessel_mmsi, call.vessel_name):
                self._calls[key].append(call)
        self._facts: dict[str, list[ShipFact]] = defaultdict(list)
        # numbers that a source gives a ship lead to what it is known by there
        self._also: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            keys = _keys(fact.imo, fact.mmsi, fact.name)
            for key in keys:
                self._facts[key].append(fact)
            if fact.known is not None and fact.known.field in {"imo", "mmsi"}:
                self._also[f"{fact.known.field} {fact.known.value}"].update(keys)
        self._tracks, self._is_territory = tracks, is_territory
        self.places = tuple(embedded_places() if places is None else places)
        self._covered = tuple(sorted(covered))

    def of(self, consignment: Consignment, on: datetime.date) -> History | None:
        """What is known of the ship of a consignment up to a day; None where nothing is."""
        ships = [each for each in consignment.transports if each.mode in {"", "sea"}]
        if len(ships) == 0:
            return None
        history = self.of_ship(ships[0], on)
        loading = next((p for p in consignment.ports if p.function == "port_of_loading"), None)
        came = () if loading is None else self.arrivals(loading.code or loading.name)
        if len(came) == 0:
            return history
        known = History(covered=self._covered) if history is None else history
        return msgspec.structs.replace(known, arrivals=came)

    def of_ship(self, ship: Transport, on: datetime.date) -> History | None:
        """What is known of a ship up to a day; None where nothing is."""
        keys = _keys(ship.imo, ship.mmsi, ship.name)
        facts, told = self._facts_of(keys, ship)
        mmsis = {ship.mmsi} | {fact.value for fact in facts if fact.field == "mmsi"}
        mmsis |= self._heard_as(ship, on)
        imos = {ship.imo} | {fact.value for fact in facts if fact.field == "imo"}
        more = [f"mmsi {mmsi}" for mmsi in mmsis if mmsi] + [f"imo {imo}" for imo in imos if imo]
        calls = self._calls_of(dict.fromkeys([*keys, *more]), ship)
        seen = [self._seen(int(mmsi), on) for mmsi in sorted(mmsis) if mmsi.isdecimal()]
        tracked = [each for each in seen if each is not None]
        history = History(
            known=(*facts, *(known for each in tracked for known in each.known)),
            visits=(
                *(_visit(call) for call in calls if _began(call) <= on),
                *(visit for each in tracked for visit in each.visits),
            ),
            silences=tuple(silence for each in tracked for silence in each.silences),
            meetings=tuple(
                self._named(meeting, on)
                for meeting in (*told, *(met for each in tracked for met in each.meetings))
            ),
            loiterings=tuple(stay for each in tracked for stay in each.loiterings),
            jumps=tuple(jump for each in tracked for jump in each.jumps),
            covered=self._covered,
        )
        return None if history == History(covered=self._covered) else history

    def arrivals(self, port: str) -> tuple[Arrival, ...]:
        """The arrivals of all ships at a port, each with the port the ship was at before."""
        return tuple(self._arrivals.get(port.strip().casefold(), ()))

    @cached_property
    def _arrivals(self) -> dict[str, list[Arrival]]:
        found: dict[str, list[Arrival]] = defaultdict(list)
        seen: set[int] = set()
        for key, calls in self._calls.items():
            ordered = sorted((c for c in calls if c.arrived or c.departed), key=_moment)
            for earlier, later in pairwise(ordered):
                # a call stands under several keys; each step of a ship counts once
                if id(later) in seen or earlier.port == later.port:
                    continue
                seen.add(id(later))
                ship = later.vessel_name or key
                step = Arrival(ship, earlier.port, later.port, _moment(later), later.source)
                found[later.port.strip().casefold()].append(step)
        return found

    def _facts_of(self, keys: Iterable[str], ship: Transport) -> tuple[list[Known], list[Meeting]]:
        """What sources say of a ship, and the meetings they tell of."""
        known: list[Known] = []
        met: list[Meeting] = []
        given = list(keys)
        also = (other for each in given for other in sorted(self._also.get(each, ())))
        for key in dict.fromkeys([*given, *also]):
            for fact in self._facts.get(key, ()):
                clash = fact.imo not in {"", ship.imo} and ship.imo != ""
                if key.startswith("name ") and clash:
                    continue
                if fact.known is not None and fact.known not in known:
                    known.append(fact.known)
                if fact.met is not None and fact.met not in met:
                    met.append(fact.met)
        return known, met

    def _calls_of(self, keys: Iterable[str], ship: Transport) -> list[VesselCall]:
        """Calls by number; by name only where no number says it is another ship."""
        found: list[VesselCall] = []
        for key in keys:
            for call in self._calls.get(key, ()):
                clash = "" not in {call.vessel_imo, ship.imo} and call.vessel_imo != ship.imo
                if not (key.startswith("name ") and clash) and call not in found:
                    found.append(call)
        return found

    def _heard_as(self, ship: Transport, on: datetime.date) -> set[str]:
        """The MMSIs under which the tracks know a ship by its IMO number or name."""
        days = () if self._tracks is None else self._tracks.days()
        if self._tracks is None or len(days) == 0 or days[0] > on or ship.imo + ship.name == "":
            return set()
        with self._tracks.seen(last=on) as seen:
            return {str(mmsi) for mmsi in seen.numbers_of(ship.imo, ship.name)}

    def _seen(self, mmsi: int, on: datetime.date) -> History | None:
        if self._tracks is None or len(self._tracks.days()) == 0:
            return None
        first = min(self._tracks.days())
        if first > on:
            return None
        with self._tracks.seen(last=on) as seen:
            history = history_of(seen, mmsi)
            if len(history.known) == 0:
                return None
            return msgspec.structs.replace(
                history,
                silences=tuple(_excused(silence, seen) for silence in history.silences)
                + tuple(self._still_silent(history, seen, mmsi, on)),
                meetings=tuple(self._heard(meeting, seen) for meeting in history.meetings),
            )

    def _heard(self, meeting: Meeting, seen: Seen) -> Meeting:
        """The meeting with what the other ship's own set told, and when it left the territory."""
        other = (int(meeting.other),)
        told = {row["field"]: row["value"] for row in seen.ships(other)}
        left = [
            visit["until"].date()
            for visit in seen.visits(other)
            if self._is_territory(visit["port"]) and visit["until"].date() <= meeting.since.date()
        ]
        return msgspec.structs.replace(
            meeting,
            other=told.get("imo", meeting.other),
            other_name=told.get("name", ""),
            other_flag=told.get("flag", "") or country_of(meeting.other[:3]),
            other_left=max(left, default=None),
        )

    def _still_silent(
        self, history: History, seen: Seen, mmsi: int, on: datetime.date
    ) -> Iterator[Silence]:
        """The silence since the last position, where it is long and others were heard meanwhile."""
        last = seen.positions(mmsi)[-1:]
        end = datetime.datetime.combine(on, datetime.time(), datetime.UTC)
        for at, lat, lon, _ in last:
            since = at.replace(tzinfo=datetime.UTC)
            hours = (end - since).total_seconds() / 3600
            if hours >= track_limits().silence.least_hours and seen.heard(lat, lon, on) >= 0:
                source = history.known[0].source
                yield _excused(Silence(since, end, lat, lon, lat, lon, source=source), seen)

    def _named(self, meeting: Meeting, on: datetime.date) -> Meeting:
        """The meeting with the other ship's number, name, flag and last stay in the territory."""
        keys = _keys(meeting.other, meeting.other, meeting.other_name or meeting.other)
        known, _ = self._facts_of(keys, Transport())
        told = {each.field: each.value for each in known if each.until is None or on <= each.until}
        other = told.get("imo", meeting.other)
        name = told.get("name", meeting.other_name)
        left = self._left(Transport(imo=other, mmsi=other, name=name), meeting.since.date())
        return msgspec.structs.replace(
            meeting,
            other=other,
            other_name=name,
            other_flag=told.get("flag", meeting.other_flag),
            other_left=max(filter(None, (left, meeting.other_left)), default=None),
        )

    def _left(self, ship: Transport, on: datetime.date) -> datetime.date | None:
        """The last day before another on which a ship left a port of the territory."""
        calls = self._calls_of(_keys(ship.imo, ship.mmsi, ship.name), ship)
        days = [
            day.date()
            for call in calls
            if self._is_territory(call.port) and (day := call.departed or call.arrived) is not None
        ]
        return max((day for day in days if day <= on), default=None)


def _excused(silence: Silence, seen: Seen) -> Silence:
    """The silence with what explains it: river traffic, or that ships are hardly heard there."""
    for river in track_limits().rivers:
        ends = (silence.from_lat, silence.from_lon), (silence.to_lat, silence.to_lon)
        if all(river.holds(*end) for end in ends):
            why = f"river traffic: both ends lie in the {river.name}"
            return msgspec.structs.replace(silence, excuse=why)
    day = silence.since.date()
    there = seen.heard(silence.from_lat, silence.from_lon, day)
    if seen.ships_on(day) < _FEED or there < 0 or there >= track_limits().coverage.ships:
        return silence
    return msgspec.structs.replace(
        silence, excuse=f"only {there} ships were heard there that day: receivers hear it badly"
    )


def _visit(call: VesselCall) -> Visit:
    extras = {each.name.casefold().strip(): each.value for each in call.extras}
    declared = extras.get("declared", "").casefold()
    return Visit(
        port=call.port,
        arrived=call.arrived,
        departed=call.departed,
        source=call.source,
        declared={"yes": True, "no": False}.get(declared),
        draught_in=_number(extras.get("draught_in", "")),
        draught_out=_number(extras.get("draught_out", "")),
        reason=extras.get("reason", ""),
        at=call.at,
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _keys(imo: str, mmsi: str, name: str) -> list[str]:
    named = " ".join(name.casefold().split())
    pairs = (("imo", imo), ("mmsi", mmsi), ("name", named))
    return [f"{kind} {value}" for kind, value in pairs if value != ""]


def _moment(call: VesselCall) -> datetime.datetime:
    return call.arrived or call.departed or datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _began(call: VesselCall) -> datetime.date:
    return _moment(call).date()
