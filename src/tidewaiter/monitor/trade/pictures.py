"""Charts of trade."""

import datetime
from collections.abc import Sequence

from tidewaiter.monitor.charts import Rule, Series, Theme, line_chart
from tidewaiter.monitor.trade.published import Published

_BETTER = {"verified": 0, "derived": 1, "unverified": 2}


def yearly_chart(
    figures: Sequence[Published], *, rules: Sequence[Rule] = (), theme: Theme = "light"
) -> str:
    """Imports by year and goods; of figures that compete, the best verified one.

    A year without a figure between others is a gap.

    Raises:
        BadInput: more goods than a chart holds, or charts are not installed.
    """
    yearly = [
        each
        for each in figures
        if each.is_of_a_year and each.counted == "imports" and each.value_usd is not None
    ]
    best: dict[tuple[str, int], Published] = {}
    for each in sorted(yearly, key=lambda one: -_BETTER[one.check]):
        best[each.goods, each.since.year] = each
    goods = list(dict.fromkeys(each.goods for each in yearly))
    years = [year for _, year in best]
    span = range(min(years, default=0), max(years, default=-1) + 1)
    series = [
        Series(
            word,
            tuple((datetime.date(year, 1, 1), _value(best.get((word, year)))) for year in span),
        )
        for word in goods
    ]
    unsure = sum(each.check == "unverified" for each in best.values())
    caption = (
        f"Imports from the territory as published, USD a year; {unsure} of {len(best)} values are "
        "unverified. Sources: `tidewaiter trade show`. A gap: no figure is published."
    )
    title = f"{', '.join(goods) or 'no figures'}: imports by year, in published figures"
    return line_chart(title, series, unit="USD", caption=caption, rules=rules, theme=theme)


def _value(found: Published | None) -> float | None:
    return None if found is None else found.value_usd
