"""The first elements of a document, from which its format is told."""

import codecs
import contextlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tidewaiter.cargo.source import Source
from tidewaiter.cargo.xml.decoding import declared_encoding
from tidewaiter.cargo.xml.element import local_name

MOST = 300


class Name(NamedTuple):
    """An element's namespace (empty where it has none) and local name."""

    namespace: str
    local: str


def parser(*, recover: bool = False) -> "etree.XMLPullParser":
    """A pull parser that loads nothing, expands nothing and keeps within libxml2's limits."""
    return etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def events(pull: "etree.XMLPullParser") -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of elements a parser has met since it was last asked."""
    for event, element in pull.read_events():
        if isinstance(element, etree._Element):
            yield event, element


def first_elements(source: Source) -> tuple[Name, ...]:
    """The names of the first elements as far as the head parses; none for what is not XML."""
    text = head_text(source)
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return ()
    pull = parser()
    names: list[Name] = []
    # What comes before a fault is enough to tell the format.
    with contextlib.suppress(etree.XMLSyntaxError):
        pull.feed(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"))
    for event, element in events(pull):
        if event == "start" and len(names) < MOST:
            tag = str(element.tag)
            namespace = tag[1:].partition("}")[0] if tag.startswith("{") else ""
            names.append(Name(namespace, local_name(tag)))
    return tuple(names)


def head_text(source: Source) -> str:
    """The first bytes of a source as text, as well as they decode."""
    try:
        decoder = codecs.getincrementaldecoder(declared_encoding(source.head))(errors="replace")
        return str(decoder.decode(source.head))
    except (LookupError, TypeError, ValueError):
        return source.head.decode("utf-8", "replace")
