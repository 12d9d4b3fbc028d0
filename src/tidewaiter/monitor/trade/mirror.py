"""The mirror gap: what a reporter says it got from a partner, and what the partner says it sent."""

from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.store import TradeStore

# How far imports (CIF) usually lie over exports (FOB); unverified.
USUAL = (5, 10)
_CIF_FOB = (
    "Imports are mostly valued with freight and insurance (CIF), exports without (FOB): "
    f"{USUAL[0]} to {USUAL[1]} percent between them is usual (unverified)."
)


def mirror_table(
    store: TradeStore, reporter: str, partner: str, *, level: int = 0, every: int = 12
) -> Table:
    """Imports of a reporter from a partner beside the partner's exports to it, code by code.

    `level` is the digits of the codes compared, 0 for totals. What one side has not reported is
    empty, and no gap is made of it. `gap_percent` is of the exports.

    Raises:
        BadInput: nothing is loaded.
    """
    named = {"reporter": reporter, "partner": partner, "level": level, "months": every}
    with store.asked() as connection:
        rows = tuple(connection.execute(_MIRROR, named).fetchall())
    notes = [_CIF_FOB]
    if all(row[3] is None for row in rows):
        notes.append(f"Of {partner} no exports to {reporter} are loaded: there is no mirror.")
    header = ("period", "hs_code", "imports_usd", "exports_usd", "gap_usd", "gap_percent", "note")
    return Table(f"Mirror: {reporter} from {partner}", header, rows, tuple(notes))


_MIRROR = f"""
    WITH newest AS (
        SELECT reporter, partner, flow, first, hs, value_usd FROM trade
        WHERE months = $months AND level = $level AND flow IN ('M', 'X')
            AND reporter IN ($reporter, $partner) AND partner IN ($reporter, $partner)
        QUALIFY row_number() OVER
            (PARTITION BY reporter, partner, flow, first, hs ORDER BY load DESC) = 1
    ), both_sides AS (
        SELECT first, hs, i.value_usd AS imports, e.value_usd AS exports
        FROM (FROM newest WHERE reporter = $reporter AND flow = 'M') i
            FULL JOIN (FROM newest WHERE reporter = $partner AND flow = 'X') e USING (first, hs)
    )
    SELECT first, hs, imports, exports, imports - exports,
        round(100 * (imports - exports) / nullif(exports, 0), 1) AS percent,
        CASE WHEN imports IS NULL THEN 'no imports reported'
             WHEN exports IS NULL THEN 'no exports reported'
             WHEN exports = 0 AND imports = 0 THEN 'nil on both sides'
             WHEN exports = 0 THEN 'exports nil, imports not'
             WHEN percent > {USUAL[1]} THEN 'imports higher than freight explains'
             WHEN percent < 0 THEN 'imports lower than exports'
             ELSE 'within the usual' END
    FROM both_sides ORDER BY first, hs
"""  # noqa: S608 - the number is ours
