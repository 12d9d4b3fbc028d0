"""What was missed: the gaps, one gap with its owners, and whether the record is whole."""

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from tests.web.conftest import Person, SignIn
from tidewaiter.cases.duties import DUTY
from tidewaiter.web.pages import coverage

GAP = "/coverage/consignments_without_decision"
KEY = re.compile(r'name="chosen" value="([^"]+)"')


def alter(app: FastAPI, number: int) -> None:
    """Change an event behind the program's back."""
    home: Path = app.state.office.settings.home
    with sqlite3.connect(home / "ledger.db") as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE ledger_events SET actor = 'x' WHERE number = ?", (number,))
    database.close()


def test_every_gap_is_a_number_of_a_number_that_leads_to_its_items(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "auditor")
    page = person.get("/coverage?from=all").text
    for gap in coverage.NUMBERS:
        assert f'href="/coverage/{gap}?from=all' in page
    assert re.search(r"<b>\d+ of \d+</b>", page)
    assert "Cannot be counted here" in page
    assert "Calls that no source" in page
    assert "Open the oldest overdue" in page  # the calls of 2018 have no manifest
    assert person.get("/coverage/1?from=all").text.count("no manifest") > 0


def test_nothing_missed_is_no_all_clear(empty: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(empty, "supervisor").get("/coverage").text
    assert "No gap among the 0 calls we were told of." in page
    gap = sign_in(empty, "supervisor").get(GAP).text
    assert "This says nothing about what we were not told of." in gap


def test_a_period_that_is_none_is_refused_in_words(empty: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(empty, "supervisor")
    for query in ("from=yesterday", "from=2026-02-02&to=2026-01-01"):
        answer = person.get(f"/coverage?{query}")
        assert answer.status_code == 400
        assert "day" in answer.text or "period" in answer.text
    assert person.get("/coverage/nothing").status_code == 400


def test_the_check_of_the_chain_is_kept_and_a_fault_stands_over_the_figures(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "supervisor")
    assert "The chain was never checked here." in person.get("/coverage").text
    end = filled.state.office.ledger.anchor().number
    page = person.post("/coverage-check", {"back": "/coverage"}, of="/coverage").text
    assert f"Verified to event {end:,}" in page
    assert "supervisor." in page
    alter(filled, 12)
    person.post("/coverage-check", {"back": "/coverage"}, of="/coverage")
    failed = "Ledger check failed at event 12: altered. Figures after it are not reliable."
    for path in ("/coverage", GAP, "/", "/admin", "/admin/audit"):
        assert failed in person.get(path).text
    assert "its fields do not give its digest" in person.get("/admin/audit").text


def test_only_those_who_may_verify_begin_a_check(filled: FastAPI, sign_in: SignIn) -> None:
    for name in ("officer", "analyst"):
        person = sign_in(filled, name)
        assert "Verify now" not in person.get("/coverage").text
        assert person.post("/coverage-check", {"back": "/coverage"}).status_code == 403
    assert filled.state.office.chores.last("check") is None


def name_all(person: Person, page: str, owner: str) -> Any:
    keys = KEY.findall(page)[:3]
    return person.post(f"{GAP}/owners", {"chosen": keys, "owner": owner, "page": "1"}, of=GAP)


def test_owners_are_named_for_those_chosen_and_taken_back(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "supervisor")
    page = name_all(person, person.get(GAP).text, "officer").text
    assert "The owner of 3 items was named." in page
    assert page.count('<td data-label="Whose">Officer</td>') == 3
    ledger = filled.state.office.ledger
    first, _, last = [event.number for event in ledger.events(kind=DUTY)]
    undone = person.post(
        "/duties/take-back", {"first": first, "last": last, "back": GAP}, of=GAP
    ).text
    assert '<td data-label="Whose">Officer</td>' not in undone
    assert len(list(ledger.events(kind=DUTY))) == 6  # nothing is erased


def test_an_officer_sees_a_gap_and_names_nobody(filled: FastAPI, sign_in: SignIn) -> None:
    supervisor, officer = sign_in(filled, "supervisor"), sign_in(filled, "officer")
    keys = KEY.findall(supervisor.get(GAP).text)
    assert KEY.findall(officer.get(GAP).text) == []
    given = {"chosen": keys[:1], "owner": "officer"}
    refused = officer.post(f"{GAP}/owners", given)
    assert refused.status_code == 403
    assert "supervisor" in refused.text
    assert list(filled.state.office.ledger.events(kind=DUTY)) == []


def test_what_is_no_item_of_the_gap_is_not_given_an_owner(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "supervisor")
    keys = [*KEY.findall(person.get(GAP).text)[:1], "decision/000000000000-1"]
    answer = person.post(f"{GAP}/owners", {"chosen": keys, "owner": "officer"}, of=GAP)
    assert answer.status_code == 400
    assert person.post(f"{GAP}/owners", {"owner": "officer"}, of=GAP).status_code == 400
    assert list(filled.state.office.ledger.events(kind=DUTY)) == []


def test_more_than_a_page_is_turned(
    filled: FastAPI, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "SHOWN", 5)
    person = sign_in(filled, "supervisor")
    first, second = (KEY.findall(person.get(f"{GAP}?page={page}").text) for page in (1, 2))
    assert len(first) == len(second) == 5
    assert set(first).isdisjoint(second)
    assert "Page 2 of" in person.get(f"{GAP}?page=2").text


def test_a_gap_is_taken_away_as_a_table_without_formulas(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "supervisor")
    name_all(person, person.get(GAP).text, "=1+1")
    table = person.get(f"{GAP}/table.csv")
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert [row["owner"] for row in rows].count("'=1+1") == 3
    book = load_workbook(io.BytesIO(person.get(f"{GAP}/table.xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert len(cells) == (len(rows) + 1) * len(coverage.HEADER)
    assert all(cell.data_type != "f" for cell in cells)


def test_keys_open_gaps_and_the_button_says_what_it_will_touch(
    filled: FastAPI, at_browser: Callable[..., Any]
) -> None:
    page = at_browser(filled, "supervisor")
    page.goto("/coverage")
    page.keyboard.press("3")
    page.wait_for_url("**/consignments_without_decision?*")
    button = page.locator("button.main")
    assert button.is_disabled()
    for box in page.locator("input[name=chosen]").all()[:2]:
        box.check()
    assert button.inner_text() == "Name the owner of 2 chosen"
    page.fill("#owner", "analyst")
    button.click()
    assert "The owner of 2 items was named." in page.locator(".done").inner_text()
    with page.expect_navigation():
        page.click("text=Undo")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
