"""The ledger itself: one database, one chain, many readers, one writer at a time."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from tidewaiter.ledger import chain
from tidewaiter.ledger.chain import Draft, Fault
from tidewaiter.ledger.dialects import DIALECTS, Dialect
from tidewaiter.ledger.failures import altered, told
from tidewaiter.ledger.schema import EVENTS, check_version, create, schema_version
from tidewaiter.ledger.screening import Recorded, Result, Spool, versions_key
from tidewaiter.model import (
    Anchor,
    Conflict,
    Document,
    Event,
    LedgerError,
    Record,
    Screening,
    Versions,
)

BATCH = 1000
_Stamp = tuple[str, datetime.datetime]
_COLUMNS = (*(EVENTS.c[name] for name in chain.FIELDS), EVENTS.c.digest)
_ORDERED = select(*_COLUMNS).order_by(EVENTS.c.number)
_LAST = select(*_COLUMNS).order_by(EVENTS.c.number.desc()).limit(1)


def _of_file(sha256: str) -> Select[Any]:
    """The `document` events of one file."""
    return _ORDERED.where(EVENTS.c.document == sha256, EVENTS.c.kind == "document")


def _last_number(sha256: str) -> Select[Any]:
    """The number of the last `document` event of one file."""
    last = select(func.max(EVENTS.c.number))
    return last.where(EVENTS.c.document == sha256, EVENTS.c.kind == "document")


class Ledger:
    """Append-only events in one database; a context manager made by `Ledger.open`.

    Nothing here reads the clock: the caller says when. Several processes may use one ledger at
    once; writers wait for each other.
    """

    def __init__(self, engine: Engine, dialect: Dialect, where: str) -> None:
        self._engine = engine
        self._dialect = dialect
        self._where = where

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the ledger at an SQLAlchemy URL, making it where there is none.

        Raises:
            LedgerError: the database cannot be reached, is no ledger, or has a newer schema.
        """
        ledger = cls(*reach(url))
        try:
            ledger._prepare()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Give up the connections."""
        self._engine.dispose()

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
        at: datetime.datetime,
        document: str = "",
    ) -> Event:
        """Write one event at the end of the chain.

        Args:
            kind: What happened, one closed word.
            subject: What it happened to.
            payload: What was recorded: a record, or JSON text in UTF-8.
            actor: Who did it.
            at: When, with its zone.
            document: SHA-256 of the file the event rests on, if any.

        Raises:
            LedgerError: the database failed; nothing was saved.
            ValueError: `at` has no zone, or `payload` is not JSON.
        """
        text = chain.payload_text(payload)
        draft = Draft(kind=kind, subject=subject, payload=text, document=document)
        with self._writing() as connection:
            tail = self._tail(connection)
            event = next(chain.link(tail, [draft], actor, at))
            connection.execute(insert(EVENTS), [_row_of(event, chain.time_text(at))])
        return event

    def append_all(self, drafts: Iterable[Draft], *, actor: str, at: datetime.datetime) -> range:
        """Write all drafts or, on any error, none. Other writers wait while `drafts` runs.

        Returns:
            The numbers of the new events.

        Raises:
            Conflict: a draft names what it follows, and somebody has written since.
            LedgerError: the database failed; nothing was saved.
            ValueError: `at` has no zone.
        """
        with self._writing() as connection:
            checked = (self._checked(connection, draft) for draft in drafts)
            return _write(connection, self._tail(connection), checked, (actor, at))

    def record_screening(
        self,
        document: Document,
        versions: Versions,
        results: Iterable[Result],
        *,
        actor: str,
        at: datetime.datetime,
    ) -> Recorded:
        """Save the screening of one document, whole or not at all, in bounded memory.

        Each verdict becomes a `screened` event, each defect of the document itself a `defect`
        event; a `document` event closes them. A file already screened under equal versions is
        not saved again, and `results` is then left alone.

        Raises:
            LedgerError: the database or the temporary folder failed; nothing was saved.
        """
        earlier = self._screening_of(document.sha256, versions)
        if earlier is not None:
            return earlier
        with Spool(document, versions) as spool:
            spool.fill(results)
            with self._writing() as connection:
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
        with self._reading() as connection:
            return self._tail(connection)

    def verify(self, anchor: Anchor | None = None) -> tuple[Fault, ...]:
        """Walk the whole chain and name every event that is not as it was written.

        Without an anchor a cut at the end, or an end rewritten whole, cannot be told.
        """
        with self._reading() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(_ORDERED)
            return tuple(chain.faults(rows, anchor))

    def _prepare(self) -> None:
        with self._reading() as connection:
            version = schema_version(connection)
        if version is None:
            with self._writing() as connection:
                create(connection, self._dialect)
                version = schema_version(connection)
        check_version(version or 0, self._where)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One writer's transaction: committed at the end of the block, or as if never begun."""
        with self._reading() as connection:
            connection.execution_options(ledger_begin=self._dialect.begin)
            with connection.begin():
                if self._dialect.lock != "":
                    connection.exec_driver_sql(self._dialect.lock)
                yield connection

    def _fetch(self, statement: Select[Any]) -> list[Row[Any]]:
        with self._reading() as connection:
            return list(connection.execute(statement))

    def _event(self, row: Row[Any]) -> Event:
        try:
            fields = {**row._mapping, "at": datetime.datetime.fromisoformat(row.at)}
            return Event(**fields)
        except (TypeError, ValueError) as error:
            raise altered(self._where, row.number) from error

    def _screening(self, number: int, payload: str) -> Screening:
        try:
            return msgspec.json.decode(payload, type=Screening)
        except ValueError as error:
            raise altered(self._where, number) from error

    def _tail(self, connection: Connection) -> Anchor:
        """The last event, from which the chain goes on."""
        row = connection.execute(_LAST).one_or_none()
        if row is None:
            return Anchor(number=0, digest=chain.GENESIS)
        event = self._event(row)
        return Anchor(number=event.number, digest=event.digest, at=event.at)

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
        numbers = _write(connection, tail, spool.drafts(tail.number + 1, supersedes), stamp)
        return Recorded(new=True, first=numbers[0], last=numbers[-1])

    def _screening_of(self, sha256: str, versions: Versions) -> Recorded | None:
        with self._reading() as connection:
            return self._same_screening(connection, sha256, versions_key(versions))


def reach(url: str) -> tuple[Engine, Dialect, str]:
    """The engine of a database, its dialect, and how to name it without its password."""
    advice = "Give an SQLAlchemy URL, for instance sqlite:////path/to/ledger.db."
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        # The text is not shown: a mistyped address may hold a password.
        where = "the database URL"
        raise LedgerError("not the address of a database", where=where, advice=advice) from error
    where = parsed.render_as_string(hide_password=True)
    dialect = DIALECTS.get(parsed.get_backend_name())
    if dialect is None:
        known = ", ".join(DIALECTS)
        raise LedgerError(f"not one of the databases in use ({known})", where=where, advice=advice)
    try:
        return dialect.connect(parsed), dialect, where
    except (ImportError, SQLAlchemyError) as error:
        name = parsed.get_driver_name()
        raise LedgerError(
            f"the driver {name} is not there", where=where, advice=f"Install {name}."
        ) from error


def _row_of(event: Event, written: str) -> dict[str, Any]:
    return msgspec.structs.asdict(event) | {"at": written}


def _write(connection: Connection, tail: Anchor, drafts: Iterable[Draft], stamp: _Stamp) -> range:
    last, written = tail.number, chain.time_text(stamp[1])
    events = chain.link(tail, drafts, *stamp)
    while len(batch := [_row_of(event, written) for event in islice(events, BATCH)]) > 0:
        connection.execute(insert(EVENTS), batch)
        last = batch[-1]["number"]
    return range(tail.number + 1, last + 1)
