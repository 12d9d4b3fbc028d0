"""What an assessment gives."""

from tidewaiter.model.finding import Action, Finding
from tidewaiter.model.record import Record


class Assessment(Record, frozen=True):
    """The findings on one act, strongest first, and the action they call for.

    `inspection_duty` is True where a measure orders the inspection; `inspections` holds the ids
    of the inspection measures among the findings; `reasons` say in words why the action is taken.
    """

    findings: tuple[Finding, ...]
    action: Action
    inspection_duty: bool
    reasons: tuple[str, ...]
    inspections: tuple[str, ...] = ()
