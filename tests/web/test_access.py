"""Every page in a real browser: axe-core in both themes, desktop and phone; no sideways scroll."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from tests.web.conftest import PASSWORD, SignIn, settings_in
from tidewaiter.cases.queue import Wanted, queue
from tidewaiter.model import Actor
from tidewaiter.web.app import create_app
from tools import looks
from tools.crawl import crawl, kind_of

WITHOUT_SESSION = ("/sign-in", "/links/made-up", "/nowhere")


@pytest.fixture(scope="module")
def desk(_filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    home = tmp_path_factory.mktemp("access") / "home"
    shutil.copytree(_filled_home, home)
    app = create_app(settings_in(home))
    with TestClient(app):
        office = app.state.office
        supervisor = Actor("supervisor", ("supervisor",))
        for row in queue(office.standing, office.limits, Wanted(size=3)).rows:
            office.cases.open(row.number, supervisor, office.now())
        office.standing.catch_up()
        yield app


@pytest.fixture(scope="module")
def addresses(desk: FastAPI, sign_in: SignIn) -> dict[str, list[str]]:
    """One address of each kind, by who sees it."""
    seen: set[object] = set()
    found: dict[str, list[str]] = {"": list(WITHOUT_SESSION)}
    for role in ("supervisor", "administrator", "officer"):
        found[role] = []
        for page in crawl(desk, sign_in(desk, role).client):
            kind = kind_of(desk, page.address)
            if kind not in seen and page.status < 400:
                seen.add(kind)
                found[role].append(page.address)
    return found


Look = Callable[[Any], list[str]]


def look_at(
    browser: Browser, app: FastAPI, addresses: dict[str, list[str]], view: tuple[int, Look]
) -> list[str]:
    """What a look at each page finds, in a window of a width."""
    width, look = view
    found = []
    with looks.served(app) as here:
        for role, paths in addresses.items():
            size = {"width": width, "height": 800}
            context = browser.new_context(base_url=here, bypass_csp=True, viewport=size)  # type: ignore[arg-type]
            if role != "":
                office = app.state.office
                session = office.door.sign_in(role, PASSWORD, office.now())
                context.add_cookies([{"name": "tw_session", "value": session, "url": here}])
            page = context.new_page()
            for path in paths:
                page.goto(path)
                found += [f"{path} as {role}: {each}" for each in look(page)]
            context.close()
    return found


def accessible(page: Any) -> list[str]:
    """All rules in the light theme; in the dark one those that look at colours."""
    page.emulate_media(color_scheme="light")
    found = looks.axe(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {each}" for each in looks.axe(page, looks.CONTRAST)]


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_no_serious_fault(
    width: int, browser: Browser, desk: FastAPI, addresses: dict[str, list[str]]
) -> None:
    assert look_at(browser, desk, addresses, (width, accessible)) == []


@pytest.mark.parametrize("width", [360, 320])
def test_no_page_scrolls_sideways(
    width: int, browser: Browser, desk: FastAPI, addresses: dict[str, list[str]]
) -> None:
    assert look_at(browser, desk, addresses, (width, looks.sideways)) == []


def test_no_text_is_cut_and_no_letter_is_missing(
    browser: Browser, desk: FastAPI, addresses: dict[str, list[str]]
) -> None:
    def look(page: Any) -> list[str]:
        return looks.cut(page) + [f"no font has {each}" for each in looks.missing(page)]

    assert look_at(browser, desk, addresses, (1440, look)) == []


def test_the_looks_see_what_they_look_for(browser: Browser) -> None:
    """A page with each fault; else an empty list would prove nothing."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_content(
        '<!doctype html><html lang="en"><title>x</title><h1>x \u0379</h1><input>'
        '<p style="color:#aaa;background:#fff">pale</p><div style="width:900px">wide</div>'
        '<p style="overflow:hidden;width:20px;white-space:nowrap">cut off</p>'
    )
    found = [each.split()[0] for each in looks.axe(page)]
    assert {"label", "color-contrast"} <= set(found)
    assert [each.split()[0] for each in looks.axe(page, looks.CONTRAST)] == ["color-contrast"]
    assert any("900px" in each for each in looks.sideways(page))
    assert len(looks.cut(page)) == 1
    assert looks.missing(page) == ["\u0379"]
    page.close()
