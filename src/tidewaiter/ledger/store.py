"""The ledger itself: one database, one chain, many readers, one writer at a time."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, select

from tidewaiter.ledger import chain
from tidewaiter.ledger.chain import Draft
from tidewaiter.ledger.clock import CLOCK, When, read, time_after
from tidewaiter.ledger.database import Database
from tidewaiter.ledger.failures import altered
from tidewaiter.ledger.schema import EVENTS
from tidewaiter.ledger.screening import Recorded, Result, Spool, versions_key
from tidewaiter.ledger.walk import Fault, faults
from tidewaiter.model import (
    Anchor,
    ClockReset,
    Conflict,
    Document,
    Event,
    Record,
    Screening,
    Versions,
)

BATCH = 1000
DAY = datetime.timedelta(days=1)
_Stamp = tuple[str, When]
_COLUMNS = (*(EVENTS.c[name] for name in chain.FIELDS), EVENTS.c.digest)
_ORDERED = select(*_COLUMNS).order_by(EVENTS.c.number)
_LAST = select(*_COLUMNS).order_by(EVENTS.c.number.desc()).limit(1)
_ENDS = select(EVENTS.c.number, EVENTS.c.digest, EVENTS.c.at).order_by(EVENTS.c.number)


def _of_file(sha256: str) -> Select[Any]:
    """The `document` events of one file."""
    return _ORDERED.where(EVENTS.c.document == sha256, EVENTS.c.kind == "document")


def _last_number(sha256: str) -> Select[Any]:
    """The number of the last `document` event of one file."""
    last = select(func.max(EVENTS.c.number))
    return last.where(EVENTS.c.document == sha256, EVENTS.c.kind == "document")


class Ledger:
    """Append-only events in one database; a context manager made by `Ledger.open`.

    The caller says when, by a time or by a clock, and it may not go back (`clock.TOLERANCE`).
    Several processes may use one ledger at once; writers wait for each other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the ledger at an SQLAlchemy URL, making it where there is none.

        Raises:
            LedgerError: the database cannot be reached, is no ledger, or has another schema.
        """
        return cls(Database.open(url))

    @staticmethod
    def upgrade(url: str) -> int:
        """Bring an older ledger to today's schema, whole or not at all; the version it had.

        Raises:
            LedgerError: the database cannot be reached or written, or has a newer schema.
        """
        return Database.upgrade(url)

    def close(self) -> None:
        """Give up the connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def append(
        self,
        kind: str,
        subject: str,
        payload: Record | bytes,
        *,
        actor: str,
        at: When,
        document: str = "",
    ) -> Event:
        """Write one event at the end of the chain.

        Args:
            kind: What happened, one closed word.
            subject: What it happened to.
            payload: What was recorded: a record, or JSON text in UTF-8.
            actor: Who did it.
            at: When, with its zone; a clock is read when it is this writer's turn.
            document: SHA-256 of the file the event rests on, if any.

        Raises:
            LedgerError: the database failed or the clock went back; nothing was saved.
            ValueError: `at` has no zone, or `payload` is not JSON.
        """
        text = chain.payload_text(payload)
        draft = Draft(kind=kind, subject=subject, payload=text, document=document)
        with self._database.writing() as connection:
            tail = self._tail(connection)
            return self._one(connection, draft, actor, time_after(tail, at, self._database.where))

    def append_all(self, drafts: Iterable[Draft], *, actor: str, at: When) -> range:
        """Write all drafts or, on any error, none. Other writers wait while `drafts` runs.

        Returns:
            The numbers of the new events.

        Raises:
            Conflict: a draft names what it follows, and somebody has written since.
            LedgerError: the database failed or the clock went back; nothing was saved.
            ValueError: `at` has no zone.
        """
        return self.append_after(lambda _: drafts, actor=actor, at=at)

    def append_after(
        self, make: Callable[[Anchor], Iterable[Draft]], *, actor: str, at: When
    ) -> range:
        """As `append_all`, with drafts made knowing the end of the chain that they follow."""
        with self._database.writing() as connection:
            tail = self._tail(connection)
            checked = (self._checked(connection, draft) for draft in make(tail))
            return self._write(connection, tail, checked, (actor, at))

    def reset_clock(self, why: str, *, actor: str, at: When) -> Event:
        """Record that the last event bears a wrong time: the ledger goes on from this one.

        Raises:
            LedgerError: the database failed; nothing was saved.
            ValueError: `at` has no zone.
        """
        with self._database.writing() as connection:
            tail = self._tail(connection)
            payload = chain.payload_text(ClockReset(last=tail.number, said=tail.at, why=why))
            draft = Draft(kind=CLOCK, subject=f"event {tail.number}", payload=payload)
            return self._one(connection, draft, actor, read(at))

    def record_screening(
        self,
        document: Document,
        versions: Versions,
        results: Iterable[Result],
        *,
        actor: str,
        at: When,
    ) -> Recorded:
        """Save the screening of one document, whole or not at all, in bounded memory.

        Each verdict becomes a `screened` event, each defect of the document itself a `defect`
        event; a `document` event closes them. A file already screened under equal versions is
        not saved again, and `results` is then left alone.

        Raises:
            LedgerError: the database or the temporary folder failed, or the clock went back;
                nothing was saved.
        """
        earlier = self._screening_of(document.sha256, versions)
        if earlier is not None:
            return earlier
        with Spool(document, versions) as spool:
            spool.fill(results)
            with self._database.writing() as connection:
                return self._write_screening(connection, spool, (actor, at))

    def seen(self, sha256: str, versions: Versions) -> bool:
        """True where the file was screened under equal versions before."""
        return self._screening_of(sha256, versions) is not None

    def get(self, number: int) -> Event | None:
        """The event of that number, if there is one."""
        found = self._fetch(_ORDERED.where(EVENTS.c.number == number))
        return None if len(found) == 0 else self._event(found[0])

    def events(
        self,
        *,
        kind: str | None = None,
        subject: str | None = None,
        document: str | None = None,
        since: datetime.datetime | None = None,
        after: int = 0,
    ) -> Iterator[Event]:
        """Events in their order, narrowed by kind, subject, file (SHA-256) and earliest time.

        `after` leaves out the events up to that number.
        """
        statement = _ORDERED.where(EVENTS.c.number > after).limit(BATCH)
        for column, value in (("kind", kind), ("subject", subject), ("document", document)):
            if value is not None:
                statement = statement.where(EVENTS.c[column] == value)
        if since is not None:
            statement = statement.where(EVENTS.c.at >= chain.time_text(since))
        page = self._fetch(statement)
        while len(page) > 0:
            yield from map(self._event, page)
            page = self._fetch(statement.where(EVENTS.c.number > page[-1].number))

    def documents(self) -> Iterator[tuple[Event, Screening]]:
        """Every screening of a document, superseded ones included, with its `document` event."""
        for event in self.events(kind="document"):
            yield event, self._screening(event.number, event.payload)

    def anchor(self) -> Anchor:
        """The end of the chain, to be kept elsewhere; `verify` takes it to find a cut."""
        with self._database.reading() as connection:
            return self._tail(connection)

    def anchors(
        self, first: datetime.date | None = None, last: datetime.date | None = None
    ) -> Iterator[Anchor]:
        """The last event of each UTC day, from one day to another, both included.

        Raises:
            LedgerError: the database failed, or an event was altered so that it has no time.
        """
        numbers = select(func.max(EVENTS.c.number)).group_by(func.substr(EVENTS.c.at, 1, 10))
        if first is not None:
            numbers = numbers.where(EVENTS.c.at >= first.isoformat())
        if last is not None:
            numbers = numbers.where(EVENTS.c.at < (last + DAY).isoformat())
        for row in self._fetch(_ENDS.where(EVENTS.c.number.in_(numbers))):
            yield self._anchor(row)

    def verify(
        self, *anchors: Anchor, progress: Callable[[int], None] = lambda _: None
    ) -> tuple[Fault, ...]:
        """Walk the whole chain and name every event that is not as it was written.

        Without an anchor a cut at the end, or an end rewritten whole, cannot be told. `progress`
        is told now and then how many events were looked at.
        """
        with self._database.reading() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(_ORDERED)
            found = faults(_counted(rows, progress), anchors)
            return tuple(sorted(found, key=lambda fault: fault.number))

    @contextmanager
    def tables(self, *, write: bool = False) -> Iterator[Connection]:
        """A connection for tables made of the events and of nothing else.

        With `write` it is a writer's transaction: no event is added while it lasts, and it is
        committed at the end of the block, or as if never begun.
        """
        database = self._database
        with database.writing() if write else database.reading() as connection:
            yield connection

    def _fetch(self, statement: Select[Any]) -> list[Row[Any]]:
        with self._database.reading() as connection:
            return list(connection.execute(statement))

    def _event(self, row: Row[Any]) -> Event:
        try:
            fields = {**row._mapping, "at": datetime.datetime.fromisoformat(row.at)}
            return Event(**fields)
        except (TypeError, ValueError) as error:
            raise altered(self._database.where, row.number) from error

    def _screening(self, number: int, payload: str) -> Screening:
        try:
            return msgspec.json.decode(payload, type=Screening)
        except ValueError as error:
            raise altered(self._database.where, number) from error

    def _tail(self, connection: Connection) -> Anchor:
        """The last event, from which the chain goes on."""
        row = connection.execute(_LAST).one_or_none()
        return Anchor(number=0, digest=chain.GENESIS) if row is None else self._anchor(row)

    def _anchor(self, row: Row[Any]) -> Anchor:
        try:
            at = datetime.datetime.fromisoformat(row.at)
            return Anchor(number=row.number, digest=row.digest, at=at)
        except (TypeError, ValueError) as error:
            raise altered(self._database.where, row.number) from error

    def _checked(self, connection: Connection, draft: Draft) -> Draft:
        """The draft, unless its author has not seen the last event of its kind on the subject."""
        if draft.follows is None:
            return draft
        last = _LAST.where(EVENTS.c.subject == draft.subject, EVENTS.c.kind == draft.kind)
        row = connection.execute(last).one_or_none()
        if row is not None and row.number != draft.follows:
            raise Conflict(
                f"{row.actor} wrote event {row.number} about it meanwhile; nothing was saved",
                where=f"{draft.kind} {draft.subject}",
                advice="Look at what is there now, then decide again.",
            )
        return draft

    def _same_screening(self, connection: Connection, sha256: str, key: str) -> Recorded | None:
        same = _of_file(sha256).where(EVENTS.c.versions == key).limit(1)
        row = connection.execute(same).one_or_none()
        if row is None:
            return None
        first = self._screening(row.number, row.payload).first
        return Recorded(new=False, first=first, last=row.number)

    def _write_screening(self, connection: Connection, spool: Spool, stamp: _Stamp) -> Recorded:
        """Write what the spool holds, unless another process has recorded the same meanwhile."""
        sha256 = spool.document.sha256
        earlier = self._same_screening(connection, sha256, spool.key)
        if earlier is not None:
            return earlier
        tail = self._tail(connection)
        supersedes = connection.execute(_last_number(sha256)).scalar_one() or 0
        numbers = self._write(connection, tail, spool.drafts(tail.number + 1, supersedes), stamp)
        return Recorded(new=True, first=numbers[0], last=numbers[-1])

    def _one(
        self, connection: Connection, draft: Draft, actor: str, at: datetime.datetime
    ) -> Event:
        event = next(chain.link(self._tail(connection), [draft], actor, at))
        connection.execute(insert(EVENTS), [_row_of(event, chain.time_text(at))])
        return event

    def _write(
        self, connection: Connection, tail: Anchor, drafts: Iterable[Draft], stamp: _Stamp
    ) -> range:
        actor, when = stamp
        at = time_after(tail, when, self._database.where)
        last, written = tail.number, chain.time_text(at)
        events = chain.link(tail, drafts, actor, at)
        while len(batch := [_row_of(event, written) for event in islice(events, BATCH)]) > 0:
            connection.execute(insert(EVENTS), batch)
            last = batch[-1]["number"]
        return range(tail.number + 1, last + 1)

    def _screening_of(self, sha256: str, versions: Versions) -> Recorded | None:
        with self._database.reading() as connection:
            return self._same_screening(connection, sha256, versions_key(versions))


def _row_of(event: Event, written: str) -> dict[str, Any]:
    return msgspec.structs.asdict(event) | {"at": written}


def _counted(rows: Iterable[Row[Any]], progress: Callable[[int], None]) -> Iterator[Row[Any]]:
    for count, row in enumerate(rows, 1):
        if count % BATCH == 0:
            progress(count)
        yield row
