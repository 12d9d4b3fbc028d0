"""Rows as written become rows of trade: read, checked, and each refusal with its reason.

The rules are in SQL over the batches of a reader. The first rule that a row breaks is its reason;
a row of a breakdown (by mode of transport, customs procedure, second partner) is set aside, since
its total stands beside it and the two must never be added.
"""

from collections.abc import Iterable, Iterator

from tidewaiter.codes import Countries
from tidewaiter.codes.table import read_table
from tidewaiter.model import Record
from tidewaiter.monitor.figures import Check, read_kept
from tidewaiter.monitor.trade.readers import FIELDS

WORLD = "W00"
FLOWS = {
    **dict.fromkeys(("M", "1", "IMPORT", "IMPORTS"), "M"),
    **dict.fromkeys(("X", "2", "EXPORT", "EXPORTS"), "X"),
    **dict.fromkeys(("RX", "3", "RE-EXPORT", "RE-EXPORTS"), "RX"),
    **dict.fromkeys(("RM", "4", "RE-IMPORT", "RE-IMPORTS"), "RM"),
    **{word: word for word in ("DX", "FM", "MIP", "XIP", "MOP", "XOP")},
}


class Area(Record, frozen=True):
    """An area of UN Comtrade whose code is not that of ISO 3166-1, and the country it is."""

    code: str
    area: str
    name: str
    check: Check


# what breaks a row, the first that holds: test, and the reason told with it
RULES: tuple[tuple[str, str], ...] = (
    ("reporter IS NULL", "'unknown reporter ' || coalesce(said_reporter, '(empty)')"),
    ("partner IS NULL", "'unknown partner ' || coalesce(said_partner, '(empty)')"),
    ("flow IS NULL", "'unknown flow ' || coalesce(said_flow, '(empty)')"),
    ("first IS NULL", "'the period is no year or month: ' || coalesce(said_period, '(empty)')"),
    (
        "NOT agrees",
        "'frequency, refPeriodId or refMonth do not agree with the period ' || said_period",
    ),
    (
        "classification IS NOT NULL AND NOT starts_with(classification, 'H')",
        "'codes of the classification ' || classification || ', not of the HS'",
    ),
    ("hs IS NULL", "'no HS code'"),
    (
        "level IS NULL",
        (
            "'no HS code: ' || hs || CASE WHEN length(hs) % 2 = 1"
            " THEN ', of odd length; a leading zero may be lost' ELSE '' END"
        ),
    ),
    (
        "said_level IS NOT NULL AND said_level <> level",
        (
            "'mixed levels: the row says level ' || said_level || ', its code has ' || level"
            " || ' digits'"
        ),
    ),
    (
        "currency IS NOT NULL AND currency NOT IN ('USD', 'US$')",
        "'the value is in ' || currency || ', not in USD'",
    ),
    ("said_value IS NULL", "'no value'"),
    ("value_usd IS NULL", "'the value is no number: ' || said_value"),
    ("value_usd < 0", "'negative value ' || said_value"),
    ("weight IS NULL AND said_weight IS NOT NULL", "'the weight is no number: ' || said_weight"),
    ("weight < 0", "'negative weight ' || said_weight"),
)
ASIDE = {
    "broken down by mode of transport": "mot IS NOT NULL AND mot <> '0'",
    "broken down by customs procedure": "customs IS NOT NULL AND customs NOT IN ('C00', '0')",
    "broken down by second partner": "partner2 IS NOT NULL AND partner2 <> '0'",
}
_BARE = "CASE trim({0}) WHEN '0' THEN '0' ELSE ltrim(upper(trim({0})), '0') END"

# what a row says, freed of blanks; what it says in words, in our codes; and its period as a day
_SAID = f"""
    SELECT row, nullif({_BARE.format("reporter")}, '') AS said_reporter,
        nullif({_BARE.format("partner")}, '') AS said_partner,
        upper(trim(flow)) AS said_flow, trim(period) AS said_period,
        upper(nullif(trim(frequency), '')) AS frequency,
        TRY_CAST(ref_month AS INTEGER) AS ref_month,
        replace(trim(period), '-', '') AS digits, nullif(trim(ref_period), '') AS said_ref,
        nullif(upper(trim(hs)), '') AS hs, TRY_CAST(level AS INTEGER) AS said_level,
        upper(nullif(trim(classification), '')) AS classification,
        nullif(trim(value), '') AS said_value, TRY_CAST(trim(value) AS DOUBLE) AS value_usd,
        upper(nullif(trim(currency), '')) AS currency,
        nullif(trim(net_weight), '') AS said_weight,
        TRY_CAST(trim(net_weight) AS DOUBLE) AS weight,
        TRY_CAST(trim(quantity) AS DOUBLE) AS quantity, nullif(trim(unit), '') AS unit,
        nullif(trim(mot), '') AS mot, nullif(upper(trim(customs)), '') AS customs,
        nullif(trim(partner2), '') AS partner2, lower(trim(reported)) AS reported,
        nullif(trim(source), '') AS source
    FROM present
"""  # noqa: S608 - the names are ours
_CODED = """
    SELECT said.*, r.area AS reporter, p.area AS partner, f.flow AS flow,
        CASE WHEN hs = 'TOTAL' THEN 0
             WHEN length(hs) IN (2, 4, 6, 8, 10) AND TRY_CAST(hs AS BIGINT) >= 0
             THEN length(hs) END AS level,
        TRY_CAST(digits AS INTEGER) AS stamp
    FROM said LEFT JOIN areas r ON r.said = said_reporter
        LEFT JOIN areas p ON p.said = said_partner
        LEFT JOIN flows f ON f.said = said_flow
"""
_DATED = """
    SELECT *, CASE
            WHEN length(digits) = 4 AND stamp BETWEEN 1900 AND 2200 THEN make_date(stamp, 1, 1)
            WHEN length(digits) = 6 AND stamp BETWEEN 190000 AND 220012
                AND stamp % 100 BETWEEN 1 AND 12 THEN make_date(stamp // 100, stamp % 100, 1)
        END AS first, CASE WHEN length(digits) = 4 THEN 12 ELSE 1 END AS months,
        (said_ref IS NULL OR starts_with(said_ref, digits))
            AND (ref_month IS NULL OR length(digits) = 4 OR ref_month = stamp % 100)
            AND (frequency IS NULL OR frequency = CASE length(digits) WHEN 4 THEN 'A' ELSE 'M' END)
            AS agrees
    FROM coded
"""


def areas() -> Iterator[tuple[str, str]]:
    """What an area may be called in a row, and our code for it: ISO 3166-1 alpha-2, or `W00`.

    The codes of UN Comtrade come first: where they are not those of ISO 3166-1 they win.
    """
    for area in read_kept("comtrade_areas", Area):
        yield area.code.lstrip("0") or "0", area.area
    countries = Countries()
    for row in read_table("countries.csv"):
        country = countries.get(row["alpha2"])
        if country is None:
            continue
        codes = (country.alpha2, country.alpha3, country.numeric.lstrip("0"))
        for said in (*codes, country.name, *country.other_names):
            if countries.find(said) == country.alpha2 or said == codes[2]:
                yield said.upper(), country.alpha2


def reading_sql(fields: Iterable[str]) -> str:
    """The query that reads `written` by the tables `areas` and `flows` into rows with a reason.

    Of `written` only these fields are read; the engine need not look at what is nowhere.
    """
    present = ", ".join(name if name in fields else f"NULL::VARCHAR AS {name}" for name in FIELDS)
    reasons = " ".join(f"WHEN {test} THEN {reason}" for test, reason in RULES)
    aside = " ".join(f"WHEN {test} THEN '{kind}'" for kind, test in ASIDE.items())
    return f"""
        WITH present AS (SELECT row, {present} FROM written),
            said AS ({_SAID}), coded AS ({_CODED}), dated AS ({_DATED})
        SELECT row, reporter, partner, flow, first, months::UTINYINT AS months, hs,
            level::UTINYINT AS level, value_usd,
            CASE WHEN weight > 0 OR value_usd = 0 THEN weight END AS weight_kg,
            quantity, unit, source,
            CASE WHEN reported = 'false' AND level <= 4 THEN 'aggregated'
                 WHEN reported = 'false' THEN 'not as reported'
                 WHEN reported = 'true' THEN 'reported' END AS basis,
            CASE {reasons} END AS reason, CASE {aside} END AS aside,
            hash(reporter, partner, flow, first, months, hs) AS key
        FROM dated
    """  # noqa: S608 - the rules are ours
