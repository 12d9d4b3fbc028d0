"""The tables of past consignments, filled by replaying the events of a ledger in their order."""

import datetime
import sqlite3
from collections.abc import Callable, Iterable

import msgspec

from tidewaiter.model import Consignment, Event, ListVersion, Record, Rescreening, Screening
from tidewaiter.screening.marks import find_marks
from tidewaiter.screening.numbers import NOT_COMPARED, normalise_number
from tidewaiter.screening.screener import lowest_asked
from tidewaiter.screening.subjects import subject_of

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE marks (
        number INTEGER PRIMARY KEY, scheme TEXT NOT NULL, value TEXT NOT NULL,
        kinds TEXT NOT NULL, least INTEGER NOT NULL, UNIQUE (scheme, value, kinds, least)
    )""",
    "CREATE TABLE links (mark INTEGER, event INTEGER, PRIMARY KEY (mark, event)) WITHOUT ROWID",
    """CREATE TABLE consignments (
        number INTEGER PRIMARY KEY, last INTEGER NOT NULL, base INTEGER NOT NULL
    )""",
    "CREATE INDEX consignments_by_last ON consignments (last)",
    "CREATE TABLE documents (closing INTEGER PRIMARY KEY, first INTEGER NOT NULL)",
    "CREATE TABLE bases (number INTEGER PRIMARY KEY, day TEXT, lists TEXT NOT NULL)",
)
NAME = "name"
# a mark that is there already is written over itself, so that its number comes back
_MARK = (
    "INSERT INTO marks (scheme, value, kinds, least) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET least = excluded.least RETURNING number"
)

# scheme and value; of a name the kinds, and the lowest score that is looked at, in hundredths
_Key = tuple[str, str, str, int]
Lists = tuple[ListVersion, ...]


class Basis(Record, frozen=True):
    """What verdicts rest on: the day of the act, None where none is known, and the editions."""

    day: datetime.date | None
    lists: Lists


class _Judged(Record, frozen=True):
    as_of: datetime.date
    known_on: datetime.date
    lists: msgspec.Raw


class _Screened(Record, frozen=True):
    consignment: Consignment
    verdict: _Judged


class _Rescreened(Record, frozen=True):
    consignment: msgspec.Raw
    verdict: _Judged
    supersedes: int
    corrected: tuple[str, ...] = ()


class Replay:
    """Takes events into the tables, within a transaction of the caller.

    Args:
        db: The database that holds the tables.
        is_dated: Whether the papers of a consignment give a day to judge it by.
    """

    def __init__(self, db: sqlite3.Connection, is_dated: Callable[[Consignment], bool]) -> None:
        self._db = db
        self._is_dated = is_dated
        self._marks: dict[_Key, int] = {}
        self._lists: dict[bytes, str] = {}
        self._bases = _bases_by_content(db)
        self._take = {
            "screened": self._screened,
            "document": self._document,
            "rescreened": self._rescreened,
            "rescreening": self._rescreening,
        }

    def take(self, event: Event) -> None:
        """Take in one event; those that say nothing of a consignment leave all as it is.

        Raises:
            msgspec.MsgspecError: its payload is not what was written.
        """
        take = self._take.get(event.kind)
        if take is not None:
            take(event)

    def _screened(self, event: Event) -> None:
        screened = msgspec.json.decode(event.payload, type=_Screened)
        consignment, verdict = screened.consignment, screened.verdict
        as_if_today = verdict.as_of == verdict.known_on and not self._is_dated(consignment)
        base = self._base(None if as_if_today else verdict.as_of, self._said(verdict.lists))
        row = (event.number, event.number, base)
        self._db.execute("INSERT INTO consignments VALUES (?, ?, ?)", row)
        self._link(consignment, event.number)

    def _link(self, consignment: Consignment, number: int) -> None:
        """Let a consignment be found by its marks, besides those it is found by already."""
        marks = {self._mark(key) for key in _keys(consignment)}
        links = ((mark, number) for mark in marks)
        self._db.executemany("INSERT OR IGNORE INTO links VALUES (?, ?)", links)

    def _document(self, event: Event) -> None:
        """The screening that it closes takes the place of the one before, and tells the day."""
        closed = msgspec.json.decode(event.payload, type=Screening)
        row = self._db.execute(
            "SELECT first FROM documents WHERE closing = ?", (closed.supersedes,)
        ).fetchone()
        if row is not None:
            numbers = (row[0], closed.supersedes)
            self._db.execute("DELETE FROM consignments WHERE number BETWEEN ? AND ?", numbers)
            self._db.execute("DELETE FROM documents WHERE closing = ?", (closed.supersedes,))
        self._db.execute("INSERT INTO documents VALUES (?, ?)", (event.number, closed.first))
        if closed.versions.as_of != "":
            self._judge_as_of(closed.versions.as_of, closed.first, event.number)

    def _judge_as_of(self, day: str, first: int, closing: int) -> None:
        as_of = datetime.date.fromisoformat(day)
        rows = self._db.execute(
            "SELECT DISTINCT bases.number, bases.lists FROM consignments JOIN bases"
            " ON bases.number = base WHERE consignments.number BETWEEN ? AND ? AND day IS NULL",
            (first, closing),
        ).fetchall()
        for number, lists in rows:
            row = (self._base(as_of, lists), number, first, closing)
            self._db.execute(
                "UPDATE consignments SET base = ? WHERE base = ? AND number BETWEEN ? AND ?", row
            )

    def _rescreened(self, event: Event) -> None:
        again = msgspec.json.decode(event.payload, type=_Rescreened)
        row = self._db.execute(
            "SELECT consignments.number, day FROM consignments JOIN bases ON bases.number = base"
            " WHERE last = ?",
            (again.supersedes,),
        ).fetchone()
        # None: another run was quicker, or the document was screened again meanwhile
        if row is not None:
            day = None if row[1] is None else datetime.date.fromisoformat(row[1])
            base = self._base(day, self._said(again.verdict.lists))
            self._db.execute(
                "UPDATE consignments SET last = ?, base = ? WHERE number = ?",
                (event.number, base, row[0]),
            )
            if len(again.corrected) > 0:
                self._link(msgspec.json.decode(again.consignment, type=Consignment), row[0])

    def _rescreening(self, event: Event) -> None:
        """What it looked at and left alone holds under its editions."""
        closing = msgspec.json.decode(event.payload, type=Rescreening)
        if len(closing.editions) == 0:
            return
        seen = self._db.execute(
            "SELECT DISTINCT bases.number, day, lists FROM consignments JOIN bases"
            " ON bases.number = base WHERE last <= ?",
            (closing.upto,),
        ).fetchall()
        moves = []
        for number, day, lists in seen:
            known = None if day is None else datetime.date.fromisoformat(day)
            moved = _moved(
                msgspec.json.decode(lists, type=Lists), closing, known or event.at.date()
            )
            base = self._base(known, _text(moved))
            if base != number:
                moves.append((number, base))
        self._move(moves, closing.upto)

    def _move(self, moves: list[tuple[int, int]], upto: int) -> None:
        """All at once: what one basis is moved to may be what another is moved from."""
        if len(moves) == 0:
            return
        self._db.execute("CREATE TEMP TABLE moves (old INTEGER PRIMARY KEY, new INTEGER)")
        self._db.executemany("INSERT INTO moves VALUES (?, ?)", moves)
        self._db.execute(
            "UPDATE consignments SET base = (SELECT new FROM moves WHERE old = base)"
            " WHERE last <= ? AND base IN (SELECT old FROM moves)",
            (upto,),
        )
        self._db.execute("DROP TABLE moves")

    def _mark(self, key: _Key) -> int:
        number = self._marks.get(key)
        if number is None:
            number = self._marks[key] = self._db.execute(_MARK, key).fetchone()[0]
        return number

    def _base(self, day: datetime.date | None, lists: str) -> int:
        key = (None if day is None else day.isoformat(), lists)
        number = self._bases.get(key)
        if number is None:
            sql = "INSERT INTO bases (day, lists) VALUES (?, ?) RETURNING number"
            number = self._bases[key] = self._db.execute(sql, key).fetchone()[0]
        return number

    def _said(self, raw: msgspec.Raw) -> str:
        """The editions without what is said of them on one day only."""
        written = bytes(raw)
        text = self._lists.get(written)
        if text is None:
            lists = msgspec.json.decode(written, type=Lists)
            text = self._lists[written] = _text(map(plain, lists))
        return text


def plain(version: ListVersion) -> ListVersion:
    """An edition without what is said of it on one day only."""
    return msgspec.structs.replace(version, stale="", note="")


def _text(lists: Iterable[ListVersion]) -> str:
    return msgspec.json.encode(tuple(lists), order="sorted").decode()


def _moved(before: Lists, closing: Rescreening, day: datetime.date) -> Lists:
    """The editions under which a verdict on an act of that day holds after a re-screening."""
    editions = closing.editions
    answered = [edition for edition in editions if edition.since <= day] or editions[:1]
    now = answered[-1].lists
    names = {version.name for version in now}
    return (*now, *(version for version in before if version.name not in names))


def _keys(consignment: Consignment) -> Iterable[_Key]:
    """The marks of a consignment as they are kept: names as written, numbers as compared."""
    for mark in find_marks(consignment):
        if mark.scheme == NAME:
            least = lowest_asked(subject_of(consignment, mark.element))
            yield NAME, mark.value, " ".join(mark.kinds), round(least * 100)
        elif mark.scheme not in NOT_COMPARED:
            number = normalise_number(mark.scheme, mark.value)
            if number != "":
                yield mark.scheme, number, "", 0


def _bases_by_content(db: sqlite3.Connection) -> dict[tuple[str | None, str], int]:
    rows = db.execute("SELECT day, lists, number FROM bases")
    return {(day, lists): number for day, lists, number in rows}
