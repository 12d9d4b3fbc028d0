"""A document cut into records while it streams: one bill of lading, one declaration each.

The strict parse comes first. Where it fails, a second pass over the mended text goes on with
the first record the strict one did not complete, so nothing before the fault is lost or
read twice. Memory holds one record and the header.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tidewaiter.cargo.source import Source
from tidewaiter.cargo.xml.decoding import Decoder
from tidewaiter.cargo.xml.element import XmlNode, clean, local_name
from tidewaiter.cargo.xml.mending import Fault, Mender
from tidewaiter.cargo.xml.opening import events, parser
from tidewaiter.model import BadInput, Defect

INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
COMMENT = re.compile("<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document's parts may be before it is refused."""

    depth: int = 64
    elements: int = 500_000
    # Manifests may carry attachments in base64; libxml2 itself ends at ten million.
    text: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What a reader needs to know of a document to cut it into records.

    `records` are the local names of record elements; `sections` are groups of
    elements that never stand inside one another; `parts` names the section of each element that
    stands in that section alone; `counted` elements show their number in every place.
    """

    records: frozenset[str]
    sections: tuple[frozenset[str], ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Record:
    """One record element with the elements around it that came before: its context."""

    node: XmlNode
    context: tuple[XmlNode, ...] = ()
    defects: tuple[Defect, ...] = field(default=())


def read_records(source: Source, shape: Shape) -> Iterator[Record | Defect]:
    """Every record of a document, and what is wrong with the document.

    Raises:
        BadInput: a document type declaration, or a part beyond the limits.
    """
    decoder = Decoder(source)
    cutter = _Cutter(shape, str(source.path))
    yield from _parse(cutter, _refusing(decoder.chunks(), cutter.where))
    yield from decoder.defects
    if cutter.fault is not None:
        yield cutter.fault
        yield from _parse_mended(source, shape, cutter.completed)


def _parse_mended(source: Source, shape: Shape, done: int) -> Iterator[Record | Defect]:
    """The records after the first `done`, from the mended text."""
    mender = Mender((*shape.sections, shape.records), shape.parts)
    cutter = _Cutter(shape, str(source.path), faults=mender.faults, recover=True)
    seen = 0
    for item in _parse(cutter, mender.mend(Decoder(source).chunks())):
        is_record = isinstance(item, Record)
        seen += is_record
        if seen > done or (seen == done and not is_record):
            yield item
    yield from (fault.defect for fault in mender.faults)
    if cutter.fault is not None:
        yield cutter.fault


def _parse(cutter: "_Cutter", chunks: Iterable[str]) -> Iterator[Record | Defect]:
    """Feed text and pass on what is complete, up to the end or the cutter's fault."""
    try:
        for chunk in chunks:
            cutter.pull.feed(chunk.encode("utf-8", "replace"))
            yield from cutter.items()
        cutter.pull.close()
        yield from cutter.items()
        return
    except etree.XMLSyntaxError as error:
        cutter.fault = Defect(
            at=f"line {error.lineno}", problem=f"not well-formed XML: {error.msg}"
        )
    except _NestedError as error:
        cutter.fault = error.defect
        return
    try:
        yield from cutter.items()
    except _NestedError as error:
        cutter.fault = error.defect


def _refusing(chunks: Iterable[str], where: str) -> Iterator[str]:
    """The text unchanged, refused where a document type declaration stands in the prolog."""
    prolog: str | None = ""
    for chunk in chunks:
        if prolog is not None:
            prolog = COMMENT.sub("", prolog + chunk)
            if re.search("<!doctype", prolog, re.IGNORECASE) is not None:
                raise _doctype(where)
            # The first element ends the prolog; a comment that is still open does not.
            if re.search(r"<[A-Za-z_]", prolog) is not None and "<!--" not in prolog:
                prolog = None
        yield chunk


def _doctype(where: str) -> BadInput:
    return BadInput(
        "the document declares a document type (DOCTYPE), which can carry entities",
        where=where,
        advice="No cargo format needs one: remove the declaration, or ask the sender why.",
    )


class _NestedError(Exception):
    """A record starts inside another one: an end tag is missing."""

    def __init__(self, line: int | None, name: str) -> None:
        super().__init__(name)
        self.defect = Defect(
            at=f"line {line}", problem=f"<{name}> inside <{name}>: an end tag is missing before it"
        )


class _Frame(NamedTuple):
    """An element that is open, with what it adds to the text of its own."""

    node: XmlNode
    texts: list[str]


class _Cutter:
    """Turns parse events into nodes and cuts the records out."""

    def __init__(
        self, shape: Shape, where: str, *, faults: list[Fault] | None = None, recover: bool = False
    ) -> None:
        self.pull = parser(recover=recover)
        self._recover = recover
        self.where = where
        self.completed = 0
        self.fault: Defect | None = None
        self._shape = shape
        self._faults = faults if faults is not None else []
        self._frames: list[_Frame] = []
        # For each open frame that held a record: how many children were context already.
        self._seen: dict[int, int] = {}
        self._record_depth: int | None = None
        self._elements = 0
        self._last_line = 0

    def items(self) -> Iterator[Record | Defect]:
        """What the events read so far complete."""
        for event, element in events(self.pull):
            if event == "start":
                self._start(element)
            else:
                yield from self._end(element)

    def _start(self, element: etree._Element) -> None:
        if len(self._frames) == 0 and element.getroottree().docinfo.internalDTD is not None:
            raise _doctype(self.where)
        limits = self._shape.limits
        self._elements += 1
        if len(self._frames) >= limits.depth:
            raise self._beyond(element, f"elements nested deeper than {limits.depth}")
        if self._elements > limits.elements:
            raise self._beyond(element, f"more than {limits.elements} elements in one part")
        name = local_name(str(element.tag))
        line: int | None = element.sourceline  # type: ignore[assignment]  # the stub says `...`
        if self._record_depth is not None and name in self._shape.records and not self._recover:
            raise _NestedError(line, name)
        self._last_line = line or 0
        node = XmlNode(name, self._last_line, counted=name in self._shape.counted)
        self._attributes(node, element)
        if self._record_depth is None and name in self._shape.records:
            self._record_depth = len(self._frames)
            node.index = self.completed + 1
            node.counted = node.counted or node.index > 1
        self._frames.append(_Frame(node, []))

    def _attributes(self, node: XmlNode, element: etree._Element) -> None:
        for key, value in element.attrib.items():
            # Schema locations say where to validate, nothing of the cargo.
            if not str(key).startswith(INSTANCE):
                attribute = XmlNode(f"@{local_name(str(key))}", node.line)
                attribute.text = clean(str(value))
                node.add(attribute)

    def _end(self, element: etree._Element) -> Iterator[Record | Defect]:
        frame = self._frames.pop()
        frame.node.text = self._text(frame, element)
        depth = len(self._frames)
        if self._record_depth == depth:
            yield from self._complete(frame.node)
        elif depth + 1 in self._seen or (depth == 0 and self.completed == 0):
            yield from self._leftover(frame.node, self._seen.pop(depth + 1, 0))
        elif depth > 0:
            self._frames[-1].node.add(frame.node)
        self._free(element)

    def _text(self, frame: _Frame, element: etree._Element) -> str:
        """An element's own text, that between its children included."""
        parts = [element.text or "", *frame.texts, *(child.tail or "" for child in element)]
        text = clean("\n".join(parts))
        if len(text) > self._shape.limits.text:
            raise self._beyond(element, f"a text longer than {self._shape.limits.text} characters")
        return text

    def _free(self, element: etree._Element) -> None:
        """Let go of what is read: the element's content, and its elder siblings outside records."""
        element.clear(keep_tail=True)  # type: ignore[call-arg]  # since lxml 4.4
        parent = element.getparent()
        if self._record_depth is None and parent is not None:
            while element.getprevious() is not None:
                self._frames[-1].texts.append(parent[0].tail or "")
                del parent[0]

    def _complete(self, node: XmlNode) -> Iterator[Record | Defect]:
        self.completed += 1
        self._record_depth = None
        self._elements = sum(len(frame.node.children) for frame in self._frames)
        before, inside = self._split_faults(node.line)
        yield from before
        context = tuple(
            child
            for frame in self._frames
            for child in frame.node.children
            if isinstance(child, XmlNode)
        )
        for depth, frame in enumerate(self._frames, start=1):
            self._seen[depth] = len(frame.node.children)
        yield Record(node, context, tuple(inside))

    def _split_faults(self, first_line: int) -> tuple[list[Defect], list[Defect]]:
        """Take the faults up to the record's last line: those before it, those inside."""
        known = [fault for fault in self._faults if fault.line <= self._last_line + 1]
        del self._faults[: len(known)]
        before = [fault.defect for fault in known if fault.line < first_line]
        return before, [fault.defect for fault in known if fault.line >= first_line]

    def _leftover(self, node: XmlNode, seen: int) -> Iterator[Defect]:
        """What stands in an element after its last record, or in a document without any."""
        for child in node.children[seen:]:
            for leaf in child.leaves():
                yield Defect(at=leaf.at, problem="belongs to no record", text=leaf.text)
        if node.text != "":
            yield Defect(at=node.at, problem="belongs to no record", text=node.text)

    def _beyond(self, element: etree._Element, problem: str) -> BadInput:
        return BadInput(
            problem,
            where=f"{self.where}, line {element.sourceline}",
            advice="No real document is like this: ask the sender for the original.",
        )
