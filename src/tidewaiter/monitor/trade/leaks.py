"""The leak table: reporter x measure x month where trade should be zero or capped."""

import datetime
from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from tidewaiter.law import Law
from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.bans import STATES, State, cap_of, month_after, state_of, watched
from tidewaiter.monitor.trade.cells import make_cells, months_loaded
from tidewaiter.monitor.trade.store import TradeStore

SIGNS = {
    "0": "reported, and nothing of these goods",
    "~": "something of the month is loaded, but no total with this partner: nil, or not asked for",
    "–": "no report is loaded",
    "!": "above zero where it is banned, or above the whole cap",
    "?": "above zero in codes that hold other goods too",
    "c": "above zero under a cap",
    "e": "above zero where an exemption was open; no trade row shows its purpose",
    "g": "above zero while old contracts ran out",
    "b": "above zero in the month the measure began",
}
ABOVE = tuple("!?cegb")
_NO_PROOF = (
    "A leak is a question to a State, not proof: a row may be mistaken, or of another territory "
    "(`tidewaiter trade confusion`)."
)


class Leaks(Record, frozen=True, kw_only=True):
    """What was asked: measures and reporters (all without any), from a month to another."""

    measures: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    every: int = 1


def make_leaks(connection: DuckDBPyConnection, law: Law, country: str, asked: Leaks) -> None:
    """Make the table `leaks` on a connection with the view `trade`: one row for each cell.

    Raises:
        BadInput: a measure is no ban on goods, or nothing is loaded of the span.
    """
    watching = watched(law, asked.measures)
    make_cells(connection, country, watching, asked.every)
    loaded = months_loaded(connection)
    if loaded is None:
        kind = "month" if asked.every == 1 else "year"
        raise BadInput(
            f"nothing by the {kind} is loaded", where="trade", advice="See `trade loads`."
        )
    first, last = asked.since or loaded[0], asked.until or loaded[1]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE states (measure VARCHAR, first DATE, state VARCHAR,
            cap_usd DOUBLE, cap_tonnes DOUBLE)"""
    )
    rows = _states(law, [each.measure for each in watching], first, last, asked.every)
    if rows:
        connection.executemany("INSERT INTO states VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute(_LEAKS, {"all": not asked.reporters, "some": list(asked.reporters)})


_LEAKS = """
    CREATE OR REPLACE TEMP TABLE leaks AS
    WITH watching AS (
        SELECT DISTINCT measure, kind, flow FROM codes
    ), reporting AS (
        SELECT DISTINCT reporter FROM reports WHERE $all OR reporter IN $some
    ), grid AS (
        SELECT r.reporter, w.measure, w.kind, w.flow, s.first, s.state, s.cap_usd, s.cap_tonnes
        FROM reporting r CROSS JOIN watching w JOIN states s USING (measure)
    )
    SELECT g.reporter, g.measure, g.kind, g.flow, g.first, g.state,
        CASE WHEN c.value_usd > 0 AND (g.state = 'ban' OR c.value_usd > g.cap_usd
                OR c.weight_kg / 1000 > g.cap_tonnes) THEN '!'
             WHEN c.value_usd > 0 THEN CASE g.state WHEN 'capped' THEN 'c'
                WHEN 'exempted' THEN 'e' WHEN 'grace' THEN 'g' ELSE 'b' END
             WHEN c.possible_usd > 0 THEN '?'
             WHEN p.whole OR c.value_usd = 0 THEN '0'
             WHEN p.reporter IS NOT NULL THEN '~' ELSE '–' END AS sign,
        c.value_usd, c.weight_kg, c.possible_usd
    FROM grid g LEFT JOIN cells c USING (reporter, measure, flow, first)
        LEFT JOIN reports p USING (reporter, flow, first)
"""


def leaks_table(
    store: TradeStore, law: Law, country: str, asked: Leaks, *, above: bool = False
) -> Table:
    """The leak table, one row a cell; with `above` only the cells above zero.

    Raises:
        BadInput: nothing is loaded, or a measure is no ban on goods by code.
    """
    with store.asked() as connection:
        make_leaks(connection, law, country, asked)
        query = "FROM leaks" + (" WHERE sign IN $above" if above else "")
        rows = connection.execute(
            f"{query} ORDER BY reporter, measure, first", {"above": list(ABOVE)} if above else {}
        ).fetchall()
    header = (
        *("reporter", "measure", "kind", "flow", "month", "state", "sign"),
        *("value_usd", "weight_kg", "possible_usd"),
    )
    notes = (
        *(f"{sign}  {meaning}" for sign, meaning in SIGNS.items()),
        *(
            f"{state}: {meaning}"
            for state, meaning in STATES.items()
            if state not in {"before", "over"}
        ),
        _NO_PROOF,
    )
    return Table("Where trade should be zero or capped", header, tuple(rows), notes)


def _states(
    law: Law, measures: Sequence[str], first: datetime.date, last: datetime.date, every: int
) -> list[list[object]]:
    rows: list[list[object]] = []
    for name in dict.fromkeys(measures):
        measure = law.find(name)
        if measure is None:
            continue
        month = first.replace(day=1, month=first.month if every == 1 else 1)
        while month <= last:
            state: State = state_of(measure, month, every)
            if state not in {"before", "over"}:
                cap = cap_of(measure, month) if state == "capped" else None
                limits = (None, None) if cap is None else (cap.usd, cap.tonnes)
                rows.append([name, month, state, *limits])
            month = month_after(month, every)
    return rows
