"""The queue has one order, and what one takes nobody else gets."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cases import fleet
from tests.cases.conftest import AUDITOR, OFFICER, SECOND, SUPERVISOR
from tests.cases.looking import LIMITS, walk
from tests.ledger.sample import sqlite_url
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.queue import Wanted, claim, facets, queue
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, Assigned, BadInput, Concluded, Refused


@pytest.fixture
def filled(empty: Ledger) -> Ledger:
    """Three documents: a detain that is old, and others by action, port, ship and arrival."""
    old = [(fleet.judged("OLD", "review"), fleet.consignment("OLD", arrives=""))]
    fleet.screen(empty, "old.edi", old, at=fleet.hours(-20))
    papers = [
        (fleet.judged("REVIEW", "review"), fleet.consignment("REVIEW", arrives="")),
        (fleet.judged("SOON", "inspect"), fleet.consignment("SOON", arrives="2026-11-21")),
        (fleet.judged("LATER", "inspect"), fleet.consignment("LATER", port="KRINC", arrives="")),
        (fleet.judged("PASS", "pass"), fleet.consignment("PASS")),
        (fleet.judged("DETAIN"), fleet.consignment("DETAIN", ship="SAMPLE MOON", imo=fleet.IMO)),
    ]
    fleet.screen(empty, "new.edi", papers)
    return empty


def order(ledger: Ledger, wanted: Wanted | None = None) -> list[str]:
    return [row.reference for row in queue(Standing(ledger), LIMITS, wanted).rows]


ALL = ["DETAIN", "SOON", "LATER", "OLD", "REVIEW"]


def test_by_action_then_due_then_age(filled: Ledger) -> None:
    assert order(filled) == ALL
    assert queue(Standing(filled), LIMITS).count == 5
    pages = [order(filled, Wanted(page=page, size=2)) for page in (1, 2, 3, 4)]
    assert pages == [ALL[:2], ALL[2:4], ALL[4:], []]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(action="inspect"), ["SOON", "LATER"]),
        (Wanted(port="kr inc"), ["LATER"]),
        (Wanted(vessel="moon"), ["DETAIN"]),
        (Wanted(vessel=f"IMO {fleet.IMO}"), ["DETAIN"]),
        (Wanted(vessel="%"), []),
        (Wanted(assignee="lee"), []),
    ],
)
def test_narrowed(filled: Ledger, wanted: Wanted, found: list[str]) -> None:
    assert order(filled, wanted) == found


def test_an_action_there_is_not_is_told(filled: Ledger) -> None:
    with pytest.raises(BadInput, match="not an action"):
        order(filled, Wanted(action="burn"))  # type: ignore[arg-type]


def test_who_claims_gets_the_next_opened_and_assigned(filled: Ledger) -> None:
    got = [claim(filled, LIMITS, who, fleet.NOW) for who in (OFFICER, SECOND)]
    assert [(c.opened.reference, c.assignee, c.state) for c in got if c is not None] == [
        ("DETAIN", "kim", "assigned"),
        ("SOON", "lee", "assigned"),
    ]
    assert order(filled) == ALL
    assert order(filled, Wanted(free=True)) == ALL[2:]
    assert order(filled, Wanted(assignee="lee")) == ["SOON"]


def test_a_case_given_back_is_free_again(filled: Ledger) -> None:
    case = claim(filled, LIMITS, OFFICER, fleet.NOW)
    assert case is not None
    Cases(filled).take(case, Assigned(to=""), SUPERVISOR, fleet.NOW)
    again = claim(filled, LIMITS, SECOND, fleet.NOW)
    assert again is not None
    assert (again.id, again.assignee) == (case.id, "lee")


def test_what_is_settled_waits_no_longer_and_an_empty_queue_gives_nothing(empty: Ledger) -> None:
    fleet.screen(empty, "a.edi", [(fleet.judged("A", "inspect"), fleet.consignment("A"))])
    case = claim(empty, LIMITS, OFFICER, fleet.NOW)
    assert case is not None
    assert claim(empty, LIMITS, SECOND, fleet.NOW) is None
    cases = Cases(empty)
    case = cases.take(case, cases.not_boarded(case, "refused"), OFFICER, fleet.NOW)
    cases.take(case, Concluded(outcome="refused"), OFFICER, fleet.NOW)
    assert order(empty) == []


def test_a_place_that_an_older_case_holds_does_not_block_the_queue(empty: Ledger) -> None:
    papers = [(fleet.judged(n), fleet.consignment(n)) for n in ("BL1", "BL2", "BL3")]
    fleet.screen(empty, "a.edi", papers)
    walk(empty, 1)
    fleet.screen(empty, "a.edi", papers[1:], at=fleet.hours(1), law="un-8")
    case = claim(empty, LIMITS, OFFICER, fleet.hours(2))
    assert case is not None
    assert case.opened.reference == "BL3"
    assert order(empty) == ["BL2", "BL3"]


def test_who_may_not_open_may_not_claim(filled: Ledger) -> None:
    with pytest.raises(Refused, match="jong may not"):
        claim(filled, LIMITS, AUDITOR, fleet.NOW)


def test_many_at_once_each_get_another(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with Ledger.open(url) as ledger:
        papers = [(fleet.judged(f"B{n}"), fleet.consignment(f"B{n}")) for n in range(12)]
        fleet.screen(ledger, "a.edi", papers)

    def take(number: int) -> list[str]:
        actor = Actor(name=f"p{number}", roles=("officer",))
        with Ledger.open(url) as ledger:
            got = [claim(ledger, LIMITS, actor, fleet.NOW) for _ in range(3)]
        return [case.id for case in got if case is not None]

    with ThreadPoolExecutor(4) as people:
        taken = [name for names in people.map(take, range(4)) for name in names]
    assert len(taken) == len(set(taken)) == 12


def test_narrowed_by_ground_state_and_what_is_due(filled: Ledger) -> None:
    ground = queue(Standing(filled), LIMITS).rows[0].ground
    assert ground != ""
    assert order(filled, Wanted(ground=ground)) == ALL
    assert order(filled, Wanted(ground="S/RES/0000 para 1")) == []
    claim(filled, LIMITS, OFFICER, fleet.NOW)
    assert order(filled, Wanted(state="assigned")) == ["DETAIN"]
    assert order(filled, Wanted(state="none")) == ALL[1:]
    assert order(filled, Wanted(before=fleet.hours(5))) == ["DETAIN"]
    assert order(filled, Wanted(before=fleet.hours(3))) == []


def test_facets_count_what_the_queue_holds(filled: Ledger) -> None:
    claim(filled, LIMITS, OFFICER, fleet.NOW)
    found = facets(Standing(filled), LIMITS, Wanted())
    counts = {(each.column, each.value): each.count for each in found}
    assert [counts["rank", action] for action in ("detain", "inspect", "review")] == [1, 2, 2]
    assert (counts["assignee", "kim"], counts["assignee", ""]) == (1, 4)
    assert counts["vessel_name", "SAMPLE MOON"] == 1
