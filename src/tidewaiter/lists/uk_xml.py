"""The UK Sanctions List in XML: `<Designations>`, one `<Designation>` an entry."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tidewaiter.lists.day_first import read_day
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields
from tidewaiter.lists.uk import IGNORED, Mapping, canonical
from tidewaiter.lists.xml_stream import XmlStream, local_name, plain_text

ROOT = "Designations"
ENTRY = "Designation"
DAY = "DateGenerated"
INDICATORS = "SanctionsImposedIndicators"

_CAPITAL = re.compile(r"([A-Z])")


def tell(peek: Peek) -> bool:
    """True for XML with the list's root."""
    return peek.root == ROOT


def read_uk_xml(path: Path) -> LoadedList:
    """The list in XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no entry.
    """
    stream = XmlStream(path, root=ROOT, tags=frozenset({ENTRY, DAY}))
    reading = Reading(published("uk_sanctions"))
    mapping = Mapping(reading.about)
    day = None
    for entry in stream:
        if local_name(entry) == DAY:
            day = read_day(plain_text(entry))
            continue
        texts = list(_flatten(entry))
        ref = next((text for path_, _, text in texts if path_ == "UniqueID"), "")
        fields = Fields(texts, ignored=IGNORED, name=ref)
        reading.take(f"line {entry.sourceline}", fields, mapping.listing)
    reading.defects += stream.defects
    return reading.loaded([path], published=str(day or ""))


def _flatten(entry: etree._Element) -> Iterator[tuple[str, int, str]]:
    """Every text of an entry as (path, number of the element it stands in, text)."""
    for number, parent in enumerate(entry.iter()):
        if local_name(parent) == INDICATORS:
            yes = [local_name(mark) for mark in parent if plain_text(mark).casefold() == "true"]
            yield from ((INDICATORS, number, _CAPITAL.sub(r" \1", name).strip()) for name in yes)
            continue
        for child in parent:
            if len(child) == 0:
                yield canonical(local_name(child)), number, plain_text(child)
