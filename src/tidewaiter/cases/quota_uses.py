"""What standing decisions count against the caps of the law."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_tables import CONSIGNMENTS, FINDINGS
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
    act_on: str
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
    columns = (C.number, C.event, C.reference, C.vessel_name, C.act_on, F.measure, F.outcome)
    wanted = (
        select(*columns)
        .join(FINDINGS, F.consignment == C.number)
        .where(F.measure.in_(measures), F.outcome != "not_in_force")
        .order_by(C.number.desc(), F.measure)
        .limit(most)
    )
    with standing.reading() as connection:
        rows = list(connection.execute(wanted))
    return tuple(
        QuotaClaim(
            number=row.number,
            reference=row.reference,
            vessel=row.vessel_name,
            act_on=row.act_on,
            measure=row.measure,
            outcome=row.outcome,
            uses=_uses(ledger, row.event, row.measure),
        )
        for row in rows
    )


def _uses(ledger: Ledger, number: int, measure: str) -> tuple[QuotaUse, ...]:
    event = ledger.get(number)
    if event is None:
        return ()
    findings = msgspec.json.decode(event.payload, type=_Payload).verdict.findings
    return next((found.quotas for found in findings if found.measure == measure), ())
