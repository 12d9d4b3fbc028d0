"""Duties to report: what a law file says of one, and each report that falls due."""

import datetime
from typing import Literal

from tidewaiter.model.record import LawRecord, Record

# `within` days or months of what starts it; `by` a fixed day; `monthly`, some days after the end
# of each month; `every` so many days; `promptly` and `untimed` have no number in the law.
Timing = Literal["within", "by", "monthly", "every", "promptly", "before", "untimed"]
Checked = Literal["verified", "partly_verified", "unverified"]


class Report(LawRecord, frozen=True):
    """One report a measure asks for: of what, by whom, to whom, and when.

    `after` names what starts it, each a kind of conduct or a trigger of the vocabulary; without
    any it is the adoption of the act, or the measure's first day where it recurs. `contents`
    names a list of the vocabulary. `time_check` and `to_check` say how far the time and the
    addressee were verified, each on its own, by `source`.
    """

    what: str
    to: str
    due: Timing
    time_check: Checked
    to_check: Checked
    who: str = "every State"
    days: int = 0
    months: int = 0
    day: datetime.date | None = None
    after: tuple[str, ...] = ()
    contents: str = ""
    source: str = ""
    note: str = ""


class Contents(LawRecord, frozen=True):
    """What a report has to contain, how far that was verified, and by which source."""

    items: tuple[str, ...]
    check: Checked
    source: str = ""


class TriggerWord(LawRecord, frozen=True):
    """What may start a report and is no kind of conduct: a movement of goods."""

    name: str
    means: str


class DueReport(Record, frozen=True):
    """One report that falls due under one paragraph.

    `due` is its last day, or None where the law gives no number (`promptly`, `untimed`) or
    wants it before the act; `basis` says in words how the day comes about. `desk_due` is a limit
    the user has set, never the law's. `covers_from` and `covers_to` bound the days that a
    recurring report covers. `started_by` and `started_on` name the event it follows.
    `content_check` and `paragraph_check` are those of the measure, `contents_check` that of the
    list of contents.
    """

    measure: str
    instrument: str
    paragraph: str
    what: str
    who: str
    to: str
    timing: Timing
    basis: str
    binding: str
    time_check: Checked
    to_check: Checked
    content_check: str
    paragraph_check: str
    due: datetime.date | None = None
    desk_due: datetime.date | None = None
    contents: tuple[str, ...] = ()
    contents_check: str = ""
    covers_from: datetime.date | None = None
    covers_to: datetime.date | None = None
    started_by: str = ""
    started_on: datetime.date | None = None
    source: str = ""
    note: str = ""
