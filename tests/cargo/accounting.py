"""An account of a document's values against what a reader gave, independent of the reader."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from lxml import etree

from tidewaiter.cargo import Content, detect, open_source
from tidewaiter.model import Consignment

FIXTURES = Path(__file__).parent / "fixtures"
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


def read_all(path: Path) -> list[Content]:
    """Everything the reader of a file's format gives."""
    source = open_source(path)
    return list(detect(source).read(source))


def consignments(path: Path) -> list[Consignment]:
    """The consignments of a file."""
    return [item for item in read_all(path) if isinstance(item, Consignment)]


def only(path: Path) -> Consignment:
    """The one consignment of a file."""
    (consignment,) = consignments(path)
    return consignment


def declared_texts(data: bytes) -> list[str]:
    """Every value a document holds: leaves and attributes of XML, scalars of JSON."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in b"{[":
        return list(_json_texts(json.loads(data, parse_float=str, parse_int=str)))
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True))
    texts: list[str] = []
    for element in root.iter():
        texts += [element.text or "", element.tail or ""]
        texts += [str(value) for key, value in element.items() if not str(key).startswith(INSTANCE)]
    return [text for text in texts if text.strip() != ""]


def _json_texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for held in value.values():
            yield from _json_texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _json_texts(held)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None and value != "":
        yield str(value)


def missing(data: bytes, read: Iterable[Content]) -> list[str]:
    """The declared values that stand nowhere in what was read, line by line."""
    words, numbers = _held(read)
    return [
        line
        for text in declared_texts(data)
        for line in (_flat(part) for part in text.splitlines())
        if line not in words and not _is_number_in(line, numbers)
    ]


def _held(read: Iterable[Content]) -> tuple[str, set[float]]:
    """All text that was read as one string, and all numbers."""
    texts: list[str] = []
    numbers: set[float] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for held in value.values():
                walk(held)
        elif isinstance(value, list | tuple):
            for held in value:
                walk(held)
        elif isinstance(value, str):
            texts.append(_flat(value))
        elif isinstance(value, float):
            numbers.add(value)

    for item in read:
        fields = msgspec.to_builtins(item)
        # Places and the file's name prove nothing of the values.
        walk({key: value for key, value in fields.items() if key not in {"places", "document"}})
    return "\n".join(texts), numbers


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _is_number_in(text: str, numbers: set[float]) -> bool:
    try:
        return float(text) in numbers
    except ValueError:
        return False
