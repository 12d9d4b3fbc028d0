"""The pictures of the labour monitor: what totals make a head, and what the model gives."""

import re
from collections.abc import Iterable

from tidewaiter.model import BadInput
from tidewaiter.monitor.charts import Bar, Theme, range_chart
from tidewaiter.monitor.labour.estimates import Estimate, Weighed, as_of
from tidewaiter.monitor.labour.plausible import Wages
from tidewaiter.monitor.labour.revenue import Revenue, headline, revenue_bars

_ASIDE = re.compile(r" \(| via ")


def heads_chart(rows: Iterable[Weighed], wages: Wages, theme: Theme = "light") -> str:
    """What each total makes a head, under what wages could bring; SVG text.

    Raises:
        BadInput: no row is a total, or altair is not installed.
    """
    heads = [(row.estimate, row.head.a_year) for row in rows if row.head is not None]
    if len(heads) == 0:
        advice = "Leave --metric and --host out, or choose totals of revenue."
        raise BadInput("no total of revenue among the rows", where="a chart", advice=advice)
    band = wages.a_year()
    bars = [Bar("what wages could bring", band.low, band.high)]
    bars += [Bar(_name(each), head.low, head.high) for each, head in heads]
    lowest, highest = min(head.low for _, head in heads), max(head.high for _, head in heads)
    return range_chart(
        f"{lowest:,.0f} to {highest:,.0f} USD a head: the sources differ by a factor of "
        f"{highest / lowest:.0f}",
        bars,
        unit="USD a head and year",
        caption=f"Total of revenue by the count of workers of its source. {wages.told()}",
        log=True,
        theme=theme,
    )


def _name(each: Estimate) -> str:
    """A source in few words, with its time where it does not name one, and any doubt first."""
    source = _ASIDE.split(each.source)[0]
    year = as_of(each)[:4]
    named = source if year in source else f"{source}, {year}"
    return named if each.check == "verified" else f"{each.check}: {named}"


def revenue_chart(found: Revenue, theme: Theme = "light") -> str:
    """The model's range for all hosts and for each; SVG text.

    Raises:
        BadInput: altair is not installed.
    """
    caption = (
        f"What workers abroad bring the State, by {found.draws:,} draws with seed {found.seed}; "
        f"nine of ten lie in the bar. Some ranges are our own: {found.check}."
    )
    unit = "million USD a year"
    return range_chart(
        headline(found), revenue_bars(found), unit=unit, caption=caption, theme=theme
    )
