"""Coming in: the first administrator, one-time links, signing in and out, forms from elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.web.conftest import PASSWORD, Person, SignIn, settings_in
from tidewaiter.web.app import create_app


@pytest.fixture
def new(tmp_path: Path) -> Iterator[FastAPI]:
    app = create_app(settings_in(tmp_path))
    with TestClient(app):
        yield app


def test_the_first_link_makes_one_administrator_who_is_then_signed_in(new: FastAPI) -> None:
    office, person = new.state.office, Person(new)
    assert "Nobody has an account yet" in person.get("/").text
    link = f"/first/{office.door.first_link(office.now())}"
    given = {"name": "kim", "full_name": "Kim Demo", "password": PASSWORD, "again": PASSWORD}
    short = person.post(link, given | {"password": "short", "again": "short"}, of=link)
    assert short.status_code == 400
    assert "There is a problem" in short.text
    assert 'value="Kim Demo"' in short.text
    assert person.post(link, given, of=link).url.path == "/"
    assert [user.name for user in office.users.all()] == ["kim"]
    assert Person(new).get(link).status_code == 404


def test_sign_in_leads_back_and_sign_out_ends_the_session(empty: FastAPI) -> None:
    person = Person(empty)
    assert person.get("/account?saved=1").url.query == b"back=/account%3Fsaved%3D1"
    given = {"name": "officer", "password": PASSWORD, "back": "/account"}
    assert person.post("/sign-in", given, of="/sign-in").url.path == "/account"
    assert person.post("/sign-out", {}).url.path == "/sign-in"
    assert person.get("/account").url.path == "/sign-in"


@pytest.mark.parametrize("back", ["https://other.example", "//other.example", "/\\other"])
def test_no_address_elsewhere_is_led_back_to(empty: FastAPI, back: str) -> None:
    person = Person(empty)
    given = {"name": "officer", "password": PASSWORD, "back": back}
    assert person.post("/sign-in", given, of="/sign-in").url == "http://testserver/"


def test_an_unknown_name_is_answered_as_a_wrong_password_is(empty: FastAPI) -> None:
    answers = []
    for name in ("officer", "nobody"):
        answer = Person(empty).post("/sign-in", {"name": name, "password": "x"}, of="/sign-in")
        assert answer.status_code == 403
        answers.append(re.sub(r'value="\w+"', "", answer.text))
    assert answers[0] == answers[1]


def test_who_fails_too_often_waits(empty: FastAPI) -> None:
    person = Person(empty)
    for _ in range(5):
        person.post("/sign-in", {"name": "officer", "password": "x"}, of="/sign-in")
    given = {"name": "officer", "password": PASSWORD}
    assert "too many failed attempts" in person.post("/sign-in", given, of="/sign-in").text


def test_an_address_that_fails_under_many_names_waits(empty: FastAPI) -> None:
    person = Person(empty)
    for number in range(30):
        person.post("/sign-in", {"name": f"name{number}", "password": "x"}, of="/sign-in")
    given = {"name": "officer", "password": PASSWORD}
    assert "too many failed attempts" in person.post("/sign-in", given, of="/sign-in").text


def test_a_form_from_elsewhere_changes_nothing(empty: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(empty, "officer")
    without = person.client.post("/account", data={"language": "ko"})
    forged = person.client.post("/account", data={"language": "ko", "csrf": "0" * 64})
    across = person.post
    assert without.status_code == forged.status_code == 403
    headers = {"sec-fetch-site": "cross-site"}
    assert across("/account", {"language": "ko"}, headers=headers).status_code == 403
    assert empty.state.office.preferences.of("officer") == {}


def test_the_session_cookie_is_out_of_reach_of_scripts(empty: FastAPI) -> None:
    for scheme, secure in (("http", False), ("https", True)):
        client = TestClient(empty, base_url=f"{scheme}://testserver", follow_redirects=False)
        token = re.search(r'name="csrf" value="(\w+)"', client.get("/sign-in").text)
        assert token is not None
        given = {"csrf": token[1], "name": "officer", "password": PASSWORD}
        cookie = client.post("/sign-in", data=given).headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert ("secure" in cookie) is secure


def test_the_account_keeps_what_was_chosen(empty: FastAPI, sign_in: SignIn) -> None:
    person = sign_in(empty, "officer")
    chosen = {"language": "ko", "theme": "dark", "density": "compact", "zone": "Asia/Seoul"}
    page = person.post("/account", chosen | {"keys": "off"}).text
    assert '<html lang="ko" data-theme="dark" data-density="compact" data-keys="off">' in page
    assert person.post("/account", {"theme": "mauve", "zone": "Mars/Base"}).status_code == 200
    assert empty.state.office.preferences.of("officer")["theme"] == "dark"
