"""Tables as text: the delimiter is told from the header, broken rows are set aside one by one."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from tidewaiter.cargo.guards import is_binary
from tidewaiter.cargo.source import HEAD_BYTES, Content, Source
from tidewaiter.cargo.table.calls import contents
from tidewaiter.cargo.table.columns import Headers, Layout, Profile
from tidewaiter.cargo.table.encoding import file_encoding, head_encoding
from tidewaiter.cargo.table.places import Places
from tidewaiter.cargo.table.rows import Row, Table
from tidewaiter.model import BadInput, Defect

DELIMITERS = (",", ";", "\t", "|")
HEADER_ROWS = 20
LINE_CHARACTERS = 1 << 20
# A quoted value may run over this many lines; a stray quote must not swallow the file.
QUOTED_LINES = 50
# From this width on, a line inside quotes with as many values as the header is a row of its own.
TELLING_WIDTH = 6
TEXT_KEPT = 2_000
PLACE = "line {number} column {header}"


@dataclass(frozen=True, slots=True)
class Start:
    """Where a text table begins: its delimiter, the line of its headers, its layout."""

    delimiter: str
    line: int
    layout: Layout


def find_start(lines: list[str], headers: Headers) -> Start | None:
    """The header among the first lines, under the delimiter that makes most of it known."""
    best: Start | None = None
    for delimiter in DELIMITERS:
        for number, cells in _first_records(lines, delimiter):
            layout = headers.layout(_without_tail(cells))
            if layout.claims() and (best is None or layout.known > best.layout.known):
                best = Start(delimiter, number, layout)
    return best


def _first_records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The first records with the number of their first line."""
    reader = csv.reader(lines, delimiter=delimiter)
    first = 1
    while first <= HEADER_ROWS:
        try:
            cells = next(reader, None)
        except csv.Error:
            return
        if cells is None:
            return
        yield first, cells
        first = reader.line_num + 1


def _without_tail(cells: list[str]) -> list[str]:
    """Cells without the empty ones at the end."""
    end = len(cells)
    while end > 0 and cells[end - 1].strip() == "":
        end -= 1
    return cells[:end]


class Lines:
    """The lines of a text, counted, with the possibility to put some back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.first = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= QUOTED_LINES:
            raise StopIteration
        line = self._again.popleft() if self._again else self._text.readline(LINE_CHARACTERS)
        if line == "":
            raise StopIteration
        self.taken.append(line)
        return line

    def begin(self) -> None:
        """Start the next row after the lines taken so far."""
        self.first += sum(line.endswith(("\n", "\r")) for line in self.taken)
        self.taken = []

    def put_back(self) -> str:
        """Give back all lines taken but the first, and return that one."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]
        return self.taken[0]

    @property
    def overlong(self) -> bool:
        """True where the line taken last was cut for its length."""
        return len(self.taken[-1]) >= LINE_CHARACTERS and not self.taken[-1].endswith("\n")

    def skip_line(self) -> None:
        """Drop the rest of an overlong line."""
        rest = self.taken[-1]
        while rest and not rest.endswith(("\n", "\r")):
            rest = self._text.readline(LINE_CHARACTERS)
        self.taken[-1] += "\n"


def read_rows(text: TextIO, start: Start) -> Iterator[Row | Defect]:
    """Rows with as many cells as the header has; all others as defects with their text."""
    lines = Lines(text)
    reader = csv.reader(lines, delimiter=start.delimiter)
    while True:
        lines.begin()
        try:
            cells = next(reader, [])
        except csv.Error:
            cells = []
        if len(lines.taken) == 0:
            return
        if lines.overlong:
            yield _aside(lines.first, "the line is too long to be a row", lines.taken[0])
            lines.skip_line()
        elif lines.first > start.line:
            yield from _sift(lines, cells, start)
        elif lines.first < start.line and not _is_preface(lines.taken[0]):
            yield _aside(lines.first, "a line above the header row", lines.taken[0])


def _is_preface(line: str) -> bool:
    """True for blank lines and the line by which spreadsheets name the delimiter."""
    return line.strip(" \t\r\n,;|\ufeff") == "" or line.lstrip("\ufeff").startswith("sep=")


def _sift(lines: Lines, cells: list[str], start: Start) -> Iterator[Row | Defect]:
    """One row, or a defect; a row torn open by a stray quote gives back all lines but its first."""
    width = len(start.layout.columns)
    number = lines.first
    if len(lines.taken) > 1 and (len(cells) != width or _torn(lines.taken, start)):
        line = lines.put_back()
        yield _aside(number, "a quotation mark opens and does not close", line)
        cells = _cells_alone(line, start.delimiter)
        if len(cells) != width:
            return
    cells = [*cells[:width], *_without_tail(cells[width:])]
    if "".join(cells).strip() == "":
        if lines.taken[0].strip(" \t\r\n,;|") == "":
            return
        cells = []
    if len(cells) == width:
        yield from _whole(number, cells)
    else:
        problem = f"the row has {len(cells)} values where the header has {width}; set aside"
        yield _aside(number, problem, lines.taken[0])


def _cells_alone(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _torn(taken: list[str], start: Start) -> bool:
    """True where a record of several lines is not one well-formed record."""
    try:
        records = list(csv.reader(taken, delimiter=start.delimiter, strict=True))
    except csv.Error:
        return True
    width = len(start.layout.columns)
    rows_inside = width >= TELLING_WIDTH and any(
        line.count(start.delimiter) == width - 1 for line in taken[1:-1]
    )
    return len(records) != 1 or rows_inside


def _whole(number: int, cells: list[str]) -> Iterator[Row | Defect]:
    """A row of the right width, with a defect where some of its characters did not decode."""
    broken = "; ".join(cell for cell in cells if "\ufffd" in cell)
    yield Row(number, cells)
    if broken:
        yield _aside(number, "characters outside the encoding of the file", broken)


def _aside(number: int, problem: str, text: str) -> Defect:
    return Defect(at=f"line {number}", problem=problem, text=text.rstrip("\r\n")[:TEXT_KEPT])


def matches(source: Source, profile: Profile | None = None) -> bool:
    """True where the first bytes are text with the headers of a table that is read."""
    headers = Headers(profile)
    encoding = head_encoding(source.head, lambda name: _known(source, name, headers))
    return _start(source, encoding.name, headers) is not None


def _known(source: Source, encoding: str, headers: Headers) -> int:
    """How many columns are told from the header as read in an encoding."""
    start = _start(source, encoding, headers)
    return 0 if start is None else start.layout.known


def _start(source: Source, encoding: str, headers: Headers) -> Start | None:
    text = source.head.decode(encoding, errors="replace")
    if is_binary(text[:4096].encode("utf-8")):
        return None
    lines = text.splitlines(keepends=True)
    if len(source.head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()
    return find_start([line[:LINE_CHARACTERS] for line in lines[: 5 * HEADER_ROWS]], headers)


def read(source: Source, profile: Profile | None = None) -> Iterator[Content]:
    """Read a delimited text table in one pass after one look at its encoding.

    Raises:
        BadInput: none of the first lines is the header of a table of consignments or vessel calls.
    """
    headers = Headers(profile)
    with source.open() as file:
        encoding = file_encoding(file, lambda name: _known(source, name, headers))
    start = _start(source, encoding.name, headers)
    if start is None:
        raise BadInput(
            "no line among the first is the header of a table of consignments or vessel calls",
            where=str(source.path),
            advice="Name the columns as documented, or give a mapping profile.",
        )
    if encoding.guessed:
        problem = f"the encoding is not named; read as {encoding.name}, told from the content"
        yield Defect(at="line 1", problem=problem)
    table = Table(source.name, "table-csv", start.layout, Places.load(), PLACE)
    with source.open() as file:
        text = io.TextIOWrapper(file, encoding=encoding.name, errors="replace", newline="")
        yield from contents(table, read_rows(text, start), at=f"line {start.line}")
