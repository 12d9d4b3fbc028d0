"""The labour page: totals with their figure a head, a sentence weighed, pictures in both themes."""

import dataclasses
import re
from pathlib import Path

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter import lists
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.screen import Record, screen_document

PAGE = "/monitor/labour"


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_totals_stand_beside_what_they_make_a_head(filled: FastAPI, sign_in: SignIn) -> None:
    page = plain(sign_in(filled, "analyst").get(PAGE).text)
    assert "4,000 fits the wages told unverified" in page
    assert "24,000 to 46,000 too high for the wages told verified" in page
    assert "seed 2,270" in page or "seed 2270" in page
    assert "filed without a number" in page


def test_a_sentence_is_weighed_and_a_slip_is_told_at_its_field(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "analyst")
    said = plain(person.get(f"{PAGE}?workers=50000&revenue=200000000").text)
    assert "4,000 USD a head and year: fits the wages told." in said
    refused = person.get(f"{PAGE}?workers=50000&revenue=200+million")
    assert refused.status_code == 400
    assert '<a href="#revenue">' in refused.text
    assert 'value="200 million"' in refused.text


def test_figures_of_one_host_are_shown_alone(filled: FastAPI, sign_in: SignIn) -> None:
    text = sign_in(filled, "analyst").get(f"{PAGE}?host=PL").text
    assert "5 figures" in text


def test_pictures_are_drawn_for_each_theme_and_need_a_session(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "officer")
    for name in ("heads", "model"):
        drawn = {
            theme: person.get(f"{PAGE}/chart.svg?name={name}&theme={theme}")
            for theme in ("light", "dark")
        }
        assert drawn["light"].headers["content-type"] == "image/svg+xml"
        assert drawn["light"].text != drawn["dark"].text
    assert person.get(f"{PAGE}/chart.svg?name=all").status_code in {400, 404, 422}


def test_the_tables_can_be_taken_away(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    for name in ("estimates", "model", "repatriations"):
        assert person.get(f"{PAGE}/{name}.csv").headers["content-type"].startswith("text/csv")
    assert "sedaily.com" in person.get(f"{PAGE}/estimates.csv").text


def test_a_list_of_permits_that_was_dropped_shows_each_answer(
    filled: FastAPI, sign_in: SignIn
) -> None:
    office = filled.state.office
    path = Path(__file__).parents[2] / "docs" / "how-to" / "permits.csv"
    settings = dataclasses.replace(office.settings, today=office.now().date())
    examiner = make_examiner(settings, kept_and(lists.Store(settings.home), []), recorded=True)
    record = Record(office.ledger, "officer", office.now)
    done = screen_document(path, examiner, record=record, show=lambda _: None)
    office.standing.catch_up()
    page = plain(sign_in(filled, "officer").get(f"/imports/{done.document.sha256}").text)
    assert "5 permits to work." in page
    assert "holds no consignment" not in page
    assert page.index("Prohibited W-103") < page.index("Cannot tell W-102")
