"""`python -m benchmarks.ais`: positions of a busy sea, and what is seen of what was planted in it.

Ships steam to and fro at ten knots on legs of their own, heard every so many seconds. In some
something is planted: a silence, a meeting with another, a false position. What the tracks then show
is compared with what was planted; near misses are planted, too (a short silence, ships that pass
close by), which must not be told. Everything is made up; the seed is fixed.
"""

import argparse
import datetime
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.results import FOLDER, Measurement, load, write
from benchmarks.timing import Timing, peak_megabytes, say, timed
from tidewaiter.vessels.places import Place
from tidewaiter.vessels.tracks import Tracks

POSITIONS = 100_000_000
SHIPS, SECONDS = 2_000, 86
START = datetime.date(2026, 1, 1)
SAMPLE = Path(__file__).parents[2] / "shared/data/customs/ais_us_20220103_sample.csv.gz"
# one ship in so many has it planted, each on a day of its own
EVERY_SILENT, EVERY_MEETING, EVERY_FALSE = 10, 10, 20
FIRST = 200_000_000
# no port lies in this sea: what is planted lies in the open
PLACES = (Place("XXDEM", "Demo Port", "XX", 0.0, 0.0),)


@dataclass(frozen=True, slots=True)
class Sea:
    """How many ships, for how many days, heard how often."""

    ships: int
    days: int
    seconds: int

    @classmethod
    def of(cls, positions: int) -> "Sea":
        """A sea of about so many positions."""
        a_day = SHIPS * 86_400 // SECONDS
        if positions >= a_day:
            return cls(SHIPS, max(3, round(positions / a_day)), SECONDS)
        return cls(max(40, positions * SECONDS // 86_400 // 3), 3, SECONDS)


def plants(sea: Sea) -> Iterator[tuple[str, int, int, int]]:
    """What is planted: kind, ship, the other ship or 0, day (of noon, when it begins)."""
    for ship in range(sea.ships):
        day = 1 + ship // EVERY_SILENT % (sea.days - 2) if sea.days > 2 else 1
        if ship % EVERY_SILENT == 0:
            yield "silence", ship, 0, day
        elif ship % EVERY_SILENT == 1:
            yield "short silence", ship, 0, day
        elif ship % EVERY_MEETING == 2 and ship + 1 < sea.ships:
            yield "meeting", ship, ship + 1, day
        elif ship % EVERY_MEETING == 4 and ship + 1 < sea.ships:
            yield "passing", ship, ship + 1, day
        elif ship % EVERY_FALSE == 6:
            yield "false position", ship, 0, day


def write_day(connection: duckdb.DuckDBPyConnection, sea: Sea, day: int, path: Path) -> None:
    """One day of the sea as Parquet, in the order of time, as it was heard."""
    connection.execute(
        f"""
        COPY (
            WITH heard AS (
                SELECT s.ship, {day} * 86400 + t.second + s.ship % {sea.seconds} AS second
                FROM range({sea.ships}) AS s(ship), range(0, 86400, {sea.seconds}) AS t(second)
            ), steaming AS (
                    SELECT ship, second, 30 + (ship // 50) * 0.7
                        + abs((second / 43200.0 + ship * 0.37) % 2 - 1) * 2 AS lat,
                    130 + (ship % 50) * 0.5 AS lon, 10.0 AS sog
                FROM heard
            ), planted AS (
                SELECT s.*, p.kind, p.leader,
                    second - p.day * 86400 - 43200 AS since_noon
                FROM steaming s LEFT JOIN plants p ON s.ship = p.ship
            )
            SELECT {FIRST} + ship AS mmsi,
                (TIMESTAMP '{START}' + to_seconds(second)) AS timestamp,
                CASE WHEN kind = 'meeting' AND since_noon BETWEEN 0 AND 14400
                        THEN -40 - leader * 0.01 + (ship - leader) * 0.001
                     WHEN kind = 'passing' AND since_noon BETWEEN 0 AND 14400
                        THEN -40 - leader * 0.01 + (ship - leader) * 0.001
                            + since_noon / 3600.0 * 12 / 60 * (2 * (ship - leader) - 1)
                     WHEN kind = 'false position' AND since_noon BETWEEN 0 AND 7200 THEN -60
                     ELSE lat END AS lat,
                CASE WHEN kind IN ('meeting', 'passing') AND since_noon BETWEEN 0 AND 14400
                        THEN -30.0 + leader % 50
                     WHEN kind = 'false position' AND since_noon BETWEEN 0 AND 7200 THEN -90
                     ELSE lon END AS lon,
                CASE WHEN kind = 'meeting' AND since_noon BETWEEN 0 AND 14400 THEN 0.4
                     ELSE sog END AS sog,
                NULL AS imo, 'SHIP ' || ship AS name, NULL AS flag, 0 AS cog, 8.0 AS draught
            FROM planted
            WHERE NOT coalesce(kind = 'silence' AND since_noon BETWEEN 0 AND 14 * 3600, false)
              AND NOT coalesce(kind = 'short silence' AND since_noon BETWEEN 0 AND 9 * 3600, false)
            ORDER BY second
        ) TO '{path}' (FORMAT parquet)
        """
    )


def build(sea: Sea, folder: Path) -> list[Path]:
    """The whole sea, one file a day."""
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '2GB'")
    connection.execute("CREATE TABLE plants (kind VARCHAR, ship INT, leader INT, day INT)")
    for kind, ship, other, day in plants(sea):
        both = [ship, other] if other else [ship]
        connection.executemany(
            "INSERT INTO plants VALUES (?, ?, ?, ?)", [(kind, each, ship, day) for each in both]
        )
    files = []
    for day in range(sea.days):
        path = folder / f"day-{day:03}.parquet"
        write_day(connection, sea, day, path)
        files.append(path)
        say(f"day {day + 1} of {sea.days} written")
    connection.close()
    return files


def measure(positions: int, folder: Path) -> list[Measurement]:
    """The rows of the page: taking in, asking, and what was found of what was planted."""
    sea = Sea.of(positions)
    say(f"{sea.ships:,} ships, {sea.days} days, heard every {sea.seconds} seconds")
    files = build(sea, folder)
    tracks = Tracks(folder / "tracks", PLACES)

    def take_in() -> int:
        return sum(tracks.add(file).counts["positions"] for file in files)

    taken = timed(take_in)
    rows = [
        _row("positions taken in: visits, gaps, meetings, jumps, day by day", taken, "positions"),
    ]
    again = timed(lambda: tracks.add(files[-1]).counts["rows"])
    rows.append(_row("the last day once more", again, "positions"))
    found: dict[str, set[tuple[int, ...]]] = {}
    with tracks.seen() as seen:
        for kind in ("meetings", "silences", "jumps"):
            asked: list[dict[str, object]] = []
            timing = timed(lambda: _ask(seen, kind, asked))  # noqa: B023 - called at once
            rows.append(_row(f"all {kind} of all days asked for", timing, kind))
            found[kind] = {_key(row) for row in asked}
        one = timed(lambda: len(seen.silences((FIRST,))) + len(seen.meetings((FIRST,))))
    rows.append(_row("one ship's gaps and meetings over all days", one, "found"))
    return [*rows, *_told(sea, found)]


def _ask(seen: object, kind: str, into: list[dict[str, object]]) -> int:
    into.extend(getattr(seen, kind)())
    return len(into)


def _key(row: dict[str, object]) -> tuple[int, ...]:
    ship = int(str(row["mmsi"])) - FIRST
    return (ship, int(str(row["other"])) - FIRST) if "other" in row else (ship,)


def _told(sea: Sea, found: dict[str, set[tuple[int, ...]]]) -> list[Measurement]:
    """How much of what was planted was found, and how much of what was found was planted."""
    planted: dict[str, set[tuple[int, ...]]] = {
        "meetings": set(),
        "silences": set(),
        "jumps": set(),
    }
    for kind, ship, other, _ in plants(sea):
        if kind == "meeting":
            planted["meetings"].add((ship, other))
            # both went where no ship could have gone in time
            planted["jumps"] |= {(ship,), (other,)}
        elif kind == "passing":
            planted["jumps"] |= {(ship,), (other,)}
        elif kind == "silence":
            planted["silences"].add((ship,))
        elif kind == "false position":
            planted["jumps"].add((ship,))
    rows = []
    for kind, wanted in planted.items():
        right = len(wanted & found[kind])
        recall = right / max(len(wanted), 1)
        precision = right / max(len(found[kind]), 1)
        note = f"recall {recall:.3f}, precision {precision:.3f}"
        rows.append(
            Measurement(f"planted {kind} found", f"{right:,} of {len(wanted):,}", note=note)
        )
    return rows


def real() -> Measurement | None:
    """The sample of real positions, where it is at hand."""
    if not SAMPLE.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        tracks = Tracks(Path(folder))
        return _row(
            "real positions (a day off the United States), taken in",
            timed(lambda: tracks.add(SAMPLE).counts["rows"]),
            "positions",
        )


def _row(what: str, timing: Timing, things: str) -> Measurement:
    peak = peak_megabytes()
    return Measurement(
        what,
        f"{timing.count:,} {things}",
        timing.seconds,
        timing.cpu,
        rate=f"{timing.count / timing.seconds:,.0f} {things}/s",
        peak_memory="" if peak is None else f"{peak:,.0f} MB",
    )


def main(arguments: list[str] | None = None) -> int:
    """Build the sea, take it in, ask, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=int, default=POSITIONS)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--room", type=Path, default=None, help="Where the sea is written.")
    options = parser.parse_args(arguments)
    before = load()
    with tempfile.TemporaryDirectory(dir=options.room) as folder:
        rows = measure(options.positions, Path(folder))
    sample = real()
    rows += [] if sample is None else [sample]
    path = write("ais", "Positions of ships", rows, before=before, folder=options.out)
    sys.stdout.write(path.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
