"""Any table of names as a list, through a profile that says what its columns mean."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tidewaiter.codes import Countries, PartialDate, parse_date
from tidewaiter.lists.births import read_birth
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published
from tidewaiter.lists.packed import read_start
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.profile import (
    KindColumn,
    Profile,
    beside,
    bundled,
    places,
    read_profile,
)
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.table import HEADER_ROWS, WORKBOOK, read_rows
from tidewaiter.model import BadInput, Decision, Defect, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind


def tell_own(peek: Peek) -> bool:
    """True where a profile of its own stands beside the table."""
    return beside(peek.path) is not None


def tell_bundled(peek: Peek) -> bool:
    """True where the headers are those of a profile that comes with the package."""
    return _find_bundled(peek.path) is not None


def read_own(path: Path) -> LoadedList:
    """The list in a table with a profile beside it.

    Raises:
        BadInput: where the profile or the table cannot be used; it names profile and column.
    """
    found = beside(path)
    if found is None:
        raise BadInput("no profile is beside it", where=str(path), advice="Write one.")
    return read_mapped(path, read_profile(found), named=found.name)


def read_bundled(path: Path) -> LoadedList:
    """The list in a table whose headers a profile of the package knows.

    Raises:
        BadInput: where no such profile fits, or no entry could be read.
    """
    found = _find_bundled(path)
    if found is None:
        raise BadInput("no profile knows its headers", where=str(path), advice="Write one.")
    return read_mapped(path, found[1], named=found[0])


def read_mapped(path: Path, profile: Profile, *, named: str) -> LoadedList:
    """The list in a table as the profile tells it.

    Raises:
        BadInput: where a column of the profile is not in the table, or no entry could be read.
    """
    rows = read_rows(path, encoding=profile.encoding)
    headers = _find_header(rows, profile)
    missing = sorted((set(profile.headers) or profile.columns()) - set(headers))
    if len(missing) > 0:
        raise BadInput(
            f"profile {named}: column {missing[0]!r} is not in the table",
            where=str(path),
            advice=f"Correct the profile; the table has: {', '.join(headers) or 'no header'}.",
        )
    reading = Reading(_about(profile))
    builder = _Builder(profile)
    for number, cells in rows:
        at = f"line {number}"
        if len(cells) > len(headers) and any(cell != "" for cell in cells[len(headers) :]):
            problem = f"{len(cells)} cells where {len(headers)} are expected: entry left out"
            reading.defects.append(Defect(at=at, problem=problem, text=",".join(cells)[:200]))
            continue
        values = zip(headers, cells, strict=False)
        plain = ((header, 0, "" if cell in profile.empty else cell) for header, cell in values)
        fields = Fields(plain, ignored=profile.ignored)
        reading.take(at, fields, builder.listing)
    return reading.loaded([path])


def _find_bundled(path: Path) -> tuple[str, Profile] | None:
    start = read_start(path, 4)
    if not start.startswith(WORKBOOK) and b"\x00" in read_start(path, 256):
        return None
    for name, profile in bundled():
        try:
            rows = read_rows(path, encoding=profile.encoding, first=True)
            if len(_find_header(rows, profile, strict=True)) > 0:
                return name, profile
        except BadInput:
            continue
    return None


def _find_header(
    rows: Iterator[tuple[int, list[str]]], profile: Profile, *, strict: bool = False
) -> list[str]:
    """The first row, of the first few, that holds what the profile needs."""
    wanted = set(profile.headers) or profile.columns()
    first: list[str] = []
    for (_, cells), _ in zip(rows, range(HEADER_ROWS), strict=False):
        if wanted <= set(cells):
            return cells
        first = first or cells
        if not strict and len(profile.headers) == 0:
            return first
    return [] if strict else first


def _about(profile: Profile) -> Published:
    return Published(
        name=profile.list,
        source=profile.source,
        list=profile.list,
        publisher=profile.publisher,
        where=profile.where or profile.publisher,
        licence=profile.licence,
        format="table with a profile",
        expected=profile.expected,
    )


class _Builder:
    """Listings of one profile; names an entry without a reference by its name."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._countries = Countries()
        self._refs: Counter[str] = Counter()

    def listing(self, fields: Fields) -> Listing:
        """The listing of a row.

        Raises:
            StoppedRecord: where it has no name, no reference or no known kind.
        """
        profile = self._profile
        kind, names = self._kind(fields), self._names(fields)
        listed = self._day(fields, profile.listed_on)
        return Listing(
            list=profile.list,
            ref=self._ref(fields, names[0].text),
            kind=kind,
            names=names,
            identifiers=tuple(dict.fromkeys(self._numbers(fields, kind))),
            birth_dates=tuple(dict.fromkeys(self._births(fields))),
            countries=self._codes(fields, "countries"),
            addresses=tuple(self._values(fields, "addresses")),
            flags=self._codes(fields, "flags"),
            programmes=(
                *self._values(fields, "programmes"),
                *([profile.programme] if profile.programme else []),
            ),
            decisions=tuple(self._decisions(fields)),
            remarks="; ".join(text for each in profile.remarks if (text := _fill(each, fields))),
            source=_fill(profile.origin, fields) or f"{profile.list}, {profile.publisher}",
            check=profile.check,
            listed_on=listed.first if listed is not None and listed.day > 0 else None,
        )

    def _kind(self, fields: Fields) -> ListingKind:
        kind = self._profile.kind
        if not isinstance(kind, KindColumn):
            return kind
        written = fields.one(kind.column)
        if written not in kind.values:
            raise StoppedRecord(f"kind of entry {written!r} is not in the profile")
        return kind.values[written]

    def _ref(self, fields: Fields, name: str) -> str:
        if len(self._profile.ref) > 0:
            return "/".join(fields.one(column) for column in self._profile.ref)
        self._refs[name] += 1
        return name if self._refs[name] == 1 else f"{name} ({self._refs[name]})"

    def _names(self, fields: Fields) -> tuple[ListedName, ...]:
        names = []
        for each in self._profile.names:
            whole = " ".join(text for column in each.columns for text in fields.all(column))
            names += [ListedName(text, each.quality) for text in self._split(whole, each.separator)]
        if len(names) == 0:
            raise StoppedRecord("the entry has no name")
        texts = dict.fromkeys(name.text for name in names)
        # the same name twice keeps the quality that the profile names first
        return tuple(next(name for name in names if name.text == text) for text in texts)

    def _split(self, text: str, separator: str) -> list[str]:
        """The values of a cell; in a quoted table a cell is a line of CSV itself."""
        if separator == "":
            parts = [text]
        elif self._profile.quoted:
            parts = next(csv.reader([text.replace("\n", " ")], delimiter=separator), [])
        else:
            parts = text.split(separator)
        return [part.strip() for part in parts if part.strip() not in {"", *self._profile.empty}]

    def _values(self, fields: Fields, name: str) -> list[str]:
        found = [
            value
            for part in getattr(self._profile, name)
            for text in fields.all(part.column)
            for value in self._split(text, part.separator)
        ]
        return list(dict.fromkeys(found))

    def _codes(self, fields: Fields, name: str) -> tuple[str, ...]:
        values = self._values(fields, name)
        return tuple(dict.fromkeys(self._countries.find(text) or text for text in values))

    def _numbers(self, fields: Fields, kind: ListingKind) -> Iterator[Identifier]:
        taken: set[tuple[str, str]] = set()
        met: dict[tuple[str, str], None] = {}
        for rule in self._profile.numbers:
            for text in fields.all(rule.column):
                for value in self._split(text, rule.separator):
                    met[rule.column, value] = None
                    match = re.fullmatch(rule.pattern, value)
                    fits = match is not None and (len(rule.kinds) == 0 or kind in rule.kinds)
                    if match is not None and fits and (rule.column, value) not in taken:
                        taken.add((rule.column, value))
                        yield Identifier(rule.scheme, match[1].strip())
        for column, value in met:
            if (column, value) not in taken:
                fields.doubts.append(f"{value!r} of column {column} fits no pattern: left out")

    def _births(self, fields: Fields) -> Iterator[str]:
        for part in self._profile.births:
            for text in fields.all(part.column):
                for value in self._split(text, part.separator):
                    birth = read_birth(value, self._date)
                    if birth is None:
                        fields.doubts.append(
                            f"{value!r} of column {part.column} is no date: left out"
                        )
                    else:
                        yield birth

    def _date(self, text: str) -> PartialDate | None:
        for form in self._profile.date_formats:
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            month = found.month if re.search("%[mbB]", form) else 0
            return PartialDate(found.year, month, found.day if "%d" in form else 0)
        return parse_date(text)

    def _day(self, fields: Fields, column: str) -> PartialDate | None:
        text = " ".join(fields.all(column)) if column != "" else ""
        day = self._date(text) if text != "" else None
        if text != "" and day is None:
            fields.doubts.append(f"{text!r} of column {column} is no date: left out")
        return day

    def _decisions(self, fields: Fields) -> Iterator[Decision]:
        for each in self._profile.decisions:
            since, until = self._day(fields, each.since), self._day(fields, each.until)
            yield Decision(
                measure=each.measure,
                since=since.first if since is not None else None,
                until=until.last if until is not None else None,
                instrument=_fill(each.instrument, fields),
            )


def _fill(text: str, fields: Fields) -> str:
    """The text with its columns filled in; empty where it names columns and all are empty."""
    values = {column: ", ".join(fields.all(column)) for column in places(text)}
    if len(values) > 0 and all(value == "" for value in values.values()):
        return ""
    for column, value in values.items():
        text = text.replace(f"{{{column}}}", value)
    return text.strip(" ,")
