"""Loaded rows as cells: reporter x measure x month, each amount of one level of codes.

Of several loads the newest row of a key counts. Each code is read at one level only: its own row
where there is one, else the sum of the coarsest finer rows. What only a coarser row holds is
unknown.
"""

import datetime
from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from tidewaiter.monitor.trade.bans import Watched

# Imports and exports; re-imports and re-exports lie within them.
_FLOWS = "('M', 'X')"


def make_cells(
    connection: DuckDBPyConnection, country: str, watched: Sequence[Watched], months: int = 1
) -> None:
    """Make the tables `partner_rows`, `reports` and `cells` for a partner, monthly or yearly.

    `partner_rows` are the rows with the partner, newest load first come. `reports` says of which
    reporter, flow and period anything is loaded, and whether a total with the partner is
    (`whole`). `cells` hold value and weight of the sure and the possible codes of each measure;
    a weight is unknown where that of any row in it is.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE partner_rows AS
        SELECT reporter, flow, first, hs, level, value_usd, weight_kg, flag FROM trade
        WHERE partner = $country AND flow IN {_FLOWS} AND months = $months
        QUALIFY row_number() OVER (PARTITION BY reporter, flow, first, hs ORDER BY load DESC) = 1
        """,  # noqa: S608 - the flows are ours
        {"country": country, "months": months},
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE reports AS
        SELECT reporter, flow, first, bool_or(partner = $country AND level = 0) AS whole FROM trade
        WHERE flow IN {_FLOWS} AND months = $months GROUP BY ALL
        """,  # noqa: S608 - the flows are ours
        {"country": country, "months": months},
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE codes "
        "(measure VARCHAR, kind VARCHAR, flow VARCHAR, code VARCHAR, sure BOOLEAN)"
    )
    rows = [
        [each.measure, each.kind, each.flow, code, sure]
        for each in watched
        for sure, codes in ((True, each.sure), (False, each.possible))
        for code in codes
    ]
    if rows:
        connection.executemany("INSERT INTO codes VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute(_CELLS)


_CELLS = """
    CREATE OR REPLACE TEMP TABLE cells AS
    WITH within AS (
        SELECT c.measure, c.flow, c.code, c.sure, r.hs
        FROM codes c JOIN (SELECT DISTINCT flow, hs FROM partner_rows WHERE level > 0) r
            ON c.flow = r.flow AND starts_with(r.hs, c.code)
    ), leveled AS (
        SELECT w.measure, w.flow, w.code, w.sure, r.reporter, r.first, r.level,
            sum(r.value_usd) AS value_usd,
            CASE WHEN count(*) = count(r.weight_kg) THEN sum(r.weight_kg) END AS weight_kg
        FROM within w JOIN partner_rows r USING (flow, hs) GROUP BY ALL
    ), coarsest AS (
        FROM leveled QUALIFY row_number() OVER (
            PARTITION BY measure, flow, code, sure, reporter, first ORDER BY level) = 1
    )
    SELECT measure, flow, reporter, first,
        sum(value_usd) FILTER (WHERE sure) AS value_usd,
        CASE WHEN count(weight_kg) FILTER (WHERE sure) = count(*) FILTER (WHERE sure)
            THEN sum(weight_kg) FILTER (WHERE sure) END AS weight_kg,
        sum(value_usd) FILTER (WHERE NOT sure) AS possible_usd
    FROM coarsest GROUP BY ALL
"""


def months_loaded(connection: DuckDBPyConnection) -> tuple[datetime.date, datetime.date] | None:
    """The first and last period of which anything is loaded, after `make_cells`."""
    found = connection.execute("SELECT min(first), max(first) FROM reports").fetchone()
    return None if found is None or found[0] is None else (found[0], found[1])
