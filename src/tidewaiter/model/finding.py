"""What the law says of a subject, and what is to be done."""

import datetime
from typing import Literal

from tidewaiter.model.consignment import Defect
from tidewaiter.model.duty import DueReport
from tidewaiter.model.listing import Hit, ListVersion
from tidewaiter.model.record import Evidence, Record
from tidewaiter.model.vessel import History, VesselSignal

Outcome = Literal["prohibited", "needs_authorisation", "not_covered", "not_in_force", "cannot_tell"]
ActOutcome = Literal[
    "prohibited",
    "needs_authorisation",
    "inspect_only",
    "not_covered",
    "not_in_force",
    "cannot_tell",
]
Action = Literal["detain", "inspect", "review", "pass"]
ACTIONS: tuple[Action, ...] = ("detain", "inspect", "review", "pass")


class QuotaUse(Record, frozen=True):
    """What one act counts against one limit of a cap.

    `before` is the running total as stated and `counts` what the act adds, both in `unit`;
    `percent` is where the limit then stands. Each is None where it is not known. `notice` is the
    highest notice (75, 90, 95) that this calls for. `binds` marks the limit nearest to its end.
    `conversion` says by which factor the amount was worked out, where it was.
    """

    unit: str
    limit: float
    period: str
    before: float | None
    counts: float | None
    percent: float | None
    notice: int | None = None
    binds: bool = False
    conversion: str = ""


def cite_paragraph(instrument: str, paragraph: str) -> str:
    """An instrument with its paragraph as a lawyer cites it: `para 8`, but `Art. 10` as it is."""
    if paragraph == "":
        return instrument
    named = f"para {paragraph}" if paragraph[0].isdigit() else paragraph
    return f"{instrument} {named}".strip()


class Finding(Record, frozen=True):
    """One measure applied to one subject: outcome, citation, evidence, dates, certainty.

    `kind` is what the measure is about, in words (`coal`, `vessel port ban`).
    `content_check`, `paragraph_check` and `hs_check` say how far each was verified. `missing`
    names the facts without which the outcome cannot be told; `papers` what an authorisation
    needs. `duty` is True for a duty to act (inspect) that no exemption cancels; as a duty bars
    no goods its outcome is `not_covered`. `cites` names other measures the outcome rests on.
    `quotas` says what the act counts against each limit of a cap, `reports` what is to be
    reported of it and by when.

    Raises:
        ValueError: on construction without evidence.
    """

    measure: str
    instrument: str
    paragraph: str
    outcome: Outcome
    evidence: tuple[Evidence, ...]
    explanation: str
    act_date: datetime.date
    known_on: datetime.date
    content_check: str = ""
    paragraph_check: str = ""
    hs_check: str = ""
    missing: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    duty: bool = False
    cites: tuple[str, ...] = ()
    kind: str = ""
    quotas: tuple[QuotaUse, ...] = ()
    reports: tuple[DueReport, ...] = ()

    @property
    def citation(self) -> str:
        """The instrument and paragraph; the instrument's name says whose law it is."""
        return cite_paragraph(self.instrument, self.paragraph)

    def __post_init__(self) -> None:
        if len(self.evidence) == 0:
            raise ValueError(f"finding {self.measure} has no evidence")


class Verdict(Record, frozen=True, omit_defaults=False):
    """The answer for one consignment, with the versions that gave it.

    `as_of` is the date of the act, `known_on` the day of knowledge. `action` is the strongest
    that any finding calls for; `pass` means that no ground was found with these lists and this
    law on this date, never that the consignment is clear. `reasons` says, in words, what the
    action rests on; `inspections` names the measures that call for an inspection. `signals` are
    what speaks for a look in the ship's history, `history` what was known of the ship.
    """

    document: str
    consignment: str
    as_of: datetime.date
    known_on: datetime.date
    action: Action
    inspection_duty: bool
    findings: tuple[Finding, ...]
    hits: tuple[Hit, ...]
    defects: tuple[Defect, ...]
    reasons: tuple[str, ...] = ()
    inspections: tuple[str, ...] = ()
    law_version: str = ""
    lists: tuple[ListVersion, ...] = ()
    signals: tuple[VesselSignal, ...] = ()
    history: History | None = None
