"""The OFAC list in CSV: `sdn` without header, and `alt` and `add` where they stand beside it.

Everything in it is the law of the United States: its listings are of the source `us`, their
measure is `listed`, and they are no ground of the United Nations.
"""

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.codes import Countries
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published, count_defects, left_over_defects, published
from tidewaiter.lists.ofac_remarks import Remarks, read_remarks
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import BadInput, Decision, Defect, ListedName, Listing, ListVersion
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
    return b"\x00" not in peek.start[:256] and sniff_columns(peek.path) is not None


def read_ofac_csv(path: Path) -> LoadedList:
    """The list in an `sdn` file, with the `alt` and `add` files of matching name beside it.

    Given an `alt` or `add` file, the `sdn` file beside it is read.

    Raises:
        BadInput: where the file is no such table, or the entries it belongs to are not there.
    """
    about = published("ofac_sdn")
    main = _find_main(path)
    reader = _Reader(about)
    names, addresses = reader.read_beside(main)
    listings = [
        listing
        for line, row in reader.rows(main, COLUMNS)
        if (listing := reader.listing(line, row, names, addresses)) is not None
    ]
    if len(listings) == 0:
        raise BadInput(
            "no entry could be read",
            where=str(main),
            advice="Get sdn.csv again from the publisher.",
        )
    reader.report_orphans({*names, *addresses} - {listing.ref for listing in listings})
    counts = Counter(str(listing.kind) for listing in listings)
    counts["entries"] = len(listings)
    version = ListVersion(
        name=about.name,
        source=about.source,
        sha256=hashlib.sha256(b"".join(file.read_bytes() for file in reader.files)).hexdigest(),
        entries=len(listings),
    )
    return LoadedList(
        version=version,
        listings=tuple(listings),
        defects=(
            *reader.defects,
            *left_over_defects(reader.left_over),
            *count_defects(about.expected, counts),
        ),
        ignored=dict(reader.ignored),
    )


def edition(path: Path) -> tuple[Path, ...]:
    """The files that are read together with this one: the entries, other names, addresses.

    Raises:
        BadInput: where the entries are not beside the file.
    """
    main = _find_main(path)
    others = (_beside(main, part) for part in ("alt", "add"))
    return (main, *(other for other in others if other is not None))


def sniff_columns(path: Path) -> tuple[str, ...] | None:
    """Which of the three tables a file is, by its first row; None for another file."""
    row = next((fields for _, fields in _csv_rows(path)), [])
    if len(row) == 0 or not row[0].strip().isdecimal():
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
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _find_main(path: Path) -> Path:
    if sniff_columns(path) == COLUMNS:
        return path
    for main, parts in TABLES.items():
        for part in parts:
            other = path.with_name(_swap(path.name, part, main))
            if other != path and other.is_file() and sniff_columns(other) == COLUMNS:
                return other
    raise BadInput(
        "the entries these names or addresses belong to are not beside the file",
        where=str(path),
        advice="Put sdn.csv, alt.csv and add.csv of one day into one folder and give sdn.csv.",
    )


def _swap(name: str, part: str, other: str) -> str:
    return re.sub(rf"(?<![a-z]){part}(?![a-z])", other, name, count=1, flags=re.IGNORECASE)


class _Reader:
    def __init__(self, about: Published) -> None:
        self.defects: list[Defect] = []
        self.files: list[Path] = []
        self.ignored: Counter[str] = Counter()
        self.left_over: Counter[str] = Counter()
        self._about = about
        self._countries = Countries()

    def rows(self, path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
        """Every good row of a table as a mapping, with its line; a bad one becomes a defect."""
        self.files.append(path)
        for line, row in _csv_rows(path):
            if len(row) != len(columns) or not row[0].strip().isdecimal():
                problem = f"{len(row)} fields where {len(columns)} are expected, or no number first"
                at = f"{path.name} line {line}"
                self.defects.append(Defect(at=at, problem=problem, text=",".join(row)[:200]))
                continue
            values = (value.strip() for value in row)
            plain = ("" if value == NULL else " ".join(value.split()) for value in values)
            yield line, dict(zip(columns, plain, strict=True))

    def read_beside(self, main: Path) -> tuple[dict[str, list[ListedName]], dict[str, list[str]]]:
        """The other names and the addresses of the files beside, by entry number."""
        names: dict[str, list[ListedName]] = defaultdict(list)
        addresses: dict[str, list[str]] = defaultdict(list)
        alt, add = (_beside(main, part) for part in ("alt", "add"))
        if alt is not None:
            for line, row in self.rows(alt, ALT_COLUMNS):
                if row["type"] not in ALIASES:
                    problem = f"kind of name {row['type']!r} is not known; the name is left out"
                    self.defects.append(Defect(f"{alt.name} line {line}", problem, row["name"]))
                    continue
                name = ListedName(text=row["name"], quality=ALIASES[row["type"]])
                names[row["ent_num"]].append(name)
        if add is not None:
            for _, row in self.rows(add, ADD_COLUMNS):
                parts = [row[part] for part in ("address", "city", "country", "remarks")]
                text = ", ".join(part for part in parts if part != "")
                if text != "":
                    addresses[row["ent_num"]].append(text)
        return names, addresses

    def report_orphans(self, orphans: set[str]) -> None:
        """Names and addresses whose entry the main table does not hold."""
        if len(orphans) > 0:
            some = ", ".join(sorted(orphans, key=int)[:10])
            problem = (
                f"{len(orphans)} entries have names or addresses and are not in the main table"
            )
            self.defects.append(Defect(at="whole file", problem=problem, text=some))

    def listing(
        self,
        line: int,
        row: dict[str, str],
        names: dict[str, list[ListedName]],
        addresses: dict[str, list[str]],
    ) -> Listing | None:
        """The listing of a row, or None where it cannot be used, which becomes a defect."""
        fields = Fields(((name, 0, text) for name, text in row.items()), ignored=IGNORED)
        try:
            listing = self._build(fields, names, addresses)
        except StoppedRecord as stop:
            text = fields.peek("ent_num")
            self.defects.append(Defect(f"line {line}", f"entry left out: {stop}", text))
            return None
        self.ignored.update(fields.ignored)
        self.left_over.update(fields.left_over())
        return listing

    def _build(
        self,
        fields: Fields,
        names: dict[str, list[ListedName]],
        addresses: dict[str, list[str]],
    ) -> Listing:
        ref, name = fields.one("ent_num"), fields.one("name")
        written = " ".join(fields.all("type"))
        if written not in KINDS:
            raise StoppedRecord(f"kind of entry {written!r} is not known")
        kind = KINDS[written]
        programmes = tuple(" ".join(fields.all("programs")).split("] ["))
        remarks = read_remarks(" ".join(fields.all("remarks")), kind, fields.all("call_sign"))
        for part in remarks.unread:
            problem = "a remark could not be read and is kept as text"
            self.defects.append(Defect(at=f"entry {ref}", problem=problem, text=part))
        return Listing(
            list=self._about.list,
            ref=ref,
            kind=kind,
            names=tuple(
                dict.fromkeys([ListedName(text=name), *names.get(ref, ()), *remarks.names])
            ),
            identifiers=tuple(dict.fromkeys(remarks.identifiers)),
            birth_dates=tuple(remarks.birth_dates),
            countries=tuple(self._countries.find(text) or text for text in remarks.countries),
            addresses=tuple(addresses.get(ref, ())),
            flags=tuple(dict.fromkeys([*fields.all("flag"), *remarks.flags])),
            programmes=programmes,
            decisions=(
                Decision(measure="listed", instrument=f"OFAC SDN, {', '.join(programmes)}"),
            ),
            remarks="; ".join(_all_remarks(fields, remarks)),
            source=self._about.name,
        )


def _beside(main: Path, part: str) -> Path | None:
    for table in TABLES:
        other = main.with_name(
            _swap(main.name, table, part.upper() if main.name.isupper() else part)
        )
        if other != main and other.is_file():
            return other
    return None


def _all_remarks(fields: Fields, remarks: Remarks) -> Iterator[str]:
    yield from fields.all("title")
    yield from fields.all("vessel_type")
    yield from (f"owner {owner}" for owner in fields.all("owner"))
    if remarks.text != "":
        yield remarks.text
