"""A small sea for tests: ships that steam, lie, meet, fall silent and pretend, all made up."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

START = datetime.datetime(2026, 3, 1)  # noqa: DTZ001 - as files have it
Row = tuple[int, datetime.datetime, float, float, float]


def at(hours: float) -> datetime.datetime:
    """So many hours after the start."""
    return START + datetime.timedelta(hours=hours)


def lying(
    mmsi: int, hours: tuple[float, float], lat: float, lon: float, every: float = 0.25
) -> Iterator[Row]:
    """A ship that lies still, heard every so many hours."""
    moment = hours[0]
    while moment <= hours[1]:
        yield mmsi, at(moment), lat, lon, 0.1
        moment += every


def steaming(
    mmsi: int,
    hours: tuple[float, float],
    start: tuple[float, float],
    end: tuple[float, float],
    every: float = 0.25,
) -> Iterator[Row]:
    """A ship on its way, heard every so many hours; its set tells ten knots."""
    moment = hours[0]
    while moment <= hours[1]:
        part = (moment - hours[0]) / (hours[1] - hours[0])
        lat, lon = (a + (b - a) * part for a, b in zip(start, end, strict=True))
        yield mmsi, at(moment), lat, lon, 10.0
        moment += every


def write(path: Path, rows: list[Row], more: list[dict[str, object]] | None = None) -> Path:
    """The rows as a CSV with our headers."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(
            file,
            ["mmsi", "imo", "name", "flag", "timestamp", "lat", "lon", "sog", "cog", "draught"],
        )
        writer.writeheader()
        for mmsi, moment, lat, lon, sog in rows:
            writer.writerow(
                {
                    "mmsi": mmsi,
                    "name": f"SHIP {mmsi}",
                    "timestamp": moment.isoformat(),
                    "lat": round(lat, 6),
                    "lon": round(lon, 6),
                    "sog": sog,
                }
            )
        writer.writerows(more or [])
    return path
