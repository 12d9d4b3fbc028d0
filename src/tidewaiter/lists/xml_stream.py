"""XML of a list, one entry at a time: no document type, no network, no entities, little memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from tidewaiter.lists.metadata import WHOLE_LIST
from tidewaiter.model import BadInput, Defect


class XmlStream:
    """The entries of an XML list, each whole and gone when the next is asked for.

    `attributes` are those of the root, `defects` says where the XML breaks off; both are
    complete only when the stream has been read.

    Args:
        path: The file.
        root: The local name the root must have.
        tags: The local names of the entries. One inside another is part of that entry.
    """

    def __init__(self, path: Path, *, root: str, tags: frozenset[str]) -> None:
        self.attributes: dict[str, str] = {}
        self.defects: list[Defect] = []
        self._path = path
        self._root = root
        self._tags = tags

    def __iter__(self) -> Iterator[etree._Element]:
        """Every entry in order.

        Raises:
            BadInput: where the root is another, or the XML has a document type.
        """
        with self._path.open("rb") as file:
            try:
                yield from self._entries(file)
            except etree.XMLSyntaxError as error:
                line = f"the XML breaks off at line {error.lineno}: {error.msg}"
                problem = f"{line}; no entry after it was read"
                self.defects.append(Defect(at=WHOLE_LIST, problem=problem))

    def _entries(self, file: BinaryIO) -> Iterator[etree._Element]:
        events = etree.iterparse(
            file,
            events=("start", "end"),
            # others cost an object each, which takes most of the time of a large file
            tag=[f"{{*}}{name}" for name in (self._root, *sorted(self._tags))],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        depth = 0
        is_known = False
        for event, element in events:
            if not is_known:
                self._start(element.getroottree().getroot())
                is_known = True
            if local_name(element) not in self._tags:
                continue
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield element
                _forget(element)
        if not is_known and events.root is not None:
            self._start(events.root)

    def _start(self, root: etree._Element) -> None:
        refuse_doctype(root, self._path)
        if local_name(root) != self._root:
            raise BadInput(
                f"the root of this XML is {local_name(root)}",
                where=str(self._path),
                advice=f"The list has the root {self._root}.",
            )
        self.attributes = {str(name): str(value) for name, value in root.attrib.items()}


def refuse_doctype(root: etree._Element, path: Path) -> None:
    """Refuse a document type: no list has one, and entities are declared in it.

    Raises:
        BadInput: where the XML has a document type.
    """
    if getattr(root.getroottree().docinfo, "doctype", ""):  # the stubs know no doctype
        raise BadInput(
            "the XML has a document type definition",
            where=str(path),
            advice="Lists have none. Get the file from its publisher.",
        )


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def plain_text(element: etree._Element) -> str:
    """All text of an element, its white space made single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
