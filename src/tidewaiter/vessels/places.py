"""Where ports lie: those of the package, and a gazetteer of the desk's own."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from tidewaiter.model import BadInput, Record
from tidewaiter.vessels.geometry import distance_nm

# The headers a gazetteer may have, ours first, then those of the World Port Index (NGA Pub. 150).
_HEADERS = {
    "code": ("code", "UN/LOCODE"),
    "name": ("name", "Main Port Name"),
    "country": ("country", "Country Code"),
    "lat": ("lat", "Latitude"),
    "lon": ("lon", "Longitude"),
}


class Place(Record, frozen=True):
    """A port: its UN/LOCODE (or a name of ours where it has none), position in degrees, source."""

    code: str
    name: str
    country: str
    lat: float
    lon: float
    source: str = ""
    check: str = ""


@cache
def embedded_places() -> tuple[Place, ...]:
    """The ports that come with the package: those of the territory and its neighbours."""
    text = files("tidewaiter.vessels").joinpath("places.csv").read_text(encoding="utf-8")
    return tuple(_place(row) for row in csv.DictReader(text.splitlines()))


def read_places(path: Path) -> tuple[Place, ...]:
    """The ports of a gazetteer: CSV with code, name, country, lat, lon, or the World Port Index.

    Ports of the package stay as they are where it has the same code. A row without a position is
    left out.

    Raises:
        BadInput: the file cannot be read, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            columns = _columns(rows.fieldnames or (), path)
            found = [
                {name: (row[column] or "").strip() for name, column in columns.items()}
                for row in rows
            ]
    except OSError as error:
        what = error.strerror or "cannot be read"
        raise BadInput(what, where=str(path), advice="Check the path.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"no CSV: {error}", where=str(path), advice="Save it as UTF-8.") from error
    known = {place.code for place in embedded_places()}
    places = [
        _place(_with_code(row, path)) for row in found if row["lat"] != "" and row["lon"] != ""
    ]
    return (*embedded_places(), *(each for each in places if each.code not in known))


def nearest(
    lat: float, lon: float, places: Iterable[Place], within_nm: float
) -> tuple[Place, float] | None:
    """The nearest of some ports and how far it is; None where none is so near."""
    found = [(distance_nm(lat, lon, place.lat, place.lon), place) for place in places]
    near = [each for each in found if each[0] <= within_nm]
    if len(near) == 0:
        return None
    distance, place = min(near, key=lambda each: each[0])
    return place, distance


def _columns(names: Iterable[str], path: Path) -> dict[str, str]:
    names = set(names)
    columns = {}
    for name, headers in _HEADERS.items():
        found = next((header for header in headers if header in names), None)
        if found is None:
            advice = f"Give columns {', '.join(_HEADERS)}, or the World Port Index as published."
            raise BadInput(f"no column {name}", where=str(path), advice=advice)
        columns[name] = found
    return columns


def _with_code(row: dict[str, str], path: Path) -> dict[str, str]:
    code = row["code"].replace(" ", "") or row["name"]
    return {**row, "code": code, "source": path.name}


def _place(row: dict[str, str]) -> Place:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as error:
        advice = "Write degrees with a point: 38.7283."
        raise BadInput("not a position", where=row["code"], advice=advice) from error
    check = row.get("check", "unverified")
    return Place(row["code"], row["name"], row["country"], lat, lon, row.get("source", ""), check)
