"""The UN consolidated list in XML: every entry of every committee.

Each field is used, or named in `IGNORED` with the reason; what is left is reported. A code that
is not in a table is reported and its entry kept; what makes an entry stops it, not the file.
"""

import datetime
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from tidewaiter.codes import Countries, parse_date
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import Published, published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.xml_stream import XmlStream, plain_text
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

ROOT = "CONSOLIDATED_LIST"
KINDS: dict[str, ListingKind] = {"INDIVIDUAL": "person", "ENTITY": "organization"}
QUALITIES: dict[str, NameQuality] = {
    "Good": "strong",
    "Low": "low",
    "a.k.a.": "strong",
    "f.k.a.": "former",
}
DOCUMENTS = {
    "passport": "passport",
    "numéro de passeport": "passport",
    "número de pasaporte": "passport",
    "national identification number": "national_id",
    "national identification no.": "national_id",
}
BIRTHS = frozenset({"EXACT", "APPROXIMATELY", "BETWEEN", ""})
IGNORED = {
    "DATAID": "the publisher's row number; REFERENCE_NUMBER names the entry",
    "VERSIONNUM": "always 1",
    "LIST_TYPE/VALUE": "always UN List",
    "SORT_KEY": "for display",
    "SORT_KEY_LAST_MOD": "for display",
    "GENDER": "no cargo document gives it",
    "SUBMITTED_BY": "who proposed the entry",
    "SUBMITTED_ON": "when the entry was proposed",
    "ALIAS/DATE_OF_BIRTH": "a date of one alias, which the entry's own dates repeat",
    "ALIAS/CITY_OF_BIRTH": "a place of one alias",
    "ALIAS/COUNTRY_OF_BIRTH": "a place of one alias",
    "ALIAS/NOTE": "a remark on one alias",
    "DOCUMENT/CITY_OF_ISSUE": "a number is compared whatever office gave it",
    "DOCUMENT/COUNTRY_OF_ISSUE": "as ISSUING_COUNTRY",
    "DOCUMENT/ISSUING_COUNTRY": "a number is compared whoever gave it",
    "DOCUMENT/DATE_OF_ISSUE": "lapsed papers are used too",
    "DOCUMENT/NOTE": "a remark on one paper",
    "DATE_OF_BIRTH/NOTE": "a remark on one date",
}
_ORIGINAL = re.compile(r"(.*\S)\s*\(([\u3400-\u9fff\uac00-\ud7a3 ]+)\)\s*")
_COMPANY_IMO = re.compile(
    r"\bIMO\b\)?[\s:]*(?:company\s*)?(?:number|no\.?)?[\s:]*(\d{7})(?!\d)", re.I
)


def tell(peek: Peek) -> bool:
    """True for XML with the list's root."""
    return peek.root == ROOT


def read_un_xml(path: Path) -> LoadedList:
    """The list in a file of the UN's XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no entry.
    """
    stream = XmlStream(path, root=ROOT, tags=frozenset(KINDS))
    reading = Reading(published("un_consolidated"))
    reader = _Reader(reading.about, stream)
    for entry in stream:
        ref = next((plain_text(part) for part in entry if part.tag == "REFERENCE_NUMBER"), "")
        fields = Fields(_flatten(entry), ignored=IGNORED, name=ref)
        kind = KINDS[str(entry.tag)]
        reading.take(f"line {entry.sourceline}", fields, partial(reader.listing, kind))
    reading.defects += stream.defects
    return reading.loaded([path], published=stream.attributes.get("dateGenerated", "")[:10])


class _Reader:
    def __init__(self, about: Published, stream: XmlStream) -> None:
        self._about = about
        self._stream = stream
        self._countries = Countries()

    def listing(self, kind: ListingKind, fields: Fields) -> Listing:
        generated = self._stream.attributes.get("dateGenerated", "")[:10]
        ref, programme = fields.one("REFERENCE_NUMBER"), fields.one("UN_LIST_TYPE")
        listed = _listed_on(fields.one("LISTED_ON"))
        comments = fields.all("COMMENTS1")
        identifiers = _documents(fields)
        if kind == "organization":
            found = [number for text in comments for number in _COMPANY_IMO.findall(text)]
            identifiers += [Identifier("company_imo", number) for number in found]
        amended = sorted(fields.all("LAST_DAY_UPDATED/VALUE"))
        remarks = [
            *fields.all("TITLE/VALUE"),
            *fields.all("DESIGNATION/VALUE"),
            *(f"born at {place}" for place in fields.grouped("PLACE_OF_BIRTH")),
            *comments,
            *([f"amended {', '.join(amended)}"] if len(amended) > 0 else []),
        ]
        return Listing(
            list=self._about.list,
            ref=ref,
            kind=kind,
            names=_names(fields),
            identifiers=tuple(dict.fromkeys(identifiers)),
            birth_dates=tuple(dict.fromkeys(_births(fields))),
            countries=tuple(self._country(name) for name in fields.all("NATIONALITY/VALUE")),
            addresses=tuple(fields.grouped("ADDRESS")),
            programmes=(programme,),
            decisions=self._decisions(kind, programme, listed),
            remarks="; ".join(remarks),
            source=f"{self._about.name} {generated}",
            listed_on=listed,
        )

    def _country(self, name: str) -> str:
        return self._countries.find(name) or name

    def _decisions(
        self, kind: ListingKind, programme: str, listed: datetime.date
    ) -> tuple[Decision, ...]:
        measures = self._about.measures.get(programme, {}).get(kind, ("listed",))
        instrument = f"UN consolidated list, {programme}"
        return tuple(
            Decision(measure=measure, since=listed, instrument=instrument) for measure in measures
        )


def _listed_on(text: str) -> datetime.date:
    day = parse_date(text[:10])
    if day is None or day.day == 0:
        raise StoppedRecord(f"LISTED_ON {text} is no day")
    return day.first


def _flatten(entry: etree._Element) -> Iterator[tuple[str, int, str]]:
    """Every text of an entry as (path, number of the group it stands in, text)."""
    for number, child in enumerate(entry):
        name = str(child.tag).removeprefix("INDIVIDUAL_").removeprefix("ENTITY_")
        if len(child) == 0:
            yield name, number, plain_text(child)
        for part in child:
            yield f"{name}/{part.tag}", number, plain_text(part)


def _names(fields: Fields) -> tuple[ListedName, ...]:
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    primary = " ".join(text for part in parts for text in fields.all(part))
    if primary == "":
        raise StoppedRecord("the entry has no name")
    names = [ListedName(text=primary)]
    names += [
        ListedName(text=text, quality="strong") for text in fields.all("NAME_ORIGINAL_SCRIPT")
    ]
    for group in fields.groups("ALIAS", ("ALIAS_NAME", "QUALITY")):
        names += _alias(group.get("ALIAS_NAME", ""), group.get("QUALITY", ""), fields)
    return tuple(dict.fromkeys(names))


def _alias(text: str, quality: str, fields: Fields) -> list[ListedName]:
    if text == "":
        return []
    known = QUALITIES.get(quality)
    if known is None:
        fields.doubts.append(f"QUALITY {quality!r} of an alias is not known: it is kept as weak")
    parted = _ORIGINAL.fullmatch(text)
    texts = (text,) if parted is None else parted.groups()
    return [ListedName(text=part, quality=known or "weak") for part in texts]


def _births(fields: Fields) -> Iterator[str]:
    names = ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR")
    for group in fields.groups("DATE_OF_BIRTH", names):
        kind = group.get("TYPE_OF_DATE", "")
        if kind not in BIRTHS:
            fields.doubts.append(f"TYPE_OF_DATE {kind!r} is not known: the date is left out")
        elif "FROM_YEAR" in group:
            yield f"{group['FROM_YEAR']}/{group.get('TO_YEAR', '')}"
        elif "DATE" in group:
            yield group["DATE"][:10]
        elif "YEAR" in group:
            yield group["YEAR"]


def _documents(fields: Fields) -> list[Identifier]:
    names = ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER")
    identifiers = []
    for group in fields.groups("DOCUMENT", names):
        kind, free = group.get("TYPE_OF_DOCUMENT", ""), group.get("TYPE_OF_DOCUMENT2", "")
        number = group.get("NUMBER", "")
        if number == "":
            continue
        if kind == "":
            scheme = "passport" if "passport" in free.casefold() else "other"
        elif kind.casefold() in DOCUMENTS:
            scheme = DOCUMENTS[kind.casefold()]
        else:
            scheme = "other"
            fields.doubts.append(f"TYPE_OF_DOCUMENT {kind!r} is not known: it is not compared")
        identifiers.append(Identifier(scheme, number))
    return identifiers
