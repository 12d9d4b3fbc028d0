"""What a machine can tell of a page in a browser: access, scroll, cut text, missing letters.

The tests and `tools/screenshots.py` ask it. The browser's context must take scripts that are not
the page's own (`bypass_csp=True`).
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
GRAVE = ("serious", "critical")

_SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const out = (element) => element.getBoundingClientRect().right > page.clientWidth + 0.5;
  return [...document.querySelectorAll("body *")]
    .filter((element) => out(element) && !element.closest(".scroll, .unseen, .skip"))
    .slice(0, 3)
    .map((element) => element.outerHTML.slice(0, 120))
    .concat(`${page.scrollWidth} px wide in ${page.clientWidth}`);
}"""
_CUT = """() => [...document.querySelectorAll("body *")]
  .filter((element) => {
    const style = getComputedStyle(element);
    if (element.closest(".unseen, .skip, svg, input, textarea, select")) return false;
    if (!["hidden", "clip"].includes(style.overflowX)) return false;
    return element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
  })
  .map((element) => element.outerHTML.slice(0, 120))"""
# a letter that no font has is drawn as the one that no font can have
_MISSING = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (letter) => {
    pen.clearRect(0, 0, 32, 32);
    pen.font = `20px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(letter, 4, 24);
    return pen.getImageData(0, 0, 32, 32).data.join();
  };
  const none = drawn("\\u0378");
  const unseen = /[\\s\\x00-\\x7f\\p{Cf}\\p{M}\\p{Z}]/gu;
  const letters = new Set(document.body.innerText.replace(unseen, ""));
  return [...letters].filter((letter) => drawn(letter) === none);
}"""


def axe(page: Any, options: dict[str, Any] | None = None) -> list[str]:
    """The serious and critical faults that axe-core finds, each with its first place."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    run = "options => axe.run(document, options).then(found => found.violations)"
    found = page.evaluate(run, RULES if options is None else options)
    return [
        f"{each['id']} ({each['impact']}, {len(each['nodes'])} times): {_place(each['nodes'][0])}"
        for each in found
        if each["impact"] in GRAVE
    ]


def sideways(page: Any) -> list[str]:
    """What makes a page wider than its window; empty where it is not."""
    return list(page.evaluate(_SIDEWAYS))


def cut(page: Any) -> list[str]:
    """The elements whose text is cut by their box."""
    return list(page.evaluate(_CUT))


def missing(page: Any) -> list[str]:
    """The letters on a page that no font of this machine has."""
    return list(page.evaluate(_MISSING))


def _place(node: dict[str, Any]) -> str:
    return f"{' '.join(map(str, node['target']))} {node['html'][:160]}"


@contextmanager
def served(app: Any, *, lifespan: str = "off") -> Iterator[str]:
    """Serve an app on a free port of this machine while the block lasts; gives its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", lifespan=lifespan, ws="none")  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
