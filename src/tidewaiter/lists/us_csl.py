"""The Consolidated Screening List of the United States, as CSV and as JSON.

Eleven lists of three departments in one. An entry keeps its own list: in its programmes by the
list's short name (`SDN`, `EL`, `DPL`), in its source and in its instrument by the full one.
"""

import csv
import datetime
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tidewaiter.codes import Countries, parse_date
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.ofac_labels import Details
from tidewaiter.lists.ofac_xml import births
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import BadInput, Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind

KINDS: dict[str, ListingKind] = {
    "": "other",
    "Individual": "person",
    "Entity": "organization",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
}
HEADERS = frozenset({"source", "entity_number", "standard_order", "source_information_url"})
# fields of CSV that hold several values
SEVERAL = (
    "programs",
    "addresses",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
)
IGNORED = {
    "gross_tonnage": "no rule asks for it",
    "gross_registered_tonnage": "no rule asks for it",
    "source_list_url": "a page of the publisher, not of the entry",
    "source_information_url": "a page of the publisher, not of the entry",
    "ids/country": "a number is compared whoever gave it",
    "ids/issue_date": "lapsed papers are used too",
    "ids/expiration_date": "lapsed papers are used too",
}
ADDRESS = ("address", "city", "state", "postal_code", "country")
REMARKS = ("title", "vessel_type", "vessel_owner", "remarks", "license_requirement")
_SHORT = re.compile(r"\(([A-Z]{2,5})\)")
_COUNTRY_FIRST = re.compile(r"^[A-Z]{2}, ")


def tell_csv(peek: Peek) -> bool:
    """True for CSV with the list's headers."""
    rows = peek.rows(1)
    return len(rows) == 1 and set(rows[0]) >= HEADERS


def tell_json(peek: Peek) -> bool:
    """True for JSON whose entries have the list's fields."""
    return peek.text.lstrip().startswith("{") and '"source_information_url"' in peek.text


def read_csl_csv(path: Path) -> LoadedList:
    """The list in a file of its CSV.

    Raises:
        BadInput: where it holds no entry.
    """
    reading = Reading(published("us_csl"))
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    table = csv.DictReader(io.StringIO(text, newline=""), restkey="more cells than headers")
    reader = _Reader(Countries())
    for row in table:
        reading.take(f"line {table.line_num}", _fields(_from_row(row)), reader.listing)
    return reading.loaded([path])


def read_csl_json(path: Path) -> LoadedList:
    """The list in a file of its JSON.

    Raises:
        BadInput: where the JSON breaks off, or holds no entry.
    """
    reading = Reading(published("us_csl"))
    try:
        whole = msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise BadInput(
            f"the JSON cannot be read ({error})",
            where=str(path),
            advice=f"Get it again from {reading.about.where}.",
        ) from error
    results = whole.get("results") if isinstance(whole, dict) else None
    reader = _Reader(Countries())
    for number, entry in enumerate(results if isinstance(results, list) else ()):
        if isinstance(entry, dict):
            reading.take(f"results[{number}]", _fields(_from_object(entry)), reader.listing)
    return reading.loaded([path])


def _fields(texts: Iterator[tuple[str, int, str]]) -> Fields:
    fields = Fields(texts, ignored=IGNORED)
    fields.name = fields.peek("name")
    return fields


def _from_row(row: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for name, value in row.items():
        if name == "ids":
            yield from _ids(value or "")
        elif isinstance(value, list):
            yield name, 0, ", ".join(value)
        else:
            parts = (value or "").split("; ") if name in SEVERAL else [value or ""]
            yield from ((name, at, " ".join(part.split())) for at, part in enumerate(parts))


def _ids(text: str) -> Iterator[tuple[str, int, str]]:
    """`IR, 123, Passport`: country, number and label, the country often absent."""
    for at, part in enumerate(text.split("; ")):
        value, _, label = part.rpartition(", ")
        yield "ids/type", at, label
        yield "ids/number", at, _COUNTRY_FIRST.sub("", value)


def _from_object(entry: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for name, value in entry.items():
        for at, part in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(part, dict):
                for key, text in part.items():
                    yield f"{name}/{key}", at, "" if text is None else " ".join(str(text).split())
            else:
                yield name, at, "" if part is None else " ".join(str(part).split())


class _Reader:
    def __init__(self, countries: Countries) -> None:
        self._countries = countries

    def listing(self, fields: Fields) -> Listing:
        source, name = fields.one("source"), fields.one("name")
        written = "".join(fields.all("type"))
        if written not in KINDS:
            raise StoppedRecord(f"kind of entry {written!r} is not known")
        details = self._details(fields, KINDS[written])
        short = _SHORT.search(source)
        addresses = tuple(_addresses(fields))
        start, end = (_day(fields, name) for name in ("start_date", "end_date"))
        notices = fields.all("federal_register_notice")
        names = [ListedName(name), *(ListedName(x, "strong") for x in fields.all("alt_names"))]
        listing = Listing(
            list="us-csl",
            ref=_ref(fields, short[1] if short is not None else source, (name, *addresses)),
            kind=details.kind,
            names=tuple(dict.fromkeys(names)),
            identifiers=tuple(dict.fromkeys(details.identifiers)),
            birth_dates=births(details),
            countries=tuple(dict.fromkeys(self._countries.find(x) or x for x in details.countries)),
            addresses=addresses,
            flags=tuple(dict.fromkeys(details.flags)),
            programmes=(short[1] if short is not None else source, *fields.all("programs")),
            decisions=(Decision("listed", start, end, "; ".join([source, *notices])),),
            remarks="; ".join(_remarks(fields, details)),
            source=source,
            listed_on=start,
        )
        fields.doubts += details.doubts
        return listing

    def _details(self, fields: Fields, kind: ListingKind) -> Details:
        details = Details(kind)
        details.identifiers += [Identifier("call_sign", x) for x in fields.all("call_sign")]
        details.flags += fields.all("vessel_flag")
        details.births += fields.all("dates_of_birth")
        for path in ("nationalities", "citizenships", "country"):
            details.countries += fields.all(path)
        details.remarks += [f"born at {place}" for place in fields.all("places_of_birth")]
        for paper in fields.groups("ids", ("type", "number")):
            details.take(paper.get("type", ""), paper.get("number", ""))
        return details


def _ref(fields: Fields, short: str, words: tuple[str, ...]) -> str:
    """The publisher's number with the list's name; else a digest of the name and addresses."""
    own, shared = fields.all("entity_number"), [*fields.all("_id"), *fields.all("id")]
    digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]
    return f"{short}/{next(iter([*own, *shared, digest]))}"


def _addresses(fields: Fields) -> Iterator[str]:
    yield from fields.all("addresses")
    for address in fields.groups("addresses", ADDRESS):
        yield ", ".join(address[part] for part in ADDRESS if part in address)


def _remarks(fields: Fields, details: Details) -> Iterator[str]:
    for name in REMARKS:
        yield from fields.all(name)
    yield from (f"licence policy: {text}" for text in fields.all("license_policy"))
    yield from (f"standard order {text}" for text in fields.all("standard_order"))
    yield from details.remarks


def _day(fields: Fields, name: str) -> datetime.date | None:
    texts = fields.all(name)
    day = parse_date(texts[0]) if len(texts) > 0 else None
    if len(texts) > 0 and (day is None or day.day == 0):
        fields.doubts.append(f"{name} {texts[0]!r} is no day")
        return None
    return None if day is None else day.first
