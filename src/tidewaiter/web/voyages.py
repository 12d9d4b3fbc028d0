"""What is known of one ship through time, as its page shows it: signals, events, and a track."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, radians

from tidewaiter.law import load_target
from tidewaiter.model import Consignment, History, Known, Record, Transport, VesselSignal
from tidewaiter.pipeline.behaviour import Reader
from tidewaiter.pipeline.behaviour import listed_ships as ships_on
from tidewaiter.pipeline.ships_known import desk_histories, last_call
from tidewaiter.vessels.places import Place
from tidewaiter.vessels.rules_identity import conflicts
from tidewaiter.web.office import Office

WIDTH, HEIGHT, MARGIN = 720, 420, 24
Position = tuple[datetime.datetime, float, float, float | None]
MOST = 4000  # points of a track that are drawn
SILENT = datetime.timedelta(hours=12)


class Dot(Record, frozen=True):
    """A place on the picture, in its own units, with its name."""

    x: float
    y: float
    name: str


class Picture(Record, frozen=True):
    """A track as lines: `solid` between positions, `dashed` over silences; ports as dots.

    `first` and `last` are its ends in time, `points` how many positions it is drawn of.
    """

    solid: tuple[str, ...]
    dashed: tuple[str, ...]
    ports: tuple[Dot, ...]
    ends: tuple[Dot, ...]
    first: datetime.datetime
    last: datetime.datetime
    points: int
    width: int = WIDTH
    height: int = HEIGHT


class Voyages(Record, frozen=True):
    """What a ship's page tells of its voyages; empty where nothing is known beyond the record."""

    history: History | None = None
    signals: tuple[VesselSignal, ...] = ()
    track: Picture | None = None
    conflicts: tuple[tuple[Known, Known], ...] = ()


def voyages_of(desk: Office, ship: Transport, on: datetime.date) -> Voyages:
    """What is known of a ship up to a day, and what of it speaks for a look.

    Raises:
        BadInput: a kept table about ships cannot be read.
    """
    key = ("voyages", last_call(desk.ledger), desk.today())
    if key not in desk.standing.memory:
        desk.standing.memory[key] = desk_histories(desk.settings, desk.ledger)
    histories = desk.standing.memory[key]
    history = None if histories is None else histories.of_ship(ship, on)
    if histories is None or history is None:
        return Voyages()
    reader = Reader(load_target(), lambda *_: history, histories.places)
    papers = Consignment("", "", "", transports=(ship,))
    lists = desk.lists_on(on)
    read = reader.read(papers, on, products=tuple, listed=lambda: ships_on(lists))
    mmsis = {ship.mmsi} | {known.value for known in history.known if known.field == "mmsi"}
    track = _track(desk, mmsis, on, histories.places)
    return Voyages(history, read.signals, track, conflicts(history.known, on))


def _track(
    desk: Office, mmsis: Iterable[str], on: datetime.date, places: Sequence[Place]
) -> Picture | None:
    """The positions up to a day as lines, scaled to fit; None where there are none."""
    folder = desk.settings.tracks
    numbers = [int(each) for each in mmsis if each.isdecimal()]
    if not folder.is_dir() or len(numbers) == 0:
        return None
    from tidewaiter.vessels.tracks import Tracks

    tracks = Tracks(folder)
    if len(tracks.days()) == 0 or min(tracks.days()) > on:
        return None
    with tracks.seen(last=on) as seen:
        points = [row for mmsi in numbers for row in seen.positions(mmsi)]
    return None if len(points) < 2 else _drawn(sorted(points), places)


def _drawn(points: list[Position], places: Sequence[Place]) -> Picture:
    step = max(len(points) // MOST, 1)
    kept = [*points[::step], points[-1]]
    lats, lons = [each[1] for each in kept], [each[2] for each in kept]
    wide = cos(radians((min(lats) + max(lats)) / 2))
    middle, centre = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    scale = min(
        (WIDTH - 2 * MARGIN) / max((max(lons) - min(lons)) * wide, 0.1),
        (HEIGHT - 2 * MARGIN) / max(max(lats) - min(lats), 0.1),
    )

    def at(lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - centre) * wide * scale
        return round(x, 1), round(HEIGHT / 2 + (middle - lat) * scale, 1)

    solid: list[str] = []
    dashed: list[str] = []
    line = [at(kept[0][1], kept[0][2])]
    for one, two in pairwise(kept):
        spot = at(two[1], two[2])
        if two[0] - one[0] >= SILENT:
            dashed.append(_points([line[-1], spot]))
            solid.append(_points(line))
            line = [spot]
        else:
            line.append(spot)
    solid.append(_points(line))
    ports = [Dot(*at(each.lat, each.lon), each.name) for each in places]
    inside = _apart(each for each in ports if 60 <= each.x <= WIDTH - 60 and 12 <= each.y <= HEIGHT)
    ends = (Dot(*at(kept[0][1], kept[0][2]), "first"), Dot(*at(kept[-1][1], kept[-1][2]), "last"))
    return Picture(
        solid=tuple(solid),
        dashed=tuple(dashed),
        ports=tuple(inside),
        ends=ends,
        first=kept[0][0],
        last=kept[-1][0],
        points=len(points),
    )


def _points(line: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in line)


def _apart(dots: Iterable[Dot]) -> list[Dot]:
    """Those of the dots whose names do not lie upon one another, the first ones first."""
    kept: list[Dot] = []
    for dot in dots:
        if all(abs(dot.y - other.y) > 14 or abs(dot.x - other.x) > 90 for other in kept):
            kept.append(dot)
    return kept
