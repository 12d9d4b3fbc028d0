"""What a database says when it fails, told as what, where and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tidewaiter.model import LedgerError

# By SQLite's own names of its result codes; an extended code falls back to its primary one.
_SQLITE = {
    "SQLITE_READONLY": (
        "the ledger cannot be written",
        "Give the user that runs tidewaiter the right to write the file and its folder.",
    ),
    "SQLITE_CANTOPEN": (
        "the ledger cannot be opened",
        "Check that the folder exists and that its files may be read and written.",
    ),
    "SQLITE_NOTADB": (
        "the file is not a ledger",
        "Give the path of a ledger, or of a file that does not exist yet.",
    ),
    "SQLITE_CORRUPT": (
        "the database file is damaged",
        "Keep the damaged file as it is and restore the ledger from a backup.",
    ),
    "SQLITE_FULL": (
        "there is no room left; nothing of this was saved",
        "Make room on the disk and run the same again.",
    ),
    "SQLITE_IOERR": (
        "the disk failed to read or write; nothing of this was saved",
        "Check the disk and the room left on it, then run the same again.",
    ),
    "SQLITE_BUSY": (
        "another program has held the ledger for too long",
        "Wait until it is done and run the same again.",
    ),
    "SQLITE_CONSTRAINT_TRIGGER": (
        "the ledger is append-only",
        "Record a correction as a new event.",
    ),
}
_OTHER = ("the database refused", "Check the address of the database and that it can be reached.")


def _told(error: SQLAlchemyError) -> tuple[str, str]:
    """What happened and what to do. The database's own words are left to the cause."""
    if isinstance(error, DBAPIError):
        code = str(getattr(error.orig, "sqlite_errorname", ""))
        primary = "_".join(code.split("_")[:2])
        return _SQLITE.get(code) or _SQLITE.get(primary) or _OTHER
    return _OTHER


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
