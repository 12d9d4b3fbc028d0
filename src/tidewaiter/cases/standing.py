"""What stands now, as tables in the ledger's own database: made of its events, never edited.

`docs/coverage.md` says what each row holds. The tables follow the ledger in batches, each in one
writer's transaction. Where the last event taken in is not the ledger's, or the tables are of
another version, they are dropped and made again from the first event.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, insert, inspect, select, update

from tidewaiter.cases.standing_apply import APPLY
from tidewaiter.cases.standing_tables import MARK, METADATA, VERSION
from tidewaiter.ledger import Ledger
from tidewaiter.ledger.chain import GENESIS
from tidewaiter.ledger.schema import EVENTS

BATCH = 10_000
PAGE = 1000
_COLUMNS = ("number", "at", "actor", "kind", "subject", "document", "payload", "digest")
_PAGE = select(*(EVENTS.c[name] for name in _COLUMNS)).order_by(EVENTS.c.number).limit(PAGE)
# What is written in one act with those that follow: a batch does not end on it.
_WITHIN = frozenset({"screened", "defect", "stow_list", "call", "permit", "rescreened"})


class Standing:
    """The tables of one ledger. Nothing here reads the clock.

    `memory` is for what readers work out from the tables, by a key that changes when they do.
    """

    def __init__(self, ledger: Ledger, *, batch: int = BATCH) -> None:
        self._ledger = ledger
        self._batch = batch
        self._made = False
        self.memory: dict[Any, Any] = {}

    def catch_up(self) -> int:
        """Take in every event there is; the number of the last one.

        Raises:
            LedgerError: the database failed, or cannot be written.
        """
        while not self._is_current():
            with self._ledger.tables(write=True) as connection:
                there = self._made or inspect(connection).has_table(MARK.name)
                if not there or not _is_sound(connection):
                    _make(connection)
                _advance(connection, self._batch)
        with self._ledger.tables() as connection:
            return int(connection.execute(select(MARK.c.number)).scalar_one())

    def rebuild(self) -> int:
        """Make the tables again from the first event; the number of the last one."""
        with self._ledger.tables(write=True) as connection:
            _make(connection)
        return self.catch_up()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to the tables, all events there are being taken in."""
        self.catch_up()
        with self._ledger.tables() as connection:
            yield connection

    def _is_current(self) -> bool:
        with self._ledger.tables() as connection:
            self._made = self._made or inspect(connection).has_table(MARK.name)
            if not self._made or not _is_sound(connection):
                return False
            last = connection.execute(select(func.max(EVENTS.c.number))).scalar_one() or 0
            return bool(last == connection.execute(select(MARK.c.number)).scalar_one())


def _is_sound(connection: Connection) -> bool:
    """True where the tables are of this version and their last event is the ledger's."""
    mark = connection.execute(select(MARK)).one_or_none()
    if mark is None or mark.version != VERSION:
        return False
    digest = select(EVENTS.c.digest).where(EVENTS.c.number == mark.number)
    return bool((connection.execute(digest).scalar_one_or_none() or GENESIS) == mark.digest)


def _make(connection: Connection) -> None:
    METADATA.drop_all(connection)
    METADATA.create_all(connection)
    connection.execute(insert(MARK).values(version=VERSION, number=0, digest=GENESIS))


def _advance(connection: Connection, most: int) -> None:
    """Take in events up to about so many, to the end of what was written in one act."""
    start = int(connection.execute(select(MARK.c.number)).scalar_one())
    for page in _pages(connection, start):
        events = page
        if page[-1].number - start >= most:
            events = _until_closed(page, start + most)
        for kind, run in groupby(events, key=lambda row: row.kind):
            if kind in APPLY:
                APPLY[kind](connection, list(run))
        if len(events) > 0:
            last = events[-1]
            connection.execute(update(MARK).values(number=last.number, digest=last.digest))
        if len(events) < len(page):
            return


def _pages(connection: Connection, after: int) -> Iterator[list[Row[Any]]]:
    while len(page := list(connection.execute(_PAGE.where(EVENTS.c.number > after)))) > 0:
        yield page
        after = page[-1].number


def _until_closed(page: list[Row[Any]], number: int) -> list[Row[Any]]:
    """The page up to the first event from that number on that closes what was written in one act.

    The whole page where there is none.
    """
    for place, row in enumerate(page):
        if row.number >= number and row.kind not in _WITHIN:
            return page[: place + 1]
    return page
