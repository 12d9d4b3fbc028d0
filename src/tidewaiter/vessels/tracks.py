"""The tracks of ships kept by day in a folder, and what they show over any time.

`<folder>/2022-01-03/` holds the day's clean positions and what was worked out of them, as Parquet.
A day that gets more positions is worked out anew; no other day is touched.
"""

import datetime
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from tidewaiter.model import BadInput, Record
from tidewaiter.vessels import day as days
from tidewaiter.vessels.geometry import SQL_DISTANCE
from tidewaiter.vessels.limits import TrackLimits, track_limits
from tidewaiter.vessels.places import Place, embedded_places
from tidewaiter.vessels.positions import DEFECTS, clean
from tidewaiter.vessels.seen import Seen

MEMORY = "2GB"
_WANTED = "mmsi, ts, lat, lon, sog, draught, imo, name, flag, call_sign, type, length, width"


class Added(Record, frozen=True):
    """What came of a file of positions: counts of its rows by kind, and the days it touched."""

    counts: dict[str, int]
    days: tuple[datetime.date, ...]


class Tracks:
    """The tracks in one folder.

    Args:
        folder: Where they are kept; made when the first file is taken in.
        places: The ports to see visits at.
        limits: What counts as a visit, a silence, a meeting.
        memory: How much the engine may take; what does not fit goes to disk.
    """

    def __init__(
        self,
        folder: Path,
        places: Sequence[Place] | None = None,
        limits: TrackLimits | None = None,
        *,
        memory: str = MEMORY,
    ) -> None:
        self.folder = folder
        self._places = embedded_places() if places is None else places
        self._limits = track_limits() if limits is None else limits
        self._memory = memory

    def add(self, path: Path, progress: Callable[[str], None] = lambda _: None) -> Added:
        """Take in a file of positions: CSV, Parquet or NMEA, in any order, again or not.

        Raises:
            BadInput: it cannot be read; nothing is changed then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".incoming-") as room:
            sorted_out = Path(room) / "sorted"
            with self._engine(Path(room)) as connection:
                counts = clean(connection, path, sorted_out)
                days.prepare(connection, self._places, self._limits)
                found = sorted(sorted_out.glob("day=*"))
                before = held = 0
                for place in found:
                    day = place.name.removeprefix("day=")
                    progress(day)
                    old, new = self._take(connection, place, day)
                    before, held = before + old, held + new
        named = tuple(datetime.date.fromisoformat(each.name.removeprefix("day=")) for each in found)
        return Added(_completed(counts, held - before), named)

    def days(self) -> tuple[datetime.date, ...]:
        """The days there are positions of, in their order."""
        return tuple(datetime.date.fromisoformat(each.name) for each in self._folders())

    def _folders(self) -> list[Path]:
        return sorted(each for each in self.folder.glob("[0-9]*") if each.is_dir())

    def _take(self, connection: DuckDBPyConnection, incoming: Path, day: str) -> tuple[int, int]:
        """Work a day out with the positions it had and those that came; how many before and now."""
        kept = self.folder / day
        sources = [f"SELECT {_WANTED} FROM read_parquet('{incoming}/*.parquet')"]  # noqa: S608
        before = 0
        if kept.exists():
            before = pq.read_metadata(kept / "positions.parquet").num_rows
            sources.append(f"SELECT {_WANTED} FROM read_parquet('{kept}/positions.parquet')")  # noqa: S608
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE positions AS
            SELECT DISTINCT ON (mmsi, ts) mmsi::INTEGER AS mmsi, ts, lat, lon,
                CASE WHEN sog >= 0 AND sog < 102.2 THEN sog END AS sog,
                CASE WHEN draught > 0 AND draught <= 25.5 THEN draught END AS draught,
                imo, name, flag, call_sign, type, length, width
            FROM ({" UNION ALL ".join(sources)}) ORDER BY mmsi, ts
            """  # noqa: S608 - paths of ours
        )
        days.work_out(connection, self._limits)
        made = incoming / "made"
        made.mkdir()
        days.save(connection, made)
        held = pq.read_metadata(made / "positions.parquet").num_rows
        if kept.exists():
            kept.rename(incoming / "replaced")
        made.rename(kept)
        return before, held

    @contextmanager
    def seen(
        self, first: datetime.date | None = None, last: datetime.date | None = None
    ) -> Iterator[Seen]:
        """What the tracks show from one day to another, both included; of all days without.

        Raises:
            BadInput: no position of those days is kept.
        """
        folders = [
            str(each)
            for each in self._folders()
            if (first is None or each.name >= first.isoformat())
            and (last is None or each.name <= last.isoformat())
        ]
        if len(folders) == 0:
            advice = "Take in a file of positions first."
            raise BadInput("no positions of these days", where=str(self.folder), advice=advice)
        with self._engine() as connection:
            connection.execute(SQL_DISTANCE)
            yield Seen(connection, folders, self._limits)

    @contextmanager
    def _engine(self, room: Path | None = None) -> Iterator[DuckDBPyConnection]:
        connection = duckdb.connect()
        try:
            connection.execute(f"SET memory_limit = '{self._memory}'")
            connection.execute("SET preserve_insertion_order = false")
            connection.execute("SET enable_progress_bar = false")
            if room is not None:
                connection.execute(f"SET temp_directory = '{room}/spill'")
            yield connection
        finally:
            connection.close()


def _completed(counts: dict[str, int], new: int) -> dict[str, int]:
    """The counts with the positions that are new, and those that were known or came twice."""
    wrong = sum(count for kind, count in counts.items() if kind in DEFECTS)
    return counts | {"positions": new, "repeated": counts["rows"] - wrong - new}
