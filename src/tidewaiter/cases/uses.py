"""The decisions that rest on a measure: how many, and which, of those that stand."""

import datetime
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS, FINDINGS
from tidewaiter.model import Record
from tidewaiter.model.finding import ACTIONS, Action

C, F = CONSIGNMENTS.c, FINDINGS.c
# Beyond this many it is only said that there are more: to count them all would take too long.
COUNTED = 10_000
OUTCOMES = (
    *("prohibited", "needs_authorisation", "cannot_tell"),
    *("inspect_only", "not_covered", "not_in_force"),
)


class Use(Record, frozen=True):
    """A standing decision that a measure speaks in, and what it says of the consignment.

    `number` is the consignment's `screened` event; `outcome` is `inspect_only` for a duty.
    """

    number: int
    reference: str
    vessel: str
    act_on: datetime.date
    action: Action
    measure: str
    outcome: str


class Uses(Record, frozen=True):
    """One page of the decisions a measure speaks in, the newest first."""

    rows: tuple[Use, ...]
    count: int


def count_uses(standing: Standing, measures: Iterable[str]) -> dict[str, dict[str, int]]:
    """How many standing decisions each measure speaks in, by what it says, without zeros.

    No count goes beyond `COUNTED` + 1.
    """
    with standing.reading() as connection:
        return {
            measure: {
                outcome: count
                for outcome in OUTCOMES
                if (count := _count(connection, _which(measure, outcome))) > 0
            }
            for measure in measures
        }


def uses(standing: Standing, measure: str, outcome: str, *, page: int, size: int) -> Uses:
    """A page of the decisions in which the measure says this, counted from 1.

    The count goes up to `COUNTED` + 1.
    """
    which = _which(measure, outcome)
    order = which.order_by(F.consignment.desc()).limit(size).offset((page - 1) * size).subquery()
    wanted = (
        select(C.number, C.reference, C.vessel_name, C.act_on, C.rank, order.c.outcome)
        .join(order, order.c.consignment == C.number)
        .order_by(C.number.desc())
    )
    with standing.reading() as connection:
        count = _count(connection, which)
        rows = list(connection.execute(wanted))
    found = (
        Use(
            number=row.number,
            reference=row.reference,
            vessel=row.vessel_name,
            act_on=datetime.date.fromisoformat(row.act_on),
            action=ACTIONS[row.rank],
            measure=measure,
            outcome=row.outcome,
        )
        for row in rows
    )
    return Uses(tuple(found), count)


def _which(measure: str, outcome: str) -> Select[Any]:
    named = (F.measure == measure, F.outcome == outcome)
    return select(F.consignment, F.outcome).where(*named)


def _count(connection: Connection, which: Select[Any]) -> int:
    bounded = which.limit(COUNTED + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(bounded)).scalar_one())
