"""What is owed: the list, one duty with its proof, and the months of reports."""

import hashlib
import re
from typing import Any

import pytest
from fastapi import FastAPI

from tests.web.conftest import Person, SignIn
from tidewaiter.cases.duties import DUTY, filings
from tidewaiter.web.office import Office
from tidewaiter.web.pages.duty_search import open_duties

PAPER = b"a paper as it was sent"


def a_duty(app: FastAPI, kind: str) -> str:
    """The key of an open duty of that kind."""
    office: Office = app.state.office
    return next(duty.key for duty in open_duties(office, kind))


def send(person: Person, key: str, **given: Any) -> Any:
    form = {"on": "2026-01-02", "to": "the agent"} | given
    files = {"paper": ("letter.pdf", PAPER, "application/pdf")}
    return person.post(f"/duties/{key}/filing", form, of="/account", files=files)


def test_the_list_says_what_whose_by_when_and_whose_limit(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    page = person.get("/duties").text
    for words in ("Manifest of a call", "Decision", "Inspection", "the desk&#39;s limit"):
        assert words in page
    late = person.get("/duties?late=1").text
    assert "overdue" in late
    assert len(re.findall("<tr>", late)) < len(re.findall("<tr>", page))
    mine = person.get("/duties?kind=inspection&owner=officer").text
    assert "of officer" in mine
    assert "Manifest of a call</td>" not in mine
    assert person.get("/duties?kind=nothing").status_code == 400


def test_the_proof_of_filing_closes_a_duty(filled: FastAPI, sign_in: SignIn) -> None:
    person, key = sign_in(filled, "analyst"), a_duty(filled, "manifest")
    page = send(person, key).text
    assert "The proof was recorded as event" in page
    assert hashlib.sha256(PAPER).hexdigest() in page
    assert "no longer open" in page
    [(event, filing)] = list(filings(filled.state.office.ledger, key))
    assert (event.actor, filing.to, filing.name) == ("analyst", "the agent", "letter.pdf")
    assert key not in person.get("/duties").text


def test_a_filing_with_an_answer_missing_is_shown_again(filled: FastAPI, sign_in: SignIn) -> None:
    person, key = sign_in(filled, "analyst"), a_duty(filled, "manifest")
    for given, told in (
        ({"to": ""}, "addressee"),
        ({"on": "soon"}, "day"),
        ({"on": "2999-01-01"}, ""),
    ):
        answer = send(person, key, **given)
        assert answer.status_code == 400
        assert "There is a problem" in answer.text
        assert told in answer.text
    assert 'value="the agent"' in send(person, key, on="soon").text
    without = person.post(f"/duties/{key}/filing", {"on": "2026-01-02", "to": "them"})
    assert "a paper is needed" in without.text
    assert list(filings(filled.state.office.ledger)) == []


def test_no_paper_closes_a_step_of_a_case(filled: FastAPI, sign_in: SignIn) -> None:
    person, key = sign_in(filled, "analyst"), a_duty(filled, "decision")
    assert "No paper closes this" in person.get(f"/duties/{key}").text
    assert send(person, key).status_code == 400


def test_a_supervisor_names_an_owner_and_takes_it_back(filled: FastAPI, sign_in: SignIn) -> None:
    person, key = sign_in(filled, "supervisor"), a_duty(filled, "manifest")
    given = {"owner": "officer", "due": "2030-05-06T07:00", "why": "asked the agent"}
    page = person.post(f"/duties/{key}/owner", given, of=f"/duties/{key}").text
    assert "<dt>Whose</dt><dd>officer</dd>" in page
    assert "6 May 2030, 07:00 UTC" in page
    assert "asked the agent" in page
    [event] = list(filled.state.office.ledger.events(kind=DUTY))
    undo = {"first": event.number, "last": event.number, "back": f"/duties/{key}"}
    page = person.post("/duties/take-back", undo).text
    assert "<dt>Whose</dt><dd>analyst</dd>" in page
    assert person.post("/duties/take-back", undo).status_code == 409  # somebody wrote since
    empty = person.post(f"/duties/{key}/owner", {"owner": ""}, of=f"/duties/{key}")
    assert "a name is needed" in empty.text


@pytest.mark.parametrize(
    ("name", "refused"),
    [("officer", ("owner", "filing")), ("auditor", ("owner", "filing")), ("analyst", ("owner",))],
)
def test_who_may_not_is_refused(
    filled: FastAPI, sign_in: SignIn, name: str, refused: tuple[str, ...]
) -> None:
    person, key = sign_in(filled, name), a_duty(filled, "manifest")
    page = person.get(f"/duties/{key}").text
    for deed in refused:
        assert f"/{deed}" not in page
        assert person.post(f"/duties/{key}/{deed}", {"owner": name}).status_code == 403
    assert person.post("/duties/take-back", {"first": "1", "last": "1"}).status_code == 403
    ledger = filled.state.office.ledger
    assert list(ledger.events(kind=DUTY)) == list(filings(ledger)) == []


@pytest.mark.parametrize(
    "key", ["nothing", "decision/000000000000-1", "report/un/1/1/nothing", "inspection/x"]
)
def test_what_is_no_duty_is_not_found(filled: FastAPI, sign_in: SignIn, key: str) -> None:
    assert sign_in(filled, "supervisor").get(f"/duties/{key}").status_code == 404


def test_the_calendar_shows_what_the_law_asks_for_and_what_is_not_watched(
    empty: FastAPI, sign_in: SignIn
) -> None:
    page = sign_in(empty, "supervisor").get("/duties/calendar").text
    assert "None is watched here" in page
    assert "not watched" in page
    assert "S/RES/2397" in page
