"""OFAC's lists in advanced XML (`Sanctions`), whose values are numbers in tables of reference.

Built from the published schema; no real file was at hand. The file is streamed: places, papers
and days of listing are kept as text by their numbers, parties become listings one by one.
Original script comes in, and the day of listing, which no other form of these lists gives.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from tidewaiter.codes import Countries
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.ofac_labels import Details
from tidewaiter.lists.ofac_lists import CONSOLIDATED, SDN, settle
from tidewaiter.lists.ofac_periods import read_day, read_period
from tidewaiter.lists.ofac_xml import births
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.lists.xml_stream import XmlStream, local_name, plain_text
from tidewaiter.model import Defect, ListedName, Listing
from tidewaiter.model.listing import ListingKind, NameQuality

ROOT = "Sanctions"
PARTS = (
    "DateOfIssue",
    "ReferenceValueSets",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "ProfileRelationship",
    "SanctionsEntry",
)
KINDS: dict[str, ListingKind] = {
    "Individual": "person",
    "Entity": "organization",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
}
ALIASES: dict[str, NameQuality] = {
    "Name": "primary",
    "A.K.A.": "strong",
    "N.K.A.": "strong",
    "F.K.A.": "former",
}
IGNORED = {
    "ProfileRelationship": "who is linked to whom; the other forms say it in the remarks",
    "IDRegDocument/DocumentDate": "lapsed papers are used too",
    "IDRegDocument/IssuingAuthority": "a number is compared whoever gave it",
    "IDRegDocument/IDRegDocumentMention": "where else the paper is named",
    "IDRegDocument/FeatureVersionReference": "the same link from the other side",
    "IDRegDocument/DocumentedNameReference": "which of the names stands in the paper",
    "IDRegDocument/ProfileRelationshipReference": "a link of the paper to a relationship",
    "Location/FeatureVersionReference": "the same link from the other side",
    "Location/IDRegDocumentReference": "the same link from the other side",
    "Feature/IdentityReference": "a party has one identity",
    "FeatureVersion/VersionDetail@DetailTypeID": "the value itself is read",
    "Alias/DocumentedNameCountry": "where a name is used",
    "SanctionsEntry/LimitationsToPublic": "a note on publication",
    "SanctionsEntry/SupportingInfo": "links to notices",
}
USED = {
    "Location": {"LocationAreaCode", "LocationCountry", "LocationPart"},
    "IDRegDocument": {"Comment", "IDRegistrationNo"},
    "DistinctParty": {"Comment", "Profile"},
    "Profile": {"Comment", "Identity", "Feature"},
    "Identity": {"Comment", "Alias", "NamePartGroups"},
    "Alias": {"Comment", "DocumentedName"},
    "Feature": {"Comment", "FeatureVersion"},
    "FeatureVersion": {"Comment", "DatePeriod", "VersionDetail", "VersionLocation"},
    "SanctionsEntry": {"Comment", "EntryEvent", "SanctionsMeasure"},
}
_EASTERN = ("\u3040", "\ud7a3")


def tell(peek: Peek) -> bool:
    """True for XML with the root of OFAC's advanced lists."""
    return peek.root == ROOT


def read_ofac_advanced(path: Path) -> LoadedList:
    """The list in a file of OFAC's advanced XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no entry.
    """
    stream = XmlStream(path, root=ROOT, tags=frozenset(PARTS))
    reading = Reading(published(SDN))
    reader = _Reader(reading)
    for part in stream:
        reader.take(part)
    reading.defects += stream.defects
    reader.join()
    settle(reading, reader.key())
    return reading.loaded([path], published=reader.issued)


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.issued = ""
        self._reading = reading
        self._countries = Countries()
        self._values: dict[str, dict[str, str]] = defaultdict(dict)
        self._party_types: dict[str, str] = {}
        self._places: dict[str, tuple[str, str]] = {}
        self._papers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._programmes: dict[str, list[str]] = defaultdict(list)
        self._remarks: dict[str, list[str]] = defaultdict(list)
        self._days: dict[str, datetime.date] = {}
        self._lists: Counter[str] = Counter()

    def take(self, part: etree._Element) -> None:
        """Read one part of the file, whatever it is."""
        name = local_name(part)
        if name == "DateOfIssue":
            self.issued = read_day(part)
        elif name == "ReferenceValueSets":
            self._references(part)
        elif name == "Location":
            self._account(part)
            self._place(part)
        elif name == "IDRegDocument":
            self._account(part)
            label = self._value("IDRegDocType", part.get("IDRegDocTypeID", ""))
            number = _child_text(part, "IDRegistrationNo")
            self._papers[part.get("IdentityID", "")].append((label, number))
        elif name == "DistinctParty":
            fields = Fields((), ignored={}, name=part.get("FixedRef", ""))
            at = f"line {part.sourceline}"
            self._reading.take(at, fields, lambda kept: self._listing(part, kept))
        elif name == "SanctionsEntry":
            self._account(part)
            self._entry(part)
        else:
            self._reading.ignored[name] += 1

    def key(self) -> str | None:
        """The list the entries name; None where they name none, or one not known here."""
        known = {"SDN List": SDN, "Consolidated List": CONSOLIDATED}
        most = self._lists.most_common(1)
        return known.get(most[0][0]) if len(most) > 0 else None

    def join(self) -> None:
        """Give the listings their programmes and days, which stand after them in the file."""
        refs = {listing.ref for listing in self._reading.listings}
        for ref in sorted(self._programmes.keys() - refs):
            problem = "a sanctions entry has no party"
            self._reading.defects.append(Defect(at="whole file", problem=problem, text=ref))
        self._reading.listings = [
            replace(
                listing,
                programmes=tuple(dict.fromkeys(self._programmes[listing.ref])),
                listed_on=self._days.get(listing.ref),
                remarks="; ".join(filter(None, [listing.remarks, *self._remarks[listing.ref]])),
            )
            for listing in self._reading.listings
        ]

    def _account(self, element: etree._Element) -> None:
        name = local_name(element)
        for child in element:
            path = f"{name}/{local_name(child)}"
            if path in IGNORED:
                self._reading.ignored[path] += 1
            elif local_name(child) not in USED[name]:
                self._reading.left_over[path] += 1

    def _references(self, part: etree._Element) -> None:
        for table in part:
            for value in table:
                number, text = value.get("ID", ""), plain_text(value)
                self._values[local_name(value)][number] = text or value.get("Description", "")
                if local_name(value) == "PartySubType":
                    self._party_types[number] = value.get("PartyTypeID", "")

    def _value(self, table: str, number: str) -> str:
        return self._values[table].get(number, "")

    def _place(self, part: etree._Element) -> None:
        texts, country = [], ""
        for child in part:
            if local_name(child) == "LocationPart":
                texts.append(_primary_text(child))
            elif local_name(child) == "LocationCountry":
                country = self._value("Country", child.get("CountryID", "")) or country
            elif local_name(child) == "LocationAreaCode" and country == "":
                country = self._value("AreaCode", child.get("AreaCodeID", ""))
        place = ", ".join(dict.fromkeys(filter(None, [*texts, country])))
        self._places[part.get("ID", "")] = (place, country or place)

    def _entry(self, part: etree._Element) -> None:
        ref = part.get("ProfileID", "")
        self._lists[self._value("List", part.get("ListID", ""))] += 1
        self._programmes[ref] += []
        for child in part:
            comment = _child_text(child, "Comment")
            if local_name(child) == "EntryEvent":
                day = next((read_day(x) for x in child if local_name(x) == "Date"), "")
                if len(day) == len("2000-01-01"):
                    listed = datetime.date.fromisoformat(day)
                    self._days[ref] = min(listed, self._days.get(ref, listed))
                basis = self._value("LegalBasis", child.get("LegalBasisID", ""))
                self._remarks[ref] += filter(None, (basis, comment))
            elif local_name(child) == "SanctionsMeasure":
                measure = self._value("SanctionsType", child.get("SanctionsTypeID", ""))
                if measure in {"Program", ""} and comment != "":
                    self._programmes[ref].append(comment)
                else:
                    self._remarks[ref] += filter(None, (measure, comment))

    def _listing(self, part: etree._Element, fields: Fields) -> Listing:
        profile = next((child for child in part if local_name(child) == "Profile"), None)
        if profile is None:
            raise StoppedRecord("the party has no profile")
        details = Details(self._kind(profile.get("PartySubTypeID", "")))
        names: list[ListedName] = []
        addresses: list[str] = []
        for element in (part, profile):
            self._account(element)
        for child in profile:
            if local_name(child) == "Identity":
                self._account(child)
                names += self._names(child, fields)
                for label, number in self._papers.get(child.get("ID", ""), ()):
                    details.take(label, number)
            elif local_name(child) == "Feature":
                self._account(child)
                addresses += self._feature(child, details)
        if len(names) == 0:
            raise StoppedRecord("the party has no name")
        comments = [_child_text(element, "Comment") for element in (part, profile)]
        listing = Listing(
            list="",
            ref=part.get("FixedRef", "") or profile.get("ID", ""),
            kind=details.kind,
            names=tuple(dict.fromkeys(sorted(names, key=lambda name: name.quality != "primary"))),
            identifiers=tuple(dict.fromkeys(details.identifiers)),
            birth_dates=births(details),
            countries=tuple(dict.fromkeys(self._countries.find(x) or x for x in details.countries)),
            addresses=tuple(dict.fromkeys(addresses)),
            flags=tuple(dict.fromkeys(details.flags)),
            remarks="; ".join(filter(None, [*details.remarks, *comments])),
        )
        fields.doubts += details.doubts
        return listing

    def _kind(self, subtype: str) -> ListingKind:
        """The sub-type where it is a kind of its own, else the type it belongs to."""
        own = self._value("PartySubType", subtype)
        written = (
            own if own in KINDS else self._value("PartyType", self._party_types.get(subtype, ""))
        )
        if written not in KINDS:
            raise StoppedRecord(f"kind of party {own or subtype!r} is not known")
        return KINDS[written]

    def _names(self, identity: etree._Element, fields: Fields) -> Iterator[ListedName]:
        sorts = {
            group.get("ID", ""): self._value("NamePartType", group.get("NamePartTypeID", ""))
            for group in identity.iter("{*}NamePartGroup")
        }
        for alias in (child for child in identity if local_name(child) == "Alias"):
            self._account(alias)
            written = self._value("AliasType", alias.get("AliasTypeID", ""))
            if written not in ALIASES:
                fields.doubts.append(f"kind of name {written!r} is not known: it is kept as weak")
            quality = ALIASES.get(written, "weak")
            if alias.get("LowQuality", "").casefold() == "true":
                quality = "weak"
            for named in (child for child in alias if local_name(child) == "DocumentedName"):
                text = _joined(named, sorts)
                if text != "":
                    yield ListedName(text, quality)
                quality = "strong" if quality == "primary" else quality

    def _feature(self, feature: etree._Element, details: Details) -> Iterator[str]:
        """Put a feature where it belongs; the places of the party are given back."""
        label = self._value("FeatureType", feature.get("FeatureTypeID", ""))
        for version in (child for child in feature if local_name(child) == "FeatureVersion"):
            self._account(version)
            for child in version:
                name, number = local_name(child), child.get("LocationID", "")
                if name == "DatePeriod":
                    details.take(label, read_period(child))
                elif name == "VersionDetail":
                    referred = self._value("DetailReference", child.get("DetailReferenceID", ""))
                    details.take(label, plain_text(child) or referred)
                elif name == "VersionLocation" and label == "Location":
                    yield self._places.get(number, ("", ""))[0]
                elif name == "VersionLocation":
                    details.take(label, self._places.get(number, ("", ""))[1])


def _joined(named: etree._Element, sorts: dict[str, str]) -> str:
    """A name from its parts: `LAST, First`; joined in the scripts that write no space."""
    parts = [
        (sorts.get(value.get("NamePartGroupID", ""), ""), plain_text(value))
        for value in named.iter("{*}NamePartValue")
    ]
    last = " ".join(text for sort, text in parts if sort == "Last Name")
    rest = " ".join(text for sort, text in parts if sort != "Last Name")
    whole = last + rest
    if whole != "" and all(_EASTERN[0] <= sign <= _EASTERN[1] for sign in whole if sign.isalpha()):
        return "".join(text for _, text in parts)
    return ", ".join(filter(None, (last, rest)))


def _child_text(element: etree._Element, name: str) -> str:
    return next((plain_text(child) for child in element if local_name(child) == name), "")


def _primary_text(part: etree._Element) -> str:
    values = [child for child in part if local_name(child) == "LocationPartValue"]
    first = [value for value in values if value.get("Primary") == "true"] or values
    return _child_text(first[0], "Value") if len(first) > 0 else ""
