"""A desk for each test: users of every role, samples on record, and who is signed in."""

import datetime
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.web.chromium import MISSING, chromium
from tidewaiter.model import User
from tidewaiter.model.people import ROLES
from tidewaiter.pipeline.editions import kept_and
from tidewaiter.pipeline.examiner import make_examiner
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.screen import Record, documents, screen_document
from tidewaiter.pipeline.settings import Settings
from tidewaiter.web.app import create_app
from tidewaiter.web.office import Office
from tools.looks import served

PASSWORD = "seven quiet harbours"
# one user of each role, by the name of the role, and a second supervisor for four eyes
USERS = (*ROLES, "deputy")
_TOKEN = re.compile(r'name="csrf" value="(\w+)"')


def settings_in(home: Path) -> Settings:
    """The settings of a desk in a folder."""
    today = datetime.datetime.now(datetime.UTC).date()
    return Settings(home, f"sqlite:///{home / 'ledger.db'}", today, "tests")


@pytest.fixture(scope="session")
def _empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with users and nothing else; copied for each test."""
    home = tmp_path_factory.mktemp("empty")
    office = Office.open(settings_in(home))
    now = office.now()
    first = office.door.first_link(now)
    office.door.begin(first, ("administrator", "Ada Demo"), PASSWORD, now)
    actor = office.door.by_session(office.door.sign_in("administrator", PASSWORD, now), now)
    assert actor is not None
    for name in USERS:
        if name != "administrator":
            role = "supervisor" if name == "deputy" else name
            office.users.add(User(name, f"{name.title()} Demo", (role,)), actor, now)  # type: ignore[arg-type]
            office.door.accept(office.door.link(name, now), PASSWORD, now)
    office.close()
    return home


@pytest.fixture(scope="session")
def _filled_home(_empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on whose record the bundled samples are."""
    home = tmp_path_factory.mktemp("filled") / "home"
    shutil.copytree(_empty_home, home)
    settings = settings_in(home)
    office = Office.open(settings)
    examiner = make_examiner(settings, kept_and(office.store, []), recorded=True)
    record = Record(ledger=office.ledger, actor="analyst", at=office.now)
    with sample_folder() as folder:
        for path in documents([folder / name for name in ("cases", "innocent", "aboard")]):
            screen_document(path, examiner, record=record, show=lambda _: None)
    office.standing.catch_up()
    office.close()
    return home


@pytest.fixture
def empty(_empty_home: Path, tmp_path: Path) -> Iterator[FastAPI]:
    """The workbench of a desk where nothing is on record, running."""
    yield from _running(_empty_home, tmp_path / "home")


@pytest.fixture
def filled(_filled_home: Path, tmp_path: Path) -> Iterator[FastAPI]:
    """The workbench of a desk with the samples on record, running."""
    yield from _running(_filled_home, tmp_path / "home")


def _running(template: Path, home: Path) -> Iterator[FastAPI]:
    shutil.copytree(template, home)
    app = create_app(settings_in(home))
    with TestClient(app):
        yield app


class Person:
    """Somebody at a browser without script: follows links, sends forms."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, follow_redirects=True)

    def get(self, path: str) -> Response:
        """A page."""
        return self.client.get(path)

    def post(
        self, path: str, data: dict[str, Any], *, of: str = "/account", **more: Any
    ) -> Response:
        """Send a form as the page `of` would have it sent."""
        found = _TOKEN.search(self.client.get(of).text)
        assert found is not None, f"no form on {of}"
        return self.client.post(path, data={"csrf": found[1], **data}, **more)


SignIn = Callable[[FastAPI, str], Person]


@pytest.fixture(scope="session")
def sign_in() -> SignIn:
    """Sign a user in, by name: `sign_in(filled, "officer")`."""

    def come_in(app: FastAPI, name: str) -> Person:
        person = Person(app)
        office: Office = app.state.office
        person.client.cookies.set("tw_session", office.door.sign_in(name, PASSWORD, office.now()))
        return person

    return come_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; tests that need it are skipped, loudly, where there is none."""
    found = chromium()
    if found is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def serve() -> Iterator[Callable[[FastAPI], str]]:
    """Serve an app on a port of this machine; gives its address, and stops it afterwards."""
    # the app is running already, with its lifespan kept by the fixture
    with ExitStack() as open_until_the_end:
        yield lambda app: open_until_the_end.enter_context(served(app))


@pytest.fixture
def at_browser(browser: Browser, serve: Callable[[FastAPI], str]) -> Iterator[Callable[..., Any]]:
    """A browser signed in at an app: `at_browser(filled, "officer", width=360)`.

    Every request to another host fails the test.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def come(app: FastAPI, name: str = "", *, width: int = 1280, **options: Any) -> Any:
        address = serve(app)
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 800}, **options
        )
        contexts.append(context)
        context.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "blob:", "data:"))
                else strangers.append(request.url)
            ),
        )
        if name != "":
            office: Office = app.state.office
            session = office.door.sign_in(name, PASSWORD, office.now())
            context.add_cookies([{"name": "tw_session", "value": session, "url": address}])
        return context.new_page()

    yield come
    for context in contexts:
        context.close()
    assert strangers == []
