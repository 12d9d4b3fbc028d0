"""What a desk knows of ships: kept under its home, told in its ledger, or given by hand."""

import datetime
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from tidewaiter import cargo
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput, Defect, Record, VesselCall
from tidewaiter.model.target import Target
from tidewaiter.pipeline.behaviour import port_names
from tidewaiter.pipeline.histories import Histories
from tidewaiter.pipeline.settings import Settings
from tidewaiter.vessels.places import Place, embedded_places, read_places
from tidewaiter.vessels.setting import lies_in
from tidewaiter.vessels.ships import ShipFact, read_ships
from tidewaiter.vessels.tracks import Tracks

# the first line of a file tells what it is
_GAZETTEER = ({"code", "lat", "lon"}, {"un/locode", "latitude", "longitude"})
_FACTS = {"field", "value", "source"}


class Kept(Record, frozen=True):
    """What came of a file about ships: `sort` is `positions`, `ships` or `places`."""

    sort: str
    path: str
    counts: dict[str, int]
    days: tuple[datetime.date, ...] = ()
    defects: tuple[Defect, ...] = ()


def make_histories(
    settings: Settings,
    target: Target,
    ledger: Ledger | None = None,
    calls: Sequence[VesselCall] = (),
) -> Histories | None:
    """What is known of ships at this desk; None where nothing is, and nothing was given.

    Raises:
        BadInput: a kept table cannot be read.
    """
    told = [*calls, *(() if ledger is None else calls_in(ledger))]
    facts = tuple(ship_facts(settings))
    has_tracks = settings.tracks.is_dir()
    if len(told) == 0 and len(facts) == 0 and not has_tracks:
        return None
    names = port_names(target)
    return Histories(
        told,
        facts,
        Tracks(settings.tracks, desk_places(settings)) if has_tracks else None,
        places=desk_places(settings),
        covered=covered(settings),
        is_territory=lambda port: lies_in(port, target.country, names),
    )


def calls_in(ledger: Ledger) -> Iterator[VesselCall]:
    """Every call on record."""
    for event in ledger.events(kind="call"):
        yield msgspec.json.decode(event.payload, type=VesselCall)


def read_calls(paths: Iterable[Path]) -> list[VesselCall]:
    """The calls of tables.

    Raises:
        BadInput: a file cannot be read, or tells no call.
    """
    found: list[VesselCall] = []
    for path in paths:
        calls = [each for each in cargo.read(path) if isinstance(each, VesselCall)]
        if len(calls) == 0:
            advice = "Give a table with vessel_name, port, arrived or departed."
            raise BadInput("it tells no vessel call", where=str(path), advice=advice)
        found += calls
    return found


def ship_facts(settings: Settings) -> Iterator[ShipFact]:
    """What the kept tables say of ships."""
    for path in sorted(settings.ships.glob("*.csv")):
        facts, _ = read_ships(path)
        yield from facts


def desk_places(settings: Settings) -> tuple[Place, ...]:
    """The ports of the package and those of the desk's gazetteer."""
    return read_places(settings.places) if settings.places.exists() else embedded_places()


def covered(settings: Settings) -> tuple[str, ...]:
    """Ports and countries whose calls this desk is told of without a gap: `ships/covered.txt`."""
    path = settings.ships / "covered.txt"
    if not path.exists():
        return ()
    return tuple(path.read_text(encoding="utf-8").split())


def take(settings: Settings, path: Path, progress: Callable[[str], None] = lambda _: None) -> Kept:
    """Keep a file about ships: positions, facts of ships, or a gazetteer, told by its headers.

    Raises:
        BadInput: it is none of these, or cannot be read; nothing is kept then.
    """
    headers = _headers(path)
    if headers >= _FACTS:
        return _take_facts(settings, path)
    if any(headers >= names for names in _GAZETTEER) and "mmsi" not in headers:
        places = read_places(path)
        settings.home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, settings.places)
        return Kept("places", str(path), {"ports": len(places) - len(embedded_places())})
    settings.home.mkdir(parents=True, exist_ok=True)
    added = Tracks(settings.tracks, desk_places(settings)).add(path, progress)
    return Kept("positions", str(path), added.counts, added.days)


def _take_facts(settings: Settings, path: Path) -> Kept:
    facts, defects = read_ships(path)
    if len(facts) == 0:
        told = "; ".join(f"{each.at}: {each.problem}" for each in defects[:3])
        raise BadInput("it tells nothing of a ship", where=str(path), advice=f"{told}.")
    settings.ships.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    shutil.copyfile(path, settings.ships / f"{name}.csv")
    return Kept("ships", str(path), {"facts": len(facts)}, defects=defects)


def _headers(path: Path) -> set[str]:
    """The headers of a CSV, folded; empty for anything else."""
    if not path.is_file():
        raise BadInput("no such file", where=str(path), advice="Check the path.")
    if path.suffix.lower() != ".csv":
        return set()
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return {name.strip().strip('"').lower() for name in file.readline().split(",")}
