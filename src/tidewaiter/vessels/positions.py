"""Positions of ships from files, cleaned: what is no position is counted by kind.

CSV and Parquet with the columns of the public interface (`mmsi, imo, name, flag, timestamp, lat,
lon, sog, cog, draught`) or those of MarineCadastre (`MMSI, BaseDateTime, LAT, ...`); NMEA 0183 with
a time in its tag block (`\\c:1490367106*77\\!AIVDM,...`), by pyais.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from duckdb import Error as DuckDBError

from tidewaiter.model import BadInput

# our column: the headers it may stand under, compared without case, spaces and underscores
_HEADERS = {
    "mmsi": ("mmsi",),
    "imo": ("imo",),
    "name": ("name", "vesselname", "shipname"),
    "flag": ("flag",),
    "call_sign": ("callsign",),
    "type": ("type", "vesseltype", "shiptype"),
    "length": ("length",),
    "width": ("width",),
    "timestamp": ("timestamp", "basedatetime", "time"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude"),
    "sog": ("sog", "speed"),
    "cog": ("cog", "course"),
    "heading": ("heading",),
    "draught": ("draught", "draft"),
}
_NEEDED = ("mmsi", "timestamp", "lat", "lon")
_NMEA = (".nmea", ".ais", ".nm4")
_BATCH = 50_000
# what is wrong with a row, by kind, the first that holds; rows with none of these are positions
DEFECTS = {
    "no MMSI": "mmsi IS NULL OR mmsi = 0",
    "MMSI of no ship": "mmsi < 200000000 OR mmsi > 799999999",
    "no time": "ts IS NULL",
    "time to come": "ts > now()::TIMESTAMP + INTERVAL 1 DAY",
    "no position": "lat IS NULL OR lon IS NULL OR lat = 91 OR lon = 181",
    "no place on earth": "abs(lat) > 90 OR abs(lon) > 180",
    "the null island": "lat = 0 AND lon = 0",
}
# values that stand for `not available` (ITU-R M.1371): taken as absent, and counted
_ABSENT = {
    "speed not available": "sog >= 102.2 OR sog < 0",
    "course not available": "cog >= 360 OR cog < 0",
    "heading not available": "heading = 511",
}
_COLUMNS = """
    TRY_CAST(mmsi AS BIGINT) AS mmsi,
    nullif(regexp_replace(upper(trim(CAST(imo AS VARCHAR))), '^IMO\\s*', ''), '') AS imo,
    nullif(trim(CAST(name AS VARCHAR)), '') AS name,
    nullif(trim(CAST(flag AS VARCHAR)), '') AS flag,
    nullif(trim(CAST(call_sign AS VARCHAR)), '') AS call_sign,
    nullif(trim(CAST(type AS VARCHAR)), '') AS type,
    TRY_CAST(length AS FLOAT) AS length,
    TRY_CAST(width AS FLOAT) AS width,
    TRY_CAST(timestamp AS TIMESTAMP) AS ts,
    TRY_CAST(lat AS DOUBLE) AS lat,
    TRY_CAST(lon AS DOUBLE) AS lon,
    TRY_CAST(sog AS FLOAT) AS sog,
    TRY_CAST(cog AS FLOAT) AS cog,
    TRY_CAST(heading AS FLOAT) AS heading,
    TRY_CAST(draught AS FLOAT) AS draught
"""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in our words what the engine says of a file.

    Raises:
        BadInput: the file cannot be read.
    """
    try:
        yield
    except (DuckDBError, OSError) as error:
        what = str(error).splitlines()[0][:200]
        advice = "Give CSV, Parquet or NMEA with one position a row."
        raise BadInput(what, where=str(path), advice=advice) from error


def clean(connection: DuckDBPyConnection, path: Path, day_folders: Path) -> dict[str, int]:
    """Sort the positions of a file by day (`day=2022-01-03/*.parquet`), and count its rows.

    The counts are `rows`, and one for each kind of defect; what is left are positions, not yet
    freed of repetitions. Memory stays bounded whatever the size of the file.

    Raises:
        BadInput: the file cannot be read, or has no column for ship, time or place.
    """
    with told(path):
        rows = _rows(connection, path)
        cases = " ".join(f"WHEN {test} THEN '{kind}'" for kind, test in DEFECTS.items())
        rows.create_view("raw", replace=True)
        absent = ", ".join(f"({test}) AS absent_{at}" for at, test in enumerate(_ABSENT.values()))
        connection.execute(
            f"""
            COPY (SELECT *, CASE {cases} ELSE '' END AS defect, {absent},
                      CASE WHEN defect = '' THEN strftime(ts, '%Y-%m-%d') ELSE 'none' END AS day
                  FROM raw)
            TO '{day_folders}' (FORMAT parquet, PARTITION_BY (day), OVERWRITE_OR_IGNORE)
            """  # noqa: S608 - the tests are ours
        )
        counts = _counted(connection, day_folders)
        connection.execute("DROP VIEW raw")
    shutil.rmtree(day_folders / "day=none", ignore_errors=True)
    return counts


def _rows(connection: DuckDBPyConnection, path: Path) -> DuckDBPyRelation:
    """The rows of the file under our columns, their values as far as they can be read."""
    if not path.is_file():
        raise BadInput("no such file", where=str(path), advice="Check the path.")
    name = path.name.removesuffix(".gz").lower()
    if name.endswith(_NMEA):
        reader = pa.RecordBatchReader.from_batches(_SCHEMA, _batches(path))
        return connection.from_arrow(reader).project(_COLUMNS)
    if name.endswith(".parquet"):
        source = connection.read_parquet(str(path))
    else:
        source = connection.read_csv(str(path), all_varchar=True)
    columns = {_plain(column): column for column in source.columns}
    chosen = []
    for ours, headers in _HEADERS.items():
        found = next((columns[header] for header in headers if header in columns), None)
        if found is None and ours in _NEEDED:
            what = f"no column {ours}"
            advice = f"It has {', '.join(source.columns)}. Give at least {', '.join(_NEEDED)}."
            raise BadInput(what, where=str(path), advice=advice)
        chosen.append(f'"{found}" AS {ours}' if found is not None else f"NULL AS {ours}")
    return source.project(", ".join(chosen)).project(_COLUMNS)


def _counted(connection: DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """How many rows there are, and how many have which defect: each row counts once."""
    written = f"read_parquet('{folder}/*/*.parquet', hive_partitioning = false)"
    absent = ", ".join(f"count(*) FILTER (WHERE absent_{at})" for at in range(len(_ABSENT)))
    total, *some = connection.execute(
        f"SELECT count(*), {absent} FROM {written}"  # noqa: S608
    ).fetchone() or (0,) * (1 + len(_ABSENT))
    found = connection.execute(
        f"SELECT defect, count(*) FROM {written} WHERE defect <> '' GROUP BY defect"  # noqa: S608
    ).fetchall()
    counts = {"rows": total} | dict(found) | dict(zip(_ABSENT, some, strict=True))
    return {kind: count for kind, count in counts.items() if count > 0 or kind == "rows"}


def _plain(header: str) -> str:
    return header.lower().replace("_", "").replace(" ", "")


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    """Positions of an NMEA file, in batches."""
    rows = _messages(path)
    while len(batch := list(islice(rows, _BATCH))) > 0:
        yield pa.RecordBatch.from_pylist(batch, schema=_SCHEMA)


_SCHEMA = pa.schema(
    [
        (name, pa.string() if name not in {"lat", "lon", "sog", "cog", "heading"} else pa.float64())
        for name in _HEADERS
    ]
)


def _messages(path: Path) -> Iterator[dict[str, object]]:
    """One row a position report; names and numbers from static reports stand beside them."""
    from pyais import FileReaderStream
    from pyais.exceptions import AISBaseException

    static: dict[int, dict[str, object]] = {}
    with FileReaderStream(str(path)) as stream:
        for sentence in stream:
            try:
                heard = sentence.decode()
                block = sentence.tag_block
                if block is not None:
                    block.init()
            except (AISBaseException, ValueError, IndexError):
                yield {}
                continue
            fields = heard.asdict()
            mmsi = int(str(fields["mmsi"]))
            if "shipname" in fields:
                static[mmsi] = static.get(mmsi, {}) | _static(fields)
            if "lat" in fields and "lon" in fields:
                stamp = None if block is None else block.receiver_timestamp
                yield static.get(mmsi, {}) | _position(fields, stamp)


def _static(fields: Mapping[str, object]) -> dict[str, object]:
    ends = ("to_bow", "to_stern"), ("to_port", "to_starboard")
    length, width = (sum(int(str(fields.get(end) or 0)) for end in pair) for pair in ends)
    return {
        "imo": str(fields.get("imo") or ""),
        "name": str(fields.get("shipname") or ""),
        "call_sign": str(fields.get("callsign") or ""),
        "type": str(fields.get("ship_type") or ""),
        "length": str(length or ""),
        "width": str(width or ""),
        "draught": str(fields.get("draught") or ""),
    }


def _position(fields: Mapping[str, object], stamp: object) -> dict[str, object]:
    import datetime

    at = ""
    if stamp is not None:
        moment = datetime.datetime.fromtimestamp(float(str(stamp)), datetime.UTC)
        at = moment.strftime("%Y-%m-%d %H:%M:%S")
    return {
        "mmsi": str(fields["mmsi"]),
        "timestamp": at,
        "lat": fields["lat"],
        "lon": fields["lon"],
        "sog": fields.get("speed"),
        "cog": fields.get("course"),
        "heading": float(str(fields["heading"])) if fields.get("heading") is not None else None,
    }


def merged(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    """The counts of several files together."""
    total: dict[str, int] = {}
    for each in counts:
        for kind, count in each.items():
            total[kind] = total.get(kind, 0) + count
    return total
