"""A match explained, and what a person says of it: nothing is decided by one alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.ledger import all_rulings
from tidewaiter.model import Screened
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.screen import Record, screen_document
from tidewaiter.web.office import Office

ASKED = "/match/explain?list=un&ref=KPi.012&name=문종철&born=1990"


def hits(office: Office) -> list[tuple[str, Any]]:
    """Each hit on record with its page."""
    found = []
    for event in office.ledger.events(kind="screened"):
        verdict = msgspec.json.decode(event.payload, type=Screened).verdict
        found += [(f"/matches/{event.number}-{i}", hit) for i, hit in enumerate(verdict.hits)]
    return found


PAPERS = """document_date,consignment,consignee_name,consignee_address,vessel,imo,goods_description
2019-05-05,SMP-1,Mun Jong Chol,"12 Sample Street, Pyongyang",JIN TENG,9163154,paper
"""


@pytest.fixture
def met(filled: FastAPI, tmp_path: Path) -> FastAPI:
    """The workbench with a consignment of a listed person's namesake on a listed ship."""
    office: Office = filled.state.office
    path = tmp_path / "papers.csv"
    path.write_text(PAPERS, encoding="utf-8")
    examiner = make_examiner(office.settings, kept_and(office.store, []), recorded=True)
    record = Record(ledger=office.ledger, actor="analyst", at=office.now)
    screen_document(path, examiner, record=record, show=lambda _: None)
    return filled


def of_a_name(office: Office) -> str:
    """The page of a hit of a name."""
    return next(path for path, hit in hits(office) if hit.evidence.field.endswith(".name"))


def test_every_hit_on_record_is_explained(met: FastAPI, sign_in: SignIn) -> None:
    auditor = sign_in(met, "auditor")
    for path, hit in hits(met.state.office):
        page = auditor.get(path)
        assert page.status_code == 200
        for words in ("Agrees", "Disagrees", "Cannot be compared", "Not used, and why"):
            assert words in page.text
        assert f"{hit.list}/{hit.ref}" in page.text
        assert "An analyst or a supervisor answers." in page.text


def test_a_korean_name_is_explained_part_by_part(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get(ASKED).text
    for words in ("family name", "one Korean family", "both may be read", "given name", "born"):
        assert words in page
    assert 'lang="ko"' in page


def test_different_needs_a_reason_and_a_second_person(met: FastAPI, sign_in: SignIn) -> None:
    office: Office = met.state.office
    path = of_a_name(office)
    analyst = sign_in(met, "analyst")
    refused = analyst.post(f"{path}/different", {"why": " "}, of=path)
    assert refused.status_code == 400
    assert "A reason is needed" in refused.text
    asked = analyst.post(f"{path}/different", {"why": "Another man by his passport"}, of=path)
    assert "It waits for a second person" in asked.text
    ((ruling, ended),) = all_rulings(office.ledger)
    assert (ruling.waits, ruling.by, ended) == (True, "analyst", None)
    again = analyst.post(f"{path}/different", {"why": "Once more"}, of=path)
    assert again.status_code == 400
    assert len(list(all_rulings(office.ledger))) == 1


def test_cannot_decide_says_what_is_missing_and_decides_nothing(
    met: FastAPI, sign_in: SignIn
) -> None:
    path = of_a_name(met.state.office)
    analyst = sign_in(met, "analyst")
    data = {"why": "Only the name is known", "missing": ""}
    assert analyst.post(f"{path}/undecided", data, of=path).status_code == 400
    done = analyst.post(f"{path}/undecided", data | {"missing": "passport"}, of=path)
    assert "Only the name is known" in done.text
    assert "1 earlier decision on this pair" in done.text
    assert "Different" in done.text
    assert list(all_rulings(met.state.office.ledger)) == []


def test_an_officer_may_not_answer(met: FastAPI, sign_in: SignIn) -> None:
    path = of_a_name(met.state.office)
    assert sign_in(met, "officer").post(f"{path}/same", {"why": "x"}).status_code == 403


def test_a_list_that_is_not_stored_any_more_is_said(met: FastAPI, sign_in: SignIn) -> None:
    office: Office = met.state.office
    lost = without_its_list(office)
    number = office.ledger.append(
        "screened",
        "SMP",
        lost,
        actor="desk",
        at=office.now(),
        document="f" * 64,
    ).number
    page = sign_in(met, "officer").get(f"/matches/{number}-0")
    assert page.status_code == 400
    assert "is not stored, so this decision cannot be replayed" in page.text


def without_its_list(office: Office) -> Screened:
    """A verdict that rests on an edition nobody has."""
    number = int(of_a_name(office).partition("-")[0].rpartition("/")[2])
    event = office.ledger.get(number)
    assert event is not None
    screened = msgspec.json.decode(event.payload, type=Screened)
    lists = tuple(
        msgspec.structs.replace(version, sha256="0" * 64) for version in screened.verdict.lists
    )
    verdict = msgspec.structs.replace(screened.verdict, lists=lists)
    return msgspec.structs.replace(screened, verdict=verdict)


def test_a_name_is_compared_and_a_fault_keeps_what_was_typed(
    empty: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(empty, "officer")
    assert "un/KPi.012" in officer.get("/match?name=Mun Jong Chol&kind=person&born=1964").text
    wrong = officer.get("/match?name=Mun Jong Chol&born=yesterday")
    assert wrong.status_code == 400
    assert 'value="Mun Jong Chol"' in wrong.text
    assert 'href="#born"' in wrong.text
    nothing = officer.get("/match?name=Xyzzy Qwertz Plugh").text
    assert "No entry on 1 list resembles this closely enough" in nothing


def test_from_search_to_a_second_person_in_a_browser(
    met: FastAPI, at_browser: Callable[..., Any]
) -> None:
    office: Office = met.state.office
    path = of_a_name(office)
    hit = next(hit for each, hit in hits(office) if each == path)
    page = at_browser(met, "analyst")
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(hit.name)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Search").wait_for()
    page.locator(f'a[href^="/match/explain"][href*="{hit.ref}"]').first.click()
    assert page.locator("table.compare").is_visible()
    page.goto(path)
    page.keyboard.press("n")
    reason = page.locator("#why-different")
    assert reason.evaluate("box => box === document.activeElement")
    page.keyboard.type("y is only a letter here; another man")
    page.get_by_role("button", name="Ask a second person").click()
    page.get_by_text("It waits for a second person").first.wait_for()
    ((ruling, _),) = all_rulings(office.ledger)
    assert ruling.ruling.why == "y is only a letter here; another man"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
