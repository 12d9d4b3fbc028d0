"""Documents: what they hold, and what the law says of it."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse

from tidewaiter import cargo
from tidewaiter.model import Actor, BadInput, Defect, Verdict
from tidewaiter.pipeline.contents import content_line
from tidewaiter.web.api.answers import (
    JSON,
    LINES,
    answer,
    gives,
    lines,
    listed,
    takes_file,
    wants_lines,
)
from tidewaiter.web.api.bearer import ByToken, Reader
from tidewaiter.web.api.bodies import DOCUMENT_BYTES, SentFile, on_disk
from tidewaiter.web.api.examiners import Examiners
from tidewaiter.web.api.jobs import Jobs
from tidewaiter.web.api.screening import Asked, Screened, screen_sent
from tidewaiter.web.visitor import Desk

router = APIRouter(tags=["documents"])
# a larger document is accepted as a job
AT_ONCE_BYTES = 2_000_000
READ_BYTES = 50_000_000
MEDIA = ("application/octet-stream", "application/EDIFACT", "application/xml", "text/csv")
_WHAT = "The document as it is, in any format that `tidewaiter screen` reads."
_VERDICT = {
    "document": "manifest.edi",
    "consignment": "MEDUXX1",
    "as_of": "2017-08-06",
    "known_on": "2026-11-24",
    "action": "detain",
    "inspection_duty": True,
    "findings": [
        {
            "measure": "un/2371/8/coal",
            "instrument": "S/RES/2371 (2017)",
            "paragraph": "8",
            "outcome": "prohibited",
            "evidence": [{"field": "goods[0].hs", "value": "270111", "at": "segment 41"}],
            "explanation": "coal from the DPRK",
            "act_date": "2017-08-06",
            "known_on": "2026-11-24",
        }
    ],
    "hits": [],
    "defects": [],
}
Name = Annotated[str, Query(max_length=200, description="The document's file name.")]
Officer = Annotated[Actor, Depends(ByToken("screen"))]
File = Annotated[IO[bytes], Depends(SentFile(DOCUMENT_BYTES))]


def jobs_of(request: Request) -> Jobs:
    """The jobs of the desk."""
    found: Jobs = request.app.state.jobs
    return found


def examiners_of(request: Request) -> Examiners:
    """The examiners that are ready."""
    found: Examiners = request.app.state.examiners
    return found


def asked(
    name: Name = "document",
    as_of: Annotated[
        datetime.date | None, Query(description="Judge by the law and lists of this day.")
    ] = None,
    law: Annotated[
        list[str], Query(max_length=10, description="Further law beside the UN's: us, kr, eu ...")
    ] = [],  # noqa: B006 - FastAPI copies it
    fact: Annotated[
        list[str], Query(max_length=50, description="A fact you vouch for, as name=value.")
    ] = [],  # noqa: B006 - FastAPI copies it
    save: Annotated[bool, Query(description="Whether it is recorded.")] = True,
) -> Asked:
    """The settings of a screening, the actor aside."""
    pairs = dict(_fact(each) for each in fact)
    return Asked(name, "", as_of, tuple(law), pairs, save)


def _fact(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if sign == "":
        advice = "Write fact=notified=before."
        raise BadInput(f"{text!r} is not name=value", where="fact", advice=advice)
    return name.strip(), value.strip()


@router.post(
    "/screenings",
    summary="Screen a document",
    openapi_extra=takes_file(*MEDIA, description=_WHAT),
    responses=gives(Screened, example={"state": "done", "consignments": 1, "verdicts": [_VERDICT]})
    | gives(
        Screened, example={"state": "waiting", "id": "9f2c51d6e1f04c7bb10a2f5a5c0b7a31"}, status=202
    ),
)
def screen(
    request: Request,
    desk: Desk,
    actor: Officer,
    settings: Annotated[Asked, Depends(asked)],
    file: File,
    wait: Annotated[bool, Query(description="False: accepted as a job whatever its size.")] = True,
) -> Response:
    """Which measure bites on each consignment of a document, and what to do.

    The body is the document itself, `name` its file name. It is recorded unless `save` is false.
    A document of more than 2 MB is accepted (202) and screened behind the answer: `Location` says
    where to look. Ask for `application/x-ndjson` to get the lines of `tidewaiter screen --json`
    alone.
    """
    known = msgspec.structs.replace(settings, actor=actor.name)
    if not wait or _size(file) > AT_ONCE_BYTES:
        name = jobs_of(request).submit(known, file)
        location = f"/api/v1/screenings/{name}"
        return answer(Screened("waiting", id=name), 202, location=location)
    verdicts: list[Verdict] = []
    with on_disk(file, known.name) as path, examiners_of(request).lent(known) as examiner:
        found = screen_sent(desk, known, examiner, path, verdicts.append)
    if wants_lines(request):
        return lines([*verdicts, *found.permit_verdicts])
    return answer(msgspec.structs.replace(found, verdicts=tuple(verdicts)))


@router.get(
    "/screenings/{name}",
    summary="What came of a document that was accepted",
    responses=gives(
        Screened, example={"state": "running", "id": "9f2c51d6e1f04c7bb10a2f5a5c0b7a31"}
    ),
)
def screening(request: Request, name: str, _: Officer) -> Response:
    """The state of a job, and its verdicts once it is done; kept for a day."""
    found, path = jobs_of(request).get(name)
    if wants_lines(request):
        return StreamingResponse(_lines(path), media_type=LINES)
    return StreamingResponse(_whole(found, path), media_type=JSON)


@router.post(
    "/read",
    summary="Read a document",
    openapi_extra=takes_file(*MEDIA, description=_WHAT),
    responses=gives(
        Any, example={"reference": "MEDUXX1", "document": "manifest.edi", "goods": []}, many=True
    ),
)
def read(
    request: Request,
    _: Reader,
    file: Annotated[IO[bytes], Depends(SentFile(READ_BYTES))],
    name: Name = "document",
) -> Response:
    """What a document says, judging nothing and recording nothing.

    Each record is a line of `tidewaiter read --json`: a consignment, or a stow list under
    `stow_list`, a call under `call`. What could not be read stands last, under `defect`.
    """
    with on_disk(file, name) as path:
        held = list(cargo.read(path))
    records = [content_line(each) for each in held if not isinstance(each, Defect)]
    faults = [{"defect": each} for each in held if isinstance(each, Defect)]
    return listed(request, [*records, *faults])


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _whole(found: Screened, path: Path) -> Iterator[bytes]:
    """The record with its verdicts put in one after another, however many there are."""
    yield msgspec.json.encode(found).removesuffix(b"[]}") + b"["
    for number, line in enumerate(_lines(path)):
        yield (b"," if number > 0 else b"") + line.rstrip(b"\n")
    yield b"]}"
