"""A case from opening to its end, and what may not be."""

from itertools import product
from pathlib import Path

import pytest

from tests.cases.conftest import AUDITOR, OFFICER, SECOND, SUPERVISOR, later
from tests.ledger.sample import AT
from tidewaiter.cases import STEPS, TABLE, Cases, fold, is_settled, needs_release, owed, unchecked
from tidewaiter.model import (
    Amount,
    Assigned,
    Attached,
    BadInput,
    Case,
    Concluded,
    Conflict,
    ContainerOpened,
    Disposed,
    Found,
    Measured,
    Refused,
    ReleaseApproved,
    ReleaseAsked,
    SealChecked,
    Seized,
    Step,
    Stored,
    Unchecked,
)

COAL = Found(description="coal", hs="270111", amount=Amount(24.0, "t"), declared=False)


def walk(cases: Cases, case: Case, *steps: Step) -> Case:
    for step in steps:
        case = cases.take(case, step, OFFICER, later(len(case.history)))
    return case


@pytest.fixture
def boarded(cases: Cases) -> Case:
    case = cases.open(1, OFFICER, AT)
    return cases.take(case, cases.boarded(case), OFFICER, later(1))


def test_a_control_from_assignment_to_disposal_is_one_history(cases: Cases, boarded: Case) -> None:
    container = "CSQU3054383"
    case = walk(
        cases,
        boarded,
        Assigned(to="kim", due=later(90)),
        SealChecked(container=container, moment="before", answer="other", found="9912"),
        ContainerOpened(container=container, as_declared="no"),
        COAL,
        Measured("goods[0]", "gross_weight", Amount(24.5, "t"), Amount(31.0, "t")),
        Concluded(outcome="prohibited_item"),
    )
    assert owed(case) == ("seizure",)
    case = walk(
        cases,
        case,
        Seized(what="24 t of coal", day=AT.date(), authority="Customs", measure="un/2371/8/coal"),
        Stored(where="yard 4", responsible="Customs"),
    )
    assert owed(case) == ("disposal",)
    case = cases.take(case, Disposed(how="destroyed", day=AT.date()), SUPERVISOR, later(60))
    assert owed(case) == ()
    assert is_settled(case)
    again = cases.get(case.id)
    assert again == case
    assert [each.by for each in again.history][-1] == "pak"
    assert list(cases.all()) == [case]


def test_the_grounds_are_frozen_when_the_control_begins(cases: Cases, boarded: Case) -> None:
    assert boarded.note == cases.standing(boarded)[1]
    assert boarded.note.findings[0].paragraph == "8"


def test_a_consignment_has_one_case(cases: Cases) -> None:
    cases.open(1, OFFICER, AT)
    with pytest.raises(Conflict, match="event 5"):
        cases.open(1, SECOND, later(1))
    assert len(list(cases.all())) == 1


def test_who_saw_an_older_case_writes_nothing(cases: Cases) -> None:
    case = cases.open(1, OFFICER, AT)
    cases.take(case, Assigned(to="lee"), SUPERVISOR, later(1))
    with pytest.raises(Conflict, match="pak wrote event"):
        cases.take(case, Assigned(to="kim"), OFFICER, later(2))
    assert cases.get(case.id).assignee == "lee"


def test_release_needs_a_second_person_and_the_inspection(cases: Cases, boarded: Case) -> None:
    with pytest.raises(Refused, match="takes no step"):
        cases.take(boarded, ReleaseAsked(why="paid"), OFFICER, later(2))
    fresh = cases.open(2, OFFICER, AT)
    with pytest.raises(Refused, match="before its inspection"):
        cases.take(fresh, ReleaseAsked(why="exempt goods"), SUPERVISOR, later(2))
    case = walk(cases, boarded, Concluded(outcome="nothing_found"))
    assert needs_release(case)
    assert not is_settled(case)
    case = cases.take(case, ReleaseAsked(why="another vessel"), SUPERVISOR, later(9))
    asked = case.version
    with pytest.raises(Refused, match="pak asked for the release"):
        cases.take(case, ReleaseApproved(asked=asked), SUPERVISOR, later(10))
    with pytest.raises(Refused, match="kim may not"):
        cases.take(case, ReleaseApproved(asked=asked), OFFICER, later(10))
    other = type(SUPERVISOR)(name="han", roles=("supervisor",))
    with pytest.raises(Refused, match="no request that waits"):
        cases.take(case, ReleaseApproved(asked=asked - 1), other, later(10))
    assert is_settled(cases.take(case, ReleaseApproved(asked=asked), other, later(10)))


LACKING = [
    (Concluded(outcome="prohibited_item"), "the item found"),
    (Concluded(outcome="discrepancy"), "what differs"),
    (Concluded(outcome="could_not_be_checked"), "what could not be checked"),
    (Concluded(outcome="released_on_exemption"), "the paper of the exemption"),
    (Concluded(outcome="refused"), "who refused"),
    (Unchecked(what="hold 2", why=" "), "the reason"),
    (SealChecked(container="X", moment="before", answer="unchecked"), "why it could not"),
    (SealChecked(container="X", moment="before", answer="other"), "the number of the seal"),
    (Measured(item="goods[0]", what="gross_weight"), "the measured amount"),
    (Seized(what="coal", day=AT.date(), authority="Customs"), "what was found"),
]


@pytest.mark.parametrize(("step", "missing"), LACKING, ids=lambda value: str(value)[:40])
def test_a_step_that_lacks_an_answer_says_which(
    cases: Cases, boarded: Case, step: Step, missing: str
) -> None:
    with pytest.raises(BadInput, match=missing):
        cases.take(boarded, step, OFFICER, later(2))
    assert cases.get(boarded.id) == boarded


def test_nothing_found_needs_somebody_on_board(cases: Cases) -> None:
    case = cases.open(1, OFFICER, AT)
    case = cases.take(case, cases.not_boarded(case, "unsafe"), OFFICER, later(1))
    with pytest.raises(BadInput, match="that somebody boarded"):
        cases.take(case, Concluded(outcome="nothing_found"), OFFICER, later(2))
    done = cases.take(case, Concluded(outcome="could_not_be_checked"), OFFICER, later(3))
    assert done.outcome == "could_not_be_checked"
    with pytest.raises(BadInput, match="not a reason"):
        cases.not_boarded(case, "lunch")


def test_what_could_not_be_checked_stays_an_answer(cases: Cases, boarded: Case) -> None:
    case = walk(cases, boarded, Unchecked("hold 2", "flooded"), Concluded("could_not_be_checked"))
    assert list(unchecked(case)) == ["hold 2: flooded"]


def test_an_auditor_changes_nothing(cases: Cases) -> None:
    with pytest.raises(Refused, match="jong may not open a case"):
        cases.open(1, AUDITOR, AT)


def test_every_state_takes_only_the_steps_of_the_table(cases: Cases) -> None:
    assert all(step in STEPS for steps in TABLE.values() for step in steps)
    reached = {state for steps in TABLE.values() for state in steps.values()}
    assert reached | {"open"} == set(TABLE)
    begun = set(STEPS) - {step for steps in TABLE.values() for step in steps}
    assert begun == {"opened"}
    allowed = {(state, step) for state, step in product(TABLE, STEPS) if step in TABLE[state]}
    assert ("released", "concluded") not in allowed
    assert ("open", "concluded") not in allowed


def test_a_history_that_breaks_the_table_does_not_fold(cases: Cases, boarded: Case) -> None:
    opening, boarding = boarded.history
    with pytest.raises(ValueError, match="begins with boarded"):
        fold(boarded.id, [boarding])
    with pytest.raises(Refused, match="takes no step"):
        fold(boarded.id, [opening, opening])


def test_a_photo_after_the_end_still_finds_its_place(cases: Cases, boarded: Case) -> None:
    case = walk(cases, boarded, Concluded(outcome="nothing_found"))
    photo = Attached(sha256="b" * 64, media_type="image/jpeg", size=1, about=case.id)
    assert walk(cases, case, photo).state == "concluded"


def test_the_page_shows_the_table_of_states() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
    rows = [
        f"| {state} | {step} | {after} |".replace("_", " ")
        for state, steps in TABLE.items()
        for step, after in steps.items()
    ]
    assert [line for line in page.splitlines() if line.count("|") == 4][2:] == rows


def test_the_same_weight_in_another_unit_is_no_discrepancy(cases: Cases, boarded: Case) -> None:
    same = Measured("goods[0]", "gross_weight", Amount(24.0, "t"), Amount(24_000.0, "kg"))
    case = walk(cases, boarded, same)
    with pytest.raises(BadInput, match="what differs"):
        cases.take(case, Concluded(outcome="discrepancy"), OFFICER, later(9))
