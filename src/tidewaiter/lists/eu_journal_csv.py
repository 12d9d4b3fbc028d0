"""Annexes of EU acts as OpenSanctions transcribes them from the Official Journal, in CSV.

Cells hold the printed wording; several values stand between semicolons. A row is one subject in
one annex under one measure, so one ship may have two rows.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.codes import Countries, parse_date
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published, published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.text_table import read_csv
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

HEADED_WITH = frozenset({"recordId", "programKey", "annex", "measure", "schema", "name"})
KINDS: dict[str, ListingKind] = {
    "Person": "person",
    "LegalEntity": "organization",
    "Organization": "organization",
    "Company": "organization",
    "Vessel": "vessel",
    "Asset": "other",
}
QUALITIES: tuple[tuple[str, NameQuality], ...] = (
    ("alias", "strong"),
    ("weakAlias", "weak"),
    ("previousName", "former"),
)
SCHEMES = {
    "passportNumber": "passport",
    "idNumber": "national_id",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "taxNumber": "tax",
    "innCode": "tax",
    "leiCode": "lei",
    "swiftBic": "swift",
    "imoNumber": "imo",
    "mmsi": "mmsi",
}
IGNORED = {
    "gender": "no cargo document gives it",
    "appearance": "no cargo document gives it",
    "ethnicity": "no cargo document gives it",
    "fatherName": "no cargo document gives it",
    "motherName": "no cargo document gives it",
    "kppCode": "shared by the firms of one tax office",
    "okpoCode": "a number of statistics",
    "ticker": "nothing is compared by it",
    "phone": "nothing is compared by it",
    "email": "nothing is compared by it",
    "website": "nothing is compared by it",
    "incorporationDate": "no cargo document gives it",
}
SCALAR = frozenset({"reason", "name"})
_REMARKS = ("position", "legalForm", "sector", "reason", "notes")
_BORN = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\b(?:19|20)\d{2}\b")
_AFTER_NUMBER = re.compile(r"\s*(?:\(|,|\bexpires?\b|\bissued\b).*", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*;\s*|\s+/\s+")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")


def tell(peek: Peek) -> bool:
    """True for a table whose first row has these headers."""
    return any(set(row) >= HEADED_WITH for row in peek.rows(1))


def read_eu_journal_csv(path: Path) -> LoadedList:
    """The annexes in CSV.

    Raises:
        BadInput: where the table breaks off, or no row could be read.
    """
    rows = read_csv(path)
    header = next(rows)[1]
    reading = Reading(published("eu_journal"))
    mapping = _Mapping(reading.about)
    for line, row in rows:
        cells = dict(zip(header, row, strict=False))
        texts = ((name, 0, text) for name, cell in cells.items() for text in _values(name, cell))
        fields = Fields(texts, ignored=IGNORED, name=cells.get("name", ""))
        reading.take(f"line {line}", fields, mapping.listing)
    return reading.loaded([path])


def _values(name: str, cell: str) -> list[str]:
    if name in SCALAR:
        return [cell]
    return [
        value.strip()
        for value in next(csv.reader([cell], delimiter=";", skipinitialspace=True), [])
    ]


class _Mapping:
    def __init__(self, about: Published) -> None:
        self._about = about
        self._countries = Countries()

    def listing(self, fields: Fields) -> Listing:
        schema = fields.one("schema")
        if schema not in KINDS:
            raise StoppedRecord(f"kind {schema!r} is not known")
        acts = dict.fromkeys(
            text
            for name in ("amendedCelex", "celex", "amendmentCelex")
            for text in fields.all(name)
        )
        annex = " ".join(fields.all("annex"))
        names = tuple(_names(fields, KINDS[schema]))
        number = (*fields.all("recordId"), names[0].text)[0]
        decision = _decision(fields, f"{', '.join(acts)}, Annex {annex}")
        nations = [
            text for part in ("nationality", "jurisdiction", "country") for text in fields.all(part)
        ]
        countries = (self._countries.find(text.rstrip(".")) or text for text in nations)
        remarks = [
            *(f"born at {place}" for place in fields.all("birthPlace")),
            *(text for part in _REMARKS for text in fields.all(part)),
        ]
        return Listing(
            list=self._about.list,
            ref="/".join([next(iter(acts), ""), annex, number]),
            kind=KINDS[schema],
            names=names,
            identifiers=tuple(dict.fromkeys(_identifiers(fields))),
            birth_dates=tuple(dict.fromkeys(_births(fields))),
            countries=tuple(dict.fromkeys(countries)),
            addresses=tuple(dict.fromkeys(fields.all("address"))),
            flags=tuple(dict.fromkeys(fields.all("flag"))),
            programmes=tuple(dict.fromkeys(fields.all("programKey"))),
            decisions=(decision,),
            remarks="; ".join(dict.fromkeys(remarks)),
            source=self._about.name,
            listed_on=decision.since,
        )


def _names(fields: Fields, kind: ListingKind) -> Iterator[ListedName]:
    """The printed names; what stands in brackets after a ship's name is its other name."""
    name = fields.one("name")
    others = _IN_BRACKETS.findall(name) if kind == "vessel" else []
    yield ListedName(_IN_BRACKETS.sub("", name).strip() if len(others) > 0 else name)
    yield from (ListedName(other.strip(), "strong") for other in others)
    for path, quality in QUALITIES:
        yield from (ListedName(text, quality) for text in fields.all(path))


def _births(fields: Fields) -> Iterator[str]:
    for text in fields.all("birthDate"):
        dates = [parse_date(found) for found in _BORN.findall(text)]
        if len(dates) == 0 or None in dates:
            fields.doubts.append("a date of birth cannot be read: it is left out")
        yield from (str(date) for date in dates if date is not None)


def _identifiers(fields: Fields) -> Iterator[Identifier]:
    for path, scheme in SCHEMES.items():
        for text in fields.all(path):
            for part in _SEVERAL.split(text):
                number = _AFTER_NUMBER.sub("", part).strip(". ")
                yield Identifier(scheme, number if number != "" else part)


def _decision(fields: Fields, instrument: str) -> Decision:
    """`asset_freeze`, or the measure in the transcription's own words."""
    measure = re.sub(r"\W+", "_", fields.one("measure").casefold())
    days = [parse_date(text) for text in fields.all("startDate")]
    since = [day.first for day in days if day is not None and day.day > 0]
    return Decision(measure=measure, since=min(since, default=None), instrument=instrument)
