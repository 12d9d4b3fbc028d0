"""Elements of an XML list one by one: nothing fetched, no entity opened, nothing piled up."""

from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from tidewaiter.lists.un_xml import refuse_doctype
from tidewaiter.model import BadInput, Defect


def stream(path: Path, root: str, tags: Collection[str]) -> Iterator[etree._Element | Defect]:
    """Every element with one of the local names, in whatever namespace, as it ends.

    An element is emptied once the caller asks for the next. XML that breaks off ends in a
    defect, after the elements that were whole.

    Raises:
        BadInput: where the root is another, or the XML has a document type.
    """
    with path.open("rb") as file:
        events = etree.iterparse(
            file,
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in (root, *tags)],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for event, element in events:
                if element.getparent() is None:
                    if event == "start":
                        _check(element, root, path)
                elif event == "end":
                    yield element
                    _drop(element)
        except etree.XMLSyntaxError as error:
            yield Defect(
                at=f"line {error.lineno}",
                problem=f"the XML breaks off: {error.msg}; no entry after it was read",
            )


def _check(element: etree._Element, root: str, path: Path) -> None:
    refuse_doctype(element, path)
    if local(element) != root:
        raise BadInput(
            f"the root of this XML is {local(element)}",
            where=str(path),
            advice=f"This list has the root {root}.",
        )


def _drop(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def flatten(entry: etree._Element) -> Iterator[tuple[str, int, str]]:
    """Every text and attribute below an entry as (path, number of its parent element, text).

    A path is `akaList/aka/lastName`; an attribute's ends in `@name`.
    """
    yield from _walk(entry, "", count())


def _walk(node: etree._Element, path: str, numbers: "count[int]") -> Iterator[tuple[str, int, str]]:
    group = next(numbers)
    for child in node:
        below = f"{path}/{local(child)}" if path != "" else local(child)
        for name, value in attributes(child):
            yield f"{below}@{name}", group, value
        if len(child) == 0:
            yield below, group, text_of(child)
        else:
            yield from _walk(child, below, numbers)
            if child.text is not None and child.text.strip() != "":
                yield below, group, " ".join(child.text.split())


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element, but for those that XML itself gives a meaning."""
    for name, value in element.attrib.items():
        if not str(name).startswith("{"):
            yield str(name), " ".join(str(value).split())


def text_of(element: etree._Element | Any) -> str:
    """The text in an element, spaces joined."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
