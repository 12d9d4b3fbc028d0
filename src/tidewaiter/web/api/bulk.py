"""Many at once: lines of JSON in, a line of JSON out for each, sent as it is made."""

import datetime
from collections.abc import Iterator
from typing import IO, Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from tidewaiter.cargo.table.objects import read_objects
from tidewaiter.ledger import standing_rulings
from tidewaiter.model import Actor, Defect, Record, Subject, Verdict
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.lookup import Found, look_up
from tidewaiter.web.api.answers import LINES, lines, schema_of
from tidewaiter.web.api.bearer import ByToken, Reader
from tidewaiter.web.api.bodies import LINE_BYTES, TABLE_BYTES, SentFile, numbered_lines
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


class Asked(Subject, frozen=True):
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
    desk: Desk,
    _: Annotated[Actor, Depends(ByToken("screen"))],
    file: File,
    as_of: Day = None,
) -> Response:
    """Lines whose keys are columns of the consignment table; a verdict for each consignment.

    Lines that follow each other and share a consignment are its goods items. What cannot be read
    is a line `defect`. Nothing is recorded: send a document to `/api/v1/screenings` for that.
    """
    examiner = make_examiner(
        desk.settings_today(),
        kept_and(desk.store, []),
        as_of=as_of,
        rulings=standing_rulings(desk.ledger),
    )
    held = read_objects(_objects(file), "lines")
    return lines(
        {"defect": each} if isinstance(each, Defect) else examiner.examine(each) for each in held
    )


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
            asked = msgspec.json.decode(line, type=Asked)
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
