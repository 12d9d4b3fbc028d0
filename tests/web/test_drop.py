"""Documents are dropped, followed and told of."""

import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from tests.web.conftest import SignIn
from tests.web.dropping import drop, sample, settled
from tidewaiter.pipeline import incoming
from tidewaiter.pipeline.uploads import Progress
from tidewaiter.web.office import Office

COAL = "cases/coal-2017-summer.csv"
MANY = "\n".join(
    (
        "reference,goods_description,origin,port_of_loading",
        *(f"B{n},COAL,KP,Nampo" for n in range(9)),
    )
).encode()


def test_a_manifest_is_screened_and_its_verdicts_stand_by_action(
    empty: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(empty, "officer")
    content = sample(COAL)
    answer = drop(officer, content, "coal.csv")
    sha256 = settled(empty, content)
    assert answer.url.path == f"/imports/{sha256}"
    page = officer.get(f"/imports/{sha256}").text
    assert "Read 5 consignments." in page
    assert page.count('id="detain"') == 1
    assert "S/RES/2371 (2017) para 8" in page
    assert "COAL IN BULK" in page
    assert "270111" in page
    assert "line 4 column" in page


def test_the_file_is_kept_under_its_hash_and_its_name_is_no_path(
    empty: FastAPI, sign_in: SignIn
) -> None:
    content = sample(COAL)
    page = drop(sign_in(empty, "officer"), content, "../../static/evil.csv")
    sha256 = settled(empty, content)
    office: Office = empty.state.office
    kept = office.settings.uploads / sha256 / "content"
    assert kept.read_bytes() == content
    assert "<h1><bdi>evil.csv</bdi></h1>" in page.text
    assert not list(office.settings.home.rglob("evil*"))


def test_a_picture_named_xml_is_told_and_stays_in_coverage(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    drop(officer, picture, "manifest.xml")
    sha256 = settled(empty, picture)
    page = officer.get(f"/imports/{sha256}").text
    assert "By its name it is .xml" in page
    assert "this is an image" in page
    office: Office = empty.state.office
    assert [each.document for each in office.ledger.events(kind="unopened")] == [sha256]


def test_a_form_without_a_file_or_with_an_empty_one_says_so(
    empty: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(empty, "officer")
    page = officer.post("/drop", {"as_of": "2017-08-06"}, of="/drop")
    assert page.status_code == 400
    assert "Choose a file" in page.text
    assert 'value="2017-08-06"' in page.text
    assert "empty" in drop(officer, b"", "nothing.edi").text
    assert "not a day" in drop(officer, sample(COAL), "coal.csv", as_of="yesterday").text


def test_what_is_too_large_is_refused_before_it_is_read(
    empty: FastAPI, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidewaiter.web.pages.drop.MOST_BYTES", 1 << 10)
    monkeypatch.setattr("tidewaiter.web.pages.drop.FORM_BYTES", 1 << 10)
    page = drop(sign_in(empty, "officer"), b"x" * (1 << 12), "large.csv")
    assert page.status_code == 400
    assert "nothing was kept" in page.text
    office: Office = empty.state.office
    assert not office.settings.uploads.exists()


def test_only_who_may_screen_may_drop(empty: FastAPI, sign_in: SignIn) -> None:
    auditor = sign_in(empty, "auditor")
    assert auditor.get("/drop").status_code == 403
    answer = auditor.post("/drop", {}, files=[("file", ("a.csv", sample(COAL)))])
    assert answer.status_code == 403
    assert "/static/drop.js" not in auditor.get("/").text


def test_the_same_file_again_leads_to_the_earlier_import(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    content = sample(COAL)
    drop(officer, content, "coal.csv")
    sha256 = settled(empty, content)
    page = drop(officer, content, "renamed.csv", law=["us"]).text
    assert "This file was screened before" in page
    assert "Screen again with today's lists" in page
    assert 'name="law" value="us"' in page
    officer.post(f"/imports/{sha256}/again", {"law": "us"})
    settled(empty, content)
    office: Office = empty.state.office
    assert len(list(office.ledger.events(kind="document", document=sha256))) == 2
    assert "supersedes" in officer.get(f"/imports/{sha256}").text


def test_a_stop_leaves_nothing_on_record_and_the_file_to_be_screened_again(
    empty: FastAPI, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "TELL_EVERY", 0.0)
    officer = sign_in(empty, "officer")
    office: Office = empty.state.office
    # the stop is asked for as soon as the work on the file has begun
    begun = office.incoming.uploads.hold

    def hold(sha256: str) -> int | None:
        handle = begun(sha256)
        office.incoming.uploads.ask_to_stop(sha256)
        return handle

    monkeypatch.setattr(office.incoming.uploads, "hold", hold)
    drop(officer, MANY, "many.csv")
    sha256 = settled(empty, MANY)
    assert list(office.ledger.events(kind="document")) == []
    page = officer.get(f"/imports/{sha256}").text
    assert "The screening was stopped. The file is kept" in page
    monkeypatch.undo()
    officer.post(f"/imports/{sha256}/again", {}, of="/account")
    settled(empty, MANY)
    assert "Read 9 consignments." in officer.get(f"/imports/{sha256}").text


def test_while_it_runs_the_page_counts_and_renews_itself_without_script(
    empty: FastAPI, sign_in: SignIn
) -> None:
    office: Office = empty.state.office
    uploads = office.incoming.uploads
    sha256, size = uploads.put(io.BytesIO(MANY), "many.csv")
    held = uploads.hold(sha256)
    assert held is not None
    counted: dict[str, Any] = {
        "step": "screening",
        "total": 9,
        "done": 4,
        "actions": {"detain": 3, "pass": 1},
    }
    uploads.tell(Progress(sha256, "many.csv", size, "officer", office.now(), **counted))
    officer = sign_in(empty, "officer")
    page = officer.get(f"/imports/{sha256}").text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert '<b data-count="done">4</b> of <b data-count="total">9</b>' in page
    assert '<b data-count="waiting">5</b>' in page
    assert "You may leave this page" in page
    told = officer.get(f"/imports/{sha256}/progress.json").json()
    assert (told["running"], told["done"], told["actions"]["detain"]) == (True, 4, 3)
    officer.post(f"/imports/{sha256}/stop", {})
    assert uploads.is_asked_to_stop(sha256)
    os.close(held)
    page = officer.get(f"/imports/{sha256}").text
    assert "The server was stopped while this file was being screened" in page
    assert 'http-equiv="refresh"' not in page
    assert "broken off" in officer.get("/drop").text


def test_stow_plans_and_calls_are_told_as_what_they_are(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    content = sample("aboard/sample-savanna-plan.edi")
    drop(officer, content, "plan.edi")
    page = officer.get(f"/imports/{settled(filled, content)}").text
    assert "1 stow plan or list of containers." in page
    assert 'href="/coverage"' in page


def test_chosen_rows_are_assigned_at_once_and_taken_back(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    office: Office = filled.state.office
    sha256 = next(
        each.document
        for each in office.ledger.events(kind="screened")
        if each.subject == "KCS-0804"
    )
    address = f"/imports/{sha256}"
    chosen = re.findall(r'name="chosen" value="(\d+)"', officer.get(address).text)[:2]
    page = officer.post(f"{address}/assign", {"chosen": chosen, "to": "officer"}, of=address).text
    assert "Assigned 2 to officer." in page
    assert {case.assignee for case in office.cases.all()} == {"officer"}
    first, last = re.findall(r'name="(?:first|last)" value="(\d+)"', page)
    officer.post(f"{address}/undo", {"first": first, "last": last}, of=address)
    assert [(case.assignee, case.state) for case in office.cases.all()] == [("", "open")] * 2
    nobody = officer.post(f"{address}/assign", {"chosen": chosen, "to": "nobody"}, of=address)
    assert nobody.status_code == 400


def test_tables_hold_the_words_of_the_file_and_no_formula(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    content = (
        b"consignment,goods_description,origin,port_of_loading\n=cmd|x,@SUM(1+1) COAL,KP,Nampo\n"
    )
    drop(officer, content, "formula.csv")
    sha256 = settled(empty, content)
    rows = list(csv.reader(io.StringIO(officer.get(f"/imports/{sha256}/table.csv").text)))
    assert rows[1][1] == "'=cmd|x"
    assert rows[1][6] == "'@SUM(1+1) COAL"
    book = load_workbook(io.BytesIO(officer.get(f"/imports/{sha256}/table.xlsx").content))
    values = [cell.value for row in book["table"].iter_rows() for cell in row]
    assert "'=cmd|x" in values
    assert not any(str(value).startswith(("=", "@")) for value in values)


def test_an_import_nobody_knows_is_not_found(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    assert officer.get(f"/imports/{'0' * 64}").status_code == 404
    assert officer.get("/imports/..%2F..%2Fetc").status_code in {400, 404}
    assert officer.get("/imports/nothing").status_code == 400


def test_a_file_is_dropped_in_a_browser_and_counted(
    empty: FastAPI, at_browser: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "coal.csv"
    file.write_bytes(sample(COAL))
    page = at_browser(empty, "officer", width=360)
    page.goto("/drop")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Screen", exact=True).click()
    page.get_by_text("Read 5 consignments.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="select all").first.click()
    assert page.get_by_role("button", name=re.compile("^Assign [1-9]")).is_enabled()


def test_a_file_dropped_on_another_page_is_taken_in(
    empty: FastAPI, at_browser: Callable[..., Any]
) -> None:
    page = at_browser(empty, "officer")
    page.goto("/")
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "coal.csv", { type: "text/csv" }));
          document.body.dispatchEvent(new DragEvent("drop",
            { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        sample(COAL).decode(),
    )
    page.wait_for_url("**/imports/*")
    page.get_by_text("Read 5 consignments.").wait_for()
