"""Screen one document that was sent, by the same steps as `tidewaiter screen`."""

import datetime
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from tidewaiter.model import BadInput, Defect, Document, PermitVerdict, Verdict
from tidewaiter.model import Record as Base
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.screen import Record, Result, record_unopened, screen_document
from tidewaiter.web.api.bodies import named_as_sent
from tidewaiter.web.api.problems import Problem
from tidewaiter.web.office import Office


class Asked(Base, frozen=True):
    """How a document is to be screened, and for whom; the settings of the command."""

    name: str
    actor: str
    as_of: datetime.date | None = None
    law: tuple[str, ...] = ()
    facts: dict[str, str] = {}  # noqa: RUF012 - msgspec copies mutable defaults
    save: bool = True


class Screened(Base, frozen=True, omit_defaults=False):
    """What came of one document.

    `state` is `waiting` or `running` while it is worked on, then `done`, or `failed` where it could
    not be read; `problem` then says why. `verdicts` are the lines of `tidewaiter screen --json`.
    They stand last, as they are put in one by one. `permit_verdicts` are the answers on permits.
    `defects` are those of the document itself. `recorded` is false where it was not to be, or is on
    record with the same law and lists already (`seen_before`).
    """

    state: str
    id: str = ""
    document: Document | None = None
    consignments: int = 0
    stow_lists: int = 0
    calls: int = 0
    permits: int = 0
    recorded: bool = False
    seen_before: bool = False
    defects: tuple[Defect, ...] = ()
    problem: Problem | None = None
    permit_verdicts: tuple[PermitVerdict, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def screen_sent(
    office: Office,
    asked: Asked,
    examiner: Examiner,
    path: Path,
    show: Callable[[Verdict], None],
) -> Screened:
    """Screen the document at that path; `show` gets each verdict as it is reached.

    Raises:
        BadInput: it cannot be read; it then stands open in the record, where it is to be recorded.
    """
    record = Record(office.ledger, asked.actor, office.now) if asked.save else None
    permits: list[PermitVerdict] = []
    with named_as_sent(path):
        try:
            result = screen_document(
                path, examiner, record=record, show=show, show_permit=permits.append
            )
        except BadInput as error:
            if record is not None:
                record_unopened(record, path, error)
            raise
    told = _told(result, recorded=asked.save and not result.seen_before)
    return replace(told, permit_verdicts=tuple(permits))


def _told(result: Result, *, recorded: bool) -> Screened:
    return Screened(
        state="done",
        document=result.document,
        consignments=result.consignments,
        stow_lists=result.stow_lists,
        calls=result.calls,
        permits=result.permits,
        recorded=recorded,
        seen_before=result.seen_before,
        defects=tuple(result.defects),
    )
