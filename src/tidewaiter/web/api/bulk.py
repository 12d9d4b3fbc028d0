"""Many at once: lines of JSON in, a line of JSON out for each, sent as it is made."""

import datetime
from collections.abc import Iterator
from typing import IO, Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tidewaiter.cargo.table.objects import read_objects
from tidewaiter.model import Actor, Defect, Record, Subject, Verdict
from tidewaiter.pipeline.lookup import Found, look_up
from tidewaiter.web.api.answers import LINES, lines, schema_of
from tidewaiter.web.api.bearer import ByToken, Reader
from tidewaiter.web.api.bodies import LINE_BYTES, TABLE_BYTES, SentFile, numbered_lines
from tidewaiter.web.api.documents import examiners_of
from tidewaiter.web.api.screening import Asked
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["bulk"])
File = Annotated[IO[bytes], Depends(SentFile(TABLE_BYTES))]
Day = Annotated[datetime.date | None, Query(description="Judge by the law and lists of this day.")]
BODY = {
    "requestBody": {
        "required": True,
        "description": f"Lines of JSON, each at most {LINE_BYTES:,} bytes; {TABLE_BYTES:,} in all.",
        "content": {LINES: {"schema": {"type": "string"}}},
    }
}


class AskedFor(Subject, frozen=True):
    """A subject, with whatever `id` comes back with its answer."""

    id: str = ""


class Answered(Record, frozen=True, omit_defaults=False):
    """The listings that the subject of a line may be, or what is wrong with the line."""

    line: int
    id: str = ""
    results: tuple[Found, ...] = ()
    problem: str = ""


def _answers(*forms: Any) -> Any:
    content = {LINES: {"schema": schema_of(*forms)}}
    return {200: {"description": "Lines of JSON", "content": content}}


@router.post(
    "/bulk/screenings",
    summary="Screen rows of a table",
    openapi_extra=BODY,
    responses=_answers(Verdict, dict[str, Defect]),
)
def screen(
    request: Request,
    actor: Annotated[Actor, Depends(ByToken("screen"))],
    file: File,
    as_of: Day = None,
) -> Response:
    """Lines whose keys are columns of the consignment table; a verdict for each consignment.

    Lines that follow each other and share a consignment are its goods items. What cannot be read
    is a line `defect`. Nothing is recorded: send a document to `/api/v1/screenings` for that.
    """
    examiners = examiners_of(request)

    def judged() -> Iterator[object]:
        with examiners.lent(Asked("lines", actor.name, as_of, save=False)) as examiner:
            for each in read_objects(_objects(file), "lines"):
                if isinstance(each, Defect):
                    yield {"defect": each}
                else:
                    yield examiner.examine(each)

    return lines(judged())


@router.post(
    "/bulk/match",
    summary="Look many subjects up",
    openapi_extra=BODY,
    responses=_answers(Answered),
)
def match(
    desk: Desk,
    _: Reader,
    file: File,
    as_of: Day = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Lines with `names`, `kinds`, `born`, `countries`, `identifiers`, `addresses` and an `id`.

    The answers come in the same order, one line each.
    """
    on = as_of or desk.today()
    register = desk.register(on)

    def one(number: int, line: bytes) -> Answered:
        try:
            asked = msgspec.json.decode(line, type=AskedFor)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return Answered(number, problem=str(error))
        found = look_up(asked, register, on=on, limit=limit)
        return Answered(number, asked.id, found)

    return lines(one(number, line) for number, line in numbered_lines(file))


def _objects(file: IO[bytes]) -> Iterator[tuple[int, dict[str, object] | Defect]]:
    for number, line in numbered_lines(file):
        try:
            yield number, msgspec.json.decode(line, type=dict[str, object])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            text = line[:2000].decode("utf-8", "replace")
            yield number, Defect(at=f"line {number}", problem=f"no object: {error}", text=text)
