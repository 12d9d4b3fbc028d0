"""A trade file becomes one Parquet file: rows checked, repeats found, outliers marked."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection
from duckdb import Error as DuckDBError

from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.trade.readers import WRITTEN, Opened
from tidewaiter.monitor.trade.reading import ASIDE, FLOWS, areas, reading_sql

MOST_TOLD = 1_000
FAR = 100
# so many rows of a code with value and weight make a median to compare with
ENOUGH = 5
_KEY = "reporter, partner, flow, first, months, hs"


class Trouble(Record, frozen=True):
    """A row that was refused or flagged, and why."""

    row: int
    reason: str


class Taken(Record, frozen=True, kw_only=True):
    """What became of a file: rows read, kept, refused with reasons, set aside, flagged.

    `refused` and `flagged` hold the first thousand each, `counts` says how many there are of
    each kind. `notes` are what a reader of the numbers must know.
    """

    file: str
    sha256: str
    shape: str
    loaded: str
    rows: int
    kept: int
    counts: dict[str, int]
    refused: tuple[Trouble, ...] = ()
    flagged: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    row_word: str = "row"


def take_rows(opened: Opened, into: Path, *, sha256: str, loaded: str) -> Taken:
    """Check the rows of a file and write those that hold to `into`, a Parquet file.

    Raises:
        BadInput: the file cannot be read, or none of its rows can be used.
    """
    stage = into.with_suffix(".stage")
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '2GB'; SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{quoted(into.parent)}/spill'")
    try:
        _read(connection, opened, stage)
        _find_repeats(connection)
        _find_outliers(connection)
        taken = _count(connection, opened, sha256, loaded)
        _write(connection, into)
    except DuckDBError as error:
        what = str(error).splitlines()[0][:200]
        raise BadInput(what, where=str(opened.path), advice="Check the file.") from error
    finally:
        connection.close()
        stage.unlink(missing_ok=True)
    return taken


def _read(connection: DuckDBPyConnection, opened: Opened, stage: Path) -> None:
    connection.execute("CREATE TABLE areas (said VARCHAR PRIMARY KEY, area VARCHAR)")
    names = dict(reversed(list(areas())))
    connection.executemany(
        "INSERT INTO areas VALUES (?, ?)", [list(pair) for pair in names.items()]
    )
    connection.execute("CREATE TABLE flows (said VARCHAR PRIMARY KEY, flow VARCHAR)")
    connection.executemany(
        "INSERT INTO flows VALUES (?, ?)", [list(pair) for pair in FLOWS.items()]
    )
    broken: list[BadInput] = []
    rows = pa.RecordBatchReader.from_batches(WRITTEN, _minded(opened.batches, broken))
    connection.register("written", rows)
    connection.execute(f"COPY ({reading_sql(opened.fields)}) TO '{quoted(stage)}' (FORMAT parquet)")
    connection.unregister("written")
    if broken:
        raise broken[0]
    connection.execute(f"CREATE VIEW stage AS FROM read_parquet('{quoted(stage)}')")
    connection.execute("CREATE VIEW good AS FROM stage WHERE reason IS NULL AND aside IS NULL")


def _minded(batches: Iterator[pa.RecordBatch], broken: list[BadInput]) -> Iterator[pa.RecordBatch]:
    """The batches up to what breaks them, which is kept: no exception can pass the engine."""
    try:
        yield from batches
    except BadInput as error:
        broken.append(error)


def _find_repeats(connection: DuckDBPyConnection) -> None:
    """Rows of one key: the first of the same value is kept, those that differ are all refused."""
    connection.execute(
        f"""
        CREATE TABLE repeats AS
        WITH likely AS (
            SELECT key FROM good GROUP BY key HAVING count(*) > 1
        ), several AS (
            SELECT {_KEY}, row, min(row) OVER same AS first_row, max(row) OVER same AS last_row,
                min(value_usd) OVER same <> max(value_usd) OVER same
                OR min(weight_kg) OVER same IS DISTINCT FROM max(weight_kg) OVER same AS differs
            FROM good WHERE key IN (SELECT key FROM likely) WINDOW same AS (PARTITION BY {_KEY})
        )
        SELECT row, CASE WHEN differs THEN 'another value than row '
                || CASE WHEN row = first_row THEN last_row ELSE first_row END
                || ' for the same reporter, partner, flow, period and code'
            ELSE 'repeats row ' || first_row END AS reason
        FROM several WHERE first_row < last_row AND (differs OR row > first_row)
        """  # noqa: S608 - the key is ours
    )


def _find_outliers(connection: DuckDBPyConnection) -> None:
    """Rows whose dollars a kilogram are far from the median of their code."""
    connection.execute(
        f"""
        CREATE TABLE outliers AS
        WITH priced AS (
            SELECT row, hs, value_usd / weight_kg AS price FROM good
            WHERE weight_kg > 0 AND value_usd > 0
        ), usual AS (
            SELECT hs, approx_quantile(price, 0.5) AS median FROM priced
            GROUP BY hs HAVING count(*) >= {ENOUGH}
        )
        SELECT row, 'unit value ' || printf('%.3g', price / median)
            || ' times the median of ' || hs || ' in this file: another unit or currency?' AS reason
        FROM priced JOIN usual USING (hs)
        WHERE price > {FAR} * median OR price * {FAR} < median
        """  # noqa: S608 - the numbers are ours
    )


def _count(connection: DuckDBPyConnection, opened: Opened, sha256: str, loaded: str) -> Taken:
    asides = ", ".join(f"count(*) FILTER (WHERE reason IS NULL AND aside = '{k}')" for k in ASIDE)
    rows, refused, unweighed, *aside = _one(
        connection,
        f"""SELECT count(*), count(reason),
            count(*) FILTER (WHERE reason IS NULL AND aside IS NULL
                AND weight_kg IS NULL AND value_usd > 0), {asides} FROM stage""",  # noqa: S608
    )
    (repeats,) = _one(connection, "SELECT count(*) FROM repeats")
    (outliers,) = _one(connection, "SELECT count(*) FROM outliers")
    counts = {"refused": refused + repeats, "flagged": outliers, "weight unknown": unweighed}
    counts |= {f"set aside, {kind}": number for kind, number in zip(ASIDE, aside, strict=True)}
    kept = rows - refused - repeats - sum(aside)
    told = _troubles(
        connection,
        "SELECT row, reason FROM stage WHERE reason IS NOT NULL UNION ALL FROM repeats",
    )
    if kept <= 0:
        first = told[0] if told else None
        what = f"none of its {rows:,} rows can be used"
        reason = "" if first is None else f": {opened.shape.row_word} {first.row}, {first.reason}"
        advice = "Check what the columns hold; nothing was kept."
        raise BadInput(what + reason, where=str(opened.path), advice=advice)
    return Taken(
        file=opened.path.name,
        sha256=sha256,
        shape=opened.shape.name,
        loaded=loaded,
        rows=rows,
        kept=kept,
        counts={kind: number for kind, number in counts.items() if number > 0},
        refused=told,
        flagged=_troubles(connection, "FROM outliers"),
        notes=tuple(_notes(connection, sum(aside), unweighed)),
        row_word=opened.shape.row_word,
    )


def _notes(connection: DuckDBPyConnection, aside: int, unweighed: int) -> list[str]:
    notes = []
    levels = [level for (level,) in _all(connection, "SELECT DISTINCT level FROM good ORDER BY 1")]
    if len(levels) > 1:
        said = ", ".join("total" if level == 0 else f"{level} digits" for level in levels)
        notes.append(f"Levels stand together ({said}): a question reads one of them, never a sum.")
    if unweighed > 0:
        notes.append("Net weight 0 or empty with a value is kept as unknown weight.")
    if aside > 0:
        (alone,) = _one(
            connection,
            """SELECT count(DISTINCT key) FROM stage WHERE reason IS NULL AND aside IS NOT NULL
                AND key NOT IN (SELECT key FROM good)""",
        )
        if alone > 0:
            notes.append(f"{alone:,} broken-down totals are missing: their parts were set aside.")
    (made_up,) = _one(connection, "SELECT count(*) FROM good WHERE basis = 'aggregated'")
    if made_up > 0:
        notes.append(
            f"{made_up:,} rows are aggregated by the provider from finer lines (not mirrored)."
        )
    return notes


def _write(connection: DuckDBPyConnection, into: Path) -> None:
    connection.execute(
        f"""
        COPY (SELECT good.* EXCLUDE (reason, aside, key), o.reason AS flag
              FROM good LEFT JOIN outliers o USING (row)
              WHERE row NOT IN (SELECT row FROM repeats))
        TO '{quoted(into)}' (FORMAT parquet)
        """  # noqa: S608 - our path
    )


def quoted(path: Path) -> str:
    """A path as it stands between quotes in a query."""
    return str(path).replace("'", "''")


def _troubles(connection: DuckDBPyConnection, query: str) -> tuple[Trouble, ...]:
    rows = _all(connection, f"FROM ({query}) ORDER BY row LIMIT {MOST_TOLD}")
    return tuple(Trouble(row, str(reason)) for row, reason in rows)


def _all(connection: DuckDBPyConnection, query: str) -> list[tuple[int, ...]]:
    return connection.execute(query).fetchall()


def _one(connection: DuckDBPyConnection, query: str) -> tuple[int, ...]:
    return _all(connection, query)[0]
