"""Screen whole documents: read, examine, record."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tidewaiter import cargo
from tidewaiter.ledger import Ledger, When
from tidewaiter.model import (
    BadInput,
    Consignment,
    Defect,
    Document,
    Permit,
    PermitVerdict,
    StowList,
    Unopened,
    Verdict,
    VesselCall,
)
from tidewaiter.pipeline.corrections import recorrect
from tidewaiter.pipeline.examine import Examiner

CHUNK = 1 << 20
UNOPENED = "unopened"

Outcome = tuple[Verdict, Consignment] | StowList | VesselCall | PermitVerdict | Defect


@dataclass(frozen=True, slots=True)
class Record:
    """Where a screening is kept, who keeps it, and by which clock."""

    ledger: Ledger
    actor: str
    at: When


@dataclass(slots=True)
class Result:
    """One document as it was screened: what was told of it, and what came out.

    `stowed` counts the containers of all its stow lists.
    `seen_before` where it is recorded under equal versions, `passed_over` where it was therefore
    not judged again.
    """

    document: Document
    path: Path
    defects: list[Defect] = field(default_factory=list)
    consignments: int = 0
    stow_lists: int = 0
    stowed: int = 0
    calls: int = 0
    permits: int = 0
    seen_before: bool = False
    passed_over: bool = False


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


def screen_document(  # noqa: PLR0913 - each says how one document is screened
    path: Path,
    examiner: Examiner,
    *,
    record: Record | None,
    show: Callable[[Verdict], None],
    note: Callable[[Verdict, Consignment], None] | None = None,
    show_permit: Callable[[PermitVerdict], None] | None = None,
    resume: bool = False,
    source: cargo.Source | None = None,
    form: cargo.Format | None = None,
) -> Result:
    """Screen one document: `show` gets each verdict as it is reached, the ledger keeps it.

    `show_permit` gets the answer on each permit of a list of permits.
    `note` gets each verdict with the consignment it judges. `source` is the file as it was opened,
    where it goes by another name than its path; `form` its format where a person chose it.

    A document already recorded under the same law, lists and settings is judged and shown, and
    not recorded again; with `resume` it is passed over. Nothing is recorded of a document whose
    reading fails.

    Raises:
        BadInput: the file cannot be opened, or nothing in it can be read.
    """
    source = cargo.open_source(path) if source is None else source
    form = cargo.detect(source) if form is None else form
    result = Result(document=fingerprint(path, form.name, source.name), path=path)
    versions = examiner.versions
    if resume and record is not None and record.ledger.seen(result.document.sha256, versions):
        result.seen_before = result.passed_over = True
        return result
    outcomes = _judge(result, form.read(source), examiner, show, show_permit)
    if note is not None:
        outcomes = _noted(outcomes, note)
    if record is None:
        for _ in outcomes:
            pass
        return result
    recorded = record.ledger.record_screening(
        result.document, versions, outcomes, actor=record.actor, at=record.at
    )
    result.seen_before = not recorded.new
    if result.seen_before:
        for _ in outcomes:
            pass
    else:
        stamp = (record.actor, record.at)
        recorrect(record.ledger, result.document.sha256, recorded.first, examiner, stamp)
    return result


def _judge(
    result: Result,
    contents: Iterator[cargo.Content],
    examiner: Examiner,
    show: Callable[[Verdict], None],
    show_permit: Callable[[PermitVerdict], None] | None,
) -> Iterator[Outcome]:
    """An answer for each consignment and permit; lists, calls, defects as they are; all counted."""
    for each in contents:
        if isinstance(each, Consignment):
            verdict = examiner.examine(each)
            result.consignments += 1
            show(verdict)
            yield verdict, each
            continue
        if isinstance(each, Permit):
            answer = examiner.examine_permit(each, result.document.name)
            result.permits += 1
            if show_permit is not None:
                show_permit(answer)
            yield answer
            continue
        _count(result, each)
        yield each


def _count(result: Result, each: StowList | VesselCall | Defect) -> None:
    if isinstance(each, Defect):
        result.defects.append(each)
    elif isinstance(each, StowList):
        result.stow_lists += 1
        result.stowed += len(each.containers)
    else:
        result.calls += 1


def _noted(
    outcomes: Iterator[Outcome], note: Callable[[Verdict, Consignment], None]
) -> Iterator[Outcome]:
    for each in outcomes:
        if isinstance(each, tuple):
            note(*each)
        yield each


def record_unopened(record: Record, path: Path, error: BadInput, name: str = "") -> bool:
    """Record, once, that a file could not be read; True where it was recorded just now.

    Raises:
        LedgerError: the database failed.
    """
    try:
        document = fingerprint(path, "", name)
    except OSError:
        return False
    known = record.ledger.events(kind=UNOPENED, document=document.sha256)
    if next(known, None) is not None:
        return False
    record.ledger.append(
        UNOPENED,
        document.name,
        Unopened(document.name, document.size, error.what),
        actor=record.actor,
        at=record.at,
        document=document.sha256,
    )
    return True


def fingerprint(path: Path, form: str, name: str = "") -> Document:
    """The file as the ledger names it: `name`, or that of its path, and the SHA-256 of its bytes.

    Raises:
        OSError: it cannot be read.
    """
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    size = path.stat().st_size
    return Document(name=name or path.name, sha256=total.hexdigest(), format=form, size=size)
