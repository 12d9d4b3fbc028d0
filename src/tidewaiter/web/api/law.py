"""The law: what is in force, what bites on a heading, and what it says of acts."""

import datetime
from functools import lru_cache
from typing import IO, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tidewaiter.law import Law, Row, load_law, show
from tidewaiter.law.timeline import Span, named_timeline
from tidewaiter.model import BadInput
from tidewaiter.pipeline.acts import judge_acts
from tidewaiter.web.api.answers import gives, listed, takes_file
from tidewaiter.web.api.bearer import Reader
from tidewaiter.web.api.bodies import TABLE_BYTES, SentFile, on_disk
from tidewaiter.web.api.problems import NotThere
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["law"])
Sources = Annotated[list[str], Query(max_length=10, description="Further law: us, kr, eu ...")]
Day = Annotated[
    datetime.date | None, Query(description="The day; today without, where one counts.")
]
_ROW = {
    "measure": "un/2371/8/coal",
    "ref": "R2371-08-COAL",
    "instrument": "S/RES/2371 (2017)",
    "paragraph": "8",
    "since": "2017-08-05",
    "until": None,
    "direction": "from_target",
    "summary": "No coal from the DPRK.",
    "binding": "binding",
    "content_check": "verified",
    "paragraph_check": "verified",
    "evaluable": "ban",
}
_ACT = {
    "id": "1",
    "act_date": "2017-08-06",
    "direction": "from_dprk",
    "hs": "2701",
    "description": "coal",
    "facts": "",
    "outcome": "prohibited",
    "measures": "un/2371/8/coal",
}


@lru_cache(maxsize=8)
def law_of(sources: tuple[str, ...]) -> Law:
    """The law of the United Nations and of these further sources, loaded once.

    Raises:
        BadInput: there is no law of a source.
    """
    return load_law(sources)


@router.get(
    "/law",
    summary="What is in force, or what bites on a heading",
    responses=gives(Row, Span, example=_ROW, many=True),
)
def law_on(
    request: Request,
    desk: Desk,
    _: Reader,
    on: Day = None,
    heading: Annotated[str, Query(max_length=20, description="2, 4 or 6 digits of the HS.")] = "",
    direction: Annotated[str, Query(max_length=40, description="from_dprk or to_dprk.")] = "",
    law: Sources = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """The measures in force on a day, as the lines of `tidewaiter law show --json`.

    With `heading` and `direction` it is what bites on such goods, as the lines of `tidewaiter law
    timeline --json`: the span that holds the day `on`, or all spans without one.
    """
    known = law_of(tuple(law))
    if heading == "" and direction == "":
        return listed(request, show(known, on=on or desk.today()))
    spans = named_timeline(known, heading, direction)
    return listed(request, [span for span in spans if on is None or _holds(span, on)])


def _holds(span: Span, on: datetime.date) -> bool:
    return span.since <= on and (span.until is None or on <= span.until)


@router.get(
    "/measures/{source}/{act}/{para:path}",
    summary="One measure",
    responses=gives(Row, example=_ROW, many=True),
)
def measure(
    request: Request, _: Reader, source: str, act: str, para: str, on: Day = None
) -> Response:
    """A measure by its id, or every measure of a paragraph, as `tidewaiter law show --measure`."""
    name = f"{source}/{act}/{para}"
    try:
        known = law_of(() if source == "un" else (source,))
    except BadInput as error:
        raise NotThere(error.what, where=name, advice=error.advice) from error
    rows = show(known, on=on, measure=name)
    if len(rows) == 0:
        raise NotThere("no such measure", where=name, advice="/api/v1/law lists those in force.")
    return listed(request, rows)


@router.post(
    "/law/test",
    summary="Judge a table of acts",
    openapi_extra=takes_file(
        "text/csv", description="id, act_date, direction, hs, description, facts"
    ),
    responses=gives(Any, example=_ACT, many=True),
)
def judge(
    request: Request,
    desk: Desk,
    _: Reader,
    file: Annotated[IO[bytes], Depends(SentFile(TABLE_BYTES))],
    law: Sources = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Each act (CSV) with `outcome` and `measures`: the lines of `tidewaiter law test --json`."""
    with on_disk(file, "acts.csv") as path:
        rows = judge_acts(path, law_of(tuple(law)), desk.today())[1]
    return listed(request, rows)
