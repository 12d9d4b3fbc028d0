"""What a page's HTML tells by itself: headings, buttons, marks, words, size.

The limits and the words stand in docs/workbench/door.md.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

PACKAGE = Path(__file__).parents[1] / "src" / "tidewaiter"
STATIC = PACKAGE / "web" / "static"
LARGEST_PAGE, LARGEST_STYLE, LARGEST_SCRIPT = 100_000, 40_000, 30_000
# No such word is shown of cargo, ships or people: nothing is ever called clear.
FORBIDDEN = re.compile(
    r"\b(clear|cleared|safe|ok|clean|green light|approved)\b|안전|이상 없음|적합|통과",
    re.IGNORECASE,
)
# what a document or a list says, code, the foot, what may be chosen, and the words searched for
NOT_OURS = ("script", "style", "bdi", "pre", "code", "footer", "option", "input", "textarea")


def faults(text: str) -> list[str]:
    """Everything below that is wrong with a page, in words."""
    tree = html.document_fromstring(text)
    found = [f"says {word!r}: {place}" for word, place in forbidden(tree)]
    if (size := len(text.encode())) >= LARGEST_PAGE:
        found.append(f"{size:,} bytes of HTML")
    if (headings := len(tree.findall(".//h1"))) != 1:
        found.append(f"{headings} h1")
    if (mains := len(main_buttons(tree))) > 1:
        found.append(f"{mains} main buttons")
    return found + [f"a mark without its word: {mark}" for mark in wordless_marks(tree)]


def main_buttons(tree: Any) -> list[Any]:
    """The buttons that say they are the main one."""
    mains = tree.xpath("//*[contains(concat(' ', @class, ' '), ' main ')]")
    return [each for each in mains if each.tag in {"a", "button", "input"}]


def wordless_marks(tree: Any) -> list[str]:
    """Marks of an action that lack their word or their shape."""
    return [
        html.tostring(mark, encoding="unicode")[:120]
        for mark in tree.find_class("mark")
        if mark.text_content().strip() == "" or mark.find(".//svg") is None
    ]


def forbidden(tree: Any) -> list[tuple[str, str]]:
    """The words that call something all right, each with the words around it."""
    text = own_words(tree)
    for sentence in law_sentences():
        text = text.replace(sentence, "").replace(sentence[:1].upper() + sentence[1:], "")
    return [
        (found[0], text[max(0, found.start() - 60) : found.end() + 60])
        for found in FORBIDDEN.finditer(text)
    ]


def own_words(tree: Any) -> str:
    """What is shown in our own words."""
    body: Any = html.document_fromstring(html.tostring(tree)).find("body")
    for element in list(body.iter(*NOT_OURS)):
        element.drop_tree()
    return " ".join(body.text_content().split())


@cache
def law_sentences() -> tuple[str, ...]:
    """The sentences of the law files that hold such a word; they speak of the law alone."""
    found = set()
    for path in (PACKAGE / "law").rglob("*.toml"):
        found |= set(_texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    sentences = {" ".join(sentence.split()) for sentence in found if FORBIDDEN.search(sentence)}
    return tuple(sorted(sentences, key=len, reverse=True))


def static_faults() -> list[str]:
    """Style in one file and within its size; script, what one page loads at most, too."""
    found = []
    for ending, most in (("css", LARGEST_STYLE), ("js", LARGEST_SCRIPT)):
        sizes = {path.name: path.stat().st_size for path in STATIC.glob(f"*.{ending}")}
        frame = sizes.pop(f"tidewaiter.{ending}")
        if (whole := frame + max(sizes.values(), default=0)) >= most:
            found.append(f"{whole:,} bytes of {ending}")
    return found


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
