"""Where trade with the territory may be trade with its neighbour, under a mistaken code."""

import tomllib
from importlib.resources import files

import msgspec

from tidewaiter.model import Record
from tidewaiter.model.target import Target
from tidewaiter.monitor.figures import Check
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.store import TradeStore


class Rules(Record, frozen=True, forbid_unknown_fields=True):
    """The chapters of the neighbour's basket, and how much of what is suspicious."""

    chapters: tuple[str, ...]
    share: float
    jump: float
    dip_least: float
    dip_most: float
    check: Check


def load_rules() -> Rules:
    """The rules as they stand in `monitor/data/confusion.toml`."""
    text = files("tidewaiter.monitor").joinpath("data", "confusion.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Rules)


def confusion_table(store: TradeStore, target: Target) -> Table:
    """The years of a reporter's trade with the territory that speak for a mix-up, each with why.

    Yearly rows are read where there are any, else the months loaded are added up.

    Raises:
        BadInput: nothing is loaded.
    """
    rules = load_rules()
    neighbours = [code for each in target.neighbours for code in each.codes if len(code) == 2]
    named = {
        "target": target.country,
        "neighbours": neighbours,
        "chapters": list(rules.chapters),
        "share": rules.share,
        "jump": rules.jump,
        "least": rules.dip_least,
        "most": rules.dip_most,
    }
    with store.asked() as connection:
        connection.execute(_YEARLY, {"some": [target.country, *neighbours]})
        found = connection.execute(_REASONS, named).fetchall()
    rows = tuple((*row[:4], len(row[4]), "; ".join(row[4])) for row in found if row[4])
    notes = (
        f"A reason is a question, no finding; the thresholds are {rules.check}.",
        "Neighbours by the law files: "
        + (", ".join(each.name for each in target.neighbours) or "none named"),
    )
    header = ("reporter", "flow", "year", "value_usd", "count", "reasons")
    return Table("Trade that may be another territory's", header, rows, notes)


# Values by reporter, partner, year and chapter, each chapter at one level; `TOTAL` is chapter ''.
_YEARLY = """
    CREATE OR REPLACE TEMP TABLE yearly AS
    WITH newest AS (
        SELECT reporter, partner, flow, first, months, level, hs, value_usd,
            CASE WHEN level = 0 THEN '' ELSE left(hs, 2) END AS chapter FROM trade
        WHERE partner IN $some AND flow IN ('M', 'X')
        QUALIFY row_number() OVER
            (PARTITION BY reporter, partner, flow, first, months, hs ORDER BY load DESC) = 1
    ), leveled AS (
        SELECT reporter, partner, flow, first, months, chapter, level, sum(value_usd) AS value_usd
        FROM newest GROUP BY ALL
    ), one_level AS (
        FROM leveled QUALIFY row_number() OVER
            (PARTITION BY reporter, partner, flow, first, months, chapter ORDER BY level) = 1
    ), yearly AS (
        SELECT reporter, partner, flow, year(first) AS year, months, chapter,
            sum(value_usd) AS value_usd
        FROM one_level GROUP BY ALL
    )
    FROM yearly QUALIFY months = max(months) OVER (PARTITION BY reporter, partner, flow, year)
"""
_REASONS = """
    WITH totals AS (
        SELECT reporter, partner, flow, year,
            coalesce(max(value_usd) FILTER (WHERE chapter = ''),
                sum(value_usd) FILTER (WHERE chapter <> '')) AS value_usd,
            sum(value_usd) FILTER (WHERE chapter IN $chapters) AS basket_usd
        FROM yearly GROUP BY ALL
    ), ours AS (
        SELECT *, lag(value_usd) OVER past AS before_usd, lag(year) OVER past AS before_year
        FROM totals WHERE partner = $target
        WINDOW past AS (PARTITION BY reporter, flow ORDER BY year)
    ), theirs AS (
        SELECT reporter, flow, year, sum(value_usd) AS value_usd
        FROM totals WHERE partner IN $neighbours GROUP BY ALL
    ), begun AS (
        SELECT reporter, flow, min(year(first)) AS from_year FROM trade GROUP BY ALL
    ), known AS (
        SELECT o.*, b.from_year AS begun, t.value_usd AS theirs_usd,
            p.value_usd AS theirs_before_usd,
            CASE WHEN o.before_year = o.year - 1 THEN o.before_usd
                 WHEN o.before_year IS NULL AND b.from_year < o.year THEN 0 END AS last_usd
        FROM ours o JOIN begun b USING (reporter, flow)
            LEFT JOIN theirs t USING (reporter, flow, year)
            LEFT JOIN theirs p
                ON p.reporter = o.reporter AND p.flow = o.flow AND p.year = o.year - 1
    )
    SELECT reporter, flow, year, value_usd, list_filter([
        CASE WHEN flow = 'M' AND basket_usd > $share * value_usd THEN
            printf('%.0f%% of it is in chapters %s, the neighbour''s goods',
                100 * basket_usd / value_usd, list_aggregate($chapters, 'string_agg', ', ')) END,
        CASE WHEN before_year IS NULL AND begun < year THEN
            'no trade with the territory in the years loaded before, from ' || begun END,
        CASE WHEN before_usd > 0 AND before_year = year - 1 AND value_usd > $jump * before_usd THEN
            printf('%.0f times the year before', value_usd / before_usd) END,
        CASE WHEN value_usd > last_usd AND theirs_before_usd - theirs_usd
                BETWEEN $least * (value_usd - last_usd) AND $most * (value_usd - last_usd) THEN
            printf('trade with the neighbour fell by %.0f USD as this rose by %.0f',
                theirs_before_usd - theirs_usd, value_usd - last_usd) END
    ], lambda reason: reason IS NOT NULL) AS reasons
    FROM known WHERE value_usd > 0 ORDER BY reporter, flow, year
"""
