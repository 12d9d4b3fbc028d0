"""`python -m tools.readme_pictures`: the README's three pictures, of the demonstration's desk."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.web.chromium import MISSING, chromium
from tidewaiter.cases.queue import Wanted, queue
from tools.screenshots import Desk, desk

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DESKTOP, PHONE = (1280, 900), (390, 780)


def draw(browser: Browser, served: Desk, who: str, path: str, size: tuple[int, int]) -> bytes:
    """A page as a person sees it without scrolling."""
    width, height = size
    context = browser.new_context(
        base_url=served.here, viewport={"width": width, "height": height}, color_scheme="light"
    )
    session = {"name": "tw_session", "value": served.sessions[who], "url": served.here}
    context.add_cookies([session])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(path)
    picture = page.screenshot()
    context.close()
    return picture


def main() -> int:
    """Draw the three; 1 where there is no browser."""
    if chromium() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    with sync_playwright() as playwright, desk("filled") as served:
        office = served.app.state.office
        wanted = Wanted(action="detain", size=200)
        rows = queue(office.standing, office.limits, wanted).rows
        listed = next(row for row in rows if row.reference == "KJG3-2018")
        begun = next(row for row in rows if row.state == "under_control")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, who, path, size in (
            ("today", "moreno", "/", DESKTOP),
            ("consignment", "moreno", f"/consignments/{listed.number}", DESKTOP),
            ("inspection", "kim", f"/cases/{begun.case}/inspect", PHONE),
        ):
            (FOLDER / f"{name}.png").write_bytes(draw(browser, served, who, path, size))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
