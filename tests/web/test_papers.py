"""Papers are asked for, awaited, and come or do not."""

import datetime
import re

from fastapi import FastAPI

from tests.web.conftest import Person, SignIn
from tests.web.test_consignments import number_of
from tests.web.test_corrections import correct
from tidewaiter.web.office import Office

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def ask(person: Person, number: int, **given: str) -> tuple[str, str]:
    """The address and the page that a request leads to."""
    sent = {"party": "1", "due": "2030-01-02", "others": "Certificate of origin", **given}
    form = f"/consignments/{number}/papers"
    answer = person.post(form, sent, of=form)
    return answer.url.path, answer.text


def test_a_request_has_a_letter_in_both_languages(filled: FastAPI, sign_in: SignIn) -> None:
    analyst, number = sign_in(filled, "analyst"), number_of(filled, "WH2018")
    correct(analyst, number, "goods[0].origin", "KP")
    page = analyst.get(f"/consignments/{number}/papers").text
    assert "approval of the Committee" in page
    address, letter = ask(analyst, number, paper="0", words="Originals, please.")
    for said in ("SAMPLE COAL TRADING", "2 Jan 2030", "under S/RES/2371 (2017) para 8"):
        assert said in letter
    assert "Originals, please." in letter
    assert '<html lang="ko"' in analyst.get(f"{address}?lang=ko").text
    assert sign_in(filled, "auditor").get(address).status_code == 200
    assert analyst.get(f"/consignments/{number}/papers/1").status_code == 404
    page = analyst.get(f"/consignments/{number}").text
    assert "Waiting for papers, asked on" in page
    assert "papers asked for" in page


def test_papers_come_and_become_an_attachment(filled: FastAPI, sign_in: SignIn) -> None:
    officer, number = sign_in(filled, "officer"), number_of(filled, "WH2018")
    address, _ = ask(officer, number)
    here = f"/consignments/{number}"
    empty = officer.post(address, {"answer": "received"}, of=here)
    assert (empty.status_code, "a paper or a reason is needed" in empty.text) == (400, True)
    files = {"file": ("origin.png", PNG, "image/png")}
    page = officer.post(address, {"answer": "received"}, of=here, files=files).text
    found = re.search(r'href="(/cases/[^"/]+/attachments/\w+)"', page)
    assert found is not None
    assert officer.get(found[1]).content == PNG
    assert "Waiting for papers" not in page
    assert officer.post(address, {"answer": "not", "why": "late"}, of=here).status_code == 400


def test_what_is_overdue_is_found_in_the_queue(filled: FastAPI, sign_in: SignIn) -> None:
    officer, number = sign_in(filled, "officer"), number_of(filled, "WH2018")
    office: Office = filled.state.office
    today = office.today()
    address, _ = ask(officer, number, due=today.isoformat())
    assert "WH2018" in officer.get("/queue?papers=awaited").text
    assert "No case matches" in officer.get("/queue?papers=overdue").text
    later = office.now() + datetime.timedelta(days=2)
    office.now = lambda: later  # type: ignore[method-assign]
    officer = sign_in(filled, "officer")
    assert "WH2018" in officer.get("/queue?papers=overdue").text
    assert "1 with papers overdue" in officer.get("/").text
    officer.post(address, {"answer": "not", "why": "No answer"}, of=f"/consignments/{number}")
    assert "No case matches" in officer.get("/queue?papers=awaited").text
    assert officer.get("/queue?papers=x").status_code == 400


def test_what_is_wrong_with_a_request_is_said(filled: FastAPI, sign_in: SignIn) -> None:
    officer, number = sign_in(filled, "officer"), number_of(filled, "WH2018")
    for given, said in (
        ({"others": ""}, "name 1 to 30 papers"),
        ({"party": "99"}, "name a party that the document names"),
        ({"due": "2020-01-01"}, "the day is past"),
        ({"due": "soon"}, "no day to be due on"),
    ):
        _, page = ask(officer, number, **given)
        assert "There is a problem" in page
        assert said in page
    assert sign_in(filled, "auditor").get(f"/consignments/{number}/papers").status_code == 403
