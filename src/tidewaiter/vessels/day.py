"""What the positions of one day show: stays, meetings, silences, jumps, and where ships were heard.

Each day is worked out by itself, so days may come in any order, again, and side by side; `seen.py`
joins what goes on over midnight.
"""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from tidewaiter.vessels.geometry import SQL_DISTANCE
from tidewaiter.vessels.limits import TrackLimits
from tidewaiter.vessels.places import Place

KINDS = ("positions", "ships", "stays", "slow", "meetings", "silences", "jumps", "heard")
# degrees: a cell in which ports are looked for, and one in which ships may be within 500 m
_PORT_CELL, _NEAR_LAT, _NEAR_LON = 0.25, 0.01, 0.02
_BIN_MINUTES = 10


def prepare(connection: DuckDBPyConnection, places: Iterable[Place], limits: TrackLimits) -> None:
    """Lay out the ports, each in every cell that its surroundings touch."""
    connection.execute(SQL_DISTANCE)
    connection.execute(
        f"CREATE OR REPLACE TEMP MACRO cell(degrees) AS floor(degrees / {_PORT_CELL})::INT"
    )
    held = tuple(places)
    columns = {
        "code": [place.code for place in held],
        "plat": [place.lat for place in held],
        "plon": [place.lon for place in held],
    }
    connection.register("given_ports", pa.table(columns))
    reach = max(limits.visit.within_nm, limits.loitering.from_port_nm, limits.meeting.from_port_nm)
    # a degree of longitude is short near the poles: look farther there
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE ports AS
        WITH wide AS (
            SELECT *, {reach} / 60 AS north,
                {reach} / 60 / greatest(cos(radians(plat)), 0.1) AS east
            FROM given_ports
        )
        SELECT DISTINCT code, plat, plon, clat, clon FROM wide,
            unnest(range(cell(plat - north), cell(plat + north) + 1)) AS a(clat),
            unnest(range(cell(plon - east), cell(plon + east) + 1)) AS b(clon)
        """  # noqa: S608 - numbers of ours
    )
    connection.unregister("given_ports")


def work_out(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    """Make the tables of KINDS from `positions`, the clean positions of one day."""
    for make in (_steps, _jumps, _ships, _near_ports, _stays, _slow, _silences, _heard, _meetings):
        make(connection, limits)


def save(connection: DuckDBPyConnection, folder: Path) -> None:
    """Write the tables of one day into a folder."""
    for kind in KINDS:
        order = "ORDER BY mmsi" if kind != "heard" else ""
        connection.execute(
            f"COPY (SELECT * FROM {kind} {order}) TO '{folder / f'{kind}.parquet'}'"  # noqa: S608
            " (FORMAT parquet, COMPRESSION zstd)"
        )


def _steps(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    """Each position with the one before; `hull` counts up where no ship could have gone between."""
    jump = limits.jump
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE steps AS
        WITH pairs AS (
            SELECT mmsi, ts, lat, lon, sog,
                lag(ts) OVER w AS ts0, lag(lat) OVER w AS lat0, lag(lon) OVER w AS lon0
            FROM positions WINDOW w AS (PARTITION BY mmsi ORDER BY ts)
        ), measured AS (
            SELECT *, nm(lat0, lon0, lat, lon) AS far, epoch(ts - ts0) / 3600 AS hours FROM pairs
        )
        SELECT *, coalesce(sog, CASE WHEN hours > 0 AND hours < 1 THEN far / hours END) AS knots,
            far >= {jump.least_nm} AND far / greatest(hours, 1e-6) > {jump.knots} AS jumped
        FROM measured
        """  # noqa: S608 - numbers of ours
    )


def _jumps(connection: DuckDBPyConnection, _: TrackLimits) -> None:
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE jumps AS
        SELECT mmsi, ts, far / greatest(hours, 1e-6) AS knots, lat0, lon0, lat, lon
        FROM steps WHERE jumped
        """
    )


def _ships(connection: DuckDBPyConnection, _: TrackLimits) -> None:
    """Who was heard: what its set said of it most, first and last position, draughts."""
    said = ", ".join(
        f"mode({name}) AS {name}"
        for name in ("imo", "name", "flag", "call_sign", "type", "length", "width")
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE ships AS
        SELECT mmsi, count(*) AS positions, {said},
            count(DISTINCT imo) AS imos, count(DISTINCT name) AS names,
            min(ts) AS first_ts, max(ts) AS last_ts,
            arg_min(lat, ts) AS first_lat, arg_min(lon, ts) AS first_lon,
            arg_max(lat, ts) AS last_lat, arg_max(lon, ts) AS last_lon,
            arg_min(draught, ts) FILTER (WHERE draught IS NOT NULL) AS first_draught,
            arg_max(draught, ts) FILTER (WHERE draught IS NOT NULL) AS last_draught
        FROM positions GROUP BY mmsi
        """  # noqa: S608 - names of ours
    )


def _near_ports(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    """Each slow position with the nearest port and how far it is, where one is near."""
    slow = max(limits.visit.knots, limits.loitering.knots, limits.meeting.knots)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE crawling AS
        WITH slow AS (
            SELECT mmsi, ts, lat, lon, coalesce(knots, 0) AS knots,
                cell(lat) AS clat, cell(lon) AS clon
            FROM steps WHERE knots IS NULL OR knots <= {slow}
        ), near AS (
            SELECT mmsi, ts, min(nm(lat, lon, plat, plon)) AS port_nm,
                arg_min(code, nm(lat, lon, plat, plon)) AS port
            FROM slow JOIN ports USING (clat, clon) GROUP BY mmsi, ts
        )
        SELECT mmsi, ts, lat, lon, knots, port, port_nm
        FROM slow LEFT JOIN near USING (mmsi, ts)
        """  # noqa: S608 - numbers of ours
    )


def joined(source: str, keys: str, minutes: float, fields: str = "") -> str:
    """SQL that joins spells (`since`, `until`) of one key that lie less than so many minutes apart.

    `fields` are further aggregates of the spells that are joined, each with a comma before it.
    """
    return f"""
        WITH ordered AS (
            SELECT *, max(until) OVER (PARTITION BY {keys} ORDER BY since, until
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM {source}
        ), numbered AS (
            SELECT *, sum(CASE WHEN before IS NULL
                    OR epoch(since - before) > {minutes * 60} THEN 1 ELSE 0 END)
                OVER (PARTITION BY {keys} ORDER BY since, until) AS spell
            FROM ordered
        )
        SELECT {keys}, min(since) AS since, max(until) AS until{fields}
        FROM numbered GROUP BY {keys}, spell
    """  # noqa: S608 - names of ours


def _stays(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    visit = limits.visit
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW in_port AS
        SELECT mmsi, port, ts AS since, ts AS until FROM crawling
        WHERE port_nm <= {visit.within_nm} AND knots <= {visit.knots}
        """  # noqa: S608 - numbers of ours
    )
    spells = joined("in_port", "mmsi, port", visit.join_hours * 60, ", count(*) AS positions")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE stays AS {spells}")


def _slow(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    """Spells of slowness away from ports: what may become loitering."""
    slow = limits.loitering
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW away AS
        SELECT mmsi, ts AS since, ts AS until, lat, lon FROM crawling
        WHERE knots <= {slow.knots} AND (port_nm IS NULL OR port_nm > {slow.from_port_nm})
        """  # noqa: S608 - numbers of ours
    )
    mean = ", avg(lat) AS lat, avg(lon) AS lon, count(*) AS positions"
    spells = joined("away", "mmsi", slow.join_minutes, mean)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE slow AS SELECT * FROM ({spells}) WHERE positions > 1"  # noqa: S608
    )


def _silences(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE silences AS
        SELECT mmsi, ts0 AS since, ts AS until, lat0 AS from_lat, lon0 AS from_lon,
            lat AS to_lat, lon AS to_lon
        FROM steps WHERE hours >= {limits.silence.least_hours}
        """  # noqa: S608 - numbers of ours
    )


def _heard(connection: DuckDBPyConnection, _: TrackLimits) -> None:
    """How many ships were heard in each cell of one degree, and in how many hours of the day."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE heard AS
        SELECT floor(lat)::INT AS clat, floor(lon)::INT AS clon, count(DISTINCT mmsi) AS ships,
            count(DISTINCT hour(ts)) AS hours
        FROM positions GROUP BY ALL
        """
    )


def _meetings(connection: DuckDBPyConnection, limits: TrackLimits) -> None:
    """Pairs of slow ships close to each other away from ports, in looks ten minutes apart.

    Between two positions less than an hour apart a ship is taken to have drifted evenly.
    """
    meeting = limits.meeting
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE looks AS
        WITH drifting AS (
            SELECT mmsi, ts, lat, lon,
                lag(ts) OVER w AS ts0, lag(lat) OVER w AS lat0, lag(lon) OVER w AS lon0
            FROM crawling
            WHERE knots <= {meeting.knots} AND (port_nm IS NULL OR port_nm > {meeting.from_port_nm})
            WINDOW w AS (PARTITION BY mmsi ORDER BY ts)
        ), marks AS (
            SELECT *, unnest(generate_series(
                time_bucket(INTERVAL {_BIN_MINUTES} MINUTES, ts0) + INTERVAL {_BIN_MINUTES} MINUTES,
                ts, INTERVAL {_BIN_MINUTES} MINUTES)) AS look
            FROM drifting WHERE epoch(ts - ts0) BETWEEN 1 AND 3600
        )
        SELECT mmsi, look, lat0 + (lat - lat0) * part AS lat, lon0 + (lon - lon0) * part AS lon
        FROM (SELECT *, epoch(look - ts0) / epoch(ts - ts0) AS part FROM marks)
        """  # noqa: S608 - numbers of ours
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW together AS
        WITH cells AS (
            SELECT *, floor(lat / {_NEAR_LAT})::INT AS clat, floor(lon / {_NEAR_LON})::INT AS clon
            FROM looks
        ), around AS (
            SELECT mmsi AS other, look, lat AS olat, lon AS olon, clat + a AS clat, clon + b AS clon
            FROM cells, unnest([-1, 0, 1]) AS x(a), unnest([-1, 0, 1]) AS y(b)
        )
        SELECT mmsi, other, look AS since, look AS until, lat, lon,
            nm(lat, lon, olat, olon) AS apart
        FROM cells JOIN around USING (look, clat, clon)
        WHERE mmsi < other AND apart <= {meeting.within_m} / 1852
        """  # noqa: S608 - numbers of ours
    )
    mean = ", avg(lat) AS lat, avg(lon) AS lon, min(apart) * 1852 AS metres, count(*) AS looks"
    spells = joined("together", "mmsi, other", meeting.join_minutes, mean)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE meetings AS {spells}")
