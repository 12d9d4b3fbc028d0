"""What changed in the law between two days."""

import datetime
from collections.abc import Iterator
from typing import Literal

from tidewaiter.law.law import Law
from tidewaiter.law.terms import terms_on
from tidewaiter.model.finding import cite_paragraph
from tidewaiter.model.law import Measure
from tidewaiter.model.record import Record


class Change(Record, frozen=True):
    """One measure that came, went, came and went, or changed its terms between two days.

    `on` is the first day of what is new. `gone` and `new` hold the terms that fell away and
    those that took their place.
    """

    measure: str
    citation: str
    change: Literal["came", "went", "came and went", "changed"]
    on: datetime.date
    until: datetime.date | None
    direction: str
    summary: str
    content_check: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def diff(law: Law, first: datetime.date, last: datetime.date) -> list[Change]:
    """What came, went and changed from the end of the first day to the end of the last.

    The order is that of the days.
    """
    found = [change for measure in law.measures for change in _change(law, measure, first, last)]
    return sorted(found, key=lambda change: change.on)


def _change(
    law: Law, measure: Measure, first: datetime.date, last: datetime.date
) -> Iterator[Change]:
    came = first < measure.since <= last
    went = measure.until is not None and first <= measure.until < last
    if came and went:
        yield _made(law, measure, "came and went", measure.since)
    elif came:
        yield _made(law, measure, "came", measure.since)
    elif went and measure.until is not None and measure.since <= first:
        yield _made(law, measure, "went", measure.until + datetime.timedelta(days=1))
    elif measure.in_force(first) and measure.in_force(last):
        before, after = terms_on(measure, first), terms_on(measure, last)
        gone = tuple(term for term in before if term not in after)
        new = tuple(term for term in after if term not in before)
        if len(gone) + len(new) > 0:
            yield _made(law, measure, "changed", last, gone=gone, new=new)


def _made(
    law: Law,
    measure: Measure,
    change: Literal["came", "went", "came and went", "changed"],
    on: datetime.date,
    *,
    gone: tuple[str, ...] = (),
    new: tuple[str, ...] = (),
) -> Change:
    return Change(
        measure=measure.id,
        citation=cite_paragraph(law.act_of(measure.id).symbol, measure.paragraph),
        change=change,
        on=on,
        until=measure.until,
        direction=measure.direction,
        summary=measure.short or measure.summary,
        content_check=measure.content_check,
        gone=gone,
        new=new,
    )
