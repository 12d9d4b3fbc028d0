"""Trade: shares of exports with their definitions, published figures, and the leak table."""

import datetime
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.assess.explain import cite
from tidewaiter.codes import Countries
from tidewaiter.law import load_target
from tidewaiter.model import BadInput
from tidewaiter.model.cells import Cell
from tidewaiter.monitor.charts import charts_can_be_drawn
from tidewaiter.monitor.tables import Table
from tidewaiter.monitor.trade.leaks import ABOVE, Leaks, leaks_table
from tidewaiter.monitor.trade.pictures import yearly_chart
from tidewaiter.monitor.trade.published import chosen, figures_table, published
from tidewaiter.monitor.trade.shares import Share, printed_shares, shares
from tidewaiter.monitor.trade.store import TradeStore, can_ask
from tidewaiter.web.export import csv_response
from tidewaiter.web.law_words import CHECKS
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader
from tidewaiter.web.words import N_

router = APIRouter()
GOODS = (("coal", "iron ore"), ("coal",), ("minerals",))
DRAWN = ("all", "coal", "iron ore")
SHOWN = 100
CHECKED = {**CHECKS, "derived": N_("derived")}
SIGNS = {
    "0": N_("reported, and nothing of these goods"),
    "~": N_("not known: no total with this partner is loaded"),
    "–": N_("no report is loaded"),
    "!": N_("above zero where it is banned, or above the whole cap"),
    "?": N_("above zero in codes that hold other goods too"),
    "c": N_("above zero under a cap"),
    "e": N_("above zero where an exemption was open"),
    "g": N_("above zero while old contracts ran out"),
    "b": N_("above zero in the month the measure began"),
}


@router.get("/monitor/trade")
def trade(
    request: Request, desk: Desk, _: Reader, year: int = 2015, leaks: int = 0, reporter: str = ""
) -> Response:
    """Shares of a year, figures by year, and where trade should be zero in a year loaded."""
    store = TradeStore(desk.settings.trade)
    loads = store.loads() if can_ask() else []
    found = _leaks(desk, store, leaks, reporter) if loads else None
    years = sorted({each.since.year for each in published() if each.is_of_a_year}, reverse=True)
    return page(
        request,
        "monitor/trade.html",
        year=year,
        years=[str(each) for each in years],
        shares=_shares(year),
        printed=printed_shares(year),
        figures=[
            each
            for each in chosen(DRAWN, None, None)
            if each.is_of_a_year and each.counted == "imports"
        ],
        drawn=charts_can_be_drawn(),
        checks=CHECKED,
        loads=loads,
        found=found,
        reporter=reporter,
        signs=SIGNS,
        find=desk.law.find,
        cite=lambda measure: cite(desk.law, measure),
        name_of=_name_of,
    )


@router.get("/monitor/trade/chart.svg")
def chart(_: Reader, theme: Literal["light", "dark"] = "light") -> Response:
    """Imports by year, of all goods, coal and iron ore."""
    svg = yearly_chart(chosen(DRAWN, None, None), theme=theme)
    return Response(svg, media_type="image/svg+xml")


@router.get("/monitor/trade/{name}.csv")
def table(desk: Desk, _: Reader, name: Literal["figures", "leaks"]) -> Response:
    """A table of the page to take away."""
    if name == "figures":
        made = figures_table(chosen((), None, None))
    else:
        store = TradeStore(desk.settings.trade)
        made = leaks_table(store, desk.law, load_target().country, Leaks(), above=True)
    return csv_response(f"trade-{name}", made.header, made.rows)


class _Calendar:
    """A year of the leak table: one row a reporter and measure, twelve signs."""

    def __init__(self, year: int, rows: list[tuple[Cell, ...]], left_out: int) -> None:
        self.year, self.left_out = year, left_out
        self.rows: dict[tuple[str, str], dict[int, tuple[Cell, ...]]] = {}
        for row in rows:
            self.rows.setdefault((str(row[0]), str(row[1])), {})[_day(row).month] = row


def _leaks(desk: Office, store: TradeStore, year: int, reporter: str) -> _Calendar | None:
    """A year of the leak table, the last one with anything above zero unless one is asked for."""
    code = Countries().find(reporter) if reporter else None
    asked = Leaks(reporters=(code,) if code else ())
    try:
        rows = leaks_table(store, desk.law, load_target().country, asked, above=True).rows
        year = year or max((_day(row).year for row in rows), default=0)
        if year == 0:
            return None
        since, until = datetime.date(year, 1, 1), datetime.date(year, 12, 1)
        one_year = Leaks(reporters=asked.reporters, since=since, until=until)
        whole: Table = leaks_table(store, desk.law, load_target().country, one_year)
    except BadInput:
        return None
    above = {(row[0], row[1]) for row in whole.rows if row[6] in ABOVE}
    pairs = list(dict.fromkeys((row[0], row[1]) for row in whole.rows))
    kept = set([pair for pair in pairs if pair in above][:SHOWN])
    return _Calendar(
        year, [row for row in whole.rows if (row[0], row[1]) in kept], len(pairs) - len(kept)
    )


def _day(row: tuple[Cell, ...]) -> datetime.date:
    day = row[4]
    if not isinstance(day, datetime.date):
        raise TypeError(day)
    return day


def _shares(year: int) -> list[Share]:
    found: list[Share] = []
    for goods in GOODS:
        try:
            found += shares(year, goods)
        except BadInput:
            continue
    return found


def _name_of(code: str) -> str:
    country = Countries().get(code)
    return code if country is None else country.name
