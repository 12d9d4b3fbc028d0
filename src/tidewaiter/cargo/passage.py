"""The words of a document around the places that a consignment was read from.

Places are those that the readers give: `segment 41`, `line 3 column hs`, a line and an XML path, a
JSON pointer. A workbook or a Parquet file has no text to show.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tidewaiter.cargo.edifact.tokenizer import GS, US, read_batches
from tidewaiter.cargo.source import Source, open_source
from tidewaiter.cargo.table.encoding import head_encoding
from tidewaiter.cargo.xml.decoding import declared_encoding
from tidewaiter.model import Record

AROUND = 2  # lines shown before and after a place
MOST = 400  # lines shown at all
LINE_LENGTH = 20_000
JSON_BYTES = 8 << 20
_NUMBERED = re.compile(r"(segment|line) (\d+)")


class Line(Record, frozen=True):
    """One line of a document, or one segment: `place` names it, `left_out` how many before it."""

    place: str
    text: str
    left_out: int = 0


class _Read(NamedTuple):
    number: int
    place: str
    text: str


def place_of(at: str) -> str:
    """The line, segment or JSON value that a place is in: `line 3 column hs` is in `line 3`.

    >>> place_of("line 3 column hs"), place_of("/parties/0/name"), place_of("row 2, column B")
    ('line 3', '/parties/0/name', '')
    """
    found = _NUMBERED.match(at)
    if found is not None:
        return found[0]
    return at if at.startswith("/") else ""


def passage(path: Path, places: Iterable[str]) -> tuple[Line, ...]:
    """The lines of a file in which these places are, and those around them; empty for a binary.

    Raises:
        BadInput: the file cannot be opened.
    """
    told = list(places)
    wanted = {place for at in told if (place := place_of(at)) != ""}
    if any(" column " in at and at.startswith("line") for at in told):
        wanted.add("line 1")  # which names the columns
    if len(wanted) == 0:
        return ()
    source = open_source(path)
    kinds = {place.partition(" ")[0] for place in wanted}
    if "segment" in kinds:
        return _around(_segments(path), wanted)
    if "line" in kinds:
        return _around(_lines(source), wanted)
    return _around(_values(source), wanted)


def _around(lines: Iterator[_Read], wanted: set[str]) -> tuple[Line, ...]:
    """The wanted lines with their neighbours, in order, up to the last one wanted."""
    found: list[Line] = []
    left = set(wanted)
    before: list[_Read] = []
    after = shown = 0
    for line in lines:
        if line.place in wanted:
            left.discard(line.place)
            for each in (*before, line):
                found.append(Line(each.place, each.text, each.number - shown - 1))
                shown = each.number
            before, after = [], AROUND
        elif after > 0:
            found.append(Line(line.place, line.text, line.number - shown - 1))
            shown, after = line.number, after - 1
        elif len(left) == 0:
            break
        else:
            before = [*before[-AROUND + 1 :], line]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _segments(path: Path) -> Iterator[_Read]:
    """Every segment, with the separators of its interchange."""
    number = 0
    with path.open("rb") as stream:
        for batch in read_batches(stream):
            syntax = batch.syntax
            element, component = (
                syntax.element.decode("latin-1"),
                syntax.component.decode("latin-1"),
            )
            for text in batch.segments:
                if text.strip() == "":
                    continue
                number += 1
                said = text.strip().replace(GS, element).replace(US, component)
                yield _Read(number, f"segment {number}", said[:LINE_LENGTH])


def _lines(source: Source) -> Iterator[_Read]:
    """Every line of a text, in the encoding it declares or is written in."""
    encoding = head_encoding(source.head).name
    if source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        encoding = declared_encoding(source.head)
    with source.path.open(encoding=encoding, errors="replace") as file:
        for number, text in enumerate(file, 1):
            yield _Read(number, f"line {number}", text.rstrip("\r\n")[:LINE_LENGTH])


def _values(source: Source) -> Iterator[_Read]:
    """Every value of a JSON document on a line of its own, under its pointer."""
    if source.path.stat().st_size > JSON_BYTES:
        return
    try:
        value = json.loads(source.path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return
    for number, (pointer, text) in enumerate(islice(_walk(value, "", 0), 1_000_000), 1):
        yield _Read(number, pointer, text[:LINE_LENGTH])


def _walk(value: object, pointer: str, depth: int, key: str = "") -> Iterator[tuple[str, str]]:
    indent, label = "  " * depth, f"{json.dumps(key, ensure_ascii=False)}: " if key != "" else ""
    if isinstance(value, dict):
        members = [(name, name.replace("~", "~0").replace("/", "~1")) for name in value]
        yield pointer, f"{indent}{label}{{"
        for name, token in members:
            yield from _walk(value[name], f"{pointer}/{token}", depth + 1, name)
        yield "", f"{indent}}}"
    elif isinstance(value, list):
        yield pointer, f"{indent}{label}["
        for index, item in enumerate(value):
            yield from _walk(item, f"{pointer}/{index}", depth + 1)
        yield "", f"{indent}]"
    else:
        yield pointer, f"{indent}{label}{json.dumps(value, ensure_ascii=False)}"
