"""Tests and launches next to the resolutions that answered them."""

from functools import cache
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tidewaiter.monitor.charts import charts_can_be_drawn
from tidewaiter.monitor.provocations import (
    KINDS,
    Answer,
    Provocation,
    answers,
    draw_years,
    provocations,
    provocations_table,
)
from tidewaiter.web import quota_words
from tidewaiter.web.export import csv_response
from tidewaiter.web.office import Office
from tidewaiter.web.render import page
from tidewaiter.web.visitor import Desk, Reader

router = APIRouter()
ANSWERED, ALL = "answered", "all"


@router.get("/monitor/provocations")
def show(request: Request, desk: Desk, _: Reader, kind: str = ANSWERED) -> Response:
    """What the Council answered, the events of one kind, or all; the occasions by the law."""
    every = answered(desk)
    found = _of_kind(every, kind)
    return page(
        request,
        "monitor/provocations.html",
        found=found,
        total=len(every),
        kind=kind,
        kinds=KINDS,
        quota_words=quota_words,
        drawn=charts_can_be_drawn(),
        acts=desk.law.acts,
    )


@router.get("/monitor/provocations/chart.svg")
def chart(desk: Desk, _: Reader, theme: Literal["light", "dark"] = "light") -> Response:
    """The years, with the resolutions as rules.

    Raises:
        BadInput: charts are not installed.
    """
    return Response(draw_years(desk.law, _kept(), theme), media_type="image/svg+xml")


@router.get("/monitor/provocations/events.csv")
def table(desk: Desk, _: Reader) -> Response:
    """Every event to take away, with source, address and check."""
    made = provocations_table(answered(desk))
    return csv_response("provocations", made.header, made.rows)


@cache
def _kept() -> tuple[Provocation, ...]:
    """The events, which are part of the program and never change while it runs."""
    return provocations()


def answered(desk: Office) -> tuple[Answer, ...]:
    """Every event with what answered it, by the law of the desk."""
    return answers(desk.law, _kept())


def _of_kind(every: tuple[Answer, ...], kind: str) -> list[Answer]:
    if kind == ALL:
        return list(every)
    if kind in KINDS:
        return [each for each in every if each.provocation.kind == kind]
    return [each for each in every if each.symbol != ""]
