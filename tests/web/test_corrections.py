"""A value of a document is corrected on its page, and agreed to by a second person."""

import re

from fastapi import FastAPI

from tests.web.conftest import Person, SignIn
from tests.web.test_consignments import number_of

WHY = "The certificate of origin, seen today"


def correct(person: Person, number: int, field: str, value: str, why: str = WHY) -> str:
    address = f"/consignments/{number}/corrections?field={field}&in=/queue"
    page = person.get(address).text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    sent = {"field": field, "value": value, "why": why, "seen": seen[1], "in": "/queue"}
    answer = person.post(f"/consignments/{number}/corrections", sent, of=address)
    return str(answer.url.path) + "\n" + answer.text


def test_a_value_is_chosen_corrected_and_shown_beside_its_own_word(
    filled: FastAPI, sign_in: SignIn
) -> None:
    analyst, number = sign_in(filled, "analyst"), number_of(filled, "WH2018")
    page = analyst.get(f"/consignments/{number}").text
    assert f"/consignments/{number}/corrections" in page
    values = analyst.get(f"/consignments/{number}/corrections").text
    assert "Goods item 1: Country of origin" in values
    after = correct(analyst, number, "goods[0].origin", "KP")
    assert "Corrected and screened again" in after
    assert "goods[0].origin" in after
    assert re.search(r"as written:\s+nothing", after) is not None
    assert ">Detain<" in re.sub(r"\s", "", after)
    assert '<td data-label="Who"><bdi>analyst' in after
    assert 'class="superseded"' in after
    # one click back; it takes the answer's ground away, so it waits
    sent = dict(re.findall(r'name="(field|value|seen|why|in)" value="([^"]*)"', after))
    back = analyst.post(
        f"/consignments/{number}/corrections",
        sent,
        of=f"/consignments/{number}/corrections?field=goods[0].origin",
    )
    assert "the answer stands until a second person has agreed" in back.text


def test_what_is_wrong_with_a_correction_is_said_with_the_values_kept(
    filled: FastAPI, sign_in: SignIn
) -> None:
    analyst, number = sign_in(filled, "analyst"), number_of(filled, "WH2018")
    page = correct(analyst, number, "goods[0].hs", "coal")
    assert "There is a problem" in page
    assert ">coal</textarea>" in page
    assert WHY in page
    page = correct(analyst, number, "goods[0].hs", "270111", why="")
    assert 'href="#why"' in page


def test_two_people_agree_to_what_takes_something_away(filled: FastAPI, sign_in: SignIn) -> None:
    analyst, number = sign_in(filled, "analyst"), number_of(filled, "WH2018")
    page = correct(analyst, number, "goods[0].description", "COAL IN BULK")
    assert "waits for a second person" in page
    assert "there would be no duty to inspect" in page
    found = re.search(r'action="(/consignments/\d+/corrections/\d+)"', page)
    assert found is not None
    supervisor = sign_in(filled, "supervisor")
    listed = supervisor.get("/approvals").text
    assert "1 correction that takes something away" in listed
    assert f'href="/consignments/{number}#correction-' in listed
    here = f"/consignments/{number}"
    for name in ("analyst", "officer"):
        refused = sign_in(filled, name).post(found[1], {"answer": "approve"})
        assert refused.status_code == 403
        assert "may not approve or send back a correction" in refused.text
    after = supervisor.post(found[1], {"answer": "approve"}, of=here).text
    assert "agreed to by supervisor" in after
    assert "COAL IN BULK, ORIGIN RUSSIA" in after
    assert "Nothing waits" in supervisor.get("/approvals").text


def test_whoever_may_not_is_not_offered_it(filled: FastAPI, sign_in: SignIn) -> None:
    number = number_of(filled, "WH2018")
    for name in ("officer", "auditor"):
        person = sign_in(filled, name)
        assert "Correct a field" not in person.get(f"/consignments/{number}").text
        assert person.get(f"/consignments/{number}/corrections").status_code == 403


def test_the_import_counts_the_answer_that_stands(filled: FastAPI, sign_in: SignIn) -> None:
    analyst, number = sign_in(filled, "analyst"), number_of(filled, "WH2018")
    page = analyst.get(f"/consignments/{number}").text
    found = re.search(r'href="(/imports/\w+)"', page)
    assert found is not None
    assert 'href="#inspect"' in analyst.get(found[1]).text
    correct(analyst, number, "goods[0].origin", "KP")
    after = analyst.get(found[1]).text
    assert 'href="#detain"' in after
    assert 'href="#inspect"' not in after
