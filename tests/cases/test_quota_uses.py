"""What standing decisions count against caps."""

from typing import Any

import msgspec

from tests.cases import fleet
from tests.ledger.sample import verdict
from tidewaiter.cases import Standing
from tidewaiter.cases.quota_uses import quota_claims
from tidewaiter.ledger import Ledger
from tidewaiter.model.finding import QuotaUse

USE = QuotaUse("tonnes", 7_500_000.0, "each calendar year", None, 5000.0, None)
FINDING = verdict("BL1").findings[0]


def judged(name: str, **changes: Any) -> Any:
    finding = msgspec.structs.replace(FINDING, **changes)
    found = msgspec.structs.replace(fleet.judged(name), findings=(finding,))
    return found, fleet.consignment(name)


def test_the_newest_decisions_under_a_cap_tell_what_each_counts(empty: Ledger) -> None:
    capped = {"measure": "un/0/1/cap", "quotas": (USE,)}
    results = [
        judged("BL1", **capped),
        judged("BL2", **capped, outcome="cannot_tell"),
        judged("BL3", measure="un/0/1/cap"),
        judged("BL4", **capped, outcome="not_in_force"),
        judged("BL5", measure="un/0/2/other", quotas=(USE,)),
    ]
    fleet.screen(empty, "a.edi", results)
    standing = Standing(empty)
    claims = quota_claims(standing, empty, ["un/0/1/cap"])
    told = [(claim.reference, claim.outcome, claim.uses) for claim in claims]
    assert told == [
        ("BL3", FINDING.outcome, ()),
        ("BL2", "cannot_tell", (USE,)),
        ("BL1", FINDING.outcome, (USE,)),
    ]
    newest = quota_claims(standing, empty, ["un/0/1/cap", "un/0/2/other"], most=2)
    assert [claim.reference for claim in newest] == ["BL5", "BL3"]
    assert quota_claims(standing, empty, []) == ()
