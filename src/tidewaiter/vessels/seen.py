"""What the kept tracks show of ships over any time: spells over midnight are joined."""

import datetime
from collections.abc import Collection
from typing import Any

from duckdb import DuckDBPyConnection

from tidewaiter.model import History, Jump, Known, Loitering, Meeting, Silence, Visit
from tidewaiter.vessels.day import joined
from tidewaiter.vessels.limits import TrackLimits

SOURCE = "AIS"


class Seen:
    """Answers from the daily tables of a folder of tracks, all by one connection.

    Args:
        connection: An engine with the distance macro.
        folders: The folders of the days asked about.
        limits: What counts as a visit, a silence, a meeting.
    """

    def __init__(
        self, connection: DuckDBPyConnection, folders: Collection[str], limits: TrackLimits
    ) -> None:
        self._connection, self._folders, self._limits = connection, sorted(folders), limits

    def visits(self, mmsis: Collection[int] = ()) -> list[dict[str, Any]]:
        """Stays at ports of so many ships, of all where none is named: mmsi, port, since, until."""
        visit = self._limits.visit
        spells = joined("chosen", "mmsi, port", visit.join_hours * 60)
        least = visit.least_minutes * 60
        return self._ask(
            "stays", mmsis, f"{spells} HAVING epoch(max(until) - min(since)) >= {least}"
        )

    def meetings(self, mmsis: Collection[int] = ()) -> list[dict[str, Any]]:
        """Meetings away from ports: mmsi, other, since, until, lat, lon, metres."""
        meeting = self._limits.meeting
        fields = ", avg(lat) AS lat, avg(lon) AS lon, min(metres) AS metres"
        spells = joined("chosen", "mmsi, other", meeting.join_minutes, fields)
        least = meeting.least_hours * 3600
        asked = f"{spells} HAVING epoch(max(until) - min(since)) >= {least}"
        return self._ask("meetings", mmsis, asked, also="other")

    def loiterings(self, mmsis: Collection[int] = ()) -> list[dict[str, Any]]:
        """Long slow stays away from ports: mmsi, since, until, lat, lon."""
        slow = self._limits.loitering
        spells = joined("chosen", "mmsi", slow.join_minutes, ", avg(lat) AS lat, avg(lon) AS lon")
        least = slow.least_hours * 3600
        return self._ask(
            "slow", mmsis, f"{spells} HAVING epoch(max(until) - min(since)) >= {least}"
        )

    def jumps(self, mmsis: Collection[int] = ()) -> list[dict[str, Any]]:
        """Steps no ship can make, those over midnight included."""
        jump = self._limits.jump
        over = f"""
            SELECT mmsi, ts, knots, lat0, lon0, lat, lon FROM (
                SELECT mmsi, first_ts AS ts, lat0, lon0, first_lat AS lat, first_lon AS lon, far,
                    far / greatest(epoch(first_ts - ts0) / 3600, 1e-6) AS knots FROM turns)
            WHERE far >= {jump.least_nm} AND knots > {jump.knots}
        """  # noqa: S608 - numbers of ours
        within = self._ask("jumps", mmsis, "SELECT * FROM chosen")
        return sorted(
            [*within, *self._turns(mmsis, over)], key=lambda row: (row["mmsi"], row["ts"])
        )

    def silences(self, mmsis: Collection[int] = ()) -> list[dict[str, Any]]:
        """Times without positions, those over midnight included."""
        over = f"""
            SELECT mmsi, ts0 AS since, first_ts AS until, lat0 AS from_lat, lon0 AS from_lon,
                first_lat AS to_lat, first_lon AS to_lon FROM turns
            WHERE epoch(first_ts - ts0) / 3600 >= {self._limits.silence.least_hours}
        """  # noqa: S608 - numbers of ours
        within = self._ask("silences", mmsis, "SELECT * FROM chosen")
        found = [*within, *self._turns(mmsis, over)]
        return sorted(found, key=lambda row: (row["mmsi"], row["since"]))

    def ships(self, mmsis: Collection[int] = ()) -> list[dict[str, Any]]:
        """What each set said of its ship on which days: one row a value and spell of days."""
        parts = " UNION ALL ".join(
            f"SELECT mmsi, '{field}' AS field, CAST({field} AS VARCHAR) AS value,"  # noqa: S608
            " first_ts::DATE AS since, last_ts::DATE AS until"
            f" FROM chosen WHERE {field} IS NOT NULL"
            for field in ("name", "imo", "flag", "call_sign", "type", "length", "width")
        )
        asked = (
            f"SELECT mmsi, field, value, min(since) AS since, max(until) AS until FROM ({parts})"  # noqa: S608
        )
        return self._ask("ships", mmsis, f"{asked} GROUP BY ALL ORDER BY mmsi, field, since")

    def numbers_of(self, imo: str, name: str) -> list[int]:
        """The MMSIs under which a ship was heard: by its IMO number, or by its name.

        By name a set counts that sends no IMO number; where no number is asked for, also those that
        send one, unless several ships bear the name.
        """
        files = ", ".join(f"'{folder}/ships.parquet'" for folder in self._folders)
        found = self._connection.execute(
            f"SELECT DISTINCT mmsi, coalesce(imo, '') FROM read_parquet([{files}])"  # noqa: S608
            " WHERE imo = ? OR upper(name) = upper(?) ORDER BY mmsi",
            [imo, name],
        ).fetchall()
        numbers = {sent for _, sent in found if sent != ""}
        if imo == "" and len(numbers) > 1:
            return []
        return [int(mmsi) for mmsi, sent in found if sent in {"", imo} or imo == ""]

    def heard(self, lat: float, lon: float, day: datetime.date) -> int:
        """How many ships were heard that day in the degree around a place; -1 of no day kept."""
        folder = next((each for each in self._folders if each.endswith(day.isoformat())), None)
        if folder is None:
            return -1
        row = self._connection.execute(
            f"SELECT sum(ships) FROM read_parquet('{folder}/heard.parquet')"  # noqa: S608
            " WHERE clat = floor(?)::INT AND clon = floor(?)::INT",
            [lat, lon],
        ).fetchone()
        return 0 if row is None or row[0] is None else int(row[0])

    def ships_on(self, day: datetime.date) -> int:
        """How many ships were heard on a day anywhere; 0 of a day that is not kept."""
        folder = next((each for each in self._folders if each.endswith(day.isoformat())), None)
        if folder is None:
            return 0
        row = self._connection.execute(
            f"SELECT count(*) FROM read_parquet('{folder}/ships.parquet')"  # noqa: S608
        ).fetchone()
        return 0 if row is None else int(row[0])

    def positions(self, mmsi: int) -> list[tuple[Any, ...]]:
        """The track of one ship: (time, latitude, longitude, knots or None), in order of time."""
        source = self._read("positions", (mmsi,))
        found = self._connection.execute(f"SELECT ts, lat, lon, sog FROM {source} ORDER BY ts")  # noqa: S608
        return found.fetchall()

    def _turns(self, mmsis: Collection[int], asked: str) -> list[dict[str, Any]]:
        """From the last position of a day to the first of the next day that has one."""
        turns = """
            SELECT *, nm(lat0, lon0, first_lat, first_lon) AS far FROM (
                SELECT mmsi, first_ts, first_lat, first_lon,
                    lag(last_ts) OVER w AS ts0, lag(last_lat) OVER w AS lat0,
                    lag(last_lon) OVER w AS lon0
                FROM chosen WINDOW w AS (PARTITION BY mmsi ORDER BY first_ts))
            WHERE ts0 IS NOT NULL
        """
        return self._ask("ships", mmsis, f"WITH turns AS ({turns}) {asked}")

    def _ask(
        self, kind: str, mmsis: Collection[int], asked: str, also: str = ""
    ) -> list[dict[str, Any]]:
        self._connection.execute(
            f"CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM {self._read(kind, mmsis, also)}"  # noqa: S608
        )
        found = self._connection.execute(asked)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _read(self, kind: str, mmsis: Collection[int], also: str = "") -> str:
        files = ", ".join(f"'{folder}/{kind}.parquet'" for folder in self._folders)
        some = ", ".join(str(int(mmsi)) for mmsi in mmsis)
        tests = f"mmsi IN ({some})" if some else "true"
        if some and also:
            tests += f" OR {also} IN ({some})"
        return f"(SELECT * FROM read_parquet([{files}]) WHERE {tests})"  # noqa: S608


def history_of(seen: Seen, mmsi: int, places: dict[str, str] | None = None) -> History:
    """What the tracks show of one ship, as a history; `places` names ports by their codes."""
    names = {} if places is None else places
    return History(
        known=tuple(_known(row) for row in seen.ships((mmsi,))),
        visits=tuple(_visit(row, names) for row in sorted(seen.visits((mmsi,)), key=_since)),
        silences=tuple(_silence(row) for row in seen.silences((mmsi,))),
        meetings=tuple(_meeting(row, mmsi) for row in sorted(seen.meetings((mmsi,)), key=_since)),
        loiterings=tuple(_loitering(row) for row in sorted(seen.loiterings((mmsi,)), key=_since)),
        jumps=tuple(_jump(row) for row in seen.jumps((mmsi,))),
    )


def _since(row: dict[str, Any]) -> Any:
    return row["since"]


def _utc(at: datetime.datetime) -> datetime.datetime:
    return at.replace(tzinfo=datetime.UTC)


def _known(row: dict[str, Any]) -> Known:
    return Known(row["field"], row["value"], SOURCE, row["since"], row["until"], "one source")


def _visit(row: dict[str, Any], names: dict[str, str]) -> Visit:
    port = row["port"]
    return Visit(
        names.get(port, port), _utc(row["since"]), _utc(row["until"]), SOURCE, seen="positions"
    )


def _silence(row: dict[str, Any]) -> Silence:
    ends = {name: row[name] for name in ("from_lat", "from_lon", "to_lat", "to_lon")}
    return Silence(_utc(row["since"]), _utc(row["until"]), **ends, source=SOURCE)


def _meeting(row: dict[str, Any], mmsi: int) -> Meeting:
    other = row["other"] if row["mmsi"] == mmsi else row["mmsi"]
    return Meeting(
        other=str(other),
        since=_utc(row["since"]),
        until=_utc(row["until"]),
        lat=row["lat"],
        lon=row["lon"],
        distance_m=row["metres"],
        source=SOURCE,
    )


def _loitering(row: dict[str, Any]) -> Loitering:
    return Loitering(_utc(row["since"]), _utc(row["until"]), row["lat"], row["lon"], SOURCE)


def _jump(row: dict[str, Any]) -> Jump:
    places = (row["lat0"], row["lon0"], row["lat"], row["lon"])
    return Jump(_utc(row["ts"]), row["knots"], *places, source=SOURCE)
