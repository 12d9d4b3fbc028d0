"""What a ban took away: a baseline before it, less what was still reported, as a range."""

import datetime
import statistics
from collections.abc import Sequence

from tidewaiter.law import Law
from tidewaiter.model import BadInput, Record
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.bans import month_after, watched
from tidewaiter.monitor.trade.cells import make_cells
from tidewaiter.monitor.trade.store import TradeStore

BASELINES = (12, 24)
METHOD = (
    "baseline: the mean of the months reported of the last 12, or 24, before it began",
    "by value: the sum of max(0, baseline - observed) over the months reported after it began",
    "price held: missing tonnes at the baseline's unit value",
    "volume held: the baseline's tonnes at the last unit value known, less what was observed",
    "months without a report are neither counted nor zero; evasion outside customs is not in it",
)


class Month(Record, frozen=True):
    """What a partner's customs recorded in a month; a weight may be unknown."""

    first: datetime.date
    value_usd: float
    weight_kg: float | None = None


class Loss(Record, frozen=True, kw_only=True):
    """What one way of reckoning gives, in US dollars, over so many months reported."""

    way: str
    baseline_months: int
    baseline_usd: float
    months: int
    lost_usd: float


def losses(series: Sequence[Month], since: datetime.date) -> list[Loss]:
    """The losses after a measure began, by each baseline and each way that can be reckoned.

    `series` holds the months reported, zero months among them.
    """
    began = since.replace(day=1)
    after = [month for month in series if month.first > began]
    found = []
    for span in BASELINES:
        start = month_after(began, -span)
        base = [month for month in series if start <= month.first < began]
        if len(base) * 2 >= span and after:
            found += _by_each_way(span, base, after)
    return found


def revenue_table(
    store: TradeStore, law: Law, country: str, name: str, reporter: str, until: datetime.date | None
) -> Table:
    """The losses under one measure in one reporter's records, and their range in the notes.

    A month without a row of the goods is zero only where the reporter's total of it is loaded.

    Raises:
        BadInput: the measure is no ban on goods by code, or too few months are loaded.
    """
    measure = law.find(name)
    watching = [each for each in watched(law, (name,)) if each.measure == name and each.sure]
    if measure is None or not watching:
        raise BadInput("no measure with codes of its own", where=name, advice="Give an id.")
    with store.asked() as connection:
        make_cells(connection, country, watching[:1])
        rows = connection.execute(_SERIES, {"reporter": reporter}).fetchall()
    series = [Month(*row) for row in rows if until is None or row[0] <= until]
    found = losses(series, measure.since)
    if not found:
        raise BadInput(
            f"too few months of {reporter} are loaded to make a baseline before {measure.since}",
            where=name,
            advice=f"Load at least six of the twelve months before, and one after; "
            f"{len(series)} are loaded.",
        )
    low, high = min(e.lost_usd for e in found), max(e.lost_usd for e in found)
    told = f"{low:,.0f} to {high:,.0f} USD over {found[0].months} months reported"
    header = ("way", "baseline_months", "baseline_usd_a_month", "months", "lost_usd")
    return Table(
        f"What {name} took away in {reporter}'s records: {told}",
        header,
        tuple((e.way, e.baseline_months, e.baseline_usd, e.months, e.lost_usd) for e in found),
        METHOD,
    )


_SERIES = """
    SELECT first, coalesce(c.value_usd, 0), CASE WHEN c.reporter IS NULL THEN 0 ELSE c.weight_kg END
    FROM (SELECT DISTINCT flow FROM codes) JOIN reports r USING (flow)
        LEFT JOIN cells c USING (reporter, flow, first)
    WHERE reporter = $reporter AND (r.whole OR c.value_usd IS NOT NULL) ORDER BY first
"""


def _by_each_way(span: int, base: list[Month], after: list[Month]) -> list[Loss]:
    mean = statistics.fmean(month.value_usd for month in base)
    lost = [sum(max(0.0, mean - month.value_usd) for month in after)]
    ways = ["by value"]
    weighed = [month for month in base if month.weight_kg]
    if weighed and len(weighed) == sum(month.value_usd > 0 for month in base):
        tonnes = sum(month.weight_kg or 0 for month in weighed) / len(base)
        price = mean / tonnes
        ways += ["price held", "volume held"]
        lost += [_price_held(tonnes, price, after), _volume_held(tonnes, price, after)]
    return [
        Loss(way=way, baseline_months=span, baseline_usd=mean, months=len(after), lost_usd=amount)
        for way, amount in zip(ways, lost, strict=True)
    ]


def _price_held(weight: float, price: float, after: list[Month]) -> float:
    """Months whose weight is unknown are taken at the baseline's unit value."""
    observed = [
        month.value_usd / price if month.weight_kg is None else month.weight_kg for month in after
    ]
    return sum(max(0.0, weight - each) * price for each in observed)


def _volume_held(weight: float, price: float, after: list[Month]) -> float:
    lost, latest = 0.0, price
    for month in after:
        if month.weight_kg and month.value_usd > 0:
            latest = month.value_usd / month.weight_kg
        lost += max(0.0, weight * latest - month.value_usd)
    return lost
