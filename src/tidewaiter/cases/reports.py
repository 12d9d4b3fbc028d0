"""The duties to report that a law asks for, after an event and by the calendar."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from tidewaiter.law import Law
from tidewaiter.law.duties import calendar, due


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
    @property
    def time_check(self) -> str: ...  # noqa: D102
    @property
    def paragraph_check(self) -> str: ...  # noqa: D102


class Reports(Protocol):
    """What the law asks to report, after an event and by the calendar."""

    def after(self, event: str, on: datetime.date) -> Sequence[Report]:
        """The reports that an event of this kind (`seizure`) on this day starts."""

    def calendar(self, first: datetime.date, last: datetime.date) -> Sequence[Report]:
        """The reports whose last day lies in the period."""


class LawReports:
    """The reports that a law asks for; `desk_days` is the desk's limit where it names none."""

    def __init__(self, law: Law, desk_days: int) -> None:
        self._law = law
        self._desk_days = desk_days

    def after(self, event: str, on: datetime.date) -> Sequence[Report]:
        """The reports that an event starts; none where nothing in this law asks for one."""
        if event not in self._law.triggers:
            return ()
        return due(self._law, event, on, desk_days=self._desk_days)

    def calendar(self, first: datetime.date, last: datetime.date) -> Sequence[Report]:
        """The reports whose last day lies in the period; none where it ends before it begins."""
        return () if last < first else calendar(self._law, first, last)


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
