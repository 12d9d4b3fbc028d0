"""The pages of quotas and of provocations say what is known, how well, and what is missing."""

import csv
import re

import pytest
from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.monitor.charts import charts_can_be_drawn

COAL = "/monitor/quotas?cap=coal:2017-01-01"


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_period_shows_its_ledgers_apart(filled: FastAPI, sign_in: SignIn) -> None:
    page = words_of(sign_in(filled, "analyst").get(COAL).text)
    assert "103% of 400,870,018 US dollars" in page
    assert "64% of 7,500,000 tonnes" in page
    assert "Customs : CN" in page
    assert "June 2017 unknown unknown" in page
    assert "Reported, gaps by customs 31 Aug 2017 5 Sep 2017" in page


def test_a_period_that_is_none_shows_the_last_known(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get("/monitor/quotas?cap=made-up").text
    assert "Refined petroleum, 1 Jan 2024" in page
    assert "Alleged: 1 source, not added" in page


def test_a_period_without_reports_is_not_zero(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get("/monitor/quotas?cap=crude:2017-12-22").text
    assert "No report of this period was found. That is not zero." in page
    assert "chart.svg" not in page


@pytest.mark.parametrize("name", ["used", "crossings", "months", "parts"])
def test_tables_are_taken_away_with_their_check(
    filled: FastAPI, sign_in: SignIn, name: str
) -> None:
    text = sign_in(filled, "auditor").get(f"/monitor/quotas/{name}.csv").text
    rows = list(csv.DictReader(text.removeprefix("\N{BYTE ORDER MARK}").splitlines()))
    assert len(rows) > 0
    assert "check" in rows[0]


@pytest.mark.skipif(not charts_can_be_drawn(), reason="charts are not installed")
def test_pictures_are_drawn_in_both_themes(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    for address in (
        "/monitor/quotas/chart.svg?cap=coal:2017-01-01",
        "/monitor/provocations/chart.svg?kind=all",
    ):
        light, dark = (person.get(f"{address}&theme={theme}") for theme in ("light", "dark"))
        assert light.headers["content-type"] == "image/svg+xml"
        assert light.text != dark.text


def test_tests_stand_next_to_what_answered_them(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    page = words_of(person.get("/monitor/provocations").text)
    assert "S/RES/2270 (2016) , 2 Mar 2016 verified 56" in page
    assert "S/RES/2270 (2016) , 2 Mar 2016 unverified 24" in page
    cruise = words_of(person.get("/monitor/provocations?kind=cruise").text)
    assert "none named" in cruise
    text = person.get("/monitor/provocations/events.csv").text
    assert "lag_days" in text


def test_the_law_over_time_names_what_was_answered_by_that_day(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "analyst")
    page = words_of(person.get("/law?on=2016-03-02").text)
    assert "6 Jan 2016: nuclear test, Nuclear test no. 4 ; S/RES/2270 (2016) 56 days later" in page
    assert "82 days later" not in page
