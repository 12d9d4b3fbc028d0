"""The pages of the law: a day, two days, jurisdictions, and one measure."""

import datetime
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.law import known_sources, load_law

LAW = load_law(known_sources())
COAL = "/law?heading=2701&direction=from_dprk&law=un"


def row_of(page: str, citation: str) -> str:
    """The text of the table row that cites a paragraph, its tags taken out."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    found = next(row for row in rows if f">{citation}</a>" in row)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found))


@pytest.mark.parametrize(
    ("on", "bites", "superseded"),
    [
        ("2016-11-29", "S/RES/2270 (2016) para 29", []),
        ("2016-11-30", "S/RES/2321 (2016) para 26", ["S/RES/2270 (2016) para 29"]),
        ("2017-08-04", "S/RES/2321 (2016) para 26", ["S/RES/2270 (2016) para 29"]),
        (
            "2017-08-05",
            "S/RES/2371 (2017) para 8",
            ["S/RES/2270 (2016) para 29", "S/RES/2321 (2016) para 26"],
        ),
    ],
)
def test_coal_turns_with_the_law(
    filled: FastAPI, sign_in: SignIn, on: str, bites: str, superseded: list[str]
) -> None:
    page = sign_in(filled, "analyst").get(f"{COAL}&on={on}").text
    assert "Prohibited" in row_of(page, bites)
    for citation in superseded:
        assert "Superseded" in row_of(page, citation)


def test_each_jurisdiction_answers_and_says_what_it_cannot_tell(
    filled: FastAPI, sign_in: SignIn
) -> None:
    page = sign_in(filled, "analyst").get("/law?on=2017-08-06&heading=2701").text
    for source in known_sources():
        assert f'id="{source}"' in page
    eu = row_of(page, "EU Council Regulation 329/2007")
    assert "Cannot tell" in eu
    assert "is not written out here" in eu
    assert "not weighed here" in page


def test_links_lead_to_the_days_of_change(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    page = person.get(f"{COAL}&on=2017-08-06").text
    assert "previous change 5 Aug 2017" in page
    assert "no change after" in page
    address = re.search(r'rel="prev"[^>]*href="([^"]+)"', page)
    assert address is not None
    assert "on 5 Aug 2017" in person.get(address[1].replace("&amp;", "&")).text


def test_boxes_lead_to_an_address_of_their_own(filled: FastAPI, sign_in: SignIn) -> None:
    path = "/law?on_d=6&on_m=08&on_y=2017&heading=27.01&direction=from_dprk&law=un&law=eu"
    answer = sign_in(filled, "officer").get(path)
    assert answer.url.query == (b"on=2017-08-06&heading=2701&direction=from_dprk&law=un&law=eu")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("on=2017-02-30", ("30 Feb 2017 is not a date.", "Show 28 Feb 2017?", "Show 1 Mar 2017?")),
        ("on_d=30&on_m=2&on_y=2017", ("30 Feb 2017 is not a date.", 'value="30"')),
        ("on=2999-01-01", ("1 Jan 2999 is ahead",)),
        ("on=tomorrow", ("tomorrow", "is not a date")),
        ("on_d=1&on_m=13&on_y=2017", ("is not a date", 'value="13"')),
        ("on_d=1&on_m=&on_y=2017", ("is not a date",)),
        ("on=0000-00-00", ("is not a date",)),
        ("heading=coal", ("is no HS code", 'value="coal"')),
        ("heading=270", ("is no HS code",)),
    ],
)
def test_what_is_no_date_or_no_code_is_asked_again(
    filled: FastAPI, sign_in: SignIn, query: str, says: tuple[str, ...]
) -> None:
    person = sign_in(filled, "officer")
    for path in ("/law", "/law/compare"):
        answer = person.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert "<title>Error:" in answer.text
        assert "What bites on" not in answer.text
        for words in says:
            assert words in answer.text


def test_before_the_first_act_nothing_is_permission(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    page = person.get(f"{COAL}&on=2006-07-01").text
    assert (
        "No ban on 2701 from the DPRK before 2 Mar 2016 is encoded. That is not permission." in page
    )
    assert "No act of this law is encoded for that day; the first begins on 15 Jul 2006." in page
    assert "No act before 15 Jul 2006 is encoded" in person.get("/law?on=1999-01-01").text


def test_without_a_heading_the_acts_in_force_are_shown(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "auditor").get("/law?on=2016-03-02").text
    assert "S/RES/2270 (2016)" in page
    assert "S/RES/2321 (2016)" not in page


def test_diff_says_what_came_and_went(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "analyst")
    page = person.get("/law/diff?from=2017-08-04&to=2017-08-05&heading=2701&law=un").text
    assert "+ came" in row_of(page, "S/RES/2371 (2017) para 8")
    assert "− went" in row_of(page, "S/RES/2321 (2016) para 26")
    assert "2 changes, by day" in page
    none = person.get("/law/diff?from=2017-08-05&to=2017-08-06&heading=2701&law=un").text
    assert "Nothing that is encoded changed" in none


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("from=2017-08-05&to=2017-08-05", "5 Aug 2017 is not before 5 Aug 2017."),
        ("from=2017-08-06&to=2017-08-05", "Swap the two days"),
        ("from=2017-02-30&to=2017-08-05", "from=2017-02-28&amp;to=2017-08-05"),
        ("from=2016-03-02&to=2017-06-31", "from=2016-03-02&amp;to=2017-06-30"),
    ],
)
def test_days_that_cannot_be_compared_are_asked_again(
    filled: FastAPI, sign_in: SignIn, query: str, says: str
) -> None:
    answer = sign_in(filled, "analyst").get(f"/law/diff?{query}")
    assert answer.status_code == 400
    assert says in answer.text


def test_jurisdictions_stand_side_by_side(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "analyst").get("/law/compare?on=2018-03-01&heading=2701").text
    for words in ("S/RES/2371 (2017) para 8", "Art. 3(1)(e)", "US Executive Order 13570 s. 1"):
        assert words in page
    heads = re.findall(r'<th scope="col">(\w\w)', page)
    assert heads == [source.upper() for source in known_sources()]


def test_every_measure_has_its_place_on_a_page(empty: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(empty, "auditor")
    pages: dict[str, str] = {}
    for measure in LAW.measures:
        place, mark = measure.id.rsplit("/", 1)
        if place not in pages:
            answer = person.get(f"/law/{place}")
            assert answer.status_code == 200, place
            pages[place] = answer.text
        section = unescape(pages[place].split(f'<section class="measure" id="{mark}"')[1])
        assert measure.summary[1:] in section
        assert "No standing decision on record rests on it." in section
    for act in LAW.acts:
        source = act.measures[0].source
        assert person.get(f"/law/{source}/{act.number}").status_code == 200


def test_a_measure_says_papers_grantor_reports_and_gaps(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "officer")
    coal = person.get("/law/un/2371/8").text
    for words in ("Who grants it", "Papers", "S/RES/2321 (2016) para 26", "HS rows", "2701"):
        assert words in coal
    items = person.get("/law/un/2371/4").text
    assert "What is not encoded, and why" in items
    assert "technical parameters" in items
    assert "Reports it asks for" in person.get("/law/un/2270/40").text


def test_an_id_leads_to_the_measure_and_an_unknown_one_nowhere(
    filled: FastAPI, sign_in: SignIn
) -> None:
    person = sign_in(filled, "officer")
    answer = person.client.get("/law/un/2371/8/coal", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/law/un/2371/8#coal")
    for path in ("un/2371", "un/2371/8"):
        assert person.get(f"/law/{path}").status_code == 200
    for path in ("un/9999", "xx/2371", "un/2371/99", "un/2371/8/gold", "un/2371/8/gold/decisions"):
        assert person.get(f"/law/{path}").status_code == 404


def test_decisions_are_counted_and_listed(filled: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(filled, "supervisor")
    page = person.get("/law/un/2371/8").text
    found = re.search(r'href="(/law/un/2371/8/coal/decisions\?outcome=prohibited)">(\d+)', page)
    assert found is not None
    listed = person.get(found[1]).text
    assert listed.count('<a href="/consignments/') == int(found[2]) > 0
    assert "Detain" in listed
    empty = person.get("/law/un/2356/3/desig/decisions?outcome=nonsense&page=-4").text
    assert "No standing decision on record rests on it." in empty


def test_the_slider_and_the_keys_change_the_day(
    filled: FastAPI, at_browser: Callable[..., Any]
) -> None:
    page = at_browser(filled, "analyst", width=360)
    page.goto(f"{COAL}&on=2017-08-05")
    assert "S/RES/2371 (2017) para 8" in page.locator(".bites tr:nth-child(2)").inner_text()
    page.keyboard.press("[")
    page.wait_for_url("**on=2017-01-01**")
    slider = page.get_by_label("Slide through the days")
    epoch = datetime.date(1970, 1, 1)
    for on, bites in (("2016-11-29", "2270 (2016) para 29"), ("2017-08-04", "2321 (2016) para 26")):
        days = (datetime.date.fromisoformat(on) - epoch).days
        slider.evaluate(
            "(range, days) => { range.value = days;"
            " range.dispatchEvent(new Event('input')); range.dispatchEvent(new Event('change')); }",
            days,
        )
        page.wait_for_url(f"**on={on}**")
        assert bites in page.locator(".bites tr:nth-child(2)").inner_text()
    slider.press("ArrowRight")
    page.wait_for_url("**on=2017-08-05**")
    assert slider.evaluate("range => range === document.activeElement")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_script_the_boxes_do_it_and_no_slider_is_shown(
    filled: FastAPI, at_browser: Callable[..., Any]
) -> None:
    page = at_browser(filled, "analyst", java_script_enabled=False)
    page.goto(f"{COAL}&on=2017-08-05")
    assert not page.locator("#slide").is_visible()
    page.get_by_label("Day").first.fill("29")
    page.get_by_label("Month").first.fill("11")
    page.get_by_label("Year").first.fill("2016")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "S/RES/2270 (2016) para 29" in page.locator(".bites tr:nth-child(2)").inner_text()
