"""A value of a document that a person corrects, and what a second person says of it.

The document's own words are never changed: its `screened` event keeps them. Each of these is the
payload of an event of its own, whose subject is the name a case on the consignment has.
"""

import datetime
from typing import Literal

from tidewaiter.model.record import Record

State = Literal["made", "waits", "refused"]


class Correction(Record, frozen=True):
    """Payload of a `correction` event: a value is otherwise than the document says.

    `field` is its path (`goods[0].hs`), `written` what the document says there, `value` what is
    so; where both are the same the document's own word counts again. `position` and `reference`
    name the consignment, `judged` is the event of the verdict that stood. `verdict` is the event
    of the verdict that came of it. `lowers` says in words what the new verdict would take away:
    where it is not empty the correction needs a second person, and `verdict` is 0.
    """

    position: int
    reference: str
    field: str
    written: str
    value: str
    why: str
    judged: int
    verdict: int = 0
    lowers: tuple[str, ...] = ()
    needs_second: bool = False


class CorrectionDecided(Record, frozen=True):
    """Payload of a `correction_decided` event: another person agrees with a correction or not.

    `correction` is its event; `verdict` the event of the verdict that came of it, 0 where refused.
    """

    correction: int
    approved: bool
    why: str
    verdict: int = 0


class Recorrected(Record, frozen=True):
    """Payload of a `recorrected` event: corrections that hold on after a new screening.

    The document was screened again; `corrections` are the events of those that were applied to
    its words once more, `verdict` the event of the verdict that came of it.
    """

    position: int
    corrections: tuple[int, ...]
    verdict: int


class Corrected(Record, frozen=True):
    """A correction as it stands: its event, who made it, and what a second person said.

    `name` is that of a case on its consignment; `decided_by` is empty where nobody had to decide,
    or nobody has yet.
    """

    number: int
    by: str
    at: datetime.datetime
    name: str
    document: str
    correction: Correction
    decided_by: str = ""
    decided: CorrectionDecided | None = None

    @property
    def state(self) -> State:
        """`made` where it counts, `waits` for a second person, `refused` by one."""
        if not self.correction.needs_second:
            return "made"
        if self.decided is None:
            return "waits"
        return "made" if self.decided.approved else "refused"
