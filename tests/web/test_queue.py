"""The queue: one state, one address; many assigned at once, told, and taken back."""

import re
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from httpx2 import Response

from tests.web.conftest import SignIn
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.model import Assigned
from tidewaiter.web.office import Office
from tidewaiter.web.pages.queue_csv import csv_response

_BOX = re.compile(r'name="chosen" value="([^"]+)"')


def boxes(page: Response) -> list[str]:
    return _BOX.findall(page.text)


def office(app: FastAPI) -> Office:
    found: Office = app.state.office
    return found


def test_a_sentence_with_clauses_that_can_be_removed(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    page = person.get("/queue?action=detain&vessel=zzz").text
    assert "No case matches." in page
    assert 'href="/queue?action=detain" aria-label="Remove: vessel zzz"' in page
    assert re.search(r"vessel zzz”\s+hides \d+", page)
    assert person.get("/queue?action=burn").status_code == 400


def test_two_assigned_at_once_and_taken_back(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "supervisor")
    chosen = boxes(person.get("/queue"))[:2]
    sent = {"chosen": chosen, "to": "officer", "act": "assign", "back": ""}
    page = person.post("/queue/assign", sent, of="/queue")
    assert "Assigned 2 to officer." in page.text
    mine = queue(office(filled).standing, office(filled).limits, Wanted(assignee="officer"))
    assert mine.count == 2
    did = re.search(r'name="did" value="([\d,]+)"', page.text)
    assert did is not None
    page = person.post("/queue/undo", {"did": did[1], "back": ""}, of="/queue")
    assert "2 taken back: new entries say so." in page.text
    mine = queue(office(filled).standing, office(filled).limits, Wanted(assignee="officer"))
    assert mine.count == 0


def test_a_conflict_is_told_case_by_case(filled: FastAPI, sign_in: SignIn) -> None:
    person, desk = sign_in(filled, "supervisor"), office(filled)
    chosen = boxes(person.get("/queue"))[:2]
    actor = desk.door.by_session(person.client.cookies["tw_session"], desk.now())
    assert actor is not None
    other = desk.users.get("deputy")
    assert other is not None
    case = desk.cases.open(int(chosen[0].split("|")[1]), actor, desk.now())
    desk.cases.take(case, Assigned(to="analyst"), actor, desk.now())
    sent = {"chosen": chosen, "to": "officer", "act": "assign", "back": ""}
    page = person.post("/queue/assign", sent, of="/queue").text
    assert "changed 1 of the 2 cases meanwhile. 1 was changed as you asked." in page
    assert f'href="/cases/{case.id}"' in page
    assert desk.cases.get(case.id).assignee == "analyst"


def test_a_row_stays_in_its_place_after_it_was_given_away(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "supervisor")
    before = boxes(person.get("/queue?who=-"))
    sent = {"chosen": before[:1], "to": "officer", "act": "assign", "back": "who=-"}
    after = boxes(person.post("/queue/assign", sent, of="/queue"))
    assert [box.split("|")[0] for box in after] == [box.split("|")[0] for box in before]
    assert len(boxes(person.get("/queue?who=-"))) == len(before) - 1


def test_views_are_kept_for_one_person(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    person.post("/queue/views", {"name": "Detained", "back": "action=detain"}, of="/queue")
    page = person.get("/queue/views/Detained")
    assert str(page.url).endswith("/queue?action=detain")
    assert "Queue: Detained" in page.text
    assert sign_in(filled, "analyst").get("/queue/views/Detained").status_code == 400
    gone = person.post("/queue/views/delete", {"name": "Detained"}, of="/queue").text
    assert "Removed the view “Detained”." in gone
    assert person.get("/queue/views/Detained").status_code == 400
    assert str(person.get("/queue/views/mine").url).endswith("/queue?who=officer")


def test_start_next_gives_a_case_to_whoever_asks(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    page = person.post("/queue/next", {"back": "action=detain"}, of="/queue")
    case = str(page.url).rpartition("/")[2]
    assert office(filled).cases.get(case).assignee == "officer"
    assert sign_in(filled, "auditor").post("/queue/next", {}).status_code == 403


def test_export_holds_what_was_chosen(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    chosen = boxes(person.get("/queue"))[:2]
    answer = person.post("/queue/export", {"chosen": chosen}, of="/queue")
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.strip().splitlines()) == 3


def test_no_cell_is_a_formula() -> None:
    said = bytes(csv_response("a.csv", ("a",), [["=1+1"], ["@x"], ["CSQU3054383"]]).body).decode()
    assert said.split() == ["\ufeffa", "'=1+1", "'@x", "CSQU3054383"]


def test_keys_in_a_browser(filled: FastAPI, at_browser: Callable[..., Any]) -> None:
    page = at_browser(filled, "supervisor")
    page.goto("/queue")
    page.locator(".scroll").focus()
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.get_by_role("button", name="Assign 2").is_enabled()
    page.locator("#to").select_option("officer")
    page.locator(".scroll").focus()
    page.keyboard.press("a")
    page.wait_for_url("**/queue?*did=*")
    assert "Assigned 2 to officer." in page.locator(".done").inner_text()
    page.locator(".scroll").focus()
    page.keyboard.press("z")
    page.wait_for_url("**what=undo**")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
