"""The table of all consignments, its facets, and what is done with many of its rows at once."""

from collections.abc import Iterable

import msgspec
import pytest

from tests.cases import fleet
from tests.cases.conftest import AUDITOR, OFFICER, SECOND
from tests.cases.looking import LIMITS
from tidewaiter.cases import Cases, Standing, narrowing
from tidewaiter.cases import consignments as module
from tidewaiter.cases.consignments import Listed, by_action, find, rows, walk
from tidewaiter.cases.dossier import absent, dossier
from tidewaiter.cases.many import Chosen, Many
from tidewaiter.cases.narrowing import Wanted
from tidewaiter.ledger import Ledger
from tidewaiter.model import Actor, Assigned, BadInput, Refused, User
from tidewaiter.people import Users

ADMIN = Actor("ada", ("administrator",))


@pytest.fixture
def filled(empty: Ledger) -> Ledger:
    """Two documents: three actions, two ports, two ships."""
    old = [(fleet.judged("OLD", "review"), fleet.consignment("OLD", arrives=""))]
    fleet.screen(empty, "old.edi", old, at=fleet.hours(-20))
    papers = [
        (fleet.judged("SOON", "inspect"), fleet.consignment("SOON", arrives="2026-11-21")),
        (fleet.judged("LATER", "inspect"), fleet.consignment("LATER", port="KRINC", arrives="")),
        (fleet.judged("PASS", "pass"), fleet.consignment("PASS")),
        (fleet.judged("DETAIN"), fleet.consignment("DETAIN", ship="SAMPLE MOON", imo=fleet.IMO)),
    ]
    fleet.screen(empty, "new.edi", papers)
    return empty


def shown(ledger: Ledger, wanted: Wanted) -> list[str]:
    return [row.reference for row in rows(Standing(ledger), wanted)]


ALL = ["DETAIN", "PASS", "LATER", "SOON", "OLD"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ALL),
        (Wanted(page=2, size=2), ALL[2:4]),
        (Wanted(action="inspect"), ["LATER", "SOON"]),
        (Wanted(action="pass"), ["PASS"]),
        (Wanted(port="KRINC"), ["LATER"]),
        (Wanted(vessel="SAMPLE MOON"), ["DETAIN"]),
        (Wanted(vessel=f"IMO {fleet.IMO}", action="detain"), ["DETAIN"]),
        (Wanted(vessel="SAMPLE MOON", action="pass"), []),
        (Wanted(port="KRINC", action="inspect", state="none", assignee="nobody"), ["LATER"]),
        (Wanted(state="open"), []),
        (Wanted(vessel="%"), []),
    ],
)
def test_narrowed(filled: Ledger, wanted: Wanted, found: list[str]) -> None:
    assert shown(filled, wanted) == found
    told = find(Standing(filled), msgspec.structs.replace(wanted, page=1))
    assert told.count == (5 if wanted.page == 2 else len(found))


def test_facets_count_what_they_open(filled: Ledger) -> None:
    standing = Standing(filled)
    found = find(standing, Wanted())
    for name, values in found.facets.items():
        for each in values:
            opened = find(standing, msgspec.structs.replace(Wanted(), **{name: each.value}))
            assert (name, each.value, opened.count) == (name, each.value, each.count)


def test_the_answer_follows_the_ledger(filled: Ledger) -> None:
    standing = Standing(filled)
    assert find(standing, Wanted(state="open")).count == 0
    Cases(filled).open(rows(standing, Wanted())[0].event, OFFICER, fleet.hours(1))
    assert find(standing, Wanted(state="open")).count == 1


def test_counts_end_at_a_bound(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (module, narrowing):
        monkeypatch.setattr(each, "COUNTED", 3)
    found = find(Standing(filled), Wanted())
    assert (found.count, found.more, found.exact) == (3, True, False)
    actions = {each.value: each.count for each in found.facets["action"]}
    assert actions == {"detain": 1, "inspect": 2, "review": 1, "pass": 1}
    assert shown(filled, Wanted(action="inspect", port="KRINC")) == ["LATER"]


def test_no_such_value(filled: Ledger) -> None:
    for wanted in (Wanted(action="burn"), Wanted(duty="maybe"), Wanted(state="lost")):
        with pytest.raises(BadInput):
            find(Standing(filled), wanted)


def test_a_file_by_action(filled: Ledger) -> None:
    document = rows(Standing(filled), Wanted())[0].document
    found = by_action(Standing(filled), document, 1)
    assert [(name, count, len(some)) for name, (count, some) in found.items()] == [
        ("detain", 1, 1),
        ("inspect", 2, 1),
        ("pass", 1, 1),
    ]
    assert [row.reference for row in walk(Standing(filled), Wanted(document=document))] == ALL[:4]


def hire(ledger: Ledger) -> None:
    """Two officers to whom cases may be given."""
    Users(ledger).begin("ada", "Ada Demo", fleet.hours(1))
    for name in ("kim", "lee"):
        Users(ledger).add(User(name, name.title(), ("officer",)), ADMIN, fleet.hours(1))


def seen(some: Iterable[Listed]) -> list[Chosen]:
    return [Chosen(each.event, each.case, each.version) for each in some]


def test_many_are_assigned_and_what_went_on_since_stays(filled: Ledger) -> None:
    hire(filled)
    standing, cases = Standing(filled), Cases(filled)
    chosen = seen(rows(standing, Wanted())[:3])
    given = Many(filled, OFFICER, fleet.hours(1)).assign(chosen, "lee")
    assert (len(given.done), given.others) == (3, ())
    assert find(standing, Wanted(assignee="lee")).count == 3
    ends = min(given.done), max(given.done)
    assert Many(filled, OFFICER, fleet.hours(1)).assigned(*ends) == given.done
    assert Many(filled, SECOND, fleet.hours(1)).assigned(*ends) == ()
    going_on = next(case for case in cases.all() if case.opened.reference == "PASS")
    cases.take(going_on, Assigned(to="kim"), SECOND, fleet.hours(2))
    many = Many(filled, OFFICER, fleet.hours(3))
    back = many.undo(many.assigned(*ends))
    assert len(back.done) == 2
    assert [case for case, _ in back.others] == [going_on.id]
    assert sorted(case.assignee for case in cases.all()) == ["", "", "kim"]


def test_rows_seen_before_another_opened_the_case_stay_as_they_are(filled: Ledger) -> None:
    hire(filled)
    chosen = rows(Standing(filled), Wanted())[:2]
    opened = Cases(filled).open(chosen[0].event, SECOND, fleet.hours(1))
    given = Many(filled, OFFICER, fleet.hours(2)).assign(seen(chosen), "kim")
    assert len(given.done) == 1
    assert [case for case, _ in given.others] == [opened.id]
    with pytest.raises(Refused):
        Many(filled, AUDITOR, fleet.hours(3)).assign(seen(chosen), "kim")


def test_a_dossier_holds_what_was_done_and_when_a_decision_is_due(filled: Ledger) -> None:
    standing = Standing(filled)
    row = rows(standing, Wanted(vessel="SAMPLE MOON"))[0]
    hire(filled)
    Many(filled, OFFICER, fleet.hours(1)).assign(seen([row]), "lee")
    told = dossier(filled, standing, LIMITS, row.number)
    assert told.stands
    assert told.due is not None
    assert told.case is not None
    assert [each.what for each in told.history] == ["screened", "document", "case", "case"]
    passed = rows(standing, Wanted(action="pass"))[0]
    assert dossier(filled, standing, LIMITS, passed.number).due is None


def test_a_later_screening_takes_the_place_of_a_consignment(filled: Ledger) -> None:
    standing = Standing(filled)
    row = rows(standing, Wanted(action="review"))[0]
    again = [(fleet.judged("OLD", "detain"), fleet.consignment("OLD", arrives=""))]
    fleet.screen(filled, "old.edi", again, at=fleet.hours(2), law="another")
    told = dossier(filled, standing, LIMITS, row.number)
    assert not told.stands
    assert told.verdict.action == "review"
    assert told.newer == rows(standing, Wanted(document=row.document))[0].number
    with pytest.raises(BadInput):
        dossier(filled, standing, LIMITS, 10_000)


def test_absent_names_what_a_document_does_not_say() -> None:
    told = fleet.consignment("X", arrives="")
    assert "consignee" in absent(told)
    assert "vessel" not in absent(told)
