"""The first page of the day."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.model import Actor, Assigned
from tidewaiter.web.office import Office

SUPERVISOR = Actor("supervisor", ("supervisor",))


def headings(page: str) -> list[str]:
    """The headings of the page's parts, in their order."""
    return [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]


def give(app: FastAPI, name: str) -> str:
    """Open the first case of the queue and assign it; the consignment's number."""
    office: Office = app.state.office
    row = queue(office.standing, office.limits, Wanted(size=1)).rows[0]
    case = office.cases.open(row.event, SUPERVISOR, office.now())
    office.cases.take(case, Assigned(name), SUPERVISOR, office.now())
    return row.reference


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("officer", "My work"),
        ("analyst", "Needs a person now"),
        ("supervisor", "What have we missed?"),
        ("auditor", "What have we missed?"),
        ("administrator", "The record"),
    ],
)
def test_each_role_sees_its_own_first(
    filled: FastAPI, sign_in: SignIn, name: str, first: str
) -> None:
    page = sign_in(filled, name).get("/").text
    assert headings(page)[0] == first
    assert {"Needs a person now", "What have we missed?", "Lists", "Quotas"} <= set(headings(page))
    assert page.count('class="main"') + page.count('class="button main"') <= 1
    assert len(page) < 100_000


def test_an_officer_starts_with_what_is_theirs(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    page = person.get("/").text
    assert "Nothing is waiting for you." in page
    assert "Start next" in page  # the next that nobody has
    reference = give(filled, "officer")
    page = person.get("/").text
    assert "1 is yours" in page
    assert re.search(rf"Start next: <bdi>{re.escape(reference)}</bdi>", page)


def test_documents_that_came_in_say_what_was_not_read(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "analyst").get("/").text
    assert "sample-savanna-plan.edi" in page
    assert "stow list" in page


def test_the_caps_in_force_are_shown_by_what_is_reported(empty: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(empty, "supervisor").get("/").text
    quotas = page[page.index('id="quotas"') :]
    assert "34% of 500,000 barrels, known to 31 Aug 2024" in " ".join(quotas.split())
    assert "Coal" not in quotas


def test_a_damaged_table_of_quotas_leaves_the_day_standing(empty: FastAPI, sign_in: SignIn) -> None:
    table = empty.state.office.settings.home / "quotas.csv"
    table.write_text("goods,ledger\nturnips,reported\n", encoding="utf-8")
    page = sign_in(empty, "supervisor").get("/").text
    assert "own table of quotas cannot be read" in page
    answer = sign_in(empty, "supervisor").get("/monitor/quotas")
    assert answer.status_code == 400
    assert "line 2" in answer.text


def test_nothing_on_record_reads_as_no_all_clear(empty: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(empty, "auditor").get("/").text
    assert "That says nothing about what no document told of" in page
    assert "0 of 0" in page


def test_on_a_phone_the_first_thing_is_the_thing_to_do(
    filled: FastAPI, at_browser: Callable[..., Any]
) -> None:
    give(filled, "officer")
    page = at_browser(filled, "officer", width=360)
    page.goto("/")
    assert page.locator("h1").inner_text() == "Today"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.locator("main .button.main").bounding_box()
    assert box["y"] + box["height"] < 400
    assert box["height"] >= 48
