"""What past consignments hold, kept on disk, asked which of them a few listings could touch.

It is made of the ledger alone and may be deleted at any time. It holds the names and numbers of
the parties: it needs the same care as the ledger.
"""

import contextlib
import datetime
import hashlib
import inspect
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol, cast

import msgspec

from tidewaiter import codes
from tidewaiter.model import Anchor, BadInput, Consignment, Event, ListedName, Listing, Record
from tidewaiter.model.listing import ListingKind
from tidewaiter.names import Matcher, PastName, PastNames
from tidewaiter.screening import marks, numbers, register, replay, screener, subjects
from tidewaiter.screening.numbers import NOT_COMPARED, normalise_number, schemes_asking
from tidewaiter.screening.replay import NAME, TABLES, Basis, Lists, Replay
from tidewaiter.screening.screener import AT_LEAST

BATCH = 20_000  # events of one transaction
_WAIT = 600  # seconds for another process that is catching up
# what names are looked at from, but for those that a day of birth may carry
_LEAST = min(AT_LEAST.values())
_Asked = tuple[str, ListingKind]
_NEW, _DAMAGED = "it is new", "it is damaged"
# the schemes of numbers that one may ask for without saying which
ASKED_ALONE = ("passport", "national_id", "registration", "tax", "swift", "lei", "company_imo")
_ADVICE = "Make room, give the right to write, or delete the folder: it is made again."


class Chain(Protocol):
    """The events of a ledger, as far as they are needed here."""

    def get(self, number: int) -> Event | None:
        """The event of that number, if there is one."""

    def events(self, *, after: int) -> Iterator[Event]:
        """Every event after that number, in their order."""


class HeldBy(Record, frozen=True):
    """A name or number of a consignment, by the number of its `screened` event."""

    event: int
    scheme: str
    value: str


def _ignore(_: str) -> None:
    pass


class PastByNames:
    """The current consignments of a ledger by the names and numbers in them.

    Each has the number of its `screened` event; superseded screenings are left out. An index
    that is damaged, of another ledger, or made by other code is made again, and `notice` told.

    Args:
        folder: Where it is kept.
        ledger: The past.
        is_dated: Whether the papers of a consignment give a day to judge it by.
        notice: Is told, in a line, why the index is made again.
    """

    def __init__(
        self,
        folder: Path,
        ledger: Chain,
        *,
        is_dated: Callable[[Consignment], bool],
        notice: Callable[[str], None] = _ignore,
    ) -> None:
        self._folder = folder
        self._ledger = ledger
        self._is_dated = is_dated
        self._notice = notice
        self._met: dict[_Asked, set[int]] = {}

    def upto(self) -> Anchor | None:
        """The last event taken in; None where there is no index that can be gone on with."""
        with contextlib.suppress(sqlite3.Error, OSError):
            if self._fault(thorough=False) == "":
                with self._open() as db:
                    return _upto(db)
        return None

    def find(self, text: str, *, at_least: float, most_new: int, limit: int) -> list[HeldBy] | None:
        """The consignments that hold a name like the text or the very number, newest first.

        Args:
            text: A name, or a number.
            at_least: The least score of a name.
            most_new: How many names may be laid out first; None comes back where there are more.
            limit: The most to give.

        Raises:
            BadInput: the folder cannot be used.
        """
        with self._told(), self._open() as db:
            end = db.execute("SELECT coalesce(max(number), 0) + 1 FROM marks").fetchone()[0]
            names = PastNames(self._folder / _meta(db)["id"], lambda *run: _names(db, *run))
            if names.uncovered(end) > most_new:
                return None
            names.cover(end)
            asked: list[_Asked] = [(text, kind) for kind in ("person", "organization", "vessel")]
            found = names.search(asked, at_least=at_least)
            marks = set().union(*found.values())
            values = (text, "".join(filter(str.isalnum, text)).upper())
            sql = "SELECT number FROM marks WHERE scheme = ? AND value IN (?, ?)"
            for scheme in ASKED_ALONE:
                marks |= {number for (number,) in db.execute(sql, (scheme, *values))}
            return _held(db, marks, limit)

    def catch_up(self, *, thorough: bool = True) -> Anchor:
        """Take in what the ledger holds since the last time; the last event taken in.

        Where it is not `thorough` the whole of a large index is not read first to see it is sound.

        Raises:
            BadInput: the folder cannot be written in, or an event is not what was written.
        """
        self._met.clear()
        with self._told():
            try:
                fault = self._fault(thorough=thorough)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                fault = _DAMAGED
            if fault != "":
                self._begin_anew(fault)
            while self._take_batch():
                pass
            with self._open() as db:
                return _upto(db)

    def __len__(self) -> int:
        with self._told(), self._open() as db:
            return int(db.execute("SELECT count(*) FROM consignments").fetchone()[0])

    def bases(self) -> Mapping[int, Basis]:
        """What the verdicts rest on, by number."""
        sql = "SELECT * FROM bases WHERE number IN (SELECT base FROM consignments)"
        with self._told(), self._open() as db:
            return {
                number: Basis(
                    day=None if day is None else datetime.date.fromisoformat(day),
                    lists=msgspec.json.decode(lists, type=Lists),
                )
                for number, day, lists in db.execute(sql)
            }

    def look_up(self, listings: Iterable[Listing]) -> None:
        """Find the past names like those of the listings, all at once, for `touched`."""
        asked = {(name.text, listing.kind) for listing in listings for name in listing.names}
        new = asked - self._met.keys()
        if len(new) == 0:
            return
        with self._told(), self._open() as db:
            end = db.execute("SELECT coalesce(max(number), 0) + 1 FROM marks").fetchone()[0]
            names = PastNames(self._folder / _meta(db)["id"], lambda *run: _names(db, *run))
            names.cover(end)
            self._met |= names.search(new, at_least=_LEAST)
            for name, number in _carried(db, new):
                self._met[name].add(number)

    def touched(self, listings: Collection[Listing], bases: Collection[int]) -> list[int]:
        """The last events on the consignments, of those that rest so, the listings could touch.

        Too many may be given: a name need not be so alike as for a hit.
        """
        self.look_up(listings)
        found = {
            mark for x in listings for name in x.names for mark in self._met[name.text, x.kind]
        }
        with self._told(), self._open() as db:
            found |= _holders(db, listings)
            return _events(db, found, bases)

    def resting_on(self, bases: Collection[int]) -> list[int]:
        """The last events on all consignments that rest so."""
        with self._told(), self._open() as db:
            rows = db.execute("SELECT last, base FROM consignments ORDER BY last")
            wanted = set(bases)
            return [last for last, base in rows if base in wanted]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of a folder that cannot be used as bad input, not as a trace."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            what = f"the index of past consignments cannot be used ({error})"
            raise BadInput(what, where=str(self._folder), advice=_ADVICE) from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        path = self._folder / "past.db"
        with contextlib.closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute("PRAGMA cache_size=-65536")
            yield db

    def _fault(self, *, thorough: bool) -> str:
        """Why the index cannot be gone on with, in words; empty where it can."""
        if not (self._folder / "past.db").exists():
            return _NEW
        with self._open() as db:
            if thorough and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return _DAMAGED
            if _is_empty(db):
                return _NEW
            made, upto = _meta(db), _upto(db)
        if made["code"] != _code(self._is_dated):
            return "another version of the program made it"
        event = self._ledger.get(upto.number)
        if upto.number > 0 and (event is None or event.digest != upto.digest):
            return "it is of another ledger, or of a later state of this one"
        return ""

    def _begin_anew(self, fault: str) -> None:
        if fault != _NEW:
            self._notice(f"the index of past consignments is made again: {fault}")
            shutil.rmtree(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            # another process may have been quicker
            if _is_empty(db):
                for statement in TABLES:
                    db.execute(statement)
                for left in self._folder.glob("*/"):
                    shutil.rmtree(left)
                code = _code(self._is_dated)
                made = {"id": secrets.token_hex(8), "code": code, "number": "0", "digest": ""}
                db.executemany("INSERT INTO meta VALUES (?, ?)", made.items())
            db.execute("COMMIT")

    def _take_batch(self) -> bool:
        """Take in the next events; False where there are none."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            taker, last = Replay(db, self._is_dated), None
            for event in islice(self._ledger.events(after=_upto(db).number), BATCH):
                self._take(taker, event)
                last = event
            if last is not None:
                said = {"number": str(last.number), "digest": last.digest}
                db.executemany("REPLACE INTO meta VALUES (?, ?)", said.items())
            db.execute("COMMIT")
            return last is not None

    def _take(self, taker: Replay, event: Event) -> None:
        try:
            taker.take(event)
        except msgspec.MsgspecError as error:
            advice = "`tidewaiter verify` names every altered event."
            raise BadInput(
                "it is not what was written", where=f"event {event.number}", advice=advice
            ) from error


def _is_empty(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0)


def _meta(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT name, value FROM meta").fetchall())


def _upto(db: sqlite3.Connection) -> Anchor:
    made = _meta(db)
    return Anchor(number=int(made["number"]), digest=made["digest"])


def _names(db: sqlite3.Connection, start: int, stop: int) -> Iterator[PastName]:
    rows = db.execute(
        "SELECT number, value, kinds FROM marks WHERE number >= ? AND number < ?"
        " AND scheme = ? AND least = ?",
        (start, stop, NAME, round(_LEAST * 100)),
    )
    for number, text, kinds in rows:
        yield PastName(number, text, _kinds(kinds))


def _carried(db: sqlite3.Connection, asked: Iterable[_Asked]) -> Iterator[tuple[_Asked, int]]:
    """The past names that a day of birth may carry, asked of the listings as screening asks.

    There are few; an index of past names would miss one in two hundred so little alike.
    """
    each = [
        Listing("", str(at), kind, (ListedName(text),)) for at, (text, kind) in enumerate(asked)
    ]
    matcher = Matcher(each)
    rows = db.execute(
        "SELECT number, value, kinds, least FROM marks WHERE scheme = ? AND least < ?",
        (NAME, round(_LEAST * 100)),
    )
    for number, text, kinds, least in rows:
        found = matcher.search(text, _kinds(kinds), at_least=least / 100, limit=len(each))
        for like in found:
            yield (like.name.text, like.listing.kind), number


def _kinds(text: str) -> tuple[ListingKind, ...]:
    return cast(tuple[ListingKind, ...], tuple(text.split()))


def _holders(db: sqlite3.Connection, listings: Iterable[Listing]) -> set[int]:
    """The marks that are numbers of the listings."""
    found = set()
    for identifier in (each for listing in listings for each in listing.identifiers):
        value = normalise_number(identifier.scheme, identifier.value)
        if value == "" or identifier.scheme in NOT_COMPARED:
            continue
        for scheme in schemes_asking(identifier.scheme):
            sql = "SELECT number FROM marks WHERE scheme = ? AND value = ?"
            found |= {number for (number,) in db.execute(sql, (scheme, value))}
    return found


def _held(db: sqlite3.Connection, marks: Iterable[int], limit: int) -> list[HeldBy]:
    """The current consignments that hold the marks, newest first."""
    db.execute("CREATE TEMP TABLE asked (mark INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO asked VALUES (?)", ((mark,) for mark in marks))
    rows = db.execute(
        "SELECT event, scheme, value FROM asked JOIN links USING (mark)"
        " JOIN consignments ON consignments.number = event"
        " JOIN marks ON marks.number = mark ORDER BY event DESC LIMIT ?",
        (limit,),
    )
    return [HeldBy(*row) for row in rows]


def _events(db: sqlite3.Connection, found: Iterable[int], bases: Collection[int]) -> list[int]:
    db.execute("CREATE TEMP TABLE found (mark INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO found VALUES (?)", ((mark,) for mark in found))
    rows = db.execute(
        "SELECT DISTINCT last, base FROM found JOIN links USING (mark)"
        " JOIN consignments ON number = event"
    )
    wanted = set(bases)
    return sorted(last for last, base in rows if base in wanted)


def _code(is_dated: Callable[[Consignment], bool]) -> str:
    """The hash of the code that finds marks and days: other code finds others."""
    digest = hashlib.sha256()
    modules = (marks, numbers, register, replay, screener, subjects)
    paths = [Path(inspect.getfile(each)) for each in (*modules, is_dated)]
    for path in (*paths, *sorted(Path(inspect.getfile(codes)).parent.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
