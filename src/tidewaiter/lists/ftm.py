"""OpenSanctions in FollowTheMoney: one JSON entity a line, flat or with its sanctions nested.

A sanction stands in an entity of its own that names its subject; it is joined to it here. So are
addresses and papers. Whatever a collection repeats of other lists, it is a third party's word:
its source is `opensanctions`, and it is no ground of the United Nations.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from tidewaiter.codes import Countries, PartialDate, parse_date
from tidewaiter.lists import ftm_fields as known
from tidewaiter.lists.births import read_birth
from tidewaiter.lists.loaded import LoadedList
from tidewaiter.lists.metadata import published
from tidewaiter.lists.packed import read_lines, read_start
from tidewaiter.lists.peek import Peek
from tidewaiter.lists.reading import Reading
from tidewaiter.lists.record import Fields, StoppedRecord
from tidewaiter.model import Decision, Defect, Identifier, ListedName, Listing

_SCHEMA = re.compile(rb'"schema"\s*:\s*"[A-Z]\w+"')
_ISSUER = re.compile(r"\s*\([^()\d]{3,}\)$")

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Entity:
    at: str
    id: str
    schema: str
    head: dict[str, Any]
    properties: Properties
    nested: list["_Entity"]

    @property
    def datasets(self) -> list[str]:
        return _texts(self.head.get("datasets", []))


def tell(peek: Peek) -> bool:
    """True for lines of JSON with a schema and properties, packed or plain."""
    start = read_start(peek.path).removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"properties"' in start and _SCHEMA.search(start) is not None


def read_ftm(path: Path) -> LoadedList:
    """The list in a file of entities.

    Raises:
        BadInput: where no entity could be read.
    """
    reading = Reading(published("opensanctions"))
    entities = _Entities(reading)
    for number, line in read_lines(path, reading.defects):
        entities.take(f"line {number}", line)
    entities.report_strays()
    builder = _Builder(reading, entities)
    for subject in entities.subjects.values():
        fields = Fields(entities.flatten(subject), ignored=known.IGNORED, name=subject.id)
        reading.take(subject.at, fields, partial(builder.listing, subject))
    return reading.loaded([path], published=entities.newest)


class _Entities:
    """The entities of a file: those that are listed, and what others say of them."""

    def __init__(self, reading: Reading) -> None:
        self.subjects: dict[str, _Entity] = {}
        self.newest = ""
        self._reading = reading
        self._joined: dict[str, list[_Entity]] = defaultdict(list)
        self._addresses: dict[str, str] = {}

    def take(self, at: str, line: bytes) -> None:
        """One line; what is no entity becomes a defect."""
        try:
            record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, UnicodeDecodeError):
            record = None
        entity = _entity(at, record)
        if entity is None:
            problem = "the line is no entity: JSON with id, schema and properties is expected"
            self._reading.defects.append(Defect(at=at, problem=problem))
            return
        self.newest = max(self.newest, str(entity.head.get("last_seen") or "")[:10])
        self._sort(entity)
        for part in entity.nested:
            self._sort(part, holder=entity.id)

    def _sort(self, entity: _Entity, *, holder: str = "") -> None:
        if entity.schema in known.JOINED:
            holders = entity.properties.get(known.JOINED[entity.schema], [])
            for each in [holder] if holder != "" else holders:
                self._joined[each].append(entity)
        elif entity.schema == "Address":
            self._address(entity, holder)
        elif entity.schema in known.SET_ASIDE or (holder != "" and entity.schema in known.KINDS):
            self._reading.ignored[f"schema/{entity.schema}"] += 1
        elif entity.schema not in known.KINDS:
            self._reading.left_over[f"schema/{entity.schema}"] += 1
        elif entity.id in self.subjects:
            problem = "the entity stands twice; the first is used"
            self._reading.defects.append(Defect(at=entity.at, problem=problem, text=entity.id))
        else:
            self.subjects[entity.id] = entity

    def _address(self, entity: _Entity, holder: str) -> None:
        whole = entity.properties.get("full", [])
        names = ("street", "city", "postalCode", "region", "country")
        parts = [text for name in names for text in entity.properties.get(name, [])]
        text = whole[0] if len(whole) > 0 else ", ".join(parts)
        if text != "":
            self._addresses[entity.id] = text
            if holder != "":
                self._joined[holder].append(entity)

    def report_strays(self) -> None:
        """Set aside who is not listed, and say which sanctions have no subject."""
        for subject in list(self.subjects.values()):
            reason = self._why_not_listed(subject)
            if reason != "":
                self._reading.ignored[reason] += 1
                del self.subjects[subject.id]
        strays = self._joined.keys() - self.subjects.keys()
        lost = sum(part.schema == "Sanction" for stray in strays for part in self._joined[stray])
        if lost > 0:
            problem = f"{lost} sanctions name a subject that the file does not hold"
            self._reading.defects.append(Defect(at="whole file", problem=problem))

    def _why_not_listed(self, entity: _Entity) -> str:
        if any(part.schema == "Sanction" for part in self._joined.get(entity.id, ())):
            return ""
        if entity.head.get("target") is False:
            return "target=false: it stands beside a listed entity"
        topics = entity.properties.get("topics", [])
        if len(topics) > 0 and all(map(_names_no_measure, topics)):
            return "topics say of no measure"
        return ""

    def flatten(self, entity: _Entity) -> Iterator[tuple[str, int, str]]:
        """Every text of a listed entity and of what is joined to it."""
        for name, value in entity.head.items():
            yield from ((name, 0, text) for text in _texts(value))
        for name, texts in entity.properties.items():
            if name == "addressEntity":
                held = (self._addresses.get(each, "") for each in texts)
                yield from (("properties/address", 0, text) for text in held)
            else:
                yield from ((f"properties/{name}", 0, text) for text in texts)
        for number, part in enumerate(self._joined.get(entity.id, ()), 1):
            if part.schema == "Address":
                yield "properties/address", number, self._addresses[part.id]
                continue
            for name, text in _merged(part).items():
                yield f"{part.schema}/{name}", number, text


class _Builder:
    def __init__(self, reading: Reading, entities: _Entities) -> None:
        self._about = reading.about
        self._edition = " ".join((reading.about.name, entities.newest)).strip()
        self._countries = Countries()

    def listing(self, entity: _Entity, fields: Fields) -> Listing:
        kind = known.KINDS[entity.schema]
        sanctions = list(fields.groups("Sanction", known.SANCTION_NAMES))
        days = [
            day for each in sanctions for day in _days(each, "listingDate", "startDate", "date")
        ]
        datasets = ", ".join(fields.all("datasets"))
        programmes = [text for each in sanctions for text in _programmes(each)]
        programmes += [text for p in ("programId", "program") for text in _all(fields, p)]
        return Listing(
            list=self._about.list,
            ref=entity.id,
            kind=kind,
            names=_names(fields),
            identifiers=tuple(dict.fromkeys(_identifiers(fields, kind == "vessel"))),
            birth_dates=tuple(_births(fields)),
            countries=self._codes(fields, known.COUNTRIES),
            addresses=tuple(dict.fromkeys(_all(fields, "address"))),
            flags=self._codes(fields, known.FLAGS),
            programmes=tuple(dict.fromkeys(programmes)),
            decisions=tuple(dict.fromkeys(_decisions(sanctions, datasets, fields))),
            remarks="; ".join(dict.fromkeys(_remarks(fields, sanctions))),
            source=f"{self._edition}: {datasets}" if datasets != "" else self._edition,
            listed_on=min((day.first for day in days if day.day > 0), default=None),
        )

    def _codes(self, fields: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
        texts = (text for name in names for text in _all(fields, name))
        return tuple(dict.fromkeys(self._countries.find(text) or text for text in texts))


def _entity(at: str, record: object) -> _Entity | None:
    """The entity of a decoded line, None where it is none."""
    if not isinstance(record, dict):
        return None
    found, schema, held = (record.get(key) for key in ("id", "schema", "properties"))
    if not (isinstance(found, str) and isinstance(schema, str) and isinstance(held, dict)):
        return None
    properties: Properties = {}
    nested = []
    for name, value in held.items():
        values = value if isinstance(value, list) else [value]
        properties[str(name)] = _texts([each for each in values if not isinstance(each, dict)])
        parts = (_entity(at, each) for each in values if isinstance(each, dict))
        nested += [part for part in parts if part is not None]
    head = {k: v for k, v in record.items() if k not in {"id", "schema", "properties"}}
    return _Entity(at, found, schema, head, properties, nested)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    texts = (" ".join(str(each).split()) for each in values if each is not None)
    return [text for text in texts if text != ""]


def _merged(part: _Entity) -> dict[str, str]:
    """One text for each property of a sanction: of several days the widest span."""
    pick = {"startDate": min, "listingDate": min, "date": min, "endDate": max}
    merged = {
        name: pick[name](texts) if name in pick else "; ".join(texts)
        for name, texts in part.properties.items()
        if len(texts) > 0
    }
    return {**merged, "datasets": ", ".join(part.datasets)}


def _names_no_measure(topic: str) -> bool:
    return topic in known.NO_MEASURE or topic.split(".", maxsplit=1)[0] in known.NO_MEASURE


def _all(fields: Fields, name: str) -> list[str]:
    return fields.all(f"properties/{name}")


def _names(fields: Fields) -> tuple[ListedName, ...]:
    texts = [(text, quality) for p, quality in known.NAMES.items() for text in _all(fields, p)]
    caption = next(iter(fields.all("caption")), "")
    full = [text for text, quality in texts if quality == "strong"]
    primary = caption if caption in full else next(iter([*full, *(t for t, _ in texts)]), caption)
    if primary == "":
        raise StoppedRecord("the entry has no name")
    others = dict.fromkeys(texts)
    return (
        ListedName(text=primary),
        *(ListedName(text=text, quality=q) for text, q in others if text != primary),
    )


def _identifiers(fields: Fields, is_ship: bool) -> Iterator[Identifier]:
    schemes = {**known.NUMBERS, "imoNumber": "imo" if is_ship else "company_imo"}
    for name, scheme in schemes.items():
        for text in _all(fields, name):
            yield Identifier(scheme, _ISSUER.sub("", text))
    for schema, scheme in (("Passport", "passport"), ("Identification", "")):
        for group in fields.groups(schema, ("number", "passportNumber", "type")):
            told = "passport" if "passport" in group.get("type", "").casefold() else "national_id"
            for text in (group.get("number", ""), group.get("passportNumber", "")):
                if text != "":
                    yield Identifier(scheme or told, _ISSUER.sub("", text))


def _births(fields: Fields) -> Iterator[str]:
    for text in dict.fromkeys(_all(fields, "birthDate")):
        birth = read_birth(text)
        if birth is None:
            fields.doubts.append(f"birthDate {text!r} is no date: it is left out")
        else:
            yield birth


def _days(sanction: Mapping[str, str], *names: str) -> list[PartialDate]:
    days = (parse_date(sanction.get(name, "")) for name in names)
    return [day for day in days if day is not None]


def _programmes(sanction: Mapping[str, str]) -> list[str]:
    return [sanction[name] for name in ("programId", "program") if name in sanction][:1]


def _decisions(
    sanctions: list[dict[str, str]], datasets: str, fields: Fields
) -> Iterator[Decision]:
    """One decision for each sanction; of a month or year, the days that it can mean."""
    for each in sanctions:
        since = next(iter(_days(each, "startDate", "listingDate", "date")), None)
        until = next(iter(_days(each, "endDate")), None)
        if since is not None and until is not None and until.last < since.first:
            fields.doubts.append(f"a sanction ends {until} before it starts {since}: it is open")
            until = None
        names = ("authority", "authorityId", "program", "programId", "datasets")
        yield Decision(
            measure="listed",
            since=since.first if since is not None else None,
            until=until.last if until is not None else None,
            instrument=", ".join(dict.fromkeys(each[name] for name in names if name in each)),
        )
    if len(sanctions) == 0:
        yield Decision(measure="listed", instrument=datasets or "OpenSanctions")


def _remarks(fields: Fields, sanctions: list[dict[str, str]]) -> Iterator[str]:
    for name, before in known.REMARKS.items():
        yield from (f"{before}{text}" for text in _all(fields, name))
    for each in sanctions:
        if "unscId" in each:
            yield f"UN reference {each['unscId']}"
        for name in ("provisions", "status", "duration", "reason", "summary", "description"):
            if name in each:
                yield each[name]
