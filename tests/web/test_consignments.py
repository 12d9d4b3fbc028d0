"""The table of consignments, and the page of one."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from tests.web.conftest import SignIn
from tests.web.dropping import drop, sample, settled
from tidewaiter.web.office import Office

COAL = "cases/wise-honest-2018.edi"
HAO_FAN = "cases/hao-fan-6-2017-10-03.json"


def number_of(app: FastAPI, reference: str) -> int:
    """The event that screened a consignment."""
    office: Office = app.state.office
    found = [e.number for e in office.ledger.events(kind="screened", subject=reference)]
    return found[-1]


def test_the_table_is_narrowed_by_facets_that_toggle(filled: FastAPI, sign_in: SignIn) -> None:
    reader = sign_in(filled, "auditor")
    page = reader.get("/consignments").text
    to_detain = re.search(r'href="(/consignments\?action=detain)">.*?Detain', page)
    assert to_detain is not None
    narrowed = reader.get(to_detain[1]).text
    rows = re.findall(r'<td><span class="mark (\w+)"', narrowed)
    assert len(rows) > 5
    assert set(rows) == {"detain"}
    assert f"{len(rows)} consignments" in narrowed
    assert re.search(r'class="clause" href="/consignments">', narrowed) is not None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("vessel=JIE+SHUN", ["JIESHUN-1003", "JIESHUN-1002", "JS2016"]),
        ("vessel=8518780&action=detain", ["JIESHUN-1003"]),
        ("vessel=JIE+SHUN&port=CHINA&duty=no", ["JS2016"]),
        ("paragraph=S/RES/2371+(2017)+para+8&hit=no&port=Wonsan", ["KCS-0806"]),
        ("vessel=nobody%25", []),
        ("state=open", []),
    ],
)
def test_facets_together(filled: FastAPI, sign_in: SignIn, query: str, found: list[str]) -> None:
    page = sign_in(filled, "officer").get(f"/consignments?{query}").text
    assert re.findall(r'href="/consignments/\d+"><bdi>([^<]+)', page) == found
    assert ("No consignment matches" in page) == (found == [])


@pytest.mark.parametrize("query", ["page=0", "page=201", "action=burn", "hit=maybe", "state=x"])
def test_what_no_facet_has_is_told(filled: FastAPI, sign_in: SignIn, query: str) -> None:
    assert sign_in(filled, "officer").get(f"/consignments?{query}").status_code == 400


def test_the_table_is_exported_as_narrowed(filled: FastAPI, sign_in: SignIn) -> None:
    text = sign_in(filled, "officer").get("/consignments.csv?vessel=JIE+SHUN&port=CHINA").text
    assert len(text.splitlines()) == 2
    assert "LIMONITE IN BULK" in text


def test_the_words_of_the_document_and_the_findings_lead_to_each_other(
    empty: FastAPI, sign_in: SignIn
) -> None:
    officer = sign_in(empty, "officer")
    content = sample(COAL)
    drop(officer, content, "coal.edi")
    settled(empty, content)
    address = f"/consignments/{number_of(empty, 'WH2018')}"
    page = officer.get(address).text
    marked = re.search(
        r'<li id="(p-(segment)-(\d+))">(?:(?!</li>).)*'
        r'<mark>([^<]+)</mark><a class="ref" href="#(finding-\d)">',
        page,
    )
    assert marked is not None
    place, kind, number, words, finding = marked.groups()
    found = re.search(rf'<article[^>]*id="{finding}".*?</article>', page, re.DOTALL)
    assert found is not None
    assert f'<a href="#{place}">{kind} {number}</a>' in found[0]
    assert f"<q><bdi>{words[:12]}" in found[0]
    assert ">UNH+" in page
    fields = officer.get(f"{address}?show=fields").text
    assert ">UNH+" not in fields
    assert f"{kind} {number}" in fields


def test_a_file_screened_by_a_command_shows_its_fields(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get(f"/consignments/{number_of(filled, 'JS2016')}").text
    assert "The file itself is not kept here" in page
    assert "LIMONITE IN BULK" in page
    assert "segment 14" in page


def test_a_stored_file_that_was_changed_is_not_shown(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    content = sample(COAL)
    drop(officer, content, "coal.edi")
    sha256 = settled(empty, content)
    address = f"/consignments/{number_of(empty, 'WH2018')}"
    assert "no longer matches" not in officer.get(address).text
    office: Office = empty.state.office
    kept = office.incoming.uploads.content(sha256)
    kept.write_bytes(content.replace(b"COAL", b"SAND"))
    page = officer.get(address).text
    assert "The stored file no longer matches its hash" in page
    assert "SAND" not in page


def test_a_hit_stands_beside_the_entry_with_its_reasons(filled: FastAPI, sign_in: SignIn) -> None:
    number = number_of(filled, "HF6-1003")
    page = sign_in(filled, "analyst").get(f"/consignments/{number}").text
    assert f'href="/matches/{number}-0"' in page
    assert "IMO number 8628597 is that of HAO FAN 6" in page
    assert "S/RES/2371 (2017) para 6" in page
    assert "para 94(a)" in page


def test_other_law_stands_apart_under_its_maker(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    content = sample("cases/coal-2017-summer.csv")
    drop(officer, content, "coal.csv", law=["us", "kr"])
    settled(empty, content)
    page = officer.get(f"/consignments/{number_of(empty, 'HF2-0603')}").text
    un, us, kr = (page.index(each) for each in ("2321 (2016) para 26", "13570", "24 May 2010"))
    makers = [m.start() for m in re.finditer(r'<div class="source">', page)]
    assert len(makers) == 2
    assert un < makers[0] < us < makers[1] < kr


def test_no_ground_is_told_with_what_was_not_compared(filled: FastAPI, sign_in: SignIn) -> None:
    office: Office = filled.state.office
    number = next(
        e.number for e in office.ledger.events(kind="screened") if '"action":"pass"' in e.payload
    )
    page = sign_in(filled, "officer").get(f"/consignments/{number}").text
    assert "No ground found. 1 list, law" in page
    assert "Not compared" in page


def test_the_next_step_follows_the_role_and_the_state(filled: FastAPI, sign_in: SignIn) -> None:
    address = f"/consignments/{number_of(filled, 'WH2018')}"
    assert 'class="main"' not in sign_in(filled, "auditor").get(address).text
    officer = sign_in(filled, "officer")
    assert '<button class="main">Open a case and take it' in officer.get(address).text
    page = officer.post(f"{address}/open", {"take": "1"}, of=address).text
    assert re.search(r'class="button main" href="/cases/[\w-]+/inspect">Open inspection', page)
    assert "assigned" in page
    analyst = sign_in(filled, "analyst").get(address).text
    assert "Open inspection" not in analyst
    assert analyst.count("main") >= 1
    history = officer.get(f"{address}/history").text
    assert history.index("opened:") < history.index("assigned:")


def test_an_answer_that_was_superseded_says_so(empty: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(empty, "officer")
    content = sample(HAO_FAN)
    drop(officer, content, "bill.json")
    sha256 = settled(empty, content)
    first = number_of(empty, "HF6-1003")
    officer.post(f"/imports/{sha256}/again", {"law": "us"})
    settled(empty, content)
    page = officer.get(f"/consignments/{first}").text
    assert "Superseded." in page
    assert f'href="/consignments/{number_of(empty, "HF6-1003")}"' in page
    assert "Open a case" not in page


def test_print_holds_grounds_first_and_hashes_last(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "auditor").get(f"/consignments/{number_of(filled, 'JS2016')}/print").text
    grounds, words, hashes = (page.index(each) for each in ("Grounds", "LIMONITE", "SHA-256"))
    assert grounds < words < hashes


def test_no_such_consignment(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    assert officer.get("/consignments/999999").status_code == 400
    assert officer.get(f"/consignments/{1 << 70}").status_code == 404


def test_the_page_fits_a_phone_and_links_jump(
    filled: FastAPI, at_browser: Callable[..., Any], tmp_path: Path
) -> None:
    del tmp_path
    page = at_browser(filled, "officer", width=360)
    page.goto(f"/consignments/{number_of(filled, 'HF6-1003')}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("1")
    assert page.evaluate("document.activeElement.id") == "finding-1"
    page.goto("/consignments")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _next(page: str, rel: str = "next") -> str:
    found = re.search(rf'<a rel="{rel}" href="([^"]+)"', page)
    return "" if found is None else html.unescape(found[1])


def test_the_queue_is_walked_through_from_page_to_page(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    queue = officer.get("/queue?action=inspect").text
    rows = re.findall(r'<th scope="row"><a href="([^"]+)"', queue)
    assert len(rows) > 2
    address, walked = html.unescape(rows[0]), []
    while address != "":
        page = officer.get(address).text
        walked.append(address)
        assert f"<span>{len(walked)} of {len(rows)}</span>" in page
        assert 'href="/queue?action=inspect">Back to the queue' in page
        address = _next(page)
    assert walked == [html.unescape(each) for each in rows]
    assert _next(officer.get(walked[1]).text, "prev") == walked[0]


def test_what_left_the_list_keeps_its_neighbours(filled: FastAPI, sign_in: SignIn) -> None:
    officer = sign_in(filled, "officer")
    rows = re.findall(r'<th scope="row"><a href="([^"]+)"', officer.get("/queue?who=-").text)
    first, second, third = (html.unescape(each) for each in rows[:3])
    sent = {"take": "1", "in": "/queue?who=-"}
    page = officer.post(second.partition("?")[0] + "/open", sent, of=second)
    assert str(page.url).endswith("?in=%2Fqueue%3Fwho%3D-")
    assert "not in the list now" in page.text
    assert (_next(page.text, "prev"), _next(page.text)) == (first, third)


def test_an_import_is_walked_through_by_action(filled: FastAPI, sign_in: SignIn) -> None:
    officer, office = sign_in(filled, "officer"), filled.state.office
    several = next(
        event.document
        for event in office.ledger.events(kind="document")
        if msgspec.json.decode(event.payload)["consignments"] > 2
    )
    shown = officer.get(f"/imports/{several}").text
    rows = re.findall(r'<td><a href="(/consignments/\d+\?in=%2Fimports[^"]+)"', shown)
    walked = [rows[0]]
    while (address := _next(officer.get(walked[-1]).text)) != "":
        walked.append(address)
    assert walked == rows


@pytest.mark.parametrize("given", ["https://example.org/", "//example.org", "/queue/../x", "x"])
def test_no_other_address_is_led_back_to(filled: FastAPI, sign_in: SignIn, given: str) -> None:
    officer = sign_in(filled, "officer")
    page = officer.get(f"/consignments/{number_of(filled, 'WH2018')}?in={given}").text
    assert "Back to" not in page
    assert given not in page.partition("<main")[2] or given == "x"


def test_keys_walk_through_the_queue(filled: FastAPI, at_browser: Callable[..., Any]) -> None:
    page = at_browser(filled, "officer")
    page.goto("/queue")
    page.locator("th[scope=row] a").first.click()
    page.wait_for_url("**/consignments/**")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.keyboard.press("1")
    assert page.evaluate("document.activeElement.id") == "finding-1"
    page.locator("#find").focus()
    page.keyboard.press("k")
    assert page.url == second
    page.locator("main").focus()
    page.keyboard.press("k")
    page.wait_for_url(first)
    office: Office = filled.state.office
    office.preferences.keep("officer", "keys", "off")
    page.reload()
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    assert page.url == first
