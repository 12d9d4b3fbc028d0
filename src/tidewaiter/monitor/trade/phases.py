"""Banned trade by measure: what was reported before it, while it began, and under it."""

from tidewaiter.law import Law
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.bans import STATES, state_of, watched
from tidewaiter.monitor.trade.cells import make_cells
from tidewaiter.monitor.trade.leaks import Leaks
from tidewaiter.monitor.trade.store import TradeStore


def banned_table(store: TradeStore, law: Law, country: str, asked: Leaks) -> Table:
    """For each reporter and measure, the months of each state of the law and what they hold.

    `months` are those reported at all, `with_trade` those above zero in codes that are the goods
    named; `possible_usd` is trade in codes that hold other goods too. A weight is empty where that
    of any month is unknown.

    Raises:
        BadInput: nothing is loaded, or a measure is no ban on goods by code.
    """
    with store.asked() as connection:
        make_cells(connection, country, watched(law, asked.measures), asked.every)
        spans = _dated(
            law, connection.execute("SELECT DISTINCT measure, first FROM cells").fetchall(), asked
        )
        connection.execute(
            "CREATE TEMP TABLE phases (measure VARCHAR, first DATE, number INTEGER, state VARCHAR)"
        )
        if spans:
            connection.executemany("INSERT INTO phases VALUES (?, ?, ?, ?)", spans)
        rows = connection.execute(
            _PHASES, {"all": not asked.reporters, "some": list(asked.reporters)}
        ).fetchall()
    header = (
        *("reporter", "measure", "in_force_from", "state", "months", "with_trade"),
        *("value_usd", "weight_kg", "possible_usd", "first", "last"),
    )
    dated = tuple((row[0], row[1], _since(law, row[1]), *row[2:]) for row in rows)
    notes = tuple(f"{state}: {meaning}" for state, meaning in STATES.items() if state != "over")
    return Table("Reported trade by state of the law", header, dated, notes)


_PHASES = """
    SELECT reporter, measure, state, count(*), count(*) FILTER (WHERE value_usd > 0),
        sum(value_usd),
        CASE WHEN count(weight_kg) = count(*) FILTER (WHERE value_usd IS NOT NULL)
            THEN sum(weight_kg) END,
        sum(possible_usd), min(first), max(first)
    FROM cells JOIN phases USING (measure, first)
    WHERE $all OR reporter IN $some
    GROUP BY reporter, measure, state, number ORDER BY reporter, measure, number
"""


def _dated(law: Law, pairs: list[tuple[object, ...]], asked: Leaks) -> list[list[object]]:
    rows: list[list[object]] = []
    for name, first in pairs:
        measure = law.find(str(name))
        outside = (asked.since and first < asked.since) or (asked.until and first > asked.until)  # type: ignore[operator]
        if measure is None or outside:
            continue
        state = state_of(measure, first, asked.every)  # type: ignore[arg-type]
        if state != "over":
            rows.append([name, first, list(STATES).index(state), state])
    return rows


def _since(law: Law, name: str) -> object:
    measure = law.find(name)
    return None if measure is None else measure.since
