"""Names: whose listing they are like, and how alike two are."""

import datetime
import io
from typing import IO, Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tidewaiter.model import BadInput
from tidewaiter.pipeline.acts import read_rows
from tidewaiter.pipeline.asking import Kind, asked_subject, compare_rows, parse_number
from tidewaiter.pipeline.lookup import Found, look_up
from tidewaiter.web.api.answers import JSON, gives, listed, schema_of
from tidewaiter.web.api.bearer import Reader
from tidewaiter.web.api.bodies import JSON_BYTES, SentFile
from tidewaiter.web.api.problems import TooLarge
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["names"])
PAIRS = 5000
LONGEST_NAME = 500
Text = Annotated[str, Query(max_length=LONGEST_NAME)]
_FOUND = {
    "list": "un",
    "ref": "KPe.054",
    "kind": "organization",
    "name": "KOREA FICTIONAL TRADING",
    "score": 0.97,
    "why": "the same name but for case, accents and legal form",
    "decisions": [{"measure": "asset_freeze", "since": "2017-08-05"}],
}
_ROWS = list[dict[str, str]]
_PAIR = {"name1": "Ri Je-son", "name2": "이제선", "schema": "Person"}
_BODY = {
    "requestBody": {
        "required": True,
        "description": "Rows with `name1`, `name2` and, if wanted, `schema`.",
        "content": {
            JSON: {"schema": schema_of(_ROWS), "example": [_PAIR]},
            "text/csv": {"schema": {"type": "string"}},
        },
    }
}


@router.get("/match", summary="Look a name up", responses=gives(Found, example=_FOUND, many=True))
def match(  # noqa: PLR0913, PLR0917 - each is an option of the command
    request: Request,
    desk: Desk,
    _: Reader,
    name: Annotated[str, Query(max_length=LONGEST_NAME, description="In any script.")] = "",
    kind: Kind = "any",
    born: Annotated[str, Query(max_length=40, description="Date or year of birth.")] = "",
    country: Annotated[str, Query(max_length=100, description="Code or name, ISO 3166.")] = "",
    number: Annotated[
        list[str], Query(max_length=20, description="As imo=1234567 or passport=563110024.")
    ] = [],  # noqa: B006 - FastAPI copies it
    address: Text = "",
    as_of: Annotated[datetime.date | None, Query(description="Lists of that day.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """Whose listing the name is like, how much, and why: the lines of `tidewaiter match --json`.

    Nothing found clears nobody.
    """
    told = {"born": born, "country": country, "address": address}
    subject = asked_subject(name, kind, [parse_number(each) for each in number], **told)
    on = as_of or desk.today()
    return listed(request, look_up(subject, desk.register(on), on=on, limit=limit))


@router.post(
    "/compare",
    summary="Compare names",
    openapi_extra=_BODY,
    responses=gives(Any, example=_PAIR | {"score": "0.9900"}, many=True),
)
def compare(
    request: Request, _: Reader, file: Annotated[IO[bytes], Depends(SentFile(JSON_BYTES))]
) -> Response:
    """Each row with a `score` from 0 to 1, as `tidewaiter compare` gives it.

    The rows come as an array of JSON, or as CSV with the media type `text/csv`; at most 5,000.
    """
    columns, rows = _rows(request, file.read())
    if len(rows) > PAIRS:
        raise TooLarge("too many rows", where="the body", advice=f"Send at most {PAIRS}.")
    return listed(request, compare_rows(columns, rows, "the body"))


def _rows(request: Request, content: bytes) -> tuple[list[str], _ROWS]:
    try:
        if request.headers.get("content-type", "").startswith("text/csv"):
            return read_rows(io.StringIO(content.decode("utf-8-sig"), newline=""), "the body")
        rows = msgspec.json.decode(content, type=_ROWS)
    except (UnicodeDecodeError, msgspec.DecodeError) as error:
        advice = "Send an array of rows with name1 and name2, or CSV as text/csv."
        raise BadInput(str(error), where="the body", advice=advice) from error
    columns = set.intersection(*map(set, rows)) if len(rows) > 0 else {"name1", "name2"}
    return sorted(columns), rows
