"""Unit values of trade with the territory, with breaks and outliers told apart, each with why."""

from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.bans import Watched
from tidewaiter.monitor.trade.cells import make_cells
from tidewaiter.monitor.trade.store import TradeStore

# an outlier: so many times the median of the year before it, of so many months at least
OUTLIER, ENOUGH = 2.0, 4
# a break: the median of three months after is so many times that of three before
BREAK = 1.5
_RULES = (
    f"Outlier: over {OUTLIER:g} times, or under 1/{OUTLIER:g} of, the median of the twelve months "
    f"before, of {ENOUGH} at least. Break: three months {BREAK:g} times over, or under, the three "
    "before them."
)


def prices_table(
    store: TradeStore, country: str, code: str, *, flow: str = "M", every: int = 1
) -> Table:
    """US dollars a tonne of a code by reporter and month; `what` says outlier or break, and why.

    A month whose weight is not known, or whose row was flagged when it was loaded, has no unit
    value and takes no part in medians.

    Raises:
        BadInput: nothing is loaded.
    """
    watching = Watched(measure="", kind="", flow=flow, sure=(code,), possible=())
    with store.asked() as connection:
        make_cells(connection, country, [watching], every)
        rows = tuple(connection.execute(_PRICES).fetchall())
    notes = (
        _RULES,
        "A unit value is no price: grades, freight and mis-stated invoices are in it.",
    )
    header = ("reporter", "month", "value_usd", "weight_kg", "usd_per_tonne", "usual", "what")
    return Table(f"Unit values of {code}", header, rows, notes)


_PRICES = f"""
    WITH flagged AS (
        SELECT DISTINCT reporter, flow, first FROM partner_rows r
        WHERE flag IS NOT NULL AND EXISTS (
            FROM codes c WHERE c.flow = r.flow AND starts_with(r.hs, c.code))
    ), priced AS (
        SELECT c.reporter, c.first, c.value_usd, c.weight_kg, f.first IS NOT NULL AS flagged,
            CASE WHEN f.first IS NULL AND c.weight_kg > 0 AND c.value_usd > 0
                THEN 1000 * c.value_usd / c.weight_kg END AS price
        FROM cells c LEFT JOIN flagged f USING (reporter, flow, first)
    ), compared AS (
        SELECT *,
            median(price) OVER year_before AS usual, count(price) OVER year_before AS many,
            median(price) OVER three_before AS before, count(price) OVER three_before AS n_before,
            median(price) OVER three_after AS after, count(price) OVER three_after AS n_after
        FROM priced
        WINDOW year_before AS (PARTITION BY reporter ORDER BY first
                RANGE BETWEEN INTERVAL 12 MONTHS PRECEDING AND INTERVAL 1 DAY PRECEDING),
            three_before AS (PARTITION BY reporter ORDER BY first
                RANGE BETWEEN INTERVAL 3 MONTHS PRECEDING AND INTERVAL 1 DAY PRECEDING),
            three_after AS (PARTITION BY reporter ORDER BY first
                RANGE BETWEEN CURRENT ROW AND INTERVAL 2 MONTHS FOLLOWING)
    )
    SELECT reporter, first, value_usd, weight_kg, round(price, 1),
        CASE WHEN many >= {ENOUGH} THEN round(usual, 1) END,
        CASE WHEN flagged THEN 'flagged when loaded: left out'
             WHEN price IS NULL AND value_usd > 0 THEN 'weight unknown: left out'
             WHEN n_before = 3 AND n_after = 3
                AND (after > {BREAK} * before OR before > {BREAK} * after)
                AND (price > {BREAK} * before OR before > {BREAK} * price)
                THEN printf('break: three months at %.0f after three at %.0f', after, before)
             WHEN many >= {ENOUGH} AND (price > {OUTLIER} * usual OR usual > {OUTLIER} * price)
                THEN printf('outlier: %.2g times the usual', price / usual) END
    FROM compared ORDER BY reporter, first
"""  # noqa: S608 - the numbers are ours
