"""What standing decisions count against the caps of the law."""

import datetime
from collections.abc import Sequence

import msgspec
from sqlalchemy import Subquery, select, union_all

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS, FINDINGS
from tidewaiter.cases.uses import OUTCOMES
from tidewaiter.ledger import Ledger
from tidewaiter.model import Record
from tidewaiter.model.finding import QuotaUse

C, F = CONSIGNMENTS.c, FINDINGS.c


class QuotaClaim(Record, frozen=True):
    """What one standing decision says of a cap: `uses` is empty where the papers give no amount.

    `number` is the consignment's `screened` event.
    """

    number: int
    reference: str
    vessel: str
    act_on: datetime.date
    measure: str
    outcome: str
    uses: tuple[QuotaUse, ...]


class _Finding(msgspec.Struct, gc=False):
    measure: str
    quotas: tuple[QuotaUse, ...] = ()


class _Verdict(msgspec.Struct, gc=False):
    findings: tuple[_Finding, ...]


class _Payload(msgspec.Struct, gc=False):
    verdict: _Verdict


def quota_claims(
    standing: Standing, ledger: Ledger, measures: Sequence[str], *, most: int = 20
) -> tuple[QuotaClaim, ...]:
    """The newest standing decisions under these measures, with what each counts; none is added up.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    if len(measures) == 0:
        return ()
    newest = _newest(measures, most).c
    columns = (C.number, C.event, C.reference, C.vessel_name, C.act_on)
    wanted = (
        select(*columns, newest.measure, newest.outcome)
        .join(CONSIGNMENTS, newest.consignment == C.number)
        .order_by(C.number.desc(), newest.measure)
        .limit(most)
    )
    with standing.reading() as connection:
        rows = list(connection.execute(wanted))
    return tuple(
        QuotaClaim(
            number=row.number,
            reference=row.reference,
            vessel=row.vessel_name,
            act_on=datetime.date.fromisoformat(row.act_on),
            measure=row.measure,
            outcome=row.outcome,
            uses=_uses(ledger, row.event, row.measure),
        )
        for row in rows
    )


def _newest(measures: Sequence[str], most: int) -> Subquery:
    """The newest few of each measure and outcome: each is the end of an index."""
    ends = [
        select(F.consignment, F.measure, F.outcome)
        .where(F.measure == measure, F.outcome == outcome)
        .order_by(F.consignment.desc())
        .limit(most)
        .subquery()
        for measure in measures
        for outcome in OUTCOMES
        if outcome != "not_in_force"
    ]
    return union_all(*map(select, ends)).subquery()


def _uses(ledger: Ledger, number: int, measure: str) -> tuple[QuotaUse, ...]:
    event = ledger.get(number)
    if event is None:
        return ()
    findings = msgspec.json.decode(event.payload, type=_Payload).verdict.findings
    return next((found.quotas for found in findings if found.measure == measure), ())
