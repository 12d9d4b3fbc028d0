"""The first page of the day."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from tests.web.conftest import SignIn


def test_today_says_what_needs_a_person_and_what_was_missed(
    filled: FastAPI, sign_in: SignIn
) -> None:
    page = sign_in(filled, "officer").get("/").text
    for words in ("Needs a person now", "Detain", "Start next", "What have we missed?"):
        assert words in page


def test_nothing_on_record_reads_as_no_all_clear(empty: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(empty, "auditor").get("/").text
    assert "That says nothing about what no document told of" in page
    assert "0 of 0" in page


def test_today_in_a_browser_asks_nothing_of_other_machines(
    filled: FastAPI, at_browser: Callable[..., Any]
) -> None:
    page = at_browser(filled, "supervisor", width=360)
    page.goto("/")
    assert page.locator("h1").inner_text() == "Today"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
