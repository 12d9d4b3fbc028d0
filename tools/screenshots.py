"""`python -m tools.screenshots FOLDER`: every main page in every state, and what a machine sees.

Writes pictures, `report.md` with the machine's findings, and `index.html` to look at them by.
Light and dark, desktop and phone, English and Korean; filled, empty and in error; then print,
greyscale, forced colours, no script, and text at 200 %.
"""

import argparse
import datetime
import itertools
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, TimeoutError, sync_playwright  # noqa: A004

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
from tidewaiter.web.sections import SECTIONS
from tools import looks, shape
from tools.crawl import crawl, kind_of

WHO = "supervisor"
SIZES = {"desktop": (1440, 900), "phone": (360, 740)}
THEMES, LANGUAGES = ("light", "dark"), ("en", "ko")
# addresses that are wrong in the ways addresses can be
WRONG = ("/nowhere", "/consignments/999999999", "/cases/999999999", "/queue?page=x")
_TALLEST = 4000
_EMPTIED = """() => {
  const form = document.querySelector("main button.main")?.form ?? null;
  if (!form || form.method !== "post") return false;
  form.noValidate = true;
  for (const field of form.elements) if (field.type !== "hidden") field.value = "";
  return true;
}"""


@dataclass(frozen=True)
class View:
    """One way to look at a page; `change` is made to it once it is there."""

    name: str
    size: str = "desktop"
    theme: str = "light"
    language: str = "en"
    script: bool = True
    change: Callable[[Any], None] | None = None


@dataclass
class Findings:
    """What was seen: how many pictures were taken, and each fault with where it is."""

    pictures: list[Path] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)


def views() -> Iterator[View]:
    """Every theme, size and language; then the ways that are looked at once for each size."""
    for theme, size, language in itertools.product(THEMES, SIZES, LANGUAGES):
        yield View(f"{size}-{theme}-{language}", size, theme, language)


def further_views() -> Iterator[View]:
    """Print, greyscale, forced colours, no script, large text."""
    for size in SIZES:
        yield View(f"{size}-print", size, change=lambda page: page.emulate_media(media="print"))
        yield View(f"{size}-grey", size, change=_in_grey)
        yield View(f"{size}-forced", size, change=_in_forced_colours)
        yield View(f"{size}-no-script", size, script=False)
        yield View(f"{size}-200", size, change=_twice_as_large)


class Camera:
    """Takes pictures of one desk as one person, and looks at each with the machine's eyes."""

    def __init__(self, browser: Browser, here: str, session: str, folder: Path) -> None:
        self._browser, self._here, self._session = browser, here, session
        self._folder, self.findings = folder, Findings()

    def shoot(self, paths: list[str], view: View, state: str) -> None:
        """One picture of each page in one view."""
        with self._page(view) as page:
            for path in paths:
                page.goto(path)
                self._take(page, path, view, state)

    def shoot_errors(self, paths: list[str], view: View) -> None:
        """The forms of these pages sent empty, and addresses that are wrong."""
        with self._page(view) as page:
            for path in paths:
                page.goto(path)
                if page.evaluate(_EMPTIED):
                    # a script may keep the form on the page
                    with suppress(TimeoutError), page.expect_navigation(timeout=5000):
                        page.click("main button.main")
                    self._take(page, path, view, "error")
        self.shoot(list(WRONG), view, "error")

    @contextmanager
    def _page(self, view: View) -> Iterator[Any]:
        width, height = SIZES[view.size]
        context = self._browser.new_context(
            base_url=self._here,
            viewport={"width": width, "height": height},
            color_scheme=view.theme,  # type: ignore[arg-type]
            locale=view.language,
            java_script_enabled=view.script,
            bypass_csp=True,
            has_touch=view.size == "phone",
        )
        context.on("request", self._seen)
        cookie = {"name": "tw_session", "value": self._session, "url": self._here}
        context.add_cookies([cookie])  # type: ignore[list-item]
        yield context.new_page()
        context.close()

    def _seen(self, request: Any) -> None:
        if not request.url.startswith((self._here, "blob:", "data:")):
            self.findings.faults.append(("other hosts", request.frame.url, request.url))

    def _take(self, page: Any, path: str, view: View, state: str) -> None:
        if view.change is not None:
            view.change(page)
        place = f"{state} {view.name} {path}"
        for what, found in self._found(page, view):
            self.findings.faults += [(what, place, each) for each in found]
        name = re.sub(r"\W+", "-", path).strip("-") or "today"
        target = self._folder / state / f"{name[:80]}.{view.name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        tall = page.evaluate("document.documentElement.scrollHeight") if view.script else 0
        width = SIZES[view.size][0]
        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, _TALLEST)}
        page.screenshot(path=target, full_page=True, **({"clip": clip} if tall else {}))
        self.findings.pictures.append(target)

    def _found(self, page: Any, view: View) -> Iterator[tuple[str, list[str]]]:
        yield "shape and words", shape.faults(page.content())
        if not view.script:
            return
        yield "scroll", looks.sideways(page)
        yield "letters", looks.missing(page)
        yield "cut text", looks.cut(page)
        if view.change is None and view.language == "en":
            yield "axe", looks.axe(page)


def _in_grey(page: Any) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})


def _in_forced_colours(page: Any) -> None:
    page.emulate_media(forced_colors="active")


def _twice_as_large(page: Any) -> None:
    page.add_style_tag(content=":root { font-size: 200%; }")


def fill(settings: Settings, now: datetime.datetime) -> dict[str, str]:
    """A desk with users and the bundled samples on record; the password of each user."""
    office, password = Office.open(settings), "pictures of seven harbours"
    office.door.begin(office.door.first_link(now), ("administrator", "Ada Demo"), password, now)
    session = office.door.sign_in("administrator", password, now)
    first = office.door.by_session(session, now)
    assert first is not None
    for role in ROLES[:-1]:
        office.users.add(User(role, f"{role.title()} Demo", (role,)), first, now)
        office.door.accept(office.door.link(role, now), password, now)
    examiner = make_examiner(settings, kept_and(office.store, []), recorded=True)
    record = Record(ledger=office.ledger, actor="analyst", at=office.now)
    with sample_folder() as folder:
        for path in documents([folder / name for name in ("cases", "innocent", "aboard")]):
            screen_document(path, examiner, record=record, show=lambda _: None)
    office.standing.catch_up()
    office.close()
    return dict.fromkeys(ROLES, password)


@contextmanager
def desk(state: str) -> Iterator[tuple[FastAPI, str, str]]:
    """A desk that is served while the block lasts: the app, its address and a session."""
    with tempfile.TemporaryDirectory(prefix="tidewaiter-pictures-") as name:
        home, now = Path(name), datetime.datetime.now(datetime.UTC)
        settings = Settings(home, f"sqlite:///{home / 'ledger.db'}", now.date(), "pictures")
        passwords = fill(settings, now) if state == "filled" else {}
        app = create_app(settings)
        with TestClient(app), looks.served(app) as here:
            office, password = app.state.office, passwords.get(WHO, "an empty quiet harbour")
            if state == "empty":
                link = office.door.first_link(now)
                office.door.begin(link, (WHO, "Sue Demo"), password, now)
            yield app, here, office.door.sign_in(WHO, password, now)


def main_pages(app: FastAPI, session: str) -> list[str]:
    """One address of each kind that leads somewhere, the sections first."""
    client = TestClient(app)
    client.cookies.set("tw_session", session)
    start = tuple(section.path for section in SECTIONS)
    seen, found = set(), []
    for page in crawl(app, client, start):
        kind = kind_of(app, page.address)[0]
        if page.status == 200 and kind not in seen:
            seen.add(kind)
            found.append(page.address)
    return found


def take(folder: Path, only: str, wanted: list[View]) -> Findings:
    """Every picture: filled and empty in every view, then errors, which change the desk, last."""
    findings = Findings(faults=[("size", "static", each) for each in shape.static_faults()])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        for state in ("filled", "empty"):
            with desk(state) as (app, here, session):
                camera = Camera(browser, here, session, folder)
                camera.findings = findings
                paths = [path for path in main_pages(app, session) if only in path]
                for view in wanted:
                    if state == "filled" or view in list(views()):
                        sys.stderr.write(f"{state} {view.name}: {len(paths)} pages\n")
                        camera.shoot(paths, view, state)
                if state == "filled":
                    for view in (view for view in wanted if view.change is None and view.script):
                        camera.shoot_errors(paths, view)
        browser.close()
    return findings


def report(findings: Findings) -> str:
    """The findings as a page of Markdown: how many of each kind, then each once."""
    kinds = ("size", "shape and words", "scroll", "letters", "cut text", "axe", "other hosts")
    lines = [f"# What the machine saw in {len(findings.pictures)} pictures", ""]
    lines += ["| check | faults |", "| --- | --- |"]
    lines += [f"| {kind} | {sum(each[0] == kind for each in findings.faults)} |" for kind in kinds]
    for kind in kinds:
        found = [(place, what) for each, place, what in findings.faults if each == kind]
        if found:
            lines += ["", f"## {kind}", ""]
            lines += [f"- {place}: `{what}`" for place, what in found]
    return "\n".join(lines) + "\n"


def gallery(pictures: list[Path], folder: Path) -> str:
    """The pictures on one page, by state and page."""
    style = "body{font:14px sans-serif}figure{display:inline-block;margin:8px}img{max-width:480px}"
    figures = [
        f'<figure><a href="{escape(name)}"><img loading="lazy" src="{escape(name)}" alt=""></a>'
        f"<figcaption>{escape(name)}</figcaption></figure>"
        for name in sorted({picture.relative_to(folder).as_posix() for picture in pictures})
    ]
    head = f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{style}</style>'
    return head + "".join(figures)


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures; 1 where the machine found a fault."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="pages whose address holds this")
    parser.add_argument("--view", default="", help="views whose name holds this")
    asked = parser.parse_args(arguments)
    if chromium() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    wanted = [each for each in (*views(), *further_views()) if asked.view in each.name]
    findings = take(asked.folder, asked.only, wanted)
    asked.folder.mkdir(parents=True, exist_ok=True)
    (asked.folder / "report.md").write_text(report(findings), encoding="utf-8")
    page = gallery(findings.pictures, asked.folder)
    (asked.folder / "index.html").write_text(page, encoding="utf-8")
    sys.stderr.write(f"{len(findings.pictures)} pictures, {len(findings.faults)} faults\n")
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
