"""The fields of an XML entry as flat paths, for lists whose entries are nested."""

from collections.abc import Iterator
from itertools import count

from lxml import etree

from tidewaiter.lists.xml_stream import local_name, plain_text


def flatten(entry: etree._Element) -> Iterator[tuple[str, int, str]]:
    """Every text and attribute below an entry as (path, number of its parent element, text).

    A path is `akaList/aka/lastName`; an attribute's ends in `@name`.
    """
    yield from _walk(entry, "", count())


def _walk(node: etree._Element, path: str, numbers: "count[int]") -> Iterator[tuple[str, int, str]]:
    group = next(numbers)
    for child in node:
        below = f"{path}/{local_name(child)}" if path != "" else local_name(child)
        for name, value in child.attrib.items():
            yield f"{below}@{name!s}", group, " ".join(str(value).split())
        if len(child) == 0:
            yield below, group, plain_text(child)
        else:
            yield from _walk(child, below, numbers)
            if child.text is not None and child.text.strip() != "":
                yield below, group, " ".join(child.text.split())
