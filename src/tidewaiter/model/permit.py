"""A permit to work as a list of permits tells it, and what law and lists say of it."""

import datetime
from typing import Literal

from tidewaiter.model.finding import ActOutcome, Finding
from tidewaiter.model.listing import Hit, ListVersion
from tidewaiter.model.record import Record

PermitStatus = Literal["", "applied", "refused", "valid", "expired", "revoked"]


class Permit(Record, frozen=True):
    """One permit or visa for work, for one person or for `number` persons; it names none.

    `permit` is its number, `host` and `nationality` are as written, `kind` what the host calls it.
    `group` is the desk's own name of the workers it is for. `stated` are facts of the law's closed
    vocabulary that somebody vouches for (`contract`, `notified`, `return_barred`). `at` is the row.
    """

    permit: str
    nationality: str = ""
    host: str = ""
    issued: datetime.date | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    kind: str = ""
    number: int | None = None
    employer_name: str = ""
    intermediary_name: str = ""
    status: PermitStatus = ""
    group: str = ""
    stated: dict[str, str] = {}
    at: str = ""


class PermitVerdict(Record, frozen=True):
    """The answer for one permit: the giving of it, and the keeping of those who work on it.

    `outcome` is the strongest of both, as `tidewaiter law test` gives it for an act; `findings`
    and `hits` say why, `reasons` what was judged by which day. A hit bars nothing by itself here:
    what a listed employer means is in the findings.
    """

    document: str
    permit: Permit
    known_on: datetime.date
    outcome: ActOutcome
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    hits: tuple[Hit, ...] = ()
    law_version: str = ""
    lists: tuple[ListVersion, ...] = ()
