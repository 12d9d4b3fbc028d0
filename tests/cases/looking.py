"""Ways to look at the coverage of a small ledger."""

import msgspec

from tests.cases import fleet
from tests.cases.conftest import OFFICER, SUPERVISOR
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.coverage import Asked, coverage
from tidewaiter.cases.limits import CallLimits, Limits, load_limits
from tidewaiter.ledger import Ledger
from tidewaiter.model import Case, Coverage, Disposed, Gap, Step

LIMITS = load_limits()


def looked(
    ledger: Ledger,
    *,
    limits: Limits = LIMITS,
    after: float = 1,
    asked: Asked | None = None,
    reports: object = None,
) -> Coverage:
    found = coverage(Standing(ledger), limits, fleet.hours(after), asked, reports=reports)  # type: ignore[arg-type]
    for gap in found.gaps:
        assert gap.count <= gap.of
        if asked is None or asked.most is None:
            assert len(gap.items) == gap.count
            assert sum(item.overdue(found.now) for item in gap.items) == gap.overdue
            assert min((item.since for item in gap.items), default=None) == gap.oldest
    return found


def gap(ledger: Ledger, name: str, **options: object) -> Gap:
    found = looked(ledger, **options)  # type: ignore[arg-type]
    return next(each for each in found.gaps if each.name == name)


def subjects(found: Gap) -> list[str]:
    return [item.subject for item in found.items]


def calls(ledger: Ledger, **options: object) -> list[str]:
    return subjects(gap(ledger, "calls_without_manifest", **options))


def call_limits(**changes: object) -> Limits:
    calls = msgspec.structs.replace(LIMITS.calls, **changes)
    assert isinstance(calls, CallLimits)
    return msgspec.structs.replace(LIMITS, calls=calls)


def manifest(ledger: Ledger, reference: str = "BL1", **fields: object) -> None:
    papers = fleet.consignment(reference, **fields)  # type: ignore[arg-type]
    fleet.screen(
        ledger, f"{reference}.edi", [(fleet.judged(reference, "pass", duty=False), papers)]
    )


def walk(ledger: Ledger, screened: int, *steps: Step | str) -> Case:
    cases = Cases(ledger)
    case = cases.open(screened, OFFICER, fleet.NOW)
    for step in steps:
        taken = cases.boarded(case) if isinstance(step, str) else step
        actor = SUPERVISOR if isinstance(step, Disposed) else OFFICER
        case = cases.take(case, taken, actor, fleet.NOW)
    return case
