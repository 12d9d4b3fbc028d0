"""The decisions that rest on a measure: how many, and which, of those that stand."""

from sqlalchemy import func, select

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
    act_on: str
    action: Action
    measure: str
    outcome: str


class Uses(Record, frozen=True):
    """One page of the decisions a measure speaks in, the newest first."""

    rows: tuple[Use, ...]
    count: int


def count_uses(standing: Standing, measure: str) -> dict[str, int]:
    """How many standing decisions the measure speaks in, by outcome, at most `COUNTED` + 1 each."""
    found = {}
    with standing.reading() as connection:
        for outcome in OUTCOMES:
            named = select(F.consignment).where(F.measure == measure, F.outcome == outcome)
            bounded = named.limit(COUNTED + 1).subquery()
            count = connection.execute(select(func.count()).select_from(bounded)).scalar_one()
            if count > 0:
                found[outcome] = int(count)
    return found


def uses(standing: Standing, measure: str, outcome: str, *, page: int, size: int) -> Uses:
    """A page of the decisions in which the measure says this, counted from 1.

    The count goes up to `COUNTED` + 1.
    """
    which = select(F.consignment, F.outcome)
    which = which.where(F.measure == measure, F.outcome == outcome)
    order = which.order_by(F.consignment.desc()).limit(size).offset((page - 1) * size).subquery()
    wanted = (
        select(C.number, C.reference, C.vessel_name, C.act_on, C.rank, order.c.outcome)
        .join(order, order.c.consignment == C.number)
        .order_by(C.number.desc())
    )
    bounded = which.limit(COUNTED + 1).subquery()
    with standing.reading() as connection:
        count = connection.execute(select(func.count()).select_from(bounded)).scalar_one()
        rows = list(connection.execute(wanted))
    found = (
        Use(r.number, r.reference, r.vessel_name, r.act_on, ACTIONS[r.rank], measure, r.outcome)
        for r in rows
    )
    return Uses(tuple(found), int(count))
