"""What a database says when it fails, told as what, where and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError

from tidewaiter.model import LedgerError

_Told = tuple[str, str]
_READ_ONLY = (
    "the ledger cannot be written",
    "Give who runs tidewaiter the right to write: the file and its folder, or the tables.",
)
_DAMAGED = (
    "the database file is damaged",
    "Keep the damaged file as it is and restore the ledger from a backup.",
)
_FULL = (
    "there is no room left; nothing of this was saved",
    "Make room on the disk and run the same again.",
)
_BUSY = (
    "another program has held the ledger for too long",
    "Wait until it is done and run the same again.",
)
_APPEND_ONLY = ("the ledger is append-only", "Record a correction as a new event.")
_GONE = (
    "the database cannot be reached, or the connection to it broke",
    "Check that it runs, and its address. Look whether the last event is yours, then run it again.",
)
_UNFIT = (
    "a text holds a character that the database cannot hold; nothing of this was saved",
    "Leave out what is no letter, above all the character NUL.",
)
_OTHER = ("the database refused", "Check the address of the database and that it can be reached.")

# By SQLite's own names of its result codes; an extended code falls back to its primary one.
_SQLITE = {
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": (
        "the ledger cannot be opened",
        "Check that the folder exists and that its files may be read and written.",
    ),
    "SQLITE_NOTADB": (
        "the file is not a ledger",
        "Give the path of a ledger, or of a file that does not exist yet.",
    ),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": (
        "the disk failed to read or write; nothing of this was saved",
        "Check the disk and the room left on it, then run the same again.",
    ),
    "SQLITE_BUSY": _BUSY,
    "SQLITE_CONSTRAINT_TRIGGER": _APPEND_ONLY,
}
# By SQLSTATE (PostgreSQL, appendix A); a code falls back to its class.
_POSTGRESQL = {
    "08": _GONE,
    "25006": _READ_ONLY,
    "22021": _UNFIT,
    "28": _GONE,
    "3D": _GONE,
    "42501": _READ_ONLY,
    "53100": _FULL,
    "53300": _BUSY,
    "55P03": _BUSY,
    "57P01": _GONE,
    "57P02": _GONE,
    "57P03": _GONE,
    "P0001": _APPEND_ONLY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
_BY_TYPE: dict[type[SQLAlchemyError], _Told] = {OperationalError: _GONE, DataError: _UNFIT}


def _told(error: SQLAlchemyError) -> _Told:
    """What happened and what to do. The database's own words are left to the cause."""
    if not isinstance(error, DBAPIError):
        return _OTHER
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        primary = "_".join(name.split("_")[:2])
        return _SQLITE.get(name) or _SQLITE.get(primary) or _OTHER
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        # Neither a server that does not answer nor the driver itself gives a code.
        return _BY_TYPE.get(type(error), _OTHER)
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or _OTHER


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the database raises into a LedgerError.

    Raises:
        LedgerError: the database failed inside the block.
    """
    try:
        yield
    except SQLAlchemyError as error:
        what, advice = _told(error)
        raise LedgerError(what, where=where, advice=advice) from error


def altered(where: str, number: int) -> LedgerError:
    """The error for an event whose columns cannot be what was written."""
    return LedgerError(
        "the event was altered and cannot be read",
        where=f"{where}, event {number}",
        advice="Verify the ledger to learn which events are not as they were written.",
    )
