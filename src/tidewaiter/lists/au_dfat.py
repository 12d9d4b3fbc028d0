"""Australia's consolidated list as XLSX or XLS: a row for each name, joined by reference.

Built from the published layout; no real file was at hand. `12` is an entry, `12a` and `12b` are
other names of it.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from tidewaiter.codes import Countries, parse_date, parse_imo
from tidewaiter.lists.births import read_births
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.workbook import is_workbook, read_workbook
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

NAME = "name of individual or entity"
KINDS: dict[str, ListingKind] = {
    "individual": "person",
    "person": "person",
    "entity": "organization",
    "vessel": "vessel",
    "ship": "vessel",
}
QUALITIES: dict[str, NameQuality] = {
    "primary name": "primary",
    "primary": "primary",
    "": "strong",
    "aka": "strong",
    "alias": "strong",
    "original script": "strong",
    "formerly known as": "former",
    "previously listed as": "former",
}
MEASURES = (
    "targeted financial sanction",
    "travel ban",
    "arms embargo",
    "maritime restriction",
)
IGNORED: dict[str, str] = {}
_REFERENCE = re.compile(r"(\d+)\s*[a-z]*", re.IGNORECASE)
_LETTERED = re.compile(r"(?:^|(?<=[\s;,]))\(?(?:[a-z]|[ivx]{2,4})\)\s*", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)\b"
)
_NO = frozenset({"", "no", "false", "0", "n", "n/a"})


def tell(peek: Peek) -> bool:
    """True for a workbook with the list's headers."""
    if not is_workbook(peek.start):
        return False
    return any(_header(rows) is not None for _, rows in read_workbook(peek.path))


def read_au_dfat(path: Path) -> LoadedList:
    """The list in a workbook.

    Raises:
        BadInput: where the workbook is broken, or holds no entry.
    """
    reading = Reading(published("au_dfat"))
    countries = Countries()
    for sheet, rows in read_workbook(path):
        at = _header(rows)
        if at is None:
            continue
        headers = [" ".join(cell.split()).casefold() for cell in rows[at]]
        for ref, first, fields in _entries(headers, rows[at + 1 :], at + 2):
            place = f"sheet {sheet}, row {first}"
            reading.take(place, fields, partial(_listing, ref, countries))
    return reading.loaded([path])


def _header(rows: list[list[str]]) -> int | None:
    for number, row in enumerate(rows[:10]):
        found = {" ".join(cell.split()).casefold() for cell in row}
        if {"reference", NAME, "name type"} <= found:
            return number
    return None


def _entries(
    headers: list[str], rows: list[list[str]], first: int
) -> Iterator[tuple[str, int, Fields]]:
    """The rows of each reference together, however they are ordered; a row is a group."""
    entries: dict[str, list[int]] = {}
    names = [dict(zip(headers, row, strict=False)) for row in rows]
    for number, row in enumerate(names):
        match = _REFERENCE.fullmatch(row.get("reference", "").strip())
        if match is not None:
            entries.setdefault(_key(match[1], row, names, entries), []).append(number)
        elif any(cell != "" for cell in row.values()):
            entries.setdefault(row.get("reference", "") or f"row {first + number}", []).append(
                number
            )
    for ref, numbers in entries.items():
        texts = ((f"row/{name}", at, names[at][name]) for at in numbers for name in names[at])
        fields = Fields(texts, ignored=IGNORED, name=ref)
        if not ref[:1].isdecimal() or "-" in ref:
            fields.doubts.append("the reference is missing or names another entry too")
        yield ref, first + numbers[0], fields


def _key(
    ref: str, row: Mapping[str, str], rows: list[dict[str, str]], entries: dict[str, list[int]]
) -> str:
    """The reference, counted on where a second primary name takes it for another entry."""
    keys = [key for key in entries if key == ref or key.startswith(f"{ref}-")]
    if len(keys) == 0:
        return ref
    held = [rows[at] for at in entries[keys[-1]]]
    is_primary = QUALITIES.get(row.get("name type", "").casefold()) == "primary"
    if is_primary and any(x.get("name type", "").casefold().startswith("primary") for x in held):
        return f"{ref}-{len(keys) + 1}"
    return keys[-1]


def _listing(ref: str, countries: Countries, fields: Fields) -> Listing:
    kind = _kind(fields)
    imo = [number for text in fields.all("row/imo number") if (number := parse_imo(text))]
    fields.all("row/reference")
    births, unread = _births(fields)
    programmes = tuple(dict.fromkeys(fields.all("row/committees")))
    listings = list(dict.fromkeys(fields.all("row/listing information")))
    listed = min((day for text in listings for day in _days(text)), default=None)
    measures = [x for x in MEASURES if any(y.casefold() not in _NO for y in fields.all(f"row/{x}"))]
    instruments = dict.fromkeys(fields.all("row/instrument of designation"))
    nations = [y for x in fields.all("row/citizenship") for y in re.split(r"\s*[,;/\n]\s*", x) if y]
    remarks = [
        *(f"born at {x}" for x in dict.fromkeys(fields.all("row/place of birth"))),
        *unread,
        *dict.fromkeys(fields.all("row/additional information")),
        *listings,
        *([f"measures: {', '.join(measures)}"] if len(measures) > 0 else []),
        *(f"control date {x}" for x in dict.fromkeys(fields.all("row/control date"))),
    ]
    return Listing(
        list="au",
        ref=ref,
        kind=kind,
        names=_names(fields),
        identifiers=tuple(dict.fromkeys(Identifier("imo", number.value) for number in imo)),
        birth_dates=births,
        countries=tuple(dict.fromkeys(countries.find(x) or x for x in nations)),
        addresses=tuple(dict.fromkeys(x for y in fields.all("row/address") for x in _items(y))),
        programmes=programmes,
        decisions=(
            Decision("listed", listed, None, ", ".join(["DFAT", *programmes, *instruments])),
        ),
        remarks="; ".join(" ".join(remark.split()) for remark in remarks),
        source="au-dfat",
        listed_on=listed,
    )


def _kind(fields: Fields) -> ListingKind:
    written = {text.casefold() for text in fields.all("row/type")}
    kinds = {KINDS[text] for text in written if text in KINDS}
    if len(kinds) != 1:
        raise StoppedRecord(f"kind of entry {' or '.join(sorted(written))!r} cannot be told")
    kind = kinds.pop()
    return "vessel" if kind != "person" and fields.peek("row/imo number") != "" else kind


def _names(fields: Fields) -> tuple[ListedName, ...]:
    names: list[ListedName] = []
    for row in fields.groups("row", (NAME, "name type", "alias strength")):
        written = row.get("name type", "").casefold()
        if written not in QUALITIES:
            fields.doubts.append(f"Name Type {written!r} is not known: it is kept as weak")
        quality = QUALITIES.get(written, "weak")
        if row.get("alias strength", "").casefold() == "weak":
            quality = "weak"
        if NAME in row:
            names.append(ListedName(" ".join(row[NAME].split()), quality))
    if len(names) == 0:
        raise StoppedRecord("the entry has no name")
    return tuple(dict.fromkeys(sorted(names, key=lambda name: name.quality != "primary")))


def _births(fields: Fields) -> tuple[tuple[str, ...], list[str]]:
    """The dates; DFAT writes the day before the month."""
    dates: dict[str, None] = {}
    unread = []
    for text in dict.fromkeys(fields.all("row/date of birth")):
        for part in _items(text):
            found = read_births(part, day_first=True)
            if found is None:
                fields.doubts.append(f"the date of birth {part!r} could not be read")
                unread.append(f"born {part}")
            dates |= dict.fromkeys(found or ())
    return tuple(dates), unread


def _items(text: str) -> list[str]:
    """The parts of `a) ... b) ...`, or of several lines."""
    parts = _LETTERED.sub("\n", text).replace(";", "\n").split("\n")
    return [" ".join(part.split()).strip(" ,") for part in parts if part.strip(" ,") != ""]


def _days(text: str) -> Iterator[datetime.date]:
    for written in _LISTED.findall(text):
        found = read_births(written.replace(".", ""), day_first=True)
        date = parse_date(found[0]) if found else None
        if date is not None and date.day > 0:
            yield date.first
