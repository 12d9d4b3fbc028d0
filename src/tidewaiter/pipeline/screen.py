"""Screen whole documents: read, examine, record."""

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tidewaiter import cargo
from tidewaiter.ledger import Ledger
from tidewaiter.model import BadInput, Consignment, Defect, Document, Verdict
from tidewaiter.pipeline.examine import Examiner

CHUNK = 1 << 20

Outcome = tuple[Verdict, Consignment] | Defect


@dataclass(frozen=True, slots=True)
class Record:
    """Where a screening is kept, and who keeps it when."""

    ledger: Ledger
    actor: str
    at: datetime.datetime


@dataclass(slots=True)
class Result:
    """One document as it was screened: what was told of it, and what came out."""

    document: Document
    path: Path
    defects: list[Defect] = field(default_factory=list)
    consignments: int = 0
    seen_before: bool = False


def documents(paths: list[Path]) -> Iterator[Path]:
    """The files named, and every file in the folders named, in order of name.

    Raises:
        BadInput: a path does not exist or a folder holds no file; nothing is given then.
    """
    files: list[Path] = []
    for path in paths:
        found = sorted(each for each in path.rglob("*") if each.is_file())
        if not path.exists():
            raise BadInput("no such file", where=str(path), advice="Check the path.")
        if path.is_dir() and len(found) == 0:
            raise BadInput("no file in this folder", where=str(path), advice="Check the path.")
        files += found if path.is_dir() else [path]
    yield from files


def screen_document(
    path: Path,
    examiner: Examiner,
    *,
    record: Record | None,
    show: Callable[[Verdict], None],
    note: Callable[[Verdict, Consignment], None] | None = None,
) -> Result:
    """Screen one document: `show` gets each verdict as it is reached, the ledger keeps it.

    `note` gets each verdict with the consignment it judges.

    A document already recorded under the same law, lists and settings is judged and shown, and
    not recorded again. Nothing is recorded of a document whose reading fails.

    Raises:
        BadInput: the file cannot be opened, or nothing in it can be read.
    """
    source = cargo.open_source(path)
    form = cargo.detect(source)
    result = Result(document=_fingerprint(path, form.name), path=path)
    outcomes = _judge(result, form.read(source), examiner, show)
    if note is not None:
        outcomes = _noted(outcomes, note)
    if record is None:
        for _ in outcomes:
            pass
        return result
    recorded = record.ledger.record_screening(
        result.document, examiner.versions, outcomes, actor=record.actor, at=record.at
    )
    result.seen_before = not recorded.new
    if result.seen_before:
        for _ in outcomes:
            pass
    return result


def _judge(
    result: Result,
    records: Iterator[Consignment | Defect],
    examiner: Examiner,
    show: Callable[[Verdict], None],
) -> Iterator[Outcome]:
    for each in records:
        if isinstance(each, Defect):
            result.defects.append(each)
            yield each
            continue
        verdict = examiner.examine(each)
        result.consignments += 1
        show(verdict)
        yield verdict, each


def _noted(
    outcomes: Iterator[Outcome], note: Callable[[Verdict, Consignment], None]
) -> Iterator[Outcome]:
    for each in outcomes:
        if not isinstance(each, Defect):
            note(*each)
        yield each


def _fingerprint(path: Path, form: str) -> Document:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    size = path.stat().st_size
    return Document(name=path.name, sha256=total.hexdigest(), format=form, size=size)
