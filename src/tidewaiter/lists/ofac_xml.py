"""OFAC's lists in XML (`sdnList`): the SDN list and the consolidated list of non-SDN entries.

The file does not name its list; the programmes of its entries do (`ofac_lists`).
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tidewaiter.codes import Countries, parse_date
from tidewaiter.lists.births import read_births
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import count_defects, published
from tidewaiter.lists.ofac_labels import Details
from tidewaiter.lists.ofac_lists import SDN, settle
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.xml_fields import flatten
from tidewaiter.lists.xml_stream import XmlStream, local_name, plain_text
from tidewaiter.model import ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

ROOT = "sdnList"
KINDS: dict[str, ListingKind] = {
    "Individual": "person",
    "Entity": "organization",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
}
ALIASES: dict[tuple[str, str], NameQuality] = {
    ("a.k.a.", "strong"): "strong",
    ("a.k.a.", "weak"): "weak",
    ("n.k.a.", "strong"): "strong",
    ("n.k.a.", "weak"): "weak",
    ("f.k.a.", "strong"): "former",
    ("f.k.a.", "weak"): "weak",
}
_ROW = "the publisher's row number; the entry's uid names it"
_MAIN = "says which of several is printed first"
IGNORED = {
    "akaList/aka/uid": _ROW,
    "addressList/address/uid": _ROW,
    "idList/id/uid": _ROW,
    "dateOfBirthList/dateOfBirthItem/uid": _ROW,
    "placeOfBirthList/placeOfBirthItem/uid": _ROW,
    "nationalityList/nationality/uid": _ROW,
    "citizenshipList/citizenship/uid": _ROW,
    "dateOfBirthList/dateOfBirthItem/mainEntry": _MAIN,
    "placeOfBirthList/placeOfBirthItem/mainEntry": _MAIN,
    "nationalityList/nationality/mainEntry": _MAIN,
    "citizenshipList/citizenship/mainEntry": _MAIN,
    "idList/id/idCountry": "a number is compared whoever gave it",
    "idList/id/issueDate": "lapsed papers are used too",
    "idList/id/expirationDate": "lapsed papers are used too",
    "vesselInfo/tonnage": "no rule asks for it",
    "vesselInfo/grossRegisteredTonnage": "no rule asks for it",
}
ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")

# fields of their own that say what a labelled number says elsewhere
LABELLED = {
    "dateOfBirthList/dateOfBirthItem/dateOfBirth": "Birthdate",
    "placeOfBirthList/placeOfBirthItem/placeOfBirth": "Place of Birth",
    "nationalityList/nationality/country": "Nationality Country",
    "citizenshipList/citizenship/country": "Citizenship Country",
    "vesselInfo/callSign": "Vessel Call Sign",
    "vesselInfo/vesselFlag": "Vessel Flag",
    "vesselInfo/vesselType": "Vessel Type",
    "vesselInfo/vesselOwner": "Vessel Owner",
}
_MONTH_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def tell(peek: Peek) -> bool:
    """True for XML with the root of OFAC's lists."""
    return peek.root == ROOT


def read_ofac_xml(path: Path) -> LoadedList:
    """The list in a file of OFAC's XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no entry.
    """
    stream = XmlStream(path, root=ROOT, tags=frozenset({"publshInformation", "sdnEntry"}))
    reading = Reading(published(SDN))
    reader = _Reader(Countries())
    day, said, seen = "", None, 0
    for found in stream:
        if local_name(found) == "publshInformation":
            day, said = _edition(found)
            continue
        seen += 1
        ref = next((plain_text(part) for part in found if local_name(part) == "uid"), "")
        fields = Fields(flatten(found), ignored=IGNORED, name=ref)
        reading.take(f"line {found.sourceline}", fields, reader.listing)
    reading.defects += stream.defects
    settle(reading)
    if said is not None:
        reading.defects += count_defects({"records": (said, said)}, {"records": seen})
    return reading.loaded([path], published=day)


def _edition(element: etree._Element) -> tuple[str, int | None]:
    """The day of the edition, and how many records it says it holds."""
    said = {local_name(child): plain_text(child) for child in element}
    date = _MONTH_FIRST.fullmatch(said.get("Publish_Date", ""))
    day = f"{date[3]}-{date[1]}-{date[2]}" if date is not None else ""
    records = said.get("Record_Count", "")
    return day, int(records) if records.isdecimal() else None


class _Reader:
    def __init__(self, countries: Countries) -> None:
        self._countries = countries

    def listing(self, fields: Fields) -> Listing:
        """The listing of one entry, still without its list and its decision."""
        written = fields.one("sdnType")
        if written not in KINDS:
            raise StoppedRecord(f"kind of entry {written!r} is not known")
        details = Details(KINDS[written])
        for paper in fields.groups("idList/id", ("idType", "idNumber")):
            details.take(paper.get("idType", ""), paper.get("idNumber", ""))
        for path, label in LABELLED.items():
            for text in fields.all(path):
                details.take(label, text)
        listing = Listing(
            list="",
            ref=fields.one("uid"),
            kind=details.kind,
            names=tuple(dict.fromkeys(_names(fields))),
            identifiers=tuple(dict.fromkeys(details.identifiers)),
            birth_dates=births(details),
            countries=tuple(dict.fromkeys(self._country(name) for name in details.countries)),
            addresses=tuple(_addresses(fields)),
            flags=tuple(dict.fromkeys(details.flags)),
            programmes=tuple(fields.all("programList/program")),
            remarks="; ".join([*fields.all("title"), *details.remarks, *fields.all("remarks")]),
            listed_on=first_listed(details),
        )
        fields.doubts += details.doubts
        return listing

    def _country(self, name: str) -> str:
        return self._countries.find(name) or name


def births(details: Details) -> tuple[str, ...]:
    """The dates of birth; one that cannot be read becomes a doubt and a remark."""
    dates: dict[str, None] = {}
    for text in details.births:
        found = read_births(text)
        if found is None:
            details.doubts.append(f"the date of birth {text!r} could not be read")
            details.remarks.append(f"born {text}")
        dates |= dict.fromkeys(found or ())
    return tuple(dates)


def first_listed(details: Details) -> datetime.date | None:
    """The earliest day of listing among the labelled values; None where there is none."""
    days = [date.first for text in details.listed if (date := parse_date(text)) is not None]
    return min(days, default=None)


def _names(fields: Fields) -> Iterator[ListedName]:
    last, first = fields.one("lastName"), " ".join(fields.all("firstName"))
    yield ListedName(_joined(last, first))
    for alias in fields.groups("akaList/aka", ("type", "category", "lastName", "firstName")):
        text = _joined(alias.get("lastName", ""), alias.get("firstName", ""))
        kind = (alias.get("type", ""), alias.get("category", ""))
        if kind not in ALIASES:
            fields.doubts.append(
                f"kind of name {' '.join(kind)!r} is not known: it is kept as weak"
            )
        if text != "":
            yield ListedName(text, ALIASES.get(kind, "weak"))


def _joined(last: str, first: str) -> str:
    return ", ".join(part for part in (last, first) if part != "")


def _addresses(fields: Fields) -> Iterator[str]:
    for address in fields.groups("addressList/address", ADDRESS):
        yield ", ".join(address[part] for part in ADDRESS if part in address)
