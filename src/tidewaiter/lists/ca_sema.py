"""Canada's consolidated autonomous sanctions list in XML (`data-set` of `record`).

It carries no number of its own: an entry is named by country, schedule and item. Other names
stand in one field, between commas, semicolons, slashes, `or` and names of languages.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.codes import parse_date, parse_imo
from tidewaiter.lists.births import read_births
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.xml_fields import flatten
from tidewaiter.lists.xml_stream import XmlStream
from tidewaiter.model import Decision, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind
from tidewaiter.names.words import LEGAL_FORMS

ROOT = "data-set"
IGNORED: dict[str, str] = {}
_LANGUAGE = re.compile(r"[,(]?\s*\b(?:Russian|Belarus{1,2}ian|Ukrainian|Arabic|Chinese)\s*:\s*")
_COMMA = re.compile(r"\s*,\s*")
_OR = re.compile(r"\s*/\s*|\s+(?:or|ou)\s+")


def tell(peek: Peek) -> bool:
    """True for XML with the list's root and its day of listing."""
    return peek.root == ROOT and "<DateOfListing>" in peek.text


def read_ca_sema(path: Path) -> LoadedList:
    """The list in a file of Canada's XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no entry.
    """
    stream = XmlStream(path, root=ROOT, tags=frozenset({"record"}))
    reading = Reading(published("ca_sema"))
    for record in stream:
        fields = Fields(flatten(record), ignored=IGNORED)
        fields.name = fields.peek("EntityOrShip") or fields.peek("LastName")
        reading.take(f"line {record.sourceline}", fields, _listing)
    reading.defects += stream.defects
    return reading.loaded([path])


def _listing(fields: Fields) -> Listing:
    regime = fields.one("Country").split(" / ")[0]
    schedule, item = "".join(fields.all("Schedule")), fields.one("Item")
    listed = parse_date(fields.one("DateOfListing"))
    if listed is None or listed.day == 0:
        raise StoppedRecord("DateOfListing is no day")
    titles, imo = fields.all("TitleOrShip"), "".join(fields.all("ShipIMONumber"))
    kind, name = _subject(fields, is_ship=len(titles) > 0 or imo != "")
    births, remarks = _births(fields, kind)
    number = parse_imo(imo)
    if imo != "" and number is None:
        fields.doubts.append(f"ShipIMONumber {imo!r} is no number")
    place = ", ".join(part for part in (f"schedule {schedule}" if schedule else "", item) if part)
    return Listing(
        list="ca",
        ref="/".join(part for part in (regime, schedule, item) if part != ""),
        kind=kind,
        names=tuple(dict.fromkeys([ListedName(name), *_aliases(fields, kind)])),
        identifiers=(Identifier("imo", number.value),) if number is not None else (),
        birth_dates=births,
        programmes=(regime,),
        decisions=(Decision("listed", listed.first, None, f"Canada, {regime}, {place}"),),
        remarks="; ".join([*titles, *remarks]),
        source="ca-sema",
        listed_on=listed.first,
    )


def _subject(fields: Fields, *, is_ship: bool) -> tuple[ListingKind, str]:
    firm = " ".join(fields.all("EntityOrShip"))
    person = " ".join([*fields.all("GivenName"), *fields.all("LastName")])
    if firm != "":
        return ("vessel" if is_ship else "organization"), firm
    if person != "":
        return "person", person
    raise StoppedRecord("the entry has no name")


def _births(fields: Fields, kind: ListingKind) -> tuple[tuple[str, ...], list[str]]:
    written = fields.all("DateOfBirthOrShipBuildDate")
    if kind != "person":
        return (), [f"built {text}" for text in written]
    dates: list[str] = []
    remarks = []
    for text in written:
        found = read_births(text)
        if found is None:
            fields.doubts.append(f"the date of birth {text!r} could not be read")
            remarks.append(f"born {text}")
        dates += found or []
    return tuple(dict.fromkeys(dates)), remarks


def _aliases(fields: Fields, kind: ListingKind) -> Iterator[ListedName]:
    """The other names. The list grades none; a single word of a person is held for weak."""
    for text in fields.all("Aliases"):
        for name in split_names(text):
            weak = kind == "person" and " " not in name
            yield ListedName(name, "weak" if weak else "strong")


def split_names(text: str) -> Iterator[str]:
    """The names in a field of several; a legal form after a comma stays with its firm."""
    for part in _LANGUAGE.sub(";", text).split(";"):
        pieces: list[str] = []
        for piece in _COMMA.split(part.strip()):
            if len(pieces) > 0 and piece.casefold().strip(" .") in LEGAL_FORMS:
                pieces[-1] += f", {piece}"
            else:
                pieces.append(re.sub(r"^(?:or|ou)\s+", "", piece))
        for piece in pieces:
            yield from (name for name in _alternatives(piece.strip()) if name != "")


def _alternatives(text: str) -> list[str]:
    """`A B or A C` is two names; `Alexander or Alexandr Kalinin` stays as it is written."""
    parts = [part.strip() for part in _OR.split(text)]
    return parts if all(" " in part for part in parts) else [text]
