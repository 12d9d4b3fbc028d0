"""Which standing decisions rest on a measure."""

from typing import Any

import msgspec
import pytest

from tests.cases import fleet
from tests.cases.test_standing import rescreen
from tests.ledger.sample import verdict
from tidewaiter.cases import Standing
from tidewaiter.cases.uses import count_uses, uses
from tidewaiter.ledger import Ledger

FINDING = verdict("BL1").findings[0]
MEASURE = FINDING.measure


def manifest(*names: str) -> list[Any]:
    return [(fleet.judged(name), fleet.consignment(name)) for name in names]


def test_decisions_of_a_measure_are_counted_and_listed_newest_first(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", manifest("BL1", "BL2", "BL3"))
    standing = Standing(empty)
    assert count_uses(standing, [MEASURE])[MEASURE] == {FINDING.outcome: 3}
    page = uses(standing, MEASURE, FINDING.outcome, page=1, size=2)
    assert ([use.reference for use in page.rows], page.count) == (["BL3", "BL2"], 3)
    assert (page.rows[0].action, page.rows[0].vessel) == ("detain", fleet.SHIP)
    rest = uses(standing, MEASURE, FINDING.outcome, page=2, size=2)
    assert [use.reference for use in rest.rows] == ["BL1"]
    assert count_uses(standing, ["nothing"]) == {"nothing": {}}


@pytest.mark.parametrize("again", ["rescreened", "screened"])
def test_a_decision_that_no_longer_stands_is_not_counted(empty: Ledger, again: str) -> None:
    document = fleet.screen(empty, "a.edi", manifest("BL1", "BL2"))
    if again == "rescreened":
        rescreen(empty, document, 1, "pass", fleet.hours(1))
    else:
        results = [(fleet.judged("BL1", "pass"), fleet.consignment("BL1")), *manifest("BL2")]
        fleet.screen(empty, "a.edi", results, at=fleet.hours(1), law="un-8")
    standing = Standing(empty)
    assert count_uses(standing, [MEASURE])[MEASURE] == {FINDING.outcome: 1}
    kept = uses(standing, MEASURE, FINDING.outcome, page=1, size=9)
    assert [use.reference for use in kept.rows] == ["BL2"]


def test_a_duty_to_inspect_is_told_apart_from_what_bars_goods(empty: Ledger) -> None:
    duty = msgspec.structs.replace(FINDING, outcome="not_covered", duty=True)
    judged = msgspec.structs.replace(fleet.judged("BL1"), findings=(duty, duty))
    fleet.screen(empty, "a.edi", [(judged, fleet.consignment("BL1"))])
    assert count_uses(Standing(empty), [MEASURE])[MEASURE] == {"inspect_only": 1}
