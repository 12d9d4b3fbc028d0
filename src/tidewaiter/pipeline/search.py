"""One box for everything on record: exact numbers first, then words and names.

Every look-up goes through an index. Of each result it is said which field matched.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, or_, select

from tidewaiter.cases.ships import Ship, ships_by
from tidewaiter.cases.standing import Standing
from tidewaiter.cases.standing_rows import container_key
from tidewaiter.cases.standing_tables import CASES, CONSIGNMENTS, CONTAINERS, DOCUMENTS, STOWED
from tidewaiter.cases.standing_tables import LISTS as STOW_LISTS
from tidewaiter.codes import (
    HsReader,
    parse_call_sign,
    parse_container,
    parse_imo,
    parse_mmsi,
)
from tidewaiter.codes.container import check_digit
from tidewaiter.law import Law
from tidewaiter.ledger import Ledger
from tidewaiter.model import Identifier, Record, Subject
from tidewaiter.model.law import Measure
from tidewaiter.pipeline.asking import SCHEMES
from tidewaiter.pipeline.lookup import KINDS, Found, look_up
from tidewaiter.pipeline.parties import Parties, Party
from tidewaiter.screening import Register

MOST = 10
SHORTEST = 3  # letters of a reference or a file's name that is looked for by its beginning
Kind = Literal["consignment", "container", "case", "event", "document", "stow_list"]
C = CONSIGNMENTS.c
_CASE = re.compile(r"[0-9a-f]{12}-\d{1,9}", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)
_YEAR = re.compile(r"\((?:19|20)\d\d\)")
_TOKEN = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_IDLE = frozenset(
    {"s", "res", "unscr", "resolution", "para", "paragraph", "paras", "op", "article", "art", "of"}
)


class Thing(Record, frozen=True):
    """Something on record: `key` is what its address needs, `field` the field that matched."""

    kind: Kind
    key: str
    title: str
    field: str
    value: str = ""
    detail: str = ""


class Note(Record, frozen=True):
    """What is to be known of the search itself: a closed word, and what it is of.

    `imo_check`, `container_check` (`other` is the digit it should end with) and
    `container_no_check` are of the number asked for; `parties_behind` and `parties_absent` of the
    index of past names (`value` is the last event it knows).
    """

    word: Literal[
        "imo_check",
        "container_check",
        "container_no_check",
        "parties_behind",
        "parties_absent",
        "hs_repaired",
    ]
    value: str = ""
    other: str = ""


@dataclass
class Searched:
    """What was found: exact things, ships, law, listings, and consignments by a party's name."""

    text: str
    things: list[Thing] = field(default_factory=list)
    ships: Sequence[Ship] = ()
    heading: str = ""
    measures: Sequence[Measure] = ()
    port: str = ""
    listings: Sequence[Found] = ()
    parties: Sequence[Party] = ()
    notes: list[Note] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True where nothing was found at all."""
        found = (self.things, self.ships, self.measures, self.listings, self.parties)
        return all(len(each) == 0 for each in found) and self.heading == self.port == ""


@dataclass(frozen=True, slots=True)
class Searcher:
    """What a search looks into."""

    ledger: Ledger
    standing: Standing
    law: Law
    register: Register
    parties: Parties
    ports: Any

    def search(self, text: str, *, on: datetime.date) -> Searched:
        """Everything that the text may name.

        Args:
            text: A number, a reference, a heading, a paragraph or a name.
            on: The day whose decisions are told of a listing.
        """
        text = " ".join(text.replace("\0", " ").split())
        found = Searched(text)
        if text == "":
            return found
        found.things += self._events(text)
        found.things += self._standing(text, found.notes)
        found.ships = self._ships(text, found.notes)
        found.heading = _heading(text, found.notes)
        found.measures = measures_named(self.law, text)[:MOST]
        found.port = self.ports.known(text)
        found.listings = look_up(_subject(text), self.register, on=on, limit=MOST)
        if any(letter.isalpha() for letter in text) or len(text) >= SHORTEST:
            told = self.parties.find(text, limit=MOST)
            found.parties = told.found
            if told.behind is not None:
                word: Any = "parties_absent" if told.behind == 0 else "parties_behind"
                found.notes.append(Note(word, str(told.behind)))
        return found

    def _events(self, text: str) -> Iterator[Thing]:
        if text.isdecimal() and len(text) < 12:
            event = self.ledger.get(int(text))
            if event is not None:
                yield Thing("event", text, text, "event number", text, event.kind)

    def _standing(self, text: str, notes: list[Note]) -> Iterator[Thing]:
        with self.standing.reading() as connection:
            run = connection.execute
            if _CASE.fullmatch(text):
                of_case = select(CASES).where(CASES.c.case_id == text.lower())
                for row in run(of_case):
                    yield Thing("case", row.case_id, row.reference, "case", text, row.vessel)
            container = container_key(text)
            number = parse_container(text)
            if number is not None:
                notes += _container_notes(container)
                yield from self._holding(connection, container)
            for row in run(_starting(C.reference, text, CONSIGNMENTS).order_by(C.reference)):
                yield _consignment(row, "reference", row.reference)
            if _HASH.fullmatch(text) and not text.isdecimal():
                for row in run(_starting(DOCUMENTS.c.document, text.lower(), DOCUMENTS)):
                    yield _document(row, "SHA-256", row.document)
            for row in run(_starting(DOCUMENTS.c.key, text.casefold(), DOCUMENTS)):
                yield _document(row, "file name", row.name)

    def _holding(self, connection: Any, container: str) -> Iterator[Thing]:
        """Consignments and stow plans with a container."""
        numbers = select(CONTAINERS.c.consignment).where(CONTAINERS.c.container == container)
        held = select(CONSIGNMENTS).where(C.number.in_(numbers)).order_by(C.number.desc())
        for row in connection.execute(held.limit(MOST)):
            yield _consignment(row, "container", container)
        lists = select(STOWED.c.list).where(STOWED.c.container == container)
        stowed = select(STOW_LISTS).where(STOW_LISTS.c.number.in_(lists))
        newest = stowed.order_by(STOW_LISTS.c.number.desc()).limit(MOST)
        for row in connection.execute(newest):
            said = f"{row.vessel_name} {row.day}".strip()
            title = row.reference or str(row.number)
            yield Thing("stow_list", str(row.number), title, "container", container, said)

    def _ships(self, text: str, notes: list[Note]) -> Sequence[Ship]:
        imo, mmsi = parse_imo(text), parse_mmsi(text)
        sign = parse_call_sign(text) if " " not in text else None
        if imo is not None and not (imo.ship_check or imo.company_check):
            notes.append(Note("imo_check", imo.value))
        return ships_by(
            self.standing,
            imo="" if imo is None else imo.value,
            mmsi="" if mmsi is None else mmsi.value,
            call_sign=sign or "",
            name="" if imo is not None else text,
            limit=MOST,
        )


def measures_named(law: Law, text: str) -> list[Measure]:
    """The measures a citation names: `2371/8`, `2270 para 18`, `un/2371/8/coal`, or a whole act."""
    exact = law.find(text)
    if exact is not None:
        return [exact]
    tokens = _tokens(_YEAR.sub(" ", text))
    acts = {token for act in law.acts for token in _tokens(act.number)}
    if len(tokens) == 0 or acts.isdisjoint(tokens[:3]):
        return []
    return [m for m in law.measures if _is_cited(_tokens(m.id), tokens)]


def _is_cited(named: list[str], tokens: list[str]) -> bool:
    """True where the tokens begin the measure's id, with or without its source."""
    return named[: len(tokens)] == tokens or named[1 : len(tokens) + 1] == tokens


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text.casefold()) if token not in _IDLE]


def _subject(text: str) -> Subject:
    """A text as what a listing may hold: a name where it has letters, and a number."""
    named = any(letter.isalpha() for letter in text)
    numbered = len(text) <= 30 and any(letter.isdigit() for letter in text)
    return Subject(
        names=(text,) if named else (),
        kinds=KINDS["any"],
        identifiers=tuple(Identifier(s, text) for s in SCHEMES) if numbered else (),
    )


def _heading(text: str, notes: list[Note]) -> str:
    reader = HsReader()
    code = reader.parse(text)
    if code is None or code.heading == "" or not reader.plausible(code.digits):
        return ""
    if len(code.digits) not in {4, 6, 8, 10}:
        return ""
    if code.repair != "":
        notes.append(Note("hs_repaired", text, code.digits))
    return code.heading


def _container_notes(container: str) -> Iterator[Note]:
    number = parse_container(container)
    if number is None:
        return
    if number.check is None:
        yield Note("container_no_check", container)
    elif not number.check:
        yield Note("container_check", container, str(check_digit(number.value)))


def _starting(column: ColumnElement[str], text: str, table: Any) -> Any:
    """The rows whose column is the text, or begins with it where it is long enough."""
    found = select(table).limit(MOST)
    if len(text) < SHORTEST:
        return found.where(column == text)
    begins = (column > text) & (column < text + "\U0010ffff")
    return found.where(or_(column == text, begins))


def _consignment(row: Row[Any], matched: str, value: str) -> Thing:
    detail = " ".join(each for each in (row.vessel_name, row.arrives or row.act_on) if each)
    return Thing("consignment", str(row.number), row.reference, matched, value, detail)


def _document(row: Row[Any], matched: str, value: str) -> Thing:
    day = datetime.datetime.fromtimestamp(row.told, datetime.UTC).date()
    return Thing("document", row.document, row.name, matched, value, day.isoformat())
