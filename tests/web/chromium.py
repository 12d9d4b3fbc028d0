"""Where the browser of this machine is."""

import shutil

MISSING = "NO CHROMIUM: the tests in a real browser are skipped (Debian: apt-get install chromium)"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The path of a Chromium, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name)) is not None), None)
