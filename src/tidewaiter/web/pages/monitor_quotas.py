"""The caps of the law: what is used of them by each ledger, and what decisions on record count."""

from collections.abc import Sequence
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.assess.explain import cite
from tidewaiter.cases.quota_uses import quota_claims
from tidewaiter.law.terms import limits_of, period_of
from tidewaiter.monitor.charts import charts_can_be_drawn
from tidewaiter.monitor.quotas.crossings import crossings
from tidewaiter.monitor.quotas.months import MonthCell
from tidewaiter.monitor.quotas.own import all_reports
from tidewaiter.monitor.quotas.picture import draw_course
from tidewaiter.monitor.quotas.position import Desk as Examined
from tidewaiter.monitor.quotas.position import Position, examine
from tidewaiter.monitor.quotas.tables import (
    beside_table,
    cells_of,
    crossings_table,
    months_table,
    used_table,
)
from tidewaiter.web import quota_words
from tidewaiter.web.export import csv_response
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
SHOWN = 20
TABLES = {"used": used_table, "parts": beside_table, "months": months_table}


@router.get("/monitor/quotas")
def quotas(request: Request, desk: Desk, _: Reader, cap: str = "") -> Response:
    """Where the caps stand, one period in full, the caps of the law, and what is on record."""
    law, found = desk.law, examined(desk)
    chosen = choose(found.positions, cap)
    alone = Examined(() if chosen is None else (chosen,), (), found.blends)
    capped = [measure for measure in law.measures if len(measure.caps) > 0]
    return page(
        request,
        "monitor/quotas.html",
        positions=found.positions,
        newest=newest_known(found.positions),
        chosen=chosen,
        key_of=key_of,
        known_to=known_to,
        crossed=crossings(alone),
        cells=[] if chosen is None else rows_of(cells_of(chosen, alone)),
        outside=found.outside,
        drawn=charts_can_be_drawn() and chosen is not None and chosen.binding() is not None,
        quota_words=quota_words,
        capped=capped,
        claims=quota_claims(desk.standing, desk.ledger, [m.id for m in capped], most=SHOWN),
        shown=SHOWN,
        find=law.find,
        cite=lambda measure: cite(law, measure),
        limits_of=limits_of,
        period_of=period_of,
        today=desk.today(),
    )


@router.get("/monitor/quotas/chart.svg")
def chart(
    desk: Desk, _: Reader, cap: str = "", theme: Literal["light", "dark"] = "light"
) -> Response:
    """The course of one period.

    Raises:
        BadInput: nothing is reported of it, or charts are not installed.
    """
    found = examined(desk)
    chosen = choose(found.positions, cap)
    picture = "" if chosen is None else draw_course(chosen, found, theme)
    return Response(picture, media_type="image/svg+xml")


@router.get("/monitor/quotas/{name}.csv")
def table(desk: Desk, _: Reader, name: Literal["used", "parts", "months", "crossings"]) -> Response:
    """A table of every period to take away, with source, address and check of every row."""
    found = examined(desk)
    made = crossings_table(crossings(found)) if name == "crossings" else TABLES[name](found)
    return csv_response(f"quotas-{name}", made.header, made.rows)


def examined(desk: Office) -> Examined:
    """Every period with what is known of it, by the law of the desk and its own reports."""
    return examine(desk.law, all_reports(desk.settings.home), desk.today())


def newest_known(positions: Sequence[Position]) -> list[Position]:
    """Of each goods the last period of which something is reported."""
    last = {each.period.goods: each for each in positions if each.binding() is not None}
    return list(last.values())


def known_to(position: Position) -> Any:
    """The last day that a counted report speaks of; None where none does."""
    binding = position.binding()
    return None if binding is None else max(each.until for each in binding.sum.reports)


def key_of(position: Position) -> str:
    """What names a period in an address."""
    return f"{position.period.goods}:{position.period.since}"


def choose(positions: Sequence[Position], key: str) -> Position | None:
    """The period an address names; without one, the last of which something is reported."""
    named = next((each for each in positions if key_of(each) == key), None)
    known = [each for each in positions if each.binding() is not None]
    return named or max(known, key=lambda each: each.period.since, default=None)


def rows_of(cells: Sequence[MonthCell]) -> list[list[MonthCell]]:
    """The cells of a table of months, row by row."""
    rows: dict[Any, list[MonthCell]] = {}
    for cell in cells:
        rows.setdefault(cell.month, []).append(cell)
    return list(rows.values())
