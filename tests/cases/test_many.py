"""Many at once, each by itself: what changed meanwhile is told, and what was done is taken back."""

import pytest

from tests.cases import fleet
from tests.cases.conftest import AUDITOR, OFFICER, SECOND, SUPERVISOR
from tests.cases.looking import LIMITS
from tidewaiter.cases import Cases, Standing
from tidewaiter.cases.many import Chosen, Many
from tidewaiter.cases.queue import Waiting, queue, rows_of
from tidewaiter.ledger import Ledger
from tidewaiter.model import Assigned, BadInput, Refused, User
from tidewaiter.people import Users


@pytest.fixture
def filled(empty: Ledger) -> Ledger:
    """Three consignments that wait, and an administrator with two officers."""
    admin = Users(empty).begin("ada", "Ada Demo", fleet.NOW)
    assert admin.active
    for name in ("kim", "lee"):
        user = User(name, name.title(), ("officer",))
        Users(empty).add(user, ADMIN, fleet.NOW)
    papers = [(fleet.judged(name), fleet.consignment(name)) for name in ("A", "B", "C")]
    fleet.screen(empty, "a.edi", papers)
    return empty


ADMIN = SUPERVISOR.__class__(name="ada", roles=("administrator",))


def seen(ledger: Ledger) -> list[Chosen]:
    return [Chosen(r.event, r.case, r.version) for r in rows(ledger)]


def rows(ledger: Ledger) -> tuple[Waiting, ...]:
    return tuple(sorted(queue(Standing(ledger), LIMITS).rows, key=lambda row: row.reference))


def test_assigned_and_taken_back(filled: Ledger) -> None:
    done = Many(filled, SUPERVISOR, fleet.NOW).assign(seen(filled)[:2], "kim", fleet.hours(9))
    assert [row.assignee for row in rows(filled)] == ["kim", "kim", ""]
    assert [row.due for row in rows(filled)][:2] == [fleet.hours(9)] * 2
    undone = Many(filled, SUPERVISOR, fleet.hours(1)).undo(done.done)
    assert [(row.assignee, row.state) for row in rows(filled)] == [("", "open")] * 2 + [("", "")]
    assert len(undone.done) == 2
    history = Cases(filled).get(rows(filled)[0].case).history
    assert [type(each.step).__name__ for each in history] == ["Opened", "Assigned", "Assigned"]
    assert Cases(filled).get(rows(filled)[0].case).due is None


def test_what_another_changed_meanwhile_is_told_and_left(filled: Ledger) -> None:
    before = seen(filled)
    Many(filled, OFFICER, fleet.NOW).assign(before[:1], "kim")
    case = rows(filled)[0].case
    outcome = Many(filled, SUPERVISOR, fleet.NOW).assign(before[:2], "lee")
    assert len(outcome.done) == 1
    assert [name for name, _ in outcome.others] == [case]
    assert "kim" in outcome.others[0][1]
    assert [row.assignee for row in rows_of(Standing(filled), LIMITS, cases=[case])] == ["kim"]


def test_what_somebody_went_on_with_is_not_taken_back(filled: Ledger) -> None:
    done = Many(filled, SUPERVISOR, fleet.NOW).assign(seen(filled)[:1], "kim").done
    cases = Cases(filled)
    cases.take(cases.get(rows(filled)[0].case), Assigned(to="lee"), SECOND, fleet.NOW)
    outcome = Many(filled, SUPERVISOR, fleet.NOW).undo(done)
    assert (outcome.done, len(outcome.others)) == ((), 1)
    assert rows(filled)[0].assignee == "lee"


def test_only_to_who_may_come_in_and_by_who_may(filled: Ledger) -> None:
    with pytest.raises(BadInput, match="no such user"):
        Many(filled, SUPERVISOR, fleet.NOW).assign(seen(filled), "nobody")
    with pytest.raises(Refused):
        Many(filled, AUDITOR, fleet.NOW).assign(seen(filled), "kim")
