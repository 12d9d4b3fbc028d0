"""The EU's financial sanctions list in XML 1.1: `<export>`, its fields in attributes."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tidewaiter.lists.eu import IGNORED, Mapping
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields
from tidewaiter.lists.xml_stream import XmlStream, local_name, plain_text

ROOT = "export"
NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
ENTRY = "sanctionEntity"
SUMMARY = "regulationSummary"
CONTACT = "contactInfo"


def tell(peek: Peek) -> bool:
    """True for XML with the list's root and namespace."""
    return peek.root == ROOT and NAMESPACE in peek.text


def read_eu_xml(path: Path) -> LoadedList:
    """The list in XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no entry.
    """
    stream = XmlStream(path, root=ROOT, tags=frozenset({ENTRY}))
    reading = Reading(published("eu_financial"))
    mapping = Mapping(reading.about)
    for entry in stream:
        name = entry.get("euReferenceNumber") or entry.get("logicalId") or ""
        fields = Fields(_flatten(entry), ignored=IGNORED, name=name)
        reading.take(f"line {entry.sourceline}", fields, mapping.listing)
    reading.defects += stream.defects
    return reading.loaded([path], published=stream.attributes.get("generationDate", "")[:10])


def _flatten(entry: etree._Element) -> Iterator[tuple[str, int, str]]:
    """Every attribute and text of an entry as (path, number of the block, text)."""
    yield from _attributes("", 0, entry)
    for number, block in enumerate(entry, 1):
        tag = local_name(block)
        if len(block) == 0:
            yield tag, number, plain_text(block)
        yield from _attributes(f"{tag}/", number, block)
        for part in block:
            name = local_name(part)
            if name == SUMMARY:
                yield SUMMARY, number, str(part.get("numberTitle", ""))
            elif name == CONTACT:
                yield f"{tag}/{CONTACT}", number, str(part.get("value", ""))
            else:
                yield f"{tag}/{name}", number, plain_text(part)


def _attributes(
    prefix: str, number: int, element: etree._Element
) -> Iterator[tuple[str, int, str]]:
    for name, value in element.attrib.items():
        yield prefix + str(name), number, " ".join(str(value).split())
