"""What the pages name exists: links, files, commands, options, measures, facts."""

import itertools
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from tidewaiter.cli.app import app
from tidewaiter.law import Law, load_law
from tidewaiter.law.vocabulary import fault_of

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
GENERATED = ROOT / "docs" / "reference"
WRITTEN = tuple(page for page in PAGES if GENERATED not in page.parents)
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

LINK = re.compile(r"\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MEASURE = re.compile(r"\bun/\d{4}(?:/[\w().-]+)*")
FILE = re.compile(r"`((?:src|docs|tests|tools|benchmarks)/[\w./-]+)`")
FACT = re.compile(r"--fact (\w+)=([\w-]+)")
# What may stand in a pipe; all of it is on every system the program runs on.
PLAIN_SHELL = {"cat", "cut", "grep", "python3", "sort", "tail", "uniq"}
# Named to show what the program answers to a fact it does not know.
WRONG_ON_PURPOSE = {("notified", "maybe")}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_output(text: str) -> str:
    """A page with its commands and without what they print."""
    return CONSOLE.sub(lambda block: "\n".join(re.findall(r"^\$ .*", block[1], re.MULTILINE)), text)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    bare = (re.sub(r"[^\w\- ]", "", heading).strip().lower() for heading in headings)
    return {heading.replace(" ", "-") for heading in bare}


def broken_links(page: Path) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = page if path == "" else page.parent / path
        if not found.exists() or (anchor != "" and anchor not in anchors(found)):
            yield target


def commands() -> list[str]:
    """Every command line that the pages run, without its `$`."""
    blocks = [block for page in PAGES for block in CONSOLE.findall(page.read_text("utf-8"))]
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def options_by_command() -> dict[str, set[str]]:
    """Every command of the program with its long options, `--help` aside."""
    found: dict[str, set[str]] = {}

    def visit(command: object, words: tuple[str, ...]) -> None:
        below = getattr(command, "commands", {})
        for name, child in below.items():
            visit(child, (*words, name))
        names = {name for param in getattr(command, "params", ()) for name in param.opts}
        found[" ".join(words)] = {name for name in names if name.startswith("--")} - {"--help"}

    visit(typer.main.get_command(app), ("tidewaiter",))
    return found


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_to_a_file_and_a_heading(name: str) -> None:
    assert list(broken_links(ROOT / name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_file_of_the_repository_that_a_page_names_is_there(name: str) -> None:
    named = FILE.findall(FENCE.sub("", text_of(name)))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("command", commands())
def test_pages_run_the_program_and_little_else(command: str) -> None:
    words = shlex.shlex(command, posix=True, punctuation_chars="|;&")
    words.whitespace_split = True
    stages = [list(part) for bar, part in itertools.groupby(words, "|".__eq__) if not bar]
    assert {stage[0] for stage in stages} - {"tidewaiter", "make", *PLAIN_SHELL} == set()


@pytest.mark.parametrize("command", options_by_command())
def test_every_command_and_option_stands_in_a_page_written_by_hand(command: str) -> None:
    written = "\n".join(page.read_text(encoding="utf-8") for page in WRITTEN)
    wanted = {command, *options_by_command()[command]}
    assert {name for name in wanted if re.search(rf"{name}(?![\w-])", written) is None} == set()


def test_commands_are_found_with_their_options() -> None:
    found = options_by_command()
    assert {"--on", "--measure", "--json"} <= found["tidewaiter law show"]
    assert "--version" in found["tidewaiter"]


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_that_a_page_names_is_in_the_law(name: str, law: Law) -> None:
    ids = [measure.id for measure in law.measures]
    named = {found.rstrip(".") for found in MEASURE.findall(without_output(text_of(name)))}
    known = {one for one in named if any(f"{each}/".startswith(f"{one}/") for each in ids)}
    assert named - known == set()


def test_every_fact_that_a_command_states_is_in_the_vocabulary(law: Law) -> None:
    stated = {pair for command in commands() for pair in FACT.findall(command)}
    assert len(stated) > 0
    assert {pair for pair in stated if fault_of(law.words, *pair) is not None} == WRONG_ON_PURPOSE
