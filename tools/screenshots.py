"""`python -m tools.screenshots FOLDER`: every main page in every state, and what a machine sees.

The filled desk is the demonstration's, as each of its people sees it.
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
from tidewaiter.pipeline import demo_desk
from tidewaiter.pipeline.settings import Settings
from tidewaiter.web.app import create_app
from tidewaiter.web.office import Office
from tidewaiter.web.sections import SECTIONS
from tools import looks, shape
from tools.crawl import crawl, kind_of

# who looks: a supervisor first, then the pages that only the others are shown
WHO = ("moreno", "kim", "park", "ada")
SIZES = {"desktop": (1440, 900), "phone": (360, 740)}
THEMES, LANGUAGES = ("light", "dark"), ("en", "ko")
# addresses that are wrong in the ways addresses can be
WRONG = ("/nowhere", "/consignments/999999999", "/cases/999999999", "/queue?page=x")
# what is asked of a page makes another page of it
ASKED = (
    "/law?on=2017-08-06&heading=2701&direction=from_dprk",
    "/law/compare?on=2017-08-06&heading=2701&direction=from_dprk",
    "/search?q=WISE+HONEST",
    "/vessels/8905490?on=2018-04-02",
)
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

    def __init__(
        self,
        browser: Browser,
        here: str,
        session: str,
        folder: Path,
        *,
        who: str = "",
        findings: Findings | None = None,
    ) -> None:
        self._browser, self._here, self._session = browser, here, session
        self._folder, self._who = folder, who
        self.findings = Findings() if findings is None else findings

    def shoot(self, paths: list[str], view: View, state: str) -> None:
        """One picture of each page in one view."""
        with self._page(view) as page:
            for path in paths:
                self._take(page, path, view, state, come=True)

    def shoot_errors(self, paths: list[str], view: View, wrong: tuple[str, ...] = WRONG) -> None:
        """The forms of these pages sent empty, and addresses that are wrong."""
        with self._page(view) as page:
            for path in paths:
                with suppress(TimeoutError):
                    page.goto(path)
                if page.evaluate(_EMPTIED):
                    # a script may keep the form on the page
                    with suppress(TimeoutError), page.expect_navigation(timeout=5000):
                        page.click("main button.main")
                    self._take(page, path, view, "error")
        self.shoot(list(wrong), view, "error")

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

    def _take(self, page: Any, path: str, view: View, state: str, *, come: bool = False) -> None:
        """Look at a page and draw it; one that takes too long is a fault, not the end of all."""
        try:
            if come:
                page.goto(path)
            self._look(page, path, view, state)
        except TimeoutError as error:
            what = str(error).partition("\n")[0]
            self.findings.faults.append(("time", f"{state} {view.name} {self._who} {path}", what))

    def _look(self, page: Any, path: str, view: View, state: str) -> None:
        if view.change is not None:
            view.change(page)
        place = f"{state} {view.name} {self._who} {path}"
        for what, found in self._found(page, view):
            self.findings.faults += [(what, place, each) for each in found]
        name = re.sub(r"\W+", "-", path).strip("-") or "today"
        whose = f"{name[:80]}.{self._who}".rstrip(".")
        target = self._folder / state / f"{whose}.{view.name}.png"
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


@dataclass(frozen=True)
class Desk:
    """A desk that is served: its address, and the session of each person who looks at it."""

    app: FastAPI
    here: str
    sessions: dict[str, str]


def _nobody_else(office: Office, now: datetime.datetime) -> dict[str, str]:
    """Let in an administrator and the first who looks, where nothing else is; their passwords."""
    passwords = dict.fromkeys((WHO[-1], WHO[0]), "an empty quiet harbour")
    given = passwords[WHO[0]]
    office.door.begin(office.door.first_link(now), (WHO[-1], "Ada Example"), given, now)
    first = office.door.by_session(office.door.sign_in(WHO[-1], given, now), now)
    assert first is not None
    office.users.add(User(WHO[0], "Moreno Ejemplo", ("supervisor",)), first, now)
    office.door.accept(office.door.link(WHO[0], now), given, now)
    return passwords


@contextmanager
def desk(state: str) -> Iterator[Desk]:
    """A desk of a state, served while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="tidewaiter-pictures-") as name:
        home, now = Path(name), datetime.datetime.now(datetime.UTC)
        settings = Settings(home, f"sqlite:///{home / 'ledger.db'}", now.date(), "pictures")
        passwords = demo_desk.fill(settings, now) if state == "filled" else {}
        app = create_app(settings)
        with TestClient(app), looks.served(app) as here:
            door = app.state.office.door
            if state == "empty":
                passwords = _nobody_else(app.state.office, now)
            people = [name for name in WHO if name in passwords]
            yield Desk(
                app, here, {name: door.sign_in(name, passwords[name], now) for name in people}
            )


def main_pages(desk: Desk, only: str = "") -> dict[str, list[str]]:
    """One address of each kind that leads somewhere, by whom it is looked at, the sections first.

    What one person was shown is not asked of the next, Today apart: it is another for each.
    """
    start = (*(section.path for section in SECTIONS), *ASKED)
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for name, session in desk.sessions.items():
        client = TestClient(desk.app)
        client.cookies.set("tw_session", session)
        pages = [page for page in crawl(desk.app, client, start) if page.status == 200]
        found[name] = []
        for address in (page.address for page in pages):
            kind = kind_of(desk.app, address)[0]
            asked = address in ASKED and name == WHO[0]
            if (kind not in seen or address == "/" or asked) and only in address:
                found[name].append(address)
            seen.add(kind)
    return found


def take(folder: Path, only: str, wanted: list[View]) -> Findings:
    """Every picture: filled and empty in every view, then errors, which change the desk, last.

    What was seen so far is written after each view, so that a run that ends early is not lost.
    """
    findings = Findings(faults=[("size", "static", each) for each in shape.static_faults()])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        for state in ("filled", "empty"):
            with desk(state) as served:
                cameras = [
                    (
                        Camera(
                            browser,
                            served.here,
                            served.sessions[name],
                            folder,
                            who=name,
                            findings=findings,
                        ),
                        paths,
                    )
                    for name, paths in main_pages(served, only).items()
                ]
                for _ in _take_state(state, cameras, wanted):
                    write(folder, findings)
        browser.close()
    return findings


def _take_state(
    state: str, cameras: list[tuple[Camera, list[str]]], wanted: list[View]
) -> Iterator[None]:
    common = list(views())
    for view in wanted:
        if state == "filled" or view in common:
            pages = sum(len(paths) for _, paths in cameras)
            sys.stderr.write(f"{state} {view.name}: {pages} pages\n")
            for camera, paths in cameras:
                camera.shoot(paths, view, state)
            yield
    if state == "filled":
        for view in (view for view in wanted if view in common):
            for camera, paths in cameras:
                camera.shoot_errors(paths, view, WRONG if camera is cameras[0][0] else ())
            yield


def write(folder: Path, findings: Findings) -> None:
    """`report.md` and `index.html` of what was seen."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(report(findings), encoding="utf-8")
    (folder / "index.html").write_text(gallery(findings.pictures, folder), encoding="utf-8")


def report(findings: Findings) -> str:
    """The findings as a page of Markdown: how many of each kind, then each once."""
    kinds = (
        "size",
        "shape and words",
        "scroll",
        "letters",
        "cut text",
        "axe",
        "other hosts",
        "time",
    )
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
    parser.add_argument("--view", default="", help="views whose name holds one of these, by comma")
    asked = parser.parse_args(arguments)
    if chromium() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    wanted = [
        each
        for each in (*views(), *further_views())
        if any(part in each.name for part in asked.view.split(","))
    ]
    findings = take(asked.folder, asked.only, wanted)
    write(asked.folder, findings)
    sys.stderr.write(f"{len(findings.pictures)} pictures, {len(findings.faults)} faults\n")
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
