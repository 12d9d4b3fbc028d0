"""Coming in by the sign-in of an organisation, page by page."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser

from tests.people.issuer import CLIENT, SECRET, Issuer, running
from tests.web.conftest import Person, settings_in
from tidewaiter.pipeline.settings import Settings
from tidewaiter.web.app import create_app


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running(time.time()) as issuer:
        yield issuer


@pytest.fixture
def joined(empty: FastAPI, issuer: Issuer) -> Iterator[FastAPI]:
    """A desk that takes the sign-in of that issuer."""
    home = empty.state.office.settings.home
    table = f'[oidc]\nissuer = "{issuer.address}"\nclient_id = "{CLIENT}"\nlabel = "Demo Customs"\n'
    (home / "desk.toml").write_text(table, encoding="utf-8")
    plain = settings_in(home)
    secret = {"TIDEWAITER_OIDC_SECRET": SECRET}
    settings = Settings(home, plain.database_url, plain.today, "tests", oidc=secret)
    app = create_app(settings)
    with TestClient(app):
        yield app


def return_from(issuer: Issuer, person: Person, address: str) -> Response:
    query = issuer.authorize(address)
    assert address.startswith(issuer.address)
    return person.client.get("/sign-in/oidc/back", params=query)


def leave(person: Person, back: str) -> str:
    """Where the button of the sign-in page leads to."""
    sent = person.client.get(f"/sign-in/oidc?back={back}", follow_redirects=False)
    assert sent.status_code == 303
    cookie = sent.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    address: str = sent.headers["location"]
    return address


def join(app: FastAPI, issuer: Issuer, name: str) -> Person:
    """Join a user to the issuer's subject by a one-time link."""
    office, person = app.state.office, Person(app)
    link = f"/links/{office.door.link(name, office.now())}"
    assert "Sign in with Demo Customs from now on" in person.get(link).text
    leaves = person.post(f"{link}/oidc", {}, of=link)
    assert leaves.url.path == "/sign-in/oidc/on"
    address = leaves.text.split('class="button main" href="')[1].split('"')[0]
    came = return_from(issuer, person, address.replace("&amp;", "&"))
    assert came.url.path == "/"
    assert person.get(link).status_code == 404
    return person


def test_a_link_joins_and_the_button_then_brings_in(joined: FastAPI, issuer: Issuer) -> None:
    assert "officer" in join(joined, issuer, "officer").get("/account").text
    person = Person(joined)
    assert "Sign in with Demo Customs" in person.get("/sign-in").text
    address = leave(person, "/account%3Fsaved=1")
    query = parse_qs(urlsplit(address).query)
    assert query["redirect_uri"] == ["http://testserver/sign-in/oidc/back"]
    came = return_from(issuer, person, address)
    assert (came.url.path, came.url.query) == ("/account", b"saved=1")
    events = joined.state.office.ledger.events(kind="user", subject="officer")
    assert [event.actor for event in events] == ["administrator", "officer"]


def test_an_answer_at_another_browser_or_again_lets_nobody_in(
    joined: FastAPI, issuer: Issuer
) -> None:
    join(joined, issuer, "officer")
    person, other = Person(joined), Person(joined)
    query = issuer.authorize(leave(person, "/"))
    refused = other.client.get("/sign-in/oidc/back", params=query)
    assert refused.status_code == 403
    assert "There is a problem" in refused.text
    assert person.client.get("/sign-in/oidc/back", params=query).url.path == "/"
    assert person.client.get("/sign-in/oidc/back", params=query).status_code == 403


def test_who_is_nobody_here_is_told_what_to_do(joined: FastAPI, issuer: Issuer) -> None:
    person = Person(joined)
    refused = return_from(issuer, person, leave(person, "/"))
    assert refused.status_code == 403
    assert "nobody here is who signed in at Demo Customs. An administrator adds" in refused.text
    assert person.get("/account").url.path == "/sign-in"


def test_no_sign_in_leads_to_an_address_elsewhere(joined: FastAPI, issuer: Issuer) -> None:
    join(joined, issuer, "officer")
    person = Person(joined)
    came = return_from(issuer, person, leave(person, "//other.example"))
    assert came.url == "http://testserver/"


def test_a_joining_form_from_elsewhere_begins_nothing(joined: FastAPI) -> None:
    office, person = joined.state.office, Person(joined)
    link = office.door.link("officer", office.now())
    assert person.client.post(f"/links/{link}/oidc", data={}).status_code == 403
    assert person.post("/links/made-up/oidc", {}, of="/sign-in").status_code == 404


def test_a_desk_without_an_issuer_says_so(empty: FastAPI) -> None:
    person = Person(empty)
    assert "/sign-in/oidc" not in person.get("/sign-in").text
    for path in ("/sign-in/oidc", "/sign-in/oidc/on", "/sign-in/oidc/back?code=x&state=y"):
        refused = person.get(path)
        assert refused.status_code == 403
        assert "takes no other sign-in" in refused.text


def test_the_way_out_and_back_in_a_real_browser(
    joined: FastAPI, issuer: Issuer, browser: Browser, serve: Callable[[FastAPI], str]
) -> None:
    """The cookies and the policy for forms hold on a way that leads over another site."""
    here = serve(joined).replace("127.0.0.1", "localhost")
    office = joined.state.office
    page = browser.new_page()
    page.goto(f"{here}/links/{office.door.link('officer', office.now())}")
    page.get_by_role("button", name="Sign in with Demo Customs from now on").click()
    page.get_by_role("link", name="Go on to Demo Customs").click()
    page.wait_for_url(f"{here}/")
    page.context.clear_cookies()
    page.goto(f"{here}/account")
    page.get_by_role("link", name="Sign in with Demo Customs").click()
    page.wait_for_url(f"{here}/account")
    assert "Officer Demo" in page.inner_text("main")
    page.context.close()
