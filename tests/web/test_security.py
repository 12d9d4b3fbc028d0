"""Over all routes and pages, those of rooms that are built later too: who may, and what cannot."""

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.web.conftest import PASSWORD, Person, SignIn, settings_in
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.model import Actor
from tidewaiter.model.people import ROLES
from tidewaiter.people import permissions
from tidewaiter.web.app import create_app
from tidewaiter.web.security import HEADERS
from tools import shape
from tools.crawl import Page, crawl, route_of, routes

# Whoever has no session yet, or has one no more; and programs that ask whether the server is well.
OPEN = (
    *("/sign-in", "/sign-in/oidc", "/sign-in/oidc/on", "/sign-in/oidc/back", "/sign-out"),
    *("/first/{link}", "/links/{link}", "/links/{link}/oidc", "/language/{language}"),
    *("/api/v1/openapi.json", "/sw.js"),
)
OPEN_PREFIXES = ("/api/v1/health", "/health", "/metrics", "/ready")
PROBE = '"><script>alert(7)</script>'


@pytest.fixture(scope="module")
def desk(_filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A desk with the samples on record and cases at work, for all tests of this module."""
    home = tmp_path_factory.mktemp("desk") / "home"
    shutil.copytree(_filled_home, home)
    app = create_app(settings_in(home))
    with TestClient(app):
        office = app.state.office
        officer = Actor("officer", ("officer",))
        for row in queue(office.standing, office.limits, Wanted(size=3)).rows:
            office.cases.open(row.number, officer, office.now())
        office.standing.catch_up()
        yield app


@pytest.fixture(scope="module")
def crawled(desk: FastAPI, sign_in: SignIn) -> dict[str, list[Page]]:
    """Every page that each role can walk to; the supervisor's in Korean too."""
    pages: dict[str, list[Page]] = {role: crawl(desk, sign_in(desk, role).client) for role in ROLES}
    korean = sign_in(desk, "supervisor")
    korean.client.headers["accept-language"] = "ko"
    pages["supervisor in Korean"] = crawl(desk, korean.client)
    return pages


@pytest.fixture
def pages(crawled: dict[str, list[Page]]) -> list[Page]:
    return [page for found in crawled.values() for page in found]


def each_route() -> list[Any]:
    app = create_app(settings_in(Path("nowhere")))
    return [pytest.param(each, id=f"{each.method} {each.path}") for each in routes(app)]


EACH_ROUTE = each_route()
EACH_POST = [each for each in EACH_ROUTE if each.values[0].method != "GET"]


@pytest.mark.parametrize("asked", EACH_ROUTE)
def test_every_route_says_which_action_it_is(asked: Any) -> None:
    is_open = asked.path in OPEN or asked.path.startswith(OPEN_PREFIXES)
    assert is_open or len(asked.actions) > 0
    assert set(asked.actions) <= set(permissions())


def csrf(person: Person) -> str:
    """What a form of this person's session carries."""
    secret = person.client.cookies.get("tw_session") or ""
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()


def ask(app: FastAPI, person: Person, asked: Any) -> Response:
    """Ask as a person's browser or program would, with an empty form."""
    headers = {}
    if asked.is_api:
        office = app.state.office
        actor = office.door.by_session(person.client.cookies["tw_session"], office.now())
        token = office.door.make_token(actor, "tests", tuple(permissions()), office.now())
        headers = {"authorization": f"Bearer {token}"}
    if asked.method == "GET":
        return person.client.get(asked.address(), headers=headers)
    form = None if asked.is_api else {"csrf": csrf(person)}
    return person.client.request(asked.method, asked.address(), data=form, headers=headers)


@pytest.fixture(scope="module")
def tried(_filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A desk that is asked for everything, with empty forms."""
    home = tmp_path_factory.mktemp("tried") / "home"
    shutil.copytree(_filled_home, home)
    app = create_app(settings_in(home))
    with TestClient(app):
        yield app


@pytest.fixture(scope="module")
def people(tried: FastAPI, sign_in: SignIn) -> dict[str, Person]:
    return {role: sign_in(tried, role) for role in ROLES}


@pytest.mark.parametrize("asked", [each for each in EACH_ROUTE if each.values[0].actions])
def test_every_route_by_every_role(asked: Any, tried: FastAPI, people: dict[str, Person]) -> None:
    """Refused with the action's words, or not, as `people/permissions.toml` says."""
    wanted = [permissions()[action] for action in asked.actions]
    for role in ROLES:
        answer = ask(tried, people[role], asked)
        said = [f"may not {each.words}" in answer.text for each in wanted]
        if all(role in each.roles for each in wanted):
            assert not any(said), (role, answer.text)
        else:
            assert (answer.status_code, any(said)) == (403, True), (role, answer.status_code)
        assert answer.status_code < 500


@pytest.mark.parametrize("asked", [each for each in EACH_ROUTE if each.values[0].actions])
def test_no_route_answers_a_stranger(asked: Any, tried: FastAPI) -> None:
    client = Person(tried).client
    answer = client.request(asked.method, asked.address(), follow_redirects=False)
    if asked.is_api:
        assert answer.status_code == 401
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("asked", [each for each in EACH_POST if not each.values[0].is_api])
def test_no_form_from_elsewhere_is_taken(
    asked: Any, tried: FastAPI, people: dict[str, Person]
) -> None:
    roles = [set(permissions()[action].roles) for action in asked.actions]
    role = next(role for role in ROLES if all(role in each for each in roles))
    person = people[role]
    before = tried.state.office.ledger.anchor()
    headers = {"sec-fetch-site": "cross-site"}
    answers = (
        person.client.post(asked.address(), data={}),
        person.client.post(asked.address(), data={"csrf": "0" * 64}),
        person.client.post(asked.address(), data={"csrf": csrf(person)}, headers=headers),
    )
    for answer in answers:
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.text
    assert tried.state.office.ledger.anchor() == before


def test_every_answer_has_the_headers(crawled: dict[str, list[Page]], desk: FastAPI) -> None:
    client = Person(desk).client
    addresses = {page.address for page in crawled["supervisor"]} | {"/nowhere", "/sign-in"}
    for address in addresses | {"/static/tidewaiter.css", "/static/nowhere"}:
        answer = client.get(address)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (address, name)
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_no_link_leads_to_nothing(crawled: dict[str, list[Page]], desk: FastAPI) -> None:
    """A section without any route is still to be built; what a role may not do says so."""
    sections = {each.path.split("/")[1] for each in routes(desk)}
    dead = {
        (role, page.address, page.came_by)
        for role, pages in crawled.items()
        for page in pages
        if page.status >= 400
        and page.status != 403
        and urlsplit(page.address).path.split("/")[1] in sections
    }
    assert dead == set()


def test_no_page_gives_back_a_script(crawled: dict[str, list[Page]], desk: FastAPI) -> None:
    """Every parameter of every route, and every one that a link ever had, holds a script once."""
    known: dict[str, set[str]] = {}
    for asked in routes(desk):
        if asked.method == "GET" and not asked.is_api:
            known[asked.path] = {"lang", "back", *asked.queries}
    addresses = {}
    for page in (page for pages in crawled.values() for page in pages):
        parts = urlsplit(page.address)
        route = route_of(desk, parts.path)
        if route is not None:
            known.setdefault(route, set()).update(name for name, _ in parse_qsl(parts.query))
            addresses[route] = parts.path
    person = _signed_in(desk)
    for route, names in known.items():
        path = addresses.get(route) or re.sub(r"\{[^}]*\}", "1", route)
        tries = [f"{path}?{urlencode({name: PROBE})}" for name in names]
        tries.append(re.sub(r"\{[^}]*\}", quote(PROBE, safe=""), route))
        for address in tries:
            text = person.client.get(address).text
            assert "<script>alert" not in text, address


def _signed_in(app: FastAPI) -> Person:
    person, office = Person(app), app.state.office
    session = office.door.sign_in("supervisor", PASSWORD, office.now())
    person.client.cookies.set("tw_session", session)
    return person


def test_no_page_gives_back_a_script_from_a_form(empty: FastAPI) -> None:
    given = {"name": PROBE, "password": "x", "back": PROBE}
    text = Person(empty).post("/sign-in", given, of="/sign-in").text
    assert "<script>alert" not in text


def test_no_cookie_is_within_reach_of_scripts_or_other_sites(
    empty: FastAPI, sign_in: SignIn
) -> None:
    office, cookies = empty.state.office, []
    person = Person(empty)
    person.client.event_hooks = {
        "response": [lambda answer: cookies.extend(answer.headers.get_list("set-cookie"))]
    }
    for asked in routes(empty):
        if asked.method == "GET" and not asked.is_api:
            person.get(asked.address())
    given = {"name": "officer", "password": PASSWORD}
    person.post("/sign-in", given, of="/sign-in")
    person.get("/language/ko")
    person.post("/account", {"language": "ko"})
    link = f"/links/{office.door.link('officer', office.now())}"
    person.post(link, {"password": PASSWORD, "again": PASSWORD}, of=link)
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert {"tw_session", "tw_form", "tw_language"} <= names
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        gone = "max-age=0" in attributes
        assert gone or ("httponly" in attributes), cookie
        assert attributes & {"samesite=lax", "samesite=strict"}, cookie


def test_pages_are_small_and_say_no_all_clear(pages: list[Page]) -> None:
    """One heading, one main button at most, a word for each mark, no forbidden word."""
    found = {(page.address, fault) for page in pages for fault in shape.faults(page.text)}
    assert found == set()
    assert any(page.tree.find_class("mark") for page in pages)
    assert shape.static_faults() == []


def test_the_shape_sees_what_it_looks_for() -> None:
    text = "<main><h1>A</h1><h1>B</h1><b class=mark> </b><p>Cargo is safe. 이상 없음</p>"
    text += "<button class=main>x</button><a class='button main'>y</a><bdi>clear</bdi></main>"
    found = " ".join(shape.faults(text))
    for fault in ("2 h1", "2 main buttons", "'safe'", "'이상 없음'", "without its word"):
        assert fault in found
    assert "clear" not in found
    assert shape.faults("<h1>A</h1>" + "x" * 100_000) == ["100,010 bytes of HTML"]


def test_pages_hold_no_script_and_no_style_of_their_own(pages: list[Page]) -> None:
    for page in pages:
        tree = page.tree
        assert tree.xpath("//style | //@style") == [], page.address
        assert all(each.get("src") and not each.text for each in tree.iter("script")), page.address
        handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], page.address
        sources = tree.xpath("//@src | //link/@href | //form/@action")
        assert all(not urlsplit(each).netloc for each in sources), page.address


def test_every_id_is_there_once_and_every_field_has_a_label(pages: list[Page]) -> None:
    for page in pages:
        tree = page.tree
        twice = [name for name, times in Counter(tree.xpath("//@id")).items() if times > 1]
        assert twice == [], page.address
        fields = "//input[not(@type='hidden' or @type='submit')] | //select | //textarea"
        for field in tree.xpath(fields):
            labelled = field.get("aria-label") or field.get("aria-labelledby")
            inside = field.xpath("ancestor::label")
            named = tree.xpath("//label[@for=$id]", id=field.get("id", ""))
            assert labelled or inside or named, (page.address, field.get("name"))
