"""Workers abroad: what sources say, what it makes a head, a model, reports, and the law."""

from functools import cache
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.assess.explain import cite
from tidewaiter.codes import Countries
from tidewaiter.law import Law
from tidewaiter.model import BadInput
from tidewaiter.model.law import Measure
from tidewaiter.monitor.charts import charts_can_be_drawn
from tidewaiter.monitor.labour import estimates as told
from tidewaiter.monitor.labour.inputs import kept_inputs
from tidewaiter.monitor.labour.pictures import heads_chart, revenue_chart
from tidewaiter.monitor.labour.plausible import PerHead, Span, Wages, parse_span, per_head
from tidewaiter.monitor.labour.reports import (
    load_filings,
    repatriation_duty,
    repatriations_table,
    state_rows,
)
from tidewaiter.monitor.labour.revenue import Revenue, model_revenue, revenue_table
from tidewaiter.monitor.tables import Table
from tidewaiter.web.export import csv_response
from tidewaiter.web.law_words import CHECKS
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader
from tidewaiter.web.words import N_

router = APIRouter()
Picture = Literal["heads", "model"]
FITS = {
    "fits": N_("fits the wages told"),
    "partly fits": N_("fits them in part"),
    "too high": N_("too high for the wages told"),
    "too low": N_("too low for the wages told"),
}
METRICS = {
    "workers": N_("workers"),
    "revenue": N_("revenue of the State"),
    "wage": N_("wage"),
    "wage_left": N_("wage left to the worker"),
    "taken": N_("share taken"),
    "state_quota": N_("fixed sum owed to the State"),
    "permits": N_("permits"),
    "visas": N_("visas"),
    "planned": N_("planned"),
    "it_workers": N_("IT workers"),
}
STATUSES = {
    "filed": N_("filed"),
    "filed without number": N_("filed without a number"),
    "not filed": N_("named as not filed"),
    "not known": N_("not known here"),
}
STEPS = {
    "workers": N_("number of workers"),
    "wage": N_("wage a month"),
    "taken": N_("share taken"),
    "months": N_("months worked"),
}
CHECKED = {**CHECKS, "derived": N_("derived")}


@cache
def _estimates() -> tuple[told.Estimate, ...]:
    """The figures kept, which are part of the program and never change while it runs."""
    return told.load_estimates()


@cache
def _model() -> Revenue:
    """The model's answer, which is the same each time: its seed and its ranges are fixed."""
    return model_revenue(kept_inputs())


@cache
def _picture(name: Picture, theme: Literal["light", "dark"]) -> str:
    every = _estimates()
    wages = told.default_wages(every)
    if name == "model":
        return revenue_chart(_model(), theme)
    totals = told.choose(every, metrics=["revenue"])
    return heads_chart(told.weigh(totals, every, wages), wages, theme)


@router.get("/monitor/labour")
def labour(
    request: Request,
    desk: Desk,
    _: Reader,
    host: str = "",
    workers: str = "",
    revenue: str = "",
) -> Response:
    """Estimates side by side, a sentence weighed, the model, the reports, and the law."""
    every, law = _estimates(), desk.law
    wages = told.default_wages(every)
    duty = repatriation_duty(law)
    weighed, problems = _weigh(workers, revenue, wages)
    return page(
        request,
        "monitor/labour.html",
        status=400 if len(problems) > 0 else 200,
        totals=told.weigh(told.choose(every, metrics=["revenue"]), every, wages),
        figures=told.choose(every, host=_host(host)),
        hosts=_hosts(every),
        asked={"host": host, "workers": workers, "revenue": revenue},
        weighed=weighed,
        problems=problems,
        wages=wages,
        model=_model(),
        duty=duty,
        states=state_rows(load_filings(), every, duty),
        as_of=told.as_of,
        place_of=lambda each: told.place_of(each.host, each.area, Countries()),
        drawn=charts_can_be_drawn(),
        measures=_on_workers(law),
        cite=lambda measure: cite(law, measure),
        words_of={"fits": FITS, "metrics": METRICS, "statuses": STATUSES, "steps": STEPS},
        checks=CHECKED,
    )


@router.get("/monitor/labour/chart.svg")
def chart(
    _: Reader, name: Picture = "heads", theme: Literal["light", "dark"] = "light"
) -> Response:
    """A picture of the page: what totals make a head, or what the model gives."""
    return Response(_picture(name, theme), media_type="image/svg+xml")


@router.get("/monitor/labour/{name}.csv")
def table(desk: Desk, _: Reader, name: Literal["estimates", "model", "repatriations"]) -> Response:
    """A table of the page to take away, with source, address and check of every row."""
    made = _table(name, desk.law)
    return csv_response(f"labour-{name}", made.header, made.rows)


def _table(name: str, law: Law) -> Table:
    every = _estimates()
    if name == "model":
        return revenue_table(_model())
    if name == "estimates":
        wages = told.default_wages(every)
        return told.estimates_table(told.weigh(every, every, wages), wages)
    duty, filings = repatriation_duty(law), load_filings()
    return repatriations_table(state_rows(filings, every, duty), filings, duty)


def _weigh(
    workers: str, revenue: str, wages: Wages
) -> tuple[PerHead | None, list[tuple[str, str]]]:
    """The sentence somebody asks about, or what is wrong with the numbers, each at its field."""
    if workers == "" and revenue == "":
        return None, []
    problems: list[tuple[str, str]] = []
    spans: dict[str, Span] = {}
    for field, text in (("workers", workers), ("revenue", revenue)):
        try:
            spans[field] = parse_span(text, field)
        except BadInput as error:
            problems.append((field, f"{error.what}. {error.advice}"))
    if len(problems) > 0:
        return None, problems
    try:
        return per_head(spans["revenue"], spans["workers"], wages), []
    except BadInput as error:
        return None, [("workers", f"{error.what}. {error.advice}")]


def _host(text: str) -> str:
    """A host asked for; all of them where it is not one."""
    return text if text == "world" or Countries().holds(text) else ""


def _hosts(every: tuple[told.Estimate, ...]) -> list[tuple[str, str]]:
    countries = Countries()
    codes = {each.host for each in every} - {""}
    return sorted(
        ((code, told.place_of(code, "", countries)) for code in codes), key=lambda x: x[1]
    )


def _on_workers(law: Law) -> list[Measure]:
    return [measure for measure in law.measures if measure.kind.startswith("overseas workers")]
