"""A streaming EDIFACT tokenizer: bytes in, batches of segments out, in bounded memory.

Every separator is first turned into the information separator that ISO 9735 gives it in
level B (FS between segments, GS between elements, US between components), whole blocks at a
time. Splitting needs no look at release characters then, which is what makes it fast.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tidewaiter.cargo.edifact.charset import decode
from tidewaiter.cargo.edifact.syntax import BOM, Syntax, advice_length, find_syntax
from tidewaiter.cargo.edifact.tags import TAGS
from tidewaiter.model import Defect

FS, GS, US = "\x1c", "\x1d", "\x1f"
# Small enough that what one block gives is gone before the collector looks at it twice.
BLOCK = 1 << 16
MAX_SEGMENT = 1 << 15
HEAD = 4096

_CONTROLS = {code: 0x2400 + code for code in (1, 2, 3, 4, 0x1C, 0x1D, 0x1F)}
# For a released mark while the others are turned into separators.
_STAND_INS = "\x01\x02\x03\x04"
_TAGS = "|".join(sorted(TAGS))
_LOST_TERMINATOR = re.compile(rf"(?<![{FS}{GS}{US}])\s*[\r\n]\s*(?={FS}?(?:{_TAGS}){GS})")
_AT_SEPARATOR = re.compile(rf"[\r\n]+(?=[{FS}{GS}{US}]|$)|(?<=[{FS}{GS}{US}])[\r\n]+")
_BREAK = re.compile(r"[\r\n]+")
_START = re.compile(rb"UN[AB][^A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its number in the file from 1, its place in bytes, its tag and its elements."""

    number: int
    offset: int
    tag: str
    elements: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole segments in order, elements parted by GS and components by US; blanks may stand.

    `raw` are the bytes they came from, which begin at `offset` in the file.
    """

    segments: list[str]
    raw: bytes
    offset: int
    syntax: Syntax
    defects: list[Defect]


def tokenize(stream: BinaryIO) -> Iterator[Segment]:
    """Every segment of a file (UNA aside), split into elements and components."""
    number = 0
    for batch in read_batches(stream):
        places = iter(_offsets(batch))
        for text in batch.segments:
            if not text.strip():
                continue
            number += 1
            first, *rest = text.split(GS)
            elements = tuple(tuple(element.split(US)) for element in rest)
            yield Segment(number, next(places, batch.offset), first.strip(), elements)


class _Buffer:
    """The bytes read and not yet cut into batches."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.data = b""
        self.offset = 0

    def fill(self, least: int) -> bool:
        """Read on until `least` bytes are at hand or the file ends; False where none are left."""
        while len(self.data) < least:
            block = self._stream.read(BLOCK)
            if len(block) == 0:
                break
            self.data += block
        return len(self.data) > 0

    def take(self, count: int) -> bytes:
        piece = self.data[:count]
        self.data = self.data[count:]
        self.offset += len(piece)
        return piece


def read_batches(stream: BinaryIO) -> Iterator[Batch]:
    """Cut a file into batches of whole segments; each interchange has its own syntax."""
    buffer = _Buffer(stream)
    if buffer.fill(len(BOM)) and buffer.data.startswith(BOM):
        buffer.take(len(BOM))
    syntax: Syntax | None = None
    while buffer.fill(HEAD):
        defects: list[Defect] = []
        if syntax is None or _START.match(buffer.data) is not None:
            syntax, found = find_syntax(buffer.data[:HEAD])
            defects.extend(found)
            buffer.take(advice_length(buffer.data[:HEAD]))
        offset = buffer.offset
        raw = _next_piece(buffer, syntax, defects)
        text, undecoded = decode(raw, syntax.charset, syntax.terminator, offset)
        segments = normalize(text, syntax).split(FS)
        yield Batch(segments, raw, offset, syntax, defects + undecoded)


def _next_piece(buffer: _Buffer, syntax: Syntax, defects: list[Defect]) -> bytes:
    """Whole segments up to the next interchange, the end of the block or the end of the file."""
    if not buffer.fill(HEAD):
        return b""
    if b"UNA" in buffer.data or b"UNB" in buffer.data:
        begin = re.compile(re.escape(syntax.terminator) + rb"\s*(?=UN[AB][^A-Za-z0-9])")
        following = begin.search(buffer.data)
        if following is not None:
            return buffer.take(following.end())
    end = _last_end(buffer.data, syntax)
    if end == 0:
        whole = not buffer.fill(BLOCK) or len(buffer.data) < BLOCK
        end = _last_end(buffer.data, syntax) or (len(buffer.data) if whole else 0)
    return buffer.take(end) if end > 0 else _runaway(buffer, syntax, defects)


def _last_end(data: bytes, syntax: Syntax) -> int:
    """One past the last terminator that no release character takes away, or 0."""
    end = data.rfind(syntax.terminator)
    while end >= 0 and _is_released(data, end, syntax.release):
        end = data.rfind(syntax.terminator, 0, end)
    return end + 1


def _is_released(data: bytes, at: int, release: bytes) -> bool:
    if release == b"":
        return False
    before = data[max(at - 64, 0) : at]
    return (len(before) - len(before.rstrip(release))) % 2 == 1


def _runaway(buffer: _Buffer, syntax: Syntax, defects: list[Defect]) -> bytes:
    """The first part of a segment without an end; the rest is passed over, and said so."""
    start = buffer.offset
    piece = buffer.take(MAX_SEGMENT)
    while buffer.fill(1):
        end = buffer.data.find(syntax.terminator)
        buffer.take(end + 1 if end >= 0 else len(buffer.data))
        if end >= 0:
            break
    passed = buffer.offset - start - len(piece)
    problem = f"a segment without an end: {passed} bytes after the first {len(piece)} passed over"
    defects.append(Defect(at=f"byte {start}", problem=problem, text=""))
    return piece


def normalize(text: str, syntax: Syntax) -> str:
    """Text with FS, GS and US for separators, released characters plain, line ends gone.

    A release character before a character that needs none stays in the text: senders write
    questions.
    """
    element, component = syntax.element.decode("latin-1"), syntax.component.decode("latin-1")
    terminator, release = syntax.terminator.decode("latin-1"), syntax.release.decode("latin-1")
    if any(chr(control) in text for control in _CONTROLS):
        kept = {ord(mark) for mark in (element, component, terminator, release) if mark != ""}
        text = text.translate({k: v for k, v in _CONTROLS.items() if k not in kept})
    released = release != "" and release in text
    if released:
        marks = (release, terminator, element, component)
        text = _set_aside(text, release, marks)
    text = text.replace(element, GS).replace(component, US).replace(terminator, FS)
    if "\n" in text or "\r" in text:
        text = _without_line_ends(text, wrapped=syntax.wrapped)
    if released:
        for mark, stand_in in zip(marks, _STAND_INS, strict=True):
            text = text.replace(stand_in, mark)
    return text


def _set_aside(text: str, release: str, marks: tuple[str, ...]) -> str:
    """Put a stand-in for every released mark: one pass, since four replacements take longer."""
    stand_ins = dict(zip(marks, _STAND_INS, strict=True))
    released = re.compile(f"{re.escape(release)}([{re.escape(''.join(marks))}])")
    return released.sub(lambda match: stand_ins[match[1]], text)


def _without_line_ends(text: str, *, wrapped: bool) -> str:
    """Line ends between segments go; inside a value one becomes a space, unless lines wrap."""
    text = text.replace(FS + "\r\n", FS).replace(FS + "\n", FS)
    if wrapped:
        return text.replace("\r", "").replace("\n", "")
    if "\n" in text or "\r" in text:
        text = _LOST_TERMINATOR.sub(FS, text)
        text = _BREAK.sub(" ", _AT_SEPARATOR.sub("", text))
    return text


def _offsets(batch: Batch) -> Iterator[int]:
    """Where each segment that is not blank begins, by a second look at the bytes."""
    syntax = batch.syntax
    start = 0
    for end in _ends(batch.raw, syntax):
        text = batch.raw[start:end]
        if text.strip():
            yield batch.offset + start + len(text) - len(text.lstrip())
        start = end + 1


def _ends(raw: bytes, syntax: Syntax) -> Iterator[int]:
    end = raw.find(syntax.terminator)
    while end >= 0:
        if not _is_released(raw, end, syntax.release):
            yield end
        end = raw.find(syntax.terminator, end + 1)
    yield len(raw)
