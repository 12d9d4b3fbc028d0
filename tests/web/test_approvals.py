"""Four eyes: another person sees the frozen evidence and what changed, and answers."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from tests.lists.invented import un_list
from tests.web.conftest import SignIn
from tests.web.test_inspection import office, opened
from tidewaiter.ledger import all_rulings
from tidewaiter.lists import Arrival, embedded
from tidewaiter.model import Case
from tidewaiter.pipeline.rulings import rule_out
from tidewaiter.screening import Register


def asked(app: FastAPI, sign_in: SignIn, who: str = "supervisor") -> tuple[Case, int]:
    """A case that was concluded and for which a release is asked; the request's event."""
    person = sign_in(app, who)
    case = opened(app, person)
    form, check = f"/cases/{case.id}/inspect", f"/cases/{case.id}/check"
    sent = {"block": "boarding", "boarded": "no", "reason": "refused"}
    person.post(form, sent, of=form)
    person.post(check, {"block": "close", "outcome": "refused"}, of=check)
    case = office(app).cases.get(case.id)
    sent = {"step": "release_asked", "version": str(case.version), "why": "papers came"}
    person.post(f"/cases/{case.id}/steps", sent, of=f"/cases/{case.id}")
    case = office(app).cases.get(case.id)
    assert case.state == "release_asked"
    return case, case.version


def test_another_person_agrees_and_both_names_stand(filled: FastAPI, sign_in: SignIn) -> None:
    case, number = asked(filled, sign_in)
    own = sign_in(filled, "supervisor").get(f"/approvals/{number}").text
    assert "Who may: deputy." in own
    assert 'value="approve"' not in own
    address = f"/approvals/{number}"
    refused = sign_in(filled, "supervisor").post(address, {"answer": "approve"})
    assert refused.status_code == 400
    second = sign_in(filled, "deputy")
    assert address in second.get("/approvals").text
    page = second.get(address).text
    assert "Nothing: the same lists, the same verdict, no further step." in page
    second.post(address, {"answer": "approve", "why": "seen"}, of=address)
    released = office(filled).cases.get(case.id)
    assert (released.state, released.history[-1].by) == ("released", "deputy")
    assert "Release agreed by a second person" in second.get(address).text
    assert address not in second.get("/approvals").text


def test_sending_back_needs_a_reason_and_is_kept(filled: FastAPI, sign_in: SignIn) -> None:
    case, number = asked(filled, sign_in, "officer")
    second, address = sign_in(filled, "deputy"), f"/approvals/{number}"
    page = second.post(address, {"answer": "back"}, of=address)
    assert page.status_code == 400
    assert "the reason" in page.text
    second.post(address, {"answer": "back", "why": "the end user is missing"}, of=address)
    assert office(filled).cases.get(case.id).state == "concluded"
    assert "the end user is missing" in second.get(f"/cases/{case.id}").text


def test_a_list_that_came_in_between_voids_the_request(
    filled: FastAPI, sign_in: SignIn, tmp_path: Path
) -> None:
    case, number = asked(filled, sign_in)
    desk = office(filled)
    at = desk.now() + datetime.timedelta(seconds=1)
    desk.store.keep(un_list(tmp_path / "un.xml"), Arrival(at=at, origin="un.xml", accept=True))
    desk.lists_changed()
    second, address = sign_in(filled, "deputy"), f"/approvals/{number}"
    page = second.get(address).text
    assert "The request is void" in page
    assert 'value="approve"' not in page
    forced = second.post(address, {"answer": "approve"}, of=address)
    assert forced.status_code == 400
    assert "is void" in forced.text
    assert desk.cases.get(case.id).state == "release_asked"


def test_a_ruling_waits_for_another_and_then_holds(filled: FastAPI, sign_in: SignIn) -> None:
    desk = office(filled)
    hit = next(
        (event.subject, f"{found['list']}/{found['ref']}", found["evidence"]["field"])
        for event in desk.ledger.events(kind="screened")
        for found in _hits(event.payload)
    )
    number, _ = rule_out(
        desk.ledger,
        Register([embedded()]),
        hit[:2],
        reason=(hit[2], "another company"),
        stamp=("analyst", desk.now()),
        needs_second=True,
    )
    address = f"/approvals/{number}"
    assert 'value="approve"' not in sign_in(filled, "analyst").get(address).text
    second = sign_in(filled, "supervisor")
    assert "another company" in second.get("/approvals").text
    second.post(address, {"answer": "approve"}, of=address)
    standing = next(pair[0] for pair in all_rulings(desk.ledger) if pair[0].number == number)
    assert standing.approved_by == "supervisor"
    assert re.search(r"It holds\. A second person agreed: supervisor", second.get(address).text)


def _hits(payload: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(payload)["verdict"].get("hits", [])
    return found
