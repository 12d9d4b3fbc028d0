"""OFAC's lists in CSV, without header: `sdn` or `cons_prim`, with `alt` and `add` beside it.

Everything in it is the law of the United States: its listings are of the source `us`, their
measure is `listed`, and they are no ground of the United Nations.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tidewaiter.codes import Countries
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.ofac_lists import SDN, settle
from tidewaiter.lists.ofac_remarks import Remarks, read_remarks
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.model import BadInput, Defect, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

COLUMNS = (
    "ent_num",
    "name",
    "type",
    "programs",
    "title",
    "call_sign",
    "vessel_type",
    "tonnage",
    "gross_tonnage",
    "flag",
    "owner",
    "remarks",
)
ALT_COLUMNS = ("ent_num", "alt_num", "type", "name", "remarks")
ADD_COLUMNS = ("ent_num", "add_num", "address", "city", "country", "remarks")
KINDS: dict[str, ListingKind] = {
    "": "organization",
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
ALIASES: dict[str, NameQuality] = {"aka": "strong", "nka": "strong", "fka": "former"}
IGNORED = {
    "tonnage": "no rule asks for it",
    "gross_tonnage": "no rule asks for it",
}
NULL = "-0-"
END_OF_FILE = "\x1a"
# how the files that belong together are named
TABLES = {"sdn": ("alt", "add"), "prim": ("alt", "add")}


def tell(peek: Peek) -> bool:
    """True for one of the three tables, which have no header and a number first."""
    return _columns(peek) is not None


def read_ofac_csv(path: Path) -> LoadedList:
    """The list in an `sdn` or `cons_prim` file, with its `alt` and `add` files beside it.

    Given an `alt` or `add` file, the main file beside it is read.

    Raises:
        BadInput: where the file is no such table, or the entries it belongs to are not there.
    """
    main = _find_main(path)
    reading = Reading(published(SDN))
    reader = _Reader(reading)
    beside = reader.read_beside(main)
    for line, row in reader.rows(main, COLUMNS):
        reader.add(line, row, beside)
    reader.report_orphans(beside)
    settle(reading)
    return reading.loaded([main, *reader.files])


def edition(path: Path) -> tuple[Path, ...]:
    """The files that are read together with this one: the entries, other names, addresses.

    Raises:
        BadInput: where the entries are not beside the file.
    """
    main = _find_main(path)
    others = (_beside(main, part) for part in ("alt", "add"))
    return (main, *(other for other in others if other is not None))


def _columns(peek: Peek) -> tuple[str, ...] | None:
    """Which of the three tables a file is, by its first row; None for another file."""
    row = next(iter(peek.rows(1)), [])
    if len(row) == 0 or not row[0].isdecimal():
        return None
    for columns in (COLUMNS, ALT_COLUMNS, ADD_COLUMNS):
        if len(row) == len(columns):
            return columns
    return None


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(_decode(path), newline=""), strict=False)
    for row in reader:
        if len(row) == 0 or row == [END_OF_FILE]:
            continue
        yield reader.line_num, row


def _decode(path: Path) -> str:
    """The text of a table; its signs for no value are gone, all but those in odd spacing."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return text.replace(f",{NULL} ", ",")


def _find_main(path: Path) -> Path:
    if _columns(Peek(path)) == COLUMNS:
        return path
    for main, parts in TABLES.items():
        for part in parts:
            other = path.with_name(_swap(path.name, part, main))
            if other != path and other.is_file() and _columns(Peek(other)) == COLUMNS:
                return other
    raise BadInput(
        "the entries these names or addresses belong to are not beside the file",
        where=str(path),
        advice="Put sdn.csv, alt.csv and add.csv of one day into one folder and give sdn.csv.",
    )


def _swap(name: str, part: str, other: str) -> str:
    return re.sub(rf"(?<![a-z]){part}(?![a-z])", other, name, count=1, flags=re.IGNORECASE)


class Beside(NamedTuple):
    """The other names and the addresses of the files beside, by entry number."""

    names: dict[str, list[ListedName]]
    addresses: dict[str, list[str]]


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.files: list[Path] = []
        self._reading = reading
        self._countries = Countries()

    def rows(self, path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
        """Every good row of a table as a mapping, with its line; a bad one becomes a defect."""
        for line, row in _csv_rows(path):
            if len(row) != len(columns) or not row[0].strip().isdecimal():
                problem = f"{len(row)} fields where {len(columns)} are expected, or no number first"
                at = f"{path.name} line {line}"
                defect = Defect(at=at, problem=problem, text=",".join(row)[:200])
                self._reading.defects.append(defect)
                continue
            yield line, dict(zip(columns, [text and _plain(text) for text in row], strict=True))

    def read_beside(self, main: Path) -> Beside:
        """The other names and the addresses of the files beside."""
        beside = Beside(defaultdict(list), defaultdict(list))
        alt, add = (_beside(main, part) for part in ("alt", "add"))
        if alt is not None:
            self.files.append(alt)
            for line, row in self.rows(alt, ALT_COLUMNS):
                if row["type"] not in ALIASES:
                    problem = f"kind of name {row['type']!r} is not known; the name is left out"
                    defect = Defect(f"{alt.name} line {line}", problem, row["name"])
                    self._reading.defects.append(defect)
                    continue
                name = ListedName(text=row["name"], quality=ALIASES[row["type"]])
                beside.names[row["ent_num"]].append(name)
        if add is not None:
            self.files.append(add)
            for _, row in self.rows(add, ADD_COLUMNS):
                parts = (row["address"], row["city"], row["country"], row["remarks"])
                text = ", ".join(part for part in parts if part != "")
                if text != "":
                    beside.addresses[row["ent_num"]].append(text)
        return beside

    def report_orphans(self, beside: Beside) -> None:
        """Names and addresses whose entry the main table does not hold."""
        listed = {listing.ref for listing in self._reading.listings}
        orphans = {*beside.names, *beside.addresses} - listed
        if len(orphans) > 0:
            some = ", ".join(sorted(orphans, key=int)[:10])
            problem = (
                f"{len(orphans)} entries have names or addresses and are not in the main table"
            )
            self._reading.defects.append(Defect(at="whole file", problem=problem, text=some))

    def add(self, line: int, row: dict[str, str], beside: Beside) -> None:
        """Keep the listing of a row, or a defect where it cannot be used."""
        if row["type"] not in KINDS or row["name"] == "":
            what = "it has no name" if row["name"] == "" else f"kind {row['type']!r} is not known"
            defect = Defect(f"line {line}", f"entry left out: {what}", row["ent_num"])
            self._reading.defects.append(defect)
            return
        for name in IGNORED:
            self._reading.ignored[name] += row[name] != ""
        self._reading.listings.append(self._listing(row, beside))

    def _listing(self, row: dict[str, str], beside: Beside) -> Listing:
        ref, kind = row["ent_num"], KINDS[row["type"]]
        remarks = read_remarks(row["remarks"], kind, row["call_sign"])
        for part in remarks.unread:
            problem = "a remark could not be read and is kept as text"
            self._reading.defects.append(Defect(at=f"entry {ref}", problem=problem, text=part))
        names = (ListedName(text=row["name"]), *beside.names.get(ref, ()), *remarks.names)
        flags = (row["flag"], *remarks.flags)
        return Listing(
            list="",
            ref=ref,
            kind=kind,
            names=tuple(dict.fromkeys(names)),
            identifiers=tuple(dict.fromkeys(remarks.identifiers)),
            birth_dates=tuple(remarks.birth_dates),
            countries=tuple(self._countries.find(text) or text for text in remarks.countries),
            addresses=tuple(beside.addresses.get(ref, ())),
            flags=tuple(dict.fromkeys(flag for flag in flags if flag != "")),
            programmes=tuple(row["programs"].split("] [")),
            remarks="; ".join(_all_remarks(row, remarks)),
        )


def _plain(text: str) -> str:
    """A value with its spaces joined; empty for the sign of none."""
    value = text.strip()
    if value == NULL:
        return ""
    return " ".join(value.split()) if "  " in value or not value.isprintable() else value


def _beside(main: Path, part: str) -> Path | None:
    for table in TABLES:
        other = main.with_name(
            _swap(main.name, table, part.upper() if main.name.isupper() else part)
        )
        if other != main and other.is_file():
            return other
    return None


def _all_remarks(row: dict[str, str], remarks: Remarks) -> Iterator[str]:
    owner = f"owner {row['owner']}" if row["owner"] != "" else ""
    yield from filter(None, (row["title"], row["vessel_type"], owner, remarks.text))
