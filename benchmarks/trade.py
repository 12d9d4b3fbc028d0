"""`python -m benchmarks.trade`: ten million rows of trade written, loaded, and a leak table made.

Everything is made up: reporters import a hundred headings from eight partners each month. With the
territory nothing of a banned heading is reported after its ban, save where it is planted; rows that
repeat and rows that cannot be used are planted, too, and what is found is compared with them.
"""

import argparse
import datetime
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.results import FOLDER, Measurement, load, write
from benchmarks.timing import Timing, peak_megabytes, say, timed
from tidewaiter.codes.table import read_table
from tidewaiter.law import load_law, load_target
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.leaks import Leaks, leaks_table
from tidewaiter.monitor.trade.store import TradeStore

ROWS = 10_000_000
FIRST_YEAR, YEARS, HEADINGS = 2014, 7, 100
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
MEASURE = "un/2371/8/coal"
# one reporter in so many reports coal in two months after the ban
EVERY_LEAK = 10
LEAK_MONTHS = (3, 7)


def write_year(
    connection: duckdb.DuckDBPyConnection, year: int, reporters: list[str], path: Path
) -> int:
    """One year of all reporters as a plain table; gives how many rows it has."""
    target = load_target().country
    partners = [target, "US", "JP", "DE", "FR", "GB", "IT", "BR"]
    connection.execute(
        f"""
        COPY (
            WITH headings AS (
                SELECT CASE n WHEN 0 THEN 'TOTAL' WHEN 1 THEN '2701'
                    ELSE (30 + n % 14)::VARCHAR || lpad((1 + n // 14)::VARCHAR, 2, '0') END AS hs,
                    n FROM range({HEADINGS}) t(n)
            ), rows AS (
                SELECT r.reporter, r.number, p.partner, m.month, h.hs,
                    1000 + (r.number * 7919 + m.month * 104729 + h.n * 1299709) % 900000 AS value
                FROM (SELECT unnest($reporters) AS reporter,
                        generate_subscripts($reporters, 1) AS number) r
                    CROSS JOIN (SELECT unnest($partners) AS partner) p
                    CROSS JOIN (SELECT month FROM range(1, 13) t(month)) m CROSS JOIN headings h
            )
            SELECT reporter, partner, 'M' AS flow,
                '{year}' || lpad(month::VARCHAR, 2, '0') AS period, hs AS hs_code,
                value AS value_usd, value * 12 AS net_weight_kg, NULL AS quantity, NULL AS unit,
                'made up' AS source
            FROM rows WHERE NOT (partner = '{target}' AND hs = '2701'
                AND {year} * 100 + month > 201707
                AND NOT ({year} = 2018 AND number % {EVERY_LEAK} = 0 AND month IN {LEAK_MONTHS}))
            UNION ALL
            SELECT reporter, '{target}', 'M', '{year}01', '3001', -1, 1, NULL, NULL, 'made up'
            FROM (SELECT unnest($reporters) AS reporter)
        ) TO '{path}' (HEADER)
        """,
        {"reporters": reporters, "partners": partners},
    )
    (count,) = connection.execute(f"SELECT count(*) FROM read_csv('{path}')").fetchone() or (0,)
    return int(count)


def measure(rows: int, folder: Path) -> list[Measurement]:
    """The rows of the page: written, loaded, asked, and what was found of what was planted."""
    a_reporter = 8 * 12 * HEADINGS * YEARS
    reporters = _reporters(max(EVERY_LEAK, round(rows / a_reporter)))
    files = {year: folder / f"{year}.csv" for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)}
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '2GB'")
    written = timed(
        lambda: sum(write_year(connection, year, reporters, at) for year, at in files.items())
    )
    connection.close()
    say(f"{written.count:,} rows of {len(reporters)} reporters written")
    store = TradeStore(folder / "trade")
    loaded = timed(lambda: sum(store.take(path, NOW).kept for path in files.values()))
    say(f"{loaded.count:,} rows kept")
    again = timed(lambda: sum(store.take(path, NOW).kept for path in files.values()))
    law, country = load_law(), load_target().country
    tables: list[Table] = []

    def ask() -> int:
        tables.append(leaks_table(store, law, country, Leaks()))
        return len(tables[0].rows)

    asked = timed(ask)
    whole = Timing(
        sum(each.seconds for each in (written, loaded, asked)),
        sum(each.cpu for each in (written, loaded, asked)),
        written.count,
    )
    return [
        _row("rows of trade written as CSV, one file a year", written, "rows"),
        _row("loaded: read, checked, repeats and outliers sought, kept", loaded, "rows"),
        _row("the leak table of all measures, reporters and months", asked, "cells"),
        _row("all three together", whole, "rows"),
        _row("the same files once more: known by their hash", again, "rows"),
        *_told(tables[0], store, len(reporters)),
    ]


def _told(table: Table, store: TradeStore, reporters: int) -> list[Measurement]:
    """What was found of what was planted."""
    planted = reporters // EVERY_LEAK * len(LEAK_MONTHS)
    found = sum(row[1] == MEASURE and row[6] == "!" for row in table.rows)
    refused = sum(each.counts["refused"] for each in store.loads())
    return [
        Measurement("leaks of coal planted and found", f"{found} of {planted}"),
        Measurement("negative rows planted and refused", f"{refused:,} of {reporters * YEARS:,}"),
    ]


def _reporters(count: int) -> list[str]:
    codes = [row["alpha2"] for row in read_table("countries.csv")]
    others = {load_target().country, "US", "JP", "DE", "FR", "GB", "IT", "BR"}
    return [code for code in codes if code not in others][:count]


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
    """Write the rows, load them, ask, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--room", type=Path, default=None, help="Where the rows are written.")
    options = parser.parse_args(arguments)
    before = load()
    with tempfile.TemporaryDirectory(dir=options.room) as folder:
        rows = measure(options.rows, Path(folder))
    path = write("trade", "Ten million rows of trade", rows, before=before, folder=options.out)
    sys.stdout.write(path.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
