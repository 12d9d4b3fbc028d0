"""The duties to report, as the law gives them: a seam, so that cases need no law of their own."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Protocol


class Report(Protocol):
    """One report that falls due: under which paragraph, of what, to whom, and by when.

    `due` is the law's day, None where it names none; `desk_due` is the desk's own limit then.
    """

    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def instrument(self) -> str: ...  # noqa: D102
    @property
    def paragraph(self) -> str: ...  # noqa: D102
    @property
    def what(self) -> str: ...  # noqa: D102
    @property
    def to(self) -> str: ...  # noqa: D102
    @property
    def due(self) -> datetime.date | None: ...  # noqa: D102
    @property
    def desk_due(self) -> datetime.date | None: ...  # noqa: D102


class Reports(Protocol):
    """What the law asks to report, after an event and by the calendar."""

    def after(self, event: str, on: datetime.date) -> Sequence[Report]:
        """The reports that an event of this kind (`seizure`) on this day starts."""

    def calendar(self, first: datetime.date, last: datetime.date) -> Sequence[Report]:
        """The reports whose last day lies in the period."""


def started_by(row: Any) -> Iterator[tuple[str, datetime.date]]:
    """The events of a case that start a duty to report, and their days.

    An inspection and the seizure it leads to are one report (S/RES/1874 para 15 names both); a
    disposal comes later and is another.
    """
    if row.outcome == "refused":
        yield "refuse_inspection", datetime.date.fromisoformat(row.concluded_on)
    if row.outcome != "prohibited_item":
        return
    if row.seized_on != "":
        yield "seizure", datetime.date.fromisoformat(row.seized_on)
    else:
        inspected = row.inspected_on or row.concluded_on
        yield "inspection", datetime.date.fromisoformat(inspected)
    if row.disposed_on != "":
        yield "disposal", datetime.date.fromisoformat(row.disposed_on)
