"""Write the parts of the docs that come from running the code; `--check` only compares.

Console blocks (```console) hold commands after `$ `; what stands below each is its real
output, put there by this tool. The reference pages are rendered whole.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tidewaiter.law import known_sources, load_law
from tidewaiter.law.reference import render as render_law
from tidewaiter.names.reference import render as render_names
from tidewaiter.names.table import LATEST, load_table

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = (
    "",
    "demo",
    "read",
    "screen",
    "match",
    "compare",
    "law",
    "law show",
    "law test",
    "law compare",
    "law diff",
    "law timeline",
    "law duties",
    "quota",
    "quota show",
    "quota crossings",
    "quota months",
    "quota convert",
    "quota load",
    "provocations",
    "lists",
    "lists import",
    "lists pull",
    "lists status",
    "lists diff",
    "rank",
    "rank train",
    "rank queue",
    "rescreen",
    "rulings",
    "rulings add",
    "rulings list",
    "rulings withdraw",
    "rulings decide",
    "case",
    "case open",
    "case take",
    "case show",
    "case list",
    "case steps",
    "case export",
    "case check",
    "case key",
    "users",
    "users setup",
    "users add",
    "users change",
    "users link",
    "users accept",
    "users list",
    "users roles",
    "users token",
    "users tokens",
    "login",
    "logout",
    "whoami",
    "replay",
    "coverage",
    "queue",
    "duties",
    "duties file",
    "duties own",
    "verify",
    "labour",
    "labour estimates",
    "labour check",
    "labour model",
    "labour repatriations",
    "labour read",
    "labour assess",
    "ledger",
    "ledger anchors",
    "ledger upgrade",
    "ledger clock",
    "backup",
    "restore",
    "retain",
    "serve",
)


def pages() -> list[Path]:
    """Every page that may hold console blocks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def run(command: str, home: str) -> str:
    """What a command of the docs prints, stdout and stderr as a reader sees them.

    Raises:
        RuntimeError: the command fails where the page does not expect it to.
    """
    folder = Path(sys.executable).parent
    environment = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "TIDEWAITER_HOME": home,
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 1} or "Traceback" in done.stderr:
        raise RuntimeError(f"{command}: exit {done.returncode}\n{done.stderr}")
    lines = (line.rstrip() for line in (done.stdout + done.stderr).splitlines())
    return "".join(f"{line}\n" for line in lines)


def filled(text: str) -> str:
    """A page with each command's output renewed. Commands of one page share a home folder."""
    with tempfile.TemporaryDirectory() as home:

        def fill(block: re.Match[str]) -> str:
            commands = [line for line in block[1].splitlines() if line.startswith("$ ")]
            bodies = (f"{line}\n{run(line[2:], home)}" for line in commands)
            return "```console\n" + "".join(bodies) + "```"

        return BLOCK.sub(fill, text)


def commands_page() -> str:
    """The reference of commands, from their own help."""
    head = "# Commands\n\nFrom the commands' own `--help`.\n"
    with tempfile.TemporaryDirectory() as home:

        def section(name: str) -> str:
            command = f"tidewaiter {name}".strip()
            return f"\n## `{command}`\n\n```text\n{run(f'{command} --help', home)}```\n"

        return head + "".join(at_once(section, COMMANDS))


def at_once(make: Callable[[str], str], given: Sequence[str]) -> list[str]:
    """What `make` gives for each, as many at once as there are cores; it waits on commands."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(make, given))


def generated() -> dict[Path, str]:
    """Every generated page with what it should hold."""
    texts = at_once(filled, [page.read_text(encoding="utf-8") for page in pages()])
    wanted = dict(zip(pages(), texts, strict=True))
    wanted[ROOT / "docs" / "reference" / "commands.md"] = commands_page()
    law_pages = render_law(load_law(known_sources()))
    wanted |= {ROOT / "docs" / "reference" / "law" / name: text for name, text in law_pages.items()}
    wanted[ROOT / "docs" / "reference" / "names.md"] = render_names(load_table(LATEST))
    return wanted


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` name those that differ."""
    different = [
        (page, text)
        for page, text in generated().items()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    for page, text in different:
        sys.stdout.write(f"{page.relative_to(ROOT)} differs from what the code says\n")
        if "--check" not in arguments:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if "--check" in arguments and different:
        sys.stdout.write("Run: .venv/bin/python tools/generate_docs.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
