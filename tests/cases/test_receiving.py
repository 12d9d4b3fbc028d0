"""What a device sends twice stands in the record once."""

import pytest

from tests.cases.conftest import OFFICER, SECOND, later
from tidewaiter.cases import Cases
from tidewaiter.cases.receiving import named, receive
from tidewaiter.model import Refused, SealChecked, Unchecked

SEAL = SealChecked(container="CSQU3054383", moment="before", answer="same")


def test_sent_again_gives_the_same_receipt(cases: Cases) -> None:
    case = cases.open(2, OFFICER, later(1))
    cases.take(case, cases.boarded(case), OFFICER, later(2))
    step = named(SEAL, "phone-1", later(3))
    first = receive(cases, case.id, step, OFFICER, later(9))
    again = receive(cases, case.id, step, OFFICER, later(10))
    assert (again.event, again.at, again.again) == (first.event, first.at, True)
    history = cases.get(case.id).history
    assert len(history) == 3
    assert history[-1].step == step
    assert history[-1].at == later(9)


def test_goes_behind_what_others_wrote_meanwhile(cases: Cases) -> None:
    case = cases.open(2, OFFICER, later(1))
    case = cases.take(case, cases.boarded(case), OFFICER, later(2))
    cases.take(case, SEAL, SECOND, later(3))
    receive(
        cases, case.id, named(Unchecked("hold 2", "flooded"), "phone-2", None), OFFICER, later(4)
    )
    assert [each.by for each in cases.get(case.id).history] == ["kim", "kim", "lee", "kim"]


def test_what_the_state_refuses_is_refused(cases: Cases) -> None:
    case = cases.open(2, OFFICER, later(1))
    with pytest.raises(Refused):
        receive(cases, case.id, named(SEAL, "phone-3", None), OFFICER, later(2))
