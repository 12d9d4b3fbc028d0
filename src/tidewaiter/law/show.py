"""What is in force, as rows to render."""

import datetime

from tidewaiter.law.law import Law
from tidewaiter.model.law import Measure
from tidewaiter.model.record import Record


class Row(Record, frozen=True):
    """One measure in a listing; `evaluable` is its rule, or the reason it has none."""

    measure: str
    ref: str
    instrument: str
    paragraph: str
    since: datetime.date
    until: datetime.date | None
    direction: str
    summary: str
    binding: str
    content_check: str
    paragraph_check: str
    evaluable: str


def show(law: Law, on: datetime.date | None = None, measure: str = "") -> list[Row]:
    """The measures in force on a day (all days if None), or the one measure named by id or ref.

    A prefix of an id (`un/2371`, `un/2371/8`) gives every measure under it.
    """
    return [
        _row(law, one)
        for one in law.measures
        if (on is None or one.in_force(on)) and _is_named(one, measure)
    ]


def _is_named(measure: Measure, name: str) -> bool:
    prefix = name.rstrip("/")
    return prefix in {"", measure.id, measure.ref} or measure.id.startswith(f"{prefix}/")


def _row(law: Law, measure: Measure) -> Row:
    return Row(
        measure=measure.id,
        ref=measure.ref,
        instrument=law.act_of(measure.id).symbol,
        paragraph=measure.paragraph,
        since=measure.since,
        until=measure.until,
        direction=measure.direction,
        summary=measure.summary,
        binding=measure.binding,
        content_check=measure.content_check,
        paragraph_check=measure.paragraph_check,
        evaluable=measure.rule or f"not evaluable: {measure.not_evaluable}",
    )
