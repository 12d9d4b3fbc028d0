"""Pictures of pages, and the report of what the machine saw in them."""

from pathlib import Path

from fastapi import FastAPI
from playwright.sync_api import Browser

from tests.web.conftest import PASSWORD
from tools import looks
from tools.screenshots import Camera, Findings, View, further_views, gallery, report, views


def test_a_picture_is_taken_in_every_way(browser: Browser, empty: FastAPI, tmp_path: Path) -> None:
    office = empty.state.office
    session = office.door.sign_in("officer", PASSWORD, office.now())
    ways = [View("phone-dark-ko", "phone", "dark", "ko"), *list(further_views())[-5:]]
    with looks.served(empty) as here:
        camera = Camera(browser, here, session, tmp_path)
        for view in ways:
            camera.shoot(["/account"], view, "empty")
        camera.shoot_errors(["/account"], View("phone-light-en", "phone"))
    assert camera.findings.faults == []
    names = {path.relative_to(tmp_path).as_posix() for path in camera.findings.pictures}
    assert {f"empty/account.{view.name}.png" for view in ways} <= names
    assert "error/nowhere.phone-light-en.png" in names
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in camera.findings.pictures)


def test_the_report_counts_and_names_faults(tmp_path: Path) -> None:
    picture = tmp_path / "filled" / "today.phone.png"
    findings = Findings([picture], [("axe", "filled phone /", "label (critical)")])
    said = report(findings)
    assert "| axe | 1 |" in said
    assert "| scroll | 0 |" in said
    assert "- filled phone /: `label (critical)`" in said
    assert 'href="filled/today.phone.png"' in gallery([picture], tmp_path)


def test_every_theme_size_and_language_is_looked_at() -> None:
    assert len({(view.theme, view.size, view.language) for view in views()}) == 8
    assert len({view.name for view in (*views(), *further_views())}) == 18
