"""The Swiss list in XML, `<swiss-sanctions-list>`: every target SECO ever listed.

The whole list keeps those that were removed; their decisions end with the day before. What a
modification added or took away is history of values and is not read: the target holds what is.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tidewaiter.codes import Countries, parse_date, parse_imo
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import WHOLE_LIST, Published, published
from tidewaiter.lists.node import Node
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import StoppedRecord
from tidewaiter.lists.seco_names import read_names, read_titles
from tidewaiter.lists.xml_stream import XmlStream, local_name
from tidewaiter.model import Decision, Defect, Identifier, ListedName, Listing
from tidewaiter.model.listing import ListingKind

ROOT = "swiss-sanctions-list"
WHOLE = "whole-list"
TAGS = frozenset({"sanctions-program", "place", "target"})
KINDS: dict[str, ListingKind] = {"individual": "person", "entity": "organization"}
OBJECTS: dict[str, ListingKind] = {"vessel": "vessel", "aircraft": "aircraft"}
PAPERS = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "id-card": "national_id",
    "ssn": "national_id",
    "other": "other",
}
ADDRESS = ("c-o", "address-details", "p-o-box", "zip-code", "location", "area", "country")
IGNORED = {
    "@ssid": "the publisher's number of a part",
    "@lang": "the letters themselves tell the script",
    "@spelling-variant-type": "a spelling is a spelling",
    "@sex": "no cargo document gives it",
    "added": "what an amendment added; the target holds it",
    "removed": "what an amendment took away",
    "@enactment-date": "the day of effect binds",
    "@publication-date": "the day of effect binds",
    "issuer": "a number is compared whoever gave it",
    "date-of-issue": "lapsed papers are used too",
    "expiry-date": "lapsed papers are used too",
    "place-of-issue": "a number is compared whatever office gave it",
    "relation": "how targets are bound to each other",
}
_NUMBERS = (
    (re.compile(r"(?:State |Business )?registration number ?: (\S+?)\.?", re.I), "registration"),
    (re.compile(r"Tax(?:payer)? (?:registration|identification) number ?: (\S+?)\.?", re.I), "tax"),
)
_IMO = re.compile(r"\bIMO\b(?: number)? ?:? ?(\d{7})\b", re.IGNORECASE)


def tell(peek: Peek) -> bool:
    """True for XML with the list's root."""
    return peek.root == ROOT


def read_seco_xml(path: Path) -> LoadedList:
    """The list in XML.

    Raises:
        BadInput: where the file is no such XML, has a document type, or holds no target.
    """
    reading = Reading(published("ch_seco"))
    mapping = _Mapping(reading.about, _read_tables(path))
    stream = XmlStream(path, root=ROOT, tags=TAGS)
    for element in stream:
        if local_name(element) == "target":
            node = Node(element, ignored=IGNORED, name=str(element.get("ssid", "")))
            reading.take(f"line {element.sourceline}", node, mapping.listing)
    reading.defects += stream.defects
    extent = stream.attributes.get("list-type", "")
    if extent != WHOLE:
        problem = f"this is a {extent!r}, not the whole list: targets are missing from it"
        reading.defects.append(Defect(at=WHOLE_LIST, problem=problem))
    return reading.loaded([path], published=stream.attributes.get("date", ""))


@dataclass(slots=True)
class _Tables:
    """What targets refer to: programmes and instruments by set, and places."""

    programmes: dict[str, str] = field(default_factory=dict)
    instruments: dict[str, str] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)


def _read_tables(path: Path) -> _Tables:
    tables = _Tables()
    for element in XmlStream(path, root=ROOT, tags=TAGS):
        node = Node(element, ignored=IGNORED)
        if local_name(element) == "place":
            tables.places[node.get("ssid")] = _address(node)
        elif local_name(element) == "sanctions-program":
            key, name = _english(node, "program-key"), _english(node, "program-name")
            for part in node.all("sanctions-set"):
                ssid = part.get("ssid")
                tables.programmes[ssid] = key
                if ssid not in tables.instruments or part.get("lang") == "eng":
                    tables.instruments[ssid] = f"{name or key}, {part.text}"
    return tables


def _english(node: Node, tag: str) -> str:
    texts = {part.get("lang"): part.text for part in reversed(node.all(tag))}
    return texts.get("eng") or next(iter(texts.values()), "")


def _address(node: Node) -> dict[str, str]:
    texts = {part: node.first(part) for part in ADDRESS}
    for country in node.all("country"):
        country.get("iso-code")
    return {part: text for part, text in texts.items() if text != ""}


class _Mapping:
    def __init__(self, about: Published, tables: _Tables) -> None:
        self._about = about
        self._tables = tables
        self._countries = Countries()

    def listing(self, target: Node) -> Listing:
        kind, subject = _subject(target)
        identities = subject.all("identity")
        notes = [text.text for text in subject.all("other-information")]
        sets = [target.get("sanctions-set-id"), *(s.text for s in target.all("sanctions-set-id"))]
        sets = [ssid for ssid in dict.fromkeys(sets) if ssid != ""]
        known = [ssid for ssid in sets if ssid in self._tables.programmes]
        target.doubts += [f"no programme has the set {ssid}" for ssid in sets if ssid not in known]
        instrument = "; ".join(self._tables.instruments[ssid] for ssid in known)
        decisions = _decisions(target, [*target.all("modification"), *subject.all("modification")])
        identifiers = [*_papers(identities, target.doubts), *_numbers(notes, kind)]
        return Listing(
            list=self._about.list,
            ref=target.get("ssid"),
            kind=kind,
            names=_names(identities, target.doubts),
            identifiers=tuple(dict.fromkeys(identifiers)),
            birth_dates=tuple(dict.fromkeys(_births(identities, target.doubts))),
            countries=tuple(dict.fromkeys(self._nationalities(identities))),
            addresses=tuple(dict.fromkeys(self._places(identities, "address"))),
            programmes=tuple(dict.fromkeys(self._tables.programmes[ssid] for ssid in known)),
            decisions=tuple(Decision("listed", *days, instrument) for days in decisions),
            remarks="; ".join(dict.fromkeys([*self._remarks(target, subject, identities), *notes])),
            source=self._about.name,
            listed_on=decisions[0][0],
        )

    def _nationalities(self, identities: list[Node]) -> Iterator[str]:
        for identity in identities:
            for nationality in identity.all("nationality"):
                for country in nationality.all("country"):
                    code, name = country.get("iso-code"), country.text
                    yield self._countries.find(code) or self._countries.find(name) or name

    def _places(self, identities: list[Node], tag: str) -> Iterator[str]:
        for identity in identities:
            for node in identity.all(tag):
                node.get("quality")
                remarks = node.first("remarks")
                known = self._tables.places.get(node.get("place-id"), {})
                address = {**known, **_address(node), **({"remarks": remarks} if remarks else {})}
                text = ", ".join(address[p] for p in (*ADDRESS, "remarks") if p in address)
                yield from ([text] if text != "" else [])

    def _remarks(self, target: Node, subject: Node, identities: list[Node]) -> Iterator[str]:
        for identity in identities:
            for name in identity.all("name"):
                yield from (f"title {title}" for title in read_titles(name))
        yield from (f"born at {place}" for place in self._places(identities, "place-of-birth"))
        yield from (text.text for text in subject.all("justification"))
        yield from (f"foreign reference {text.text}" for text in target.all("foreign-identifier"))


def _subject(target: Node) -> tuple[ListingKind, Node]:
    for tag, kind in KINDS.items():
        for subject in target.all(tag):
            return kind, subject
    for subject in target.all("object"):
        return OBJECTS.get(subject.get("object-type"), "other"), subject
    raise StoppedRecord("the target is neither individual nor entity nor object")


def _names(identities: list[Node], doubts: list[str]) -> tuple[ListedName, ...]:
    names: list[ListedName] = []
    for number, identity in enumerate(identities):
        main = identity.get("main") == "true" or (len(identities) == 1 and number == 0)
        for name in identity.all("name"):
            names += read_names(name, main=main, doubts=doubts)
    if len(names) == 0:
        raise StoppedRecord("the target has no name")
    names.sort(key=lambda name: name.quality != "primary")
    return tuple(dict.fromkeys(names))


def _births(identities: list[Node], doubts: list[str]) -> Iterator[str]:
    for identity in identities:
        for date in identity.all("day-month-year"):
            calendar = date.get("calendar") or "Gregorian"
            date.get("quality")
            parts = [date.get(part) for part in ("year", "month", "day")]
            written = "-".join(part for part in parts if part not in {"", "0"})
            born = parse_date(written) if calendar == "Gregorian" else None
            if born is None:
                doubts.append(f"a date of birth ({calendar}) cannot be read: it is left out")
            else:
                yield str(born)


def _papers(identities: list[Node], doubts: list[str]) -> Iterator[Identifier]:
    for identity in identities:
        for paper in identity.all("identification-document"):
            kind, number = paper.get("document-type"), paper.first("number")
            paper.first("remark")
            if kind not in PAPERS:
                doubts.append(f"paper {kind!r} is not known: it is not compared")
            if number != "":
                yield Identifier(PAPERS.get(kind, "other"), number)


def _numbers(notes: list[str], kind: ListingKind) -> Iterator[Identifier]:
    """The numbers among the notes: a ship's IMO number on a ship, a company's on a firm."""
    for note in notes:
        imo = parse_imo(" ".join(_IMO.findall(note)))
        if imo is not None and kind in {"vessel", "organization"}:
            yield Identifier("imo" if kind == "vessel" else "company_imo", imo.value)
        for pattern, scheme in _NUMBERS:
            found = pattern.fullmatch(note)
            if found is not None:
                yield Identifier(scheme, found[1])


def _decisions(
    target: Node, modifications: list[Node]
) -> list[tuple[datetime.date | None, datetime.date | None]]:
    """First and last day of each time the target was listed, from its listings and removals."""
    events = []
    for modification in modifications:
        kind = modification.get("modification-type")
        day = parse_date(modification.get("effective-date"))
        if kind not in {"listed", "de-listed", "amended"} or day is None:
            target.doubts.append(f"a modification is {kind!r} without a day or not known")
        elif kind != "amended":
            events.append((day.first, kind))
    spans: list[tuple[datetime.date | None, datetime.date | None]] = [(None, None)]
    for at, event in sorted(events):
        since, until = spans[-1]
        if event == "de-listed" and until is None:
            spans[-1] = (since, at - datetime.timedelta(days=1))
        elif event == "listed" and until is not None:
            spans.append((at, None))
        elif event == "listed" and since is None:
            spans[-1] = (at, None)
    return spans
